package nnp4j.io;

import nnp4j.geometry.InternalCoordinate;

/**
 * Places atoms by all distances between them. Atom 1 is at the origin, the one farthest from it on the x axis, the one farthest from that
 * axis in the xy plane, the one farthest from that plane above it: a chiral molecule and its mirror image have the same
 * distances. The others follow from the distances to these (trilateration); then every distance is compared.
 */
final class DistanceTable implements RowGeometry {
    /** Distances that the placed atoms may miss, angstrom: what a file with few digits loses, far below what an energy feels. */
    private static final double CLOSE = 1e-6;

    private final int atoms;
    private final int[] column;

    /** All n(n-1)/2 bonds in any order. */
    DistanceTable(InternalCoordinate[] bonds, int atoms) {
        this.atoms = atoms;
        this.column = new int[atoms * atoms];
        java.util.Arrays.fill(column, -1);
        for (int k = 0; k < bonds.length; k++) {
            int[] pair = bonds[k].atoms();
            if (column[pair[0] * atoms + pair[1]] >= 0)
                throw new IllegalArgumentException("distance " + bonds[k].label() + " stands twice");
            column[pair[0] * atoms + pair[1]] = k;
            column[pair[1] * atoms + pair[0]] = k;
        }
    }

    @Override
    public double[] coordinates(double[] values) {
        checkTriangles(values);
        double[] x = new double[3 * atoms];
        int second = 1;
        for (int i = 2; i < atoms; i++) if (d(values, 0, i) > d(values, 0, second)) second = i;
        double base = d(values, 0, second);
        for (int i = 1; i < atoms; i++) x[3 * i] = along(d(values, 0, i), d(values, second, i), base);
        x[3 * second] = base;
        int third = place(values, x, second);
        placeAbove(values, x, second, third);
        check(values, x);
        return x;
    }

    /** x = (r^2 - s^2 + b^2) / (2 b) of a point r from the origin and s from (b, 0, 0), as (r - s)(r + s) to keep digits. */
    private static double along(double r, double s, double b) {
        return ((r - s) * (r + s) / b + b) / 2;
    }

    /** Gives every atom its distance from the x axis as y; returns the farthest, or 0 if all are in line. */
    private int place(double[] values, double[] x, int second) {
        int third = 0;
        for (int i = 1; i < atoms; i++) {
            if (i == second) continue;
            double r = d(values, 0, i);
            x[3 * i + 1] = Math.sqrt(Math.max(0, (r - x[3 * i]) * (r + x[3 * i])));
            if (x[3 * i + 1] > x[3 * third + 1]) third = i;
        }
        return third;
    }

    /** Turns the distance from the x axis into y and z by the distances to the third atom, and for the sign of z to a fourth. */
    private void placeAbove(double[] values, double[] x, int second, int third) {
        if (third == 0) return;
        double height = x[3 * third + 1];
        int fourth = -1;
        for (int i = 1; i < atoms; i++) {
            if (i == second || i == third) continue;
            double rho = x[3 * i + 1];
            double dx = x[3 * i] - x[3 * third];
            double s = d(values, third, i);
            double y = (rho * rho + height * height - (s - dx) * (s + dx)) / (2 * height);
            x[3 * i + 1] = y;
            x[3 * i + 2] = Math.sqrt(Math.max(0, (rho - y) * (rho + y)));
            if (fourth < 0 || x[3 * i + 2] > x[3 * fourth + 2]) fourth = i;
        }
        for (int i = 1; i < atoms && fourth >= 0; i++) {
            if (i == fourth) continue;
            double above = Math.abs(distance(x, i, fourth) - d(values, i, fourth));
            x[3 * i + 2] = -x[3 * i + 2];
            double below = Math.abs(distance(x, i, fourth) - d(values, i, fourth));
            if (above <= below) x[3 * i + 2] = 0 - x[3 * i + 2];
        }
    }

    private void checkTriangles(double[] values) {
        for (int i = 0; i < atoms; i++)
            for (int j = 0; j < i; j++)
                for (int k = 0; k < atoms; k++)
                    if (k != i && k != j && d(values, i, j) > d(values, i, k) + d(values, k, j) + CLOSE)
                        throw new IllegalArgumentException(String.format(
                                java.util.Locale.ROOT,
                                "expected distance %d-%d of at most that over atom %d, %s, found %s angstrom",
                                j + 1,
                                i + 1,
                                k + 1,
                                d(values, i, k) + d(values, k, j),
                                d(values, i, j)));
    }

    private void check(double[] values, double[] x) {
        for (int i = 0; i < atoms; i++)
            for (int j = 0; j < i; j++)
                if (!(Math.abs(distance(x, i, j) - d(values, i, j)) <= CLOSE))
                    throw new IllegalArgumentException("expected distances of a molecule in space, found " + (j + 1)
                            + "-" + (i + 1) + " of " + d(values, i, j) + " angstrom where the others make it "
                            + distance(x, i, j));
    }

    private double d(double[] values, int i, int j) {
        return i == j ? 0 : values[column[i * atoms + j]];
    }

    private static double distance(double[] x, int i, int j) {
        return Math.hypot(Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]), x[3 * i + 2] - x[3 * j + 2]);
    }
}
