package nnp4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;

/**
 * Places atoms one after the other by a bond, an angle and a dihedral to atoms placed before (natural extension reference frame:
 * Parsons et al., J. Comput. Chem. 26, 1063 (2005), doi:10.1002/jcc.20237). The first is at the origin, the second on the
 * x axis, the third in the xy plane.
 */
final class ZMatrix implements RowGeometry {
    /** Atoms closer than this are on one spot, angstrom; and the sine below which three atoms give no plane. */
    private static final double CLOSE = 1e-6;

    /** Atom a at a distance from b, in an angle with c, in a dihedral with d; the last are -1 where they are not needed. */
    private record Step(int a, int b, int c, int d, int bond, int angle, int dihedral) {}

    private final int atoms;
    private final List<Step> steps;

    private ZMatrix(int atoms, List<Step> steps) {
        this.atoms = atoms;
        this.steps = steps;
    }

    static ZMatrix of(InternalCoordinate[] coordinates, int atoms) {
        int expected = atoms == 2 ? 1 : 3 * atoms - 6;
        if (coordinates.length != expected)
            throw new IllegalArgumentException("expected " + expected + " internal coordinates of a z-matrix, or all "
                    + atoms * (atoms - 1) / 2 + " distances, for " + atoms + " atoms, found " + coordinates.length);
        for (int k = 0; k < coordinates.length; k++) {
            int[] ends = coordinates[k].atoms();
            for (int start : new int[] {0, ends.length - 1}) {
                if (coordinates[k].kind() != Kind.ANGLE) continue;
                ZMatrix matrix = from(ends[start], ends[1], coordinates, atoms);
                if (matrix != null) return matrix;
            }
        }
        throw new IllegalArgumentException(
                "expected a bond, an angle and a dihedral to atoms placed before for every atom,"
                        + " found no such order");
    }

    /** The matrix that begins with these two atoms, or null. */
    private static ZMatrix from(int first, int second, InternalCoordinate[] coordinates, int atoms) {
        boolean[] placed = new boolean[atoms];
        placed[first] = true;
        List<Step> steps = new ArrayList<>();
        int bond = find(coordinates, second, placed, Kind.BOND, new int[] {first});
        if (bond < 0) return null;
        steps.add(new Step(second, first, -1, -1, bond, -1, -1));
        placed[second] = true;
        for (boolean grown = true; grown; ) {
            grown = false;
            for (int atom = 0; atom < atoms; atom++) {
                Step step = placed[atom] ? null : step(atom, placed, steps.size() > 1, coordinates);
                if (step == null) continue;
                steps.add(step);
                placed[atom] = true;
                grown = true;
            }
        }
        return steps.size() == atoms - 1 ? new ZMatrix(atoms, steps) : null;
    }

    private static Step step(int a, boolean[] placed, boolean dihedral, InternalCoordinate[] coordinates) {
        int bond = find(coordinates, a, placed, Kind.BOND, new int[0]);
        if (bond < 0) return null;
        int b = from(coordinates[bond], a)[1];
        int angle = find(coordinates, a, placed, Kind.ANGLE, new int[] {b});
        if (angle < 0) return null;
        int c = from(coordinates[angle], a)[2];
        if (!dihedral) return new Step(a, b, c, -1, bond, angle, -1);
        int torsion = find(coordinates, a, placed, Kind.DIHEDRAL, new int[] {b, c});
        return torsion < 0 ? null : new Step(a, b, c, from(coordinates[torsion], a)[3], bond, angle, torsion);
    }

    /** The coordinate of a kind that begins with an atom and goes on with placed ones, those given first; or -1. */
    private static int find(InternalCoordinate[] all, int atom, boolean[] placed, Kind kind, int[] next) {
        for (int k = 0; k < all.length; k++) {
            if (all[k].kind() != kind) continue;
            int[] chain = from(all[k], atom);
            boolean fits = chain[0] == atom;
            for (int i = 1; i < chain.length && fits; i++)
                fits = placed[chain[i]] && (i > next.length || chain[i] == next[i - 1]);
            if (fits) return k;
        }
        return -1;
    }

    /** The atoms of a coordinate, turned so that it begins with the given one if that is at an end. */
    private static int[] from(InternalCoordinate coordinate, int atom) {
        int[] chain = coordinate.atoms();
        if (chain[chain.length - 1] != atom) return chain;
        int[] turned = new int[chain.length];
        for (int i = 0; i < chain.length; i++) turned[i] = chain[chain.length - 1 - i];
        return turned;
    }

    @Override
    public double[] coordinates(double[] values) {
        double[] x = new double[3 * atoms];
        for (Step step : steps) {
            double r = values[step.bond];
            if (step.angle < 0) {
                x[3 * step.a] = r;
                continue;
            }
            double theta = values[step.angle];
            if (!(theta > 0 && theta <= Math.PI + CLOSE))
                throw new IllegalArgumentException(
                        "expected an angle above 0 and up to 180 degrees, found " + Math.toDegrees(theta));
            double phi = step.dihedral < 0 ? 0 : values[step.dihedral];
            place(x, step, r, theta, phi);
        }
        checkApart(x);
        return x;
    }

    /** a = b + r (-cos theta u + sin theta (cos phi w x u + sin phi w)), u along c-b, w across the plane d, c, b. */
    private static void place(double[] x, Step step, double r, double theta, double phi) {
        double[] u = unit(minus(x, step.b, step.c));
        double[] back = step.d < 0 ? new double[] {0, -1, 0} : unit(minus(x, step.c, step.d));
        double[] w = cross(back, u);
        double sine = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
        if (!(sine > CLOSE))
            throw new IllegalArgumentException("atoms " + (step.d + 1) + ", " + (step.c + 1) + " and " + (step.b + 1)
                    + " are in line (expected a plane to measure the dihedral of atom " + (step.a + 1) + " from)");
        w = unit(w);
        double[] v = cross(w, u);
        for (int c = 0; c < 3; c++)
            x[3 * step.a + c] = x[3 * step.b + c]
                    + r * (-Math.cos(theta) * u[c] + Math.sin(theta) * (Math.cos(phi) * v[c] + Math.sin(phi) * w[c]));
    }

    private void checkApart(double[] x) {
        for (int i = 0; i < atoms; i++)
            for (int j = 0; j < i; j++) {
                double[] between = minus(x, i, j);
                if (Math.hypot(Math.hypot(between[0], between[1]), between[2]) < CLOSE)
                    throw new IllegalArgumentException("atoms " + (j + 1) + " and " + (i + 1) + " are on one spot");
            }
    }

    private static double[] minus(double[] x, int i, int j) {
        return new double[] {x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1], x[3 * i + 2] - x[3 * j + 2]};
    }

    private static double[] unit(double[] v) {
        double length = Math.hypot(Math.hypot(v[0], v[1]), v[2]);
        return Arrays.stream(v).map(c -> c / length).toArray();
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
