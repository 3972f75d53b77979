package nnp4j.vibrations;

import java.util.ArrayList;
import java.util.List;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;

/** Mass-weighted translations and rotations of a molecule, orthonormal, and the space that is left. */
final class RigidMotions {
    /**
     * The rotation about an axis whose vector is shorter than this beside the longest is none: the atoms are in line. An
     * optimization leaves a linear molecule bent by 1e-5 to 1e-4; thirty carbon atoms in line with one bent hydrogen have 4e-3.
     */
    private static final double IN_LINE = 1e-3;

    private final double[][] basis;
    private final boolean linear;
    private final boolean free;
    private final int size;

    private RigidMotions(double[][] basis, boolean linear, boolean free, int size) {
        this.basis = basis;
        this.linear = linear;
        this.free = free;
        this.size = size;
    }

    static RigidMotions of(Geometry geometry) {
        int size = 3 * geometry.atomCount();
        double[] x = centred(geometry);
        List<double[]> basis = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            double[] shift = new double[size];
            for (int k = c; k < size; k += 3) shift[k] = Math.sqrt(geometry.mass(k / 3));
            basis.add(scaled(shift, 1 / Math.sqrt(dot(shift, shift))));
        }
        boolean periodic = geometry.cell().filter(Cell::isPeriodic).isPresent();
        if (periodic) return new RigidMotions(basis.toArray(new double[0][]), false, false, size);
        int turns = addRotations(geometry, x, basis);
        return new RigidMotions(basis.toArray(new double[0][]), turns == 2, true, size);
    }

    /** No motions at all. */
    static RigidMotions none(Geometry geometry) {
        return new RigidMotions(new double[0][], false, false, 3 * geometry.atomCount());
    }

    /** Adds rotations about the principal axes, so that of a linear molecule exactly one is nothing. */
    private static int addRotations(Geometry geometry, double[] x, List<double[]> basis) {
        double[][] axes = Inertia.of(geometry).axes();
        double largest = 0;
        List<double[]> turns = new ArrayList<>();
        for (double[] axis : axes) {
            double[] turn = new double[x.length];
            for (int k = 0; k < x.length; k += 3) {
                double root = Math.sqrt(geometry.mass(k / 3));
                for (int c = 0; c < 3; c++) {
                    int d = (c + 1) % 3;
                    int e = (c + 2) % 3;
                    turn[k + c] = root * (axis[d] * x[k + e] - axis[e] * x[k + d]);
                }
            }
            turns.add(turn);
            largest = Math.max(largest, Math.sqrt(dot(turn, turn)));
        }
        int count = 0;
        for (double[] turn : turns) {
            if (Math.sqrt(dot(turn, turn)) <= IN_LINE * largest) continue;
            orthonormalize(turn, basis);
            basis.add(turn);
            count++;
        }
        return count;
    }

    private static double[] centred(Geometry geometry) {
        double[] x = geometry.toArray();
        double[] center = Inertia.centre(geometry);
        for (int k = 0; k < x.length; k++) x[k] -= center[k % 3];
        return x;
    }

    double[][] basis() {
        return basis;
    }

    boolean isLinear() {
        return linear;
    }

    /** Whether they are those of a molecule in empty space: translations and rotations. */
    boolean isFree() {
        return free;
    }

    /** Orthonormal vectors that span what the rigid motions leave: unit vectors, those that keep most of their length first. */
    double[][] complement() {
        List<double[]> all = new ArrayList<>(List.of(basis));
        int wanted = size - basis.length;
        double[][] candidates = new double[size][];
        for (int k = 0; k < size; k++) {
            candidates[k] = new double[size];
            candidates[k][k] = 1;
            for (double[] b : basis) subtract(candidates[k], b);
        }
        double[][] complement = new double[wanted][];
        for (int n = 0; n < wanted; n++) {
            int best = 0;
            for (int k = 1; k < size; k++)
                if (dot(candidates[k], candidates[k]) > dot(candidates[best], candidates[best])) best = k;
            complement[n] = candidates[best].clone();
            orthonormalize(complement[n], all);
            all.add(complement[n]);
            for (double[] candidate : candidates) subtract(candidate, complement[n]);
        }
        return complement;
    }

    /** Gram and Schmidt, twice against rounding. */
    private static void orthonormalize(double[] vector, List<double[]> others) {
        for (int pass = 0; pass < 2; pass++) {
            for (double[] other : others) subtract(vector, other);
            double length = Math.sqrt(dot(vector, vector));
            for (int c = 0; c < vector.length; c++) vector[c] /= length;
        }
    }

    private static void subtract(double[] vector, double[] unit) {
        double part = dot(vector, unit);
        for (int c = 0; c < vector.length; c++) vector[c] -= part * unit[c];
    }

    private static double[] scaled(double[] vector, double factor) {
        for (int c = 0; c < vector.length; c++) vector[c] *= factor;
        return vector;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) sum += a[c] * b[c];
        return sum;
    }
}
