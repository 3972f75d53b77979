package nnp4j.paths;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Rigid superposition by least squares (Kabsch, Acta Cryst. A 32, 922 (1976), doi:10.1107/S0567739476001873). */
final class Superposition {
    private Superposition() {}

    /** Moves and turns x, never mirrored, as near to another structure as it gets. */
    static double[] onto(double[] target, double[] x) {
        double[] there = centre(target);
        double[] here = centre(x);
        RealMatrix covariance = new Array2DRowRealMatrix(3, 3);
        for (int k = 0; k < x.length; k += 3)
            for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++)
                    covariance.addToEntry(a, b, (x[k + a] - here[a]) * (target[k + b] - there[b]));
        SingularValueDecomposition svd = new SingularValueDecomposition(covariance);
        RealMatrix flip = new Array2DRowRealMatrix(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        if (determinant(svd.getV().multiply(svd.getUT())) < 0) flip.setEntry(2, 2, -1);
        RealMatrix rotation = svd.getV().multiply(flip).multiply(svd.getUT());
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k += 3) {
            double[] r = rotation.operate(new double[] {x[k] - here[0], x[k + 1] - here[1], x[k + 2] - here[2]});
            for (int c = 0; c < 3; c++) moved[k + c] = r[c] + there[c];
        }
        return moved;
    }

    private static double[] centre(double[] x) {
        double[] center = new double[3];
        for (int k = 0; k < x.length; k++) center[k % 3] += 3 * x[k] / x.length;
        return center;
    }

    private static double determinant(RealMatrix m) {
        double[][] a = m.getData();
        return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
    }

    /** Unit vectors of the translations and small rotations at x, orthonormal; fewer where atoms are in line. */
    static double[][] rigidMotions(double[] x) {
        double[] center = centre(x);
        double[][] all = new double[6][x.length];
        for (int k = 0; k < x.length; k += 3)
            for (int c = 0; c < 3; c++) {
                int d = (c + 1) % 3;
                int e = (c + 2) % 3;
                all[c][k + c] = 1;
                all[3 + c][k + d] = -(x[k + e] - center[e]);
                all[3 + c][k + e] = x[k + d] - center[d];
            }
        double[][] basis = new double[6][];
        int count = 0;
        for (double[] vector : all) {
            double before = Math.sqrt(Band.dot(vector, vector));
            for (int pass = 0; pass < 2; pass++)
                for (int b = 0; b < count; b++) Band.add(vector, -Band.dot(vector, basis[b]), basis[b]);
            double after = Math.sqrt(Band.dot(vector, vector));
            if (after <= 1e-6 * before || before == 0) continue; // no motion of its own: atoms in line
            for (int k = 0; k < vector.length; k++) vector[k] /= after;
            basis[count++] = vector;
        }
        return java.util.Arrays.copyOf(basis, count);
    }
}
