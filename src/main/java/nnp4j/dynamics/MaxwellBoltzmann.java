package nnp4j.dynamics;

import nnp4j.units.Units;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Velocities of a temperature: normally distributed with variance kT/m, then without momentum and angular momentum where the
 * body floats free, then scaled so that the temperature is exact.
 */
final class MaxwellBoltzmann {
    private MaxwellBoltzmann() {}

    /** Sets the velocities of all replicas. */
    static void start(MdState state, Freedom freedom, double temperature, Deviates[] deviates) {
        double kt = Units.BOLTZMANN * temperature;
        for (int r = 0; r < state.replicas(); r++) {
            int from = r * state.size;
            for (int k = 0; k < state.size; k++)
                state.v[from + k] = freedom.isFixed(k / 3) ? 0 : deviates[r].normal() * Math.sqrt(kt / state.mass[k]);
            if (freedom.startsAtRest()) removeMomentum(state, from);
            if (freedom.startsUnturned()) removeAngularMomentum(state, from);
            if (freedom.startsUnturned()) removeMomentum(state, from); // what rounding has brought back
            double kinetic = state.kinetic(r);
            double wanted = freedom.count() * kt / 2;
            double scale = kinetic > 0 ? Math.sqrt(wanted / kinetic) : 0;
            for (int k = from; k < from + state.size; k++) state.v[k] *= scale;
        }
    }

    private static void removeMomentum(MdState state, int from) {
        for (int c = 0; c < 3; c++) {
            double mean = mean(state, state.v, from, c);
            for (int k = c; k < state.size; k += 3) state.v[from + k] -= mean;
        }
    }

    private static double mean(MdState state, double[] values, int from, int c) {
        double sum = 0;
        double total = 0;
        for (int k = c; k < state.size; k += 3) {
            sum += state.mass[k] * values[from + k];
            total += state.mass[k];
        }
        return sum / total;
    }

    /** v - omega x r with I omega = L; of a linear body, whose I has no inverse, the pseudo-inverse. */
    private static void removeAngularMomentum(MdState state, int from) {
        double[] center = new double[3];
        for (int c = 0; c < 3; c++) center[c] = mean(state, state.x, from, c);
        double[][] inertia = new double[3][3];
        double[] momentum = new double[3];
        double[] r = new double[3];
        double[] v = new double[3];
        for (int k = 0; k < state.size; k += 3) {
            read(state, from + k, center, r, v);
            double m = state.mass[k];
            double r2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
            for (int a = 0; a < 3; a++) {
                momentum[a] += m * cross(r, v, a);
                for (int b = 0; b < 3; b++) inertia[a][b] += m * ((a == b ? r2 : 0) - r[a] * r[b]);
            }
        }
        double[] omega = new SingularValueDecomposition(new Array2DRowRealMatrix(inertia, false))
                .getSolver()
                .solve(new ArrayRealVector(momentum, false))
                .toArray();
        for (int k = 0; k < state.size; k += 3) {
            read(state, from + k, center, r, v);
            for (int a = 0; a < 3; a++) state.v[from + k + a] -= cross(omega, r, a);
        }
    }

    private static void read(MdState state, int k, double[] center, double[] r, double[] v) {
        for (int c = 0; c < 3; c++) {
            r[c] = state.x[k + c] - center[c];
            v[c] = state.v[k + c];
        }
    }

    private static double cross(double[] a, double[] b, int c) {
        int d = (c + 1) % 3;
        int e = (c + 2) % 3;
        return a[d] * b[e] - a[e] * b[d];
    }
}
