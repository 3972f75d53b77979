package nnp4j.vibrations;

import nnp4j.geometry.Geometry;

/**
 * The rotational symmetry number: how many proper rotations map a molecule on itself, elements and isotopes alike. Found from
 * the geometry: a rotation is where it takes two atoms that are not in line with the centre of mass.
 */
public final class RotationalSymmetry {
    /** Angstrom: wider than an optimization leaves, narrower than any two different structures of chemistry. */
    public static final double TOLERANCE = 0.05;

    private final Geometry geometry;
    private final double[] x;
    private final double tolerance;

    private RotationalSymmetry(Geometry geometry, double tolerance) {
        this.geometry = geometry;
        this.tolerance = tolerance;
        x = geometry.toArray();
        double[] center = Inertia.centre(geometry);
        for (int k = 0; k < x.length; k++) x[k] -= center[k % 3];
    }

    /**
     * The symmetry number with the tolerance {@link #TOLERANCE}.
     *
     * @param geometry a molecule
     * @return 1 or more; 1 for an atom, 2 for a linear molecule with two like ends
     */
    public static int number(Geometry geometry) {
        return number(geometry, TOLERANCE);
    }

    /**
     * The symmetry number.
     *
     * @param geometry a molecule
     * @param tolerance how far an atom may be from its image, angstrom, positive
     * @return 1 or more
     * @throws IllegalArgumentException if the tolerance is not positive
     */
    public static int number(Geometry geometry, double tolerance) {
        if (!(tolerance > 0))
            throw new IllegalArgumentException(
                    "symmetry: expected a positive tolerance in angstrom, found " + tolerance);
        return geometry.atomCount() == 1 ? 1 : new RotationalSymmetry(geometry, tolerance).count();
    }

    private int count() {
        int n = geometry.atomCount();
        int first = farthest();
        int second = -1;
        double most = 0;
        for (int j = 0; j < n; j++) {
            double area = length(cross(at(first), at(j)));
            if (area > most) {
                most = area;
                second = j;
            }
        }
        double reach = length(at(first));
        if (second < 0 || most <= tolerance * reach) return mapped(inverted()) ? 2 : 1;
        int count = 0;
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++)
                if (a != b && isImage(first, a) && isImage(second, b) && sameDistance(first, second, a, b)) {
                    double[] rotation = rotation(at(first), at(second), at(a), at(b));
                    if (mapped(rotation)) count++;
                }
        return Math.max(1, count);
    }

    /** The atom farthest from the centre. */
    private int farthest() {
        int farthest = 0;
        for (int i = 1; i < geometry.atomCount(); i++) if (length(at(i)) > length(at(farthest))) farthest = i;
        return farthest;
    }

    private boolean isImage(int i, int j) {
        return alike(i, j) && Math.abs(length(at(i)) - length(at(j))) < tolerance;
    }

    private boolean alike(int i, int j) {
        return geometry.atomicNumber(i) == geometry.atomicNumber(j) && geometry.mass(i) == geometry.mass(j);
    }

    private boolean sameDistance(int i, int j, int a, int b) {
        return Math.abs(geometry.distance(i, j) - geometry.distance(a, b)) < 2 * tolerance;
    }

    /** Row-major; turns the frame of two vectors into that of two others. */
    private static double[] rotation(double[] u, double[] v, double[] a, double[] b) {
        double[][] from = frame(u, v);
        double[][] to = frame(a, b);
        double[] rotation = new double[9];
        for (int r = 0; r < 3; r++)
            for (int c = 0; c < 3; c++) for (int k = 0; k < 3; k++) rotation[3 * r + c] += to[k][r] * from[k][c];
        return rotation;
    }

    private static double[][] frame(double[] u, double[] v) {
        double[] first = unit(u);
        double[] third = unit(cross(u, v));
        return new double[][] {first, cross(third, first), third};
    }

    private static double[] inverted() {
        return new double[] {-1, 0, 0, 0, -1, 0, 0, 0, -1};
    }

    /** Whether every atom has a like atom at its image. */
    private boolean mapped(double[] matrix) {
        int n = geometry.atomCount();
        boolean[] taken = new boolean[n];
        for (int i = 0; i < n; i++) {
            int image = nearest(i, rotated(matrix, i), taken);
            if (image < 0) return false;
            taken[image] = true;
        }
        return true;
    }

    /** The atom like another that is nearest to a place and not taken, or -1 if none is within the tolerance. */
    private int nearest(int atom, double[] place, boolean[] taken) {
        int nearest = -1;
        double least = tolerance * tolerance;
        for (int j = 0; j < taken.length; j++) {
            if (taken[j] || !alike(atom, j)) continue;
            double dx = place[0] - x[3 * j], dy = place[1] - x[3 * j + 1], dz = place[2] - x[3 * j + 2];
            double r2 = dx * dx + dy * dy + dz * dz;
            if (r2 < least) {
                least = r2;
                nearest = j;
            }
        }
        return nearest;
    }

    private double[] rotated(double[] m, int atom) {
        double[] place = new double[3];
        for (int r = 0; r < 3; r++) for (int c = 0; c < 3; c++) place[r] += m[3 * r + c] * x[3 * atom + c];
        return place;
    }

    private double[] at(int atom) {
        return new double[] {x[3 * atom], x[3 * atom + 1], x[3 * atom + 2]};
    }

    private static double[] unit(double[] u) {
        double length = length(u);
        return new double[] {u[0] / length, u[1] / length, u[2] / length};
    }

    private static double length(double[] u) {
        return Math.sqrt(RigidMotions.dot(u, u));
    }

    private static double[] cross(double[] u, double[] v) {
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }
}
