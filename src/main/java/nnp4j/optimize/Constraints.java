package nnp4j.optimize;

import java.util.Arrays;
import java.util.List;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Atoms that stay and internal coordinates that keep their values, exactly: gradients lose what they have along the gradients B
 * of the coordinates, g - B^T (B B^T)^-1 B g, and after a step Newton's method brings the coordinates back,
 * x - B^T (B B^T)^-1 (q - q0), with B of the atoms that may move.
 */
final class Constraints {
    /** A coordinate and the value that it keeps. */
    record Held(InternalCoordinate coordinate, double value) {}

    /** Angstrom or radian: rounding of coordinates some angstrom long, through a few operations. */
    private static final double EXACT = 1e-12;
    /** What is promised where rounding does not let it be exact. */
    private static final double PROMISED = 1e-8;

    private static final int ITERATIONS = 50;
    /** Relative size below which a combination of constraints is none, because fixed atoms hold it already. */
    private static final double DEPENDENT = 1e-9;

    private final boolean[] fixed;
    private final List<Held> held;

    Constraints(boolean[] fixed, List<Held> held) {
        this.fixed = fixed;
        this.held = List.copyOf(held);
    }

    /** Takes out of a vector what cannot act. */
    void project(double[] x, double[] vector) {
        for (int k = 0; k < vector.length; k++) if (fixed[k / 3]) vector[k] = 0;
        if (held.isEmpty()) return;
        double[][] b = gradients(x);
        double[] along = new double[b.length];
        for (int m = 0; m < b.length; m++) along[m] = Point.dot(b[m], vector);
        subtract(vector, b, solve(b, along));
    }

    /** Brings the coordinates to their values; false if they cannot all have them from here. */
    boolean restore(double[] x) {
        if (held.isEmpty()) return true;
        double last = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ITERATIONS; k++) {
            double[] off = off(x);
            double worst = Arrays.stream(off).map(Math::abs).max().orElse(0);
            if (Double.isNaN(worst)) return false;
            if (worst <= EXACT || (worst <= PROMISED && worst >= last)) return true;
            last = worst;
            double[][] b = gradients(x);
            subtract(x, b, solve(b, off));
        }
        return false;
    }

    /** Values less what they are to be; of a dihedral the shorter way round. */
    private double[] off(double[] x) {
        double[] off = new double[held.size()];
        for (int m = 0; m < off.length; m++) {
            Held h = held.get(m);
            off[m] = h.coordinate().value(x) - h.value();
            if (h.coordinate().kind() == Kind.DIHEDRAL) off[m] = Math.IEEEremainder(off[m], 2 * Math.PI);
        }
        return off;
    }

    /** Gradients of the coordinates with respect to the atoms that may move. */
    private double[][] gradients(double[] x) {
        double[][] b = new double[held.size()][x.length];
        for (int m = 0; m < b.length; m++) {
            held.get(m).coordinate().addGradient(x, 1, b[m]);
            for (int k = 0; k < x.length; k++) {
                if (fixed[k / 3]) b[m][k] = 0;
                if (!Double.isFinite(b[m][k]))
                    throw new OptimizationException(held.get(m).coordinate()
                            + " cannot be held: its gradient does not exist where three atoms are in line or two in one"
                            + " place");
            }
        }
        return b;
    }

    /** (B B^T)^-1 right; its pseudo-inverse where constraints depend on each other. */
    private static double[] solve(double[][] b, double[] right) {
        int m = b.length;
        double[][] square = new double[m][m];
        for (int i = 0; i < m; i++) for (int j = 0; j < m; j++) square[i][j] = Point.dot(b[i], b[j]);
        SingularValueDecomposition svd = new SingularValueDecomposition(new Array2DRowRealMatrix(square, false));
        double[] values = svd.getSingularValues();
        double[] solution =
                svd.getUT().operate(new ArrayRealVector(right, false)).toArray();
        for (int i = 0; i < m; i++) solution[i] = values[i] > DEPENDENT ? solution[i] / values[i] : 0;
        return svd.getV().operate(solution);
    }

    private static void subtract(double[] vector, double[][] b, double[] weights) {
        for (int m = 0; m < b.length; m++) for (int k = 0; k < vector.length; k++) vector[k] -= weights[m] * b[m][k];
    }
}
