package nnp4j.vibrations;

import java.util.Arrays;
import nnp4j.geometry.Geometry;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Principal moments of inertia about the centre of mass.
 *
 * @param moments dalton angstrom^2, ascending
 * @param axes unit vectors in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Inertia(double[] moments, double[][] axes) {
    static Inertia of(Geometry geometry) {
        double[] x = geometry.toArray();
        double[] center = centre(geometry);
        double[][] tensor = new double[3][3];
        for (int i = 0; i < geometry.atomCount(); i++) {
            double[] r = new double[3];
            for (int c = 0; c < 3; c++) r[c] = x[3 * i + c] - center[c];
            double r2 = RigidMotions.dot(r, r);
            for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++) tensor[a][b] += geometry.mass(i) * ((a == b ? r2 : 0) - r[a] * r[b]);
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(tensor, false));
        Integer[] order = {0, 1, 2};
        Arrays.sort(order, (a, b) -> Double.compare(eigen.getRealEigenvalue(a), eigen.getRealEigenvalue(b)));
        double[] moments = new double[3];
        double[][] axes = new double[3][];
        for (int k = 0; k < 3; k++) {
            moments[k] = Math.max(0, eigen.getRealEigenvalue(order[k]));
            axes[k] = eigen.getEigenvector(order[k]).toArray();
        }
        return new Inertia(moments, axes);
    }

    /** Centre of mass, angstrom. */
    static double[] centre(Geometry geometry) {
        double[] x = geometry.toArray();
        double[] center = new double[3];
        double total = 0;
        for (int i = 0; i < geometry.atomCount(); i++) {
            total += geometry.mass(i);
            for (int c = 0; c < 3; c++) center[c] += geometry.mass(i) * x[3 * i + c];
        }
        for (int c = 0; c < 3; c++) center[c] /= total;
        return center;
    }
}
