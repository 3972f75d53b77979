package nnp4j.network;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Products of row-major matrices through a BLAS in Java. It uses vector instructions where the program runs with the module
 * {@code jdk.incubator.vector}. A native BLAS is taken only where the system property
 * {@code dev.ludovic.netlib.blas.allowNative} says so; then it is the native library's affair whether the same input gives the
 * same bits.
 */
public final class MatrixProduct {
    private static final String ALLOW_NATIVE = "dev.ludovic.netlib.blas.allowNative";
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LOADING = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    private static final BLAS IMPLEMENTATION = load();

    private MatrixProduct() {}

    private static BLAS load() {
        LOADING.setLevel(Level.WARNING); // it announces its choice otherwise
        if (Boolean.getBoolean(ALLOW_NATIVE)) return BLAS.getInstance();
        System.setProperty(ALLOW_NATIVE, "false");
        return JavaBLAS.getInstance();
    }

    /**
     * What does the products.
     *
     * @return name of the implementation, for reports
     */
    public static String implementation() {
        return IMPLEMENTATION.getClass().getSimpleName();
    }

    /**
     * C += A B^T.
     *
     * @param m rows of A and C
     * @param n rows of B, columns of C
     * @param k columns of A and B
     * @param a m x k, from position {@code fromA} on, read only
     * @param fromA first position in a
     * @param b n x k, from position {@code fromB} on, read only
     * @param fromB first position in b
     * @param c m x n, added to
     */
    public static void addTransposed(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c) {
        IMPLEMENTATION.dgemm("T", "N", n, m, k, 1, b, fromB, k, a, fromA, k, 1, c, 0, n);
    }

    /**
     * C = A B.
     *
     * @param m rows of A and C
     * @param n columns of B and C
     * @param k columns of A, rows of B
     * @param a m x k, read only
     * @param b k x n, from position {@code fromB} on, read only
     * @param fromB first position in b
     * @param c m x n, overwritten
     */
    public static void multiply(int m, int n, int k, double[] a, double[] b, int fromB, double[] c) {
        IMPLEMENTATION.dgemm("N", "N", n, m, k, 1, b, fromB, n, a, 0, k, 0, c, 0, n);
    }

    /**
     * C += A^T B.
     *
     * @param m columns of A, rows of C
     * @param n columns of B and C
     * @param k rows of A and B
     * @param a k x m, read only
     * @param b k x n, from position {@code fromB} on, read only
     * @param fromB first position in b
     * @param c m x n, from position {@code fromC} on, added to
     * @param fromC first position in c
     */
    public static void addTransposedFirst(
            int m, int n, int k, double[] a, double[] b, int fromB, double[] c, int fromC) {
        IMPLEMENTATION.dgemm("N", "T", n, m, k, 1, b, fromB, n, a, 0, m, 1, c, fromC, n);
    }

    /**
     * C += A^T B, where A is a strip of the columns of a wider matrix.
     *
     * @param m columns of A, rows of C
     * @param n columns of B and C
     * @param k rows of A and B
     * @param a k rows of {@code width}, of which the strip begins at position {@code fromA}, read only
     * @param fromA first column of the strip
     * @param width columns of the wider matrix
     * @param b k x n, read only
     * @param c m x n, added to
     */
    public static void addTransposedFirst(
            int m, int n, int k, double[] a, int fromA, int width, double[] b, double[] c) {
        IMPLEMENTATION.dgemm("N", "T", n, m, k, 1, b, 0, n, a, fromA, width, 1, c, 0, n);
    }
}
