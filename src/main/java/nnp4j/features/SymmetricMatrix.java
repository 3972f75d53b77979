package nnp4j.features;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of symmetric matrices by cyclic Jacobi rotations (Golub, Van Loan, Matrix Computations,
 * 4th ed. (2013), section 8.5). Accurate for small matrices and free of allocation: one object serves one thread.
 */
final class SymmetricMatrix {
    /** Off-diagonal norm, relative to the whole, at which rounding has the last word: convergence is quadratic. */
    private static final double CONVERGED = 1e-17;

    /** Six to ten sweeps are usual; the limit is for rounding that never comes to rest. */
    private static final int SWEEP_LIMIT = 30;

    private final double[] a;
    private final double[] vectors;

    /** Room for matrices of up to the given size. */
    SymmetricMatrix(int largest) {
        a = new double[largest * largest];
        vectors = new double[largest * largest];
    }

    /**
     * Decomposes a matrix.
     *
     * @param n its size
     * @param matrix row-major, n x n, read only
     */
    void decompose(int n, double[] matrix) {
        System.arraycopy(matrix, 0, a, 0, n * n);
        for (int k = 0; k < n * n; k++) vectors[k] = k % (n + 1) == 0 ? 1 : 0;
        double all = norm(n, false);
        if (!Double.isFinite(all)) {
            Arrays.fill(a, Double.NaN);
            return;
        }
        for (int sweep = 0; sweep < SWEEP_LIMIT && norm(n, true) > CONVERGED * all; sweep++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) if (a[p * n + q] != 0) rotate(n, p, q);
    }

    /** Eigenvalue k of the last matrix of size n, in no order; NaN if the matrix was not finite. */
    double value(int n, int k) {
        return a[k * n + k];
    }

    /** Component i of eigenvector k of the last matrix of size n. */
    double vector(int n, int k, int i) {
        return vectors[i * n + k];
    }

    private double norm(int n, boolean offDiagonal) {
        double sum = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) if (!offDiagonal || i != j) sum += a[i * n + j] * a[i * n + j];
        return Math.sqrt(sum);
    }

    /** A rotation in the plane p, q that makes a[p][q] zero: t = tan of the smaller angle. */
    private void rotate(int n, int p, int q) {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s);
        for (int k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
        a[p * n + q] = 0; // where rounding left 1e-16 of the diagonal, the sweeps would not end
        a[q * n + p] = 0;
        for (int k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, c, s);
    }

    private static void turn(double[] values, int p, int q, double c, double s) {
        double v = values[p];
        values[p] = c * v - s * values[q];
        values[q] = s * v + c * values[q];
    }
}
