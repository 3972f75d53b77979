package nnp4j.export;

import java.util.List;
import nnp4j.onnx.Attributes;
import nnp4j.onnx.OnnxGraph;
import nnp4j.onnx.Tape;

/**
 * Eigenvalues of a symmetric matrix by falling absolute value, by Jacobi's rotations of disjoint pairs of rows at a time (Golub and
 * Van Loan, Matrix Computations, 4th ed., 2013, section 8.5). The eigenvectors v are held in derivatives: that of v' C v is
 * then v' dC v (Hellmann, Feynman).
 */
final class EigenvalueGraph {
    /** More than any matrix of a molecule needs: the convergence is quadratic. */
    private static final int SWEEPS = 14;

    private EigenvalueGraph() {}

    static String write(Maths m, String matrix, int n) {
        if (n == 1) return m.reshape(matrix, 1);
        Tape tape = m.tape();
        String vectors = tape.held(vectors(tape, matrix, n));
        String values = m.sum(m.mul(vectors, m.einsum("ij,jk->ik", matrix, vectors)), 0);
        String order = tape.several("TopK", Attributes.NONE, 2, m.abs(values), tape.integers(n))
                .get(1);
        return tape.node("Gather", values, order);
    }

    private static String vectors(Tape tape, String matrix, int n) {
        int even = n + n % 2;
        int rounds = even - 1;
        int pairs = n / 2;
        double[] first = new double[rounds * pairs * n];
        double[] second = new double[rounds * pairs * n];
        double[] alone = new double[rounds * n * n];
        for (int round = 0; round < rounds; round++) place(round, even, n, pairs, first, second, alone);
        String tableOfFirst = tape.constant("first", first, rounds, pairs, n);
        String tableOfSecond = tape.constant("second", second, rounds, pairs, n);
        String tableOfAlone = tape.constant("alone", alone, rounds, n, n);
        double[] eye = new double[n * n];
        for (int i = 0; i < n; i++) eye[i * n + i] = 1;
        List<String> start = List.of(matrix, tape.constant("eye", eye, n, n));
        return tape.repeated(rounds * SWEEPS, start, (g, names) -> {
                    String round = g.node("Mod", names.get(0), g.whole(rounds));
                    String p = g.node("Gather", tableOfFirst, round);
                    String q = g.node("Gather", tableOfSecond, round);
                    String rotation = rotation(g, names.get(1), p, q);
                    String whole = g.node("Add", rotation, g.node("Gather", tableOfAlone, round));
                    String turned = g.node("MatMul", names.get(1), whole);
                    String back = turnedProduct(g, whole, turned);
                    return List.of(back, g.node("MatMul", names.get(2), whole));
                })
                .get(1);
    }

    /** The pairs of one round of a tournament in which each row meets each other once; with an odd number one rests. */
    private static void place(int round, int even, int n, int pairs, double[] first, double[] second, double[] alone) {
        int next = 0;
        for (int k = 0; k < even / 2; k++) {
            int a = k == 0 ? even - 1 : (round + k) % (even - 1);
            int b = k == 0 ? round : (round + even - 1 - k) % (even - 1);
            if (a >= n || b >= n) {
                int rests = Math.min(a, b);
                alone[(round * n + rests) * n + rests] = 1;
                continue;
            }
            first[(round * pairs + next) * n + Math.min(a, b)] = 1;
            second[(round * pairs + next) * n + Math.max(a, b)] = 1;
            next++;
        }
    }

    /** P' (c P + s Q) + Q' (c Q - s P), the rotations that clear the elements pq, for P and Q that pick rows p and q. */
    private static String rotation(OnnxGraph g, String a, String p, String q) {
        String pa = g.node("MatMul", p, a);
        String qa = g.node("MatMul", q, a);
        String app = rows(g, pa, p);
        String apq = rows(g, pa, q);
        String aqq = rows(g, qa, q);
        String cleared = g.node("Equal", apq, g.scalar(0));
        String twice = g.node("Where", cleared, g.scalar(1), g.node("Add", apq, apq));
        String tau = g.node("Div", g.node("Sub", aqq, app), twice);
        String root = g.node("Sqrt", g.node("Add", g.scalar(1), g.node("Mul", tau, tau)));
        String sign = g.node("Where", g.node("Less", tau, g.scalar(0)), g.scalar(-1), g.scalar(1));
        String tangent = g.node("Div", sign, g.node("Add", g.node("Abs", tau), root));
        String t = g.node("Where", cleared, g.scalar(0), tangent);
        String c = g.node("Reciprocal", g.node("Sqrt", g.node("Add", g.scalar(1), g.node("Mul", t, t))));
        String s = g.node("Mul", t, c);
        String up = g.node("Add", g.node("Mul", c, p), g.node("Mul", s, q));
        String down = g.node("Sub", g.node("Mul", c, q), g.node("Mul", s, p));
        return g.node("Add", turnedProduct(g, p, up), turnedProduct(g, q, down));
    }

    /** A' B. */
    private static String turnedProduct(OnnxGraph g, String a, String b) {
        return g.node("Gemm", Attributes.of("transA", 1), a, b);
    }

    private static String rows(OnnxGraph g, String a, String b) {
        return g.node("ReduceSum", g.node("Mul", a, b), g.integers(1));
    }
}
