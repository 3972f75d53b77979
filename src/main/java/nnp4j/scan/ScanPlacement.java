package nnp4j.scan;

import java.util.List;
import nnp4j.geometry.Geometry;

/** Puts a molecule at the values of a grid's point by moving fragments rigidly. */
final class ScanPlacement {
    /** Angstrom or radian; rounding is 1e-14. */
    private static final double EXACT = 1e-10;
    /** One coordinate may move atoms of the other: then both are placed again and again. */
    private static final int ROUNDS = 50;

    final Geometry start;
    final List<ScanAxis> axes;

    ScanPlacement(Geometry start, List<ScanAxis> axes) {
        this.start = start;
        this.axes = axes;
    }

    int rows() {
        return axes.get(0).count();
    }

    int columns() {
        return axes.size() == 1 ? 1 : axes.get(1).count();
    }

    /** Index of an axis at a point. */
    private static int index(int axis, int row, int column) {
        return axis == 0 ? row : column;
    }

    /**
     * Moves atoms.
     *
     * @param x angstrom, 3n, modified
     * @throws IllegalArgumentException if the values cannot be had
     */
    void place(double[] x, int row, int column) {
        for (int round = 0; round < ROUNDS; round++) {
            double off = 0;
            for (int a = 0; a < axes.size(); a++) {
                ScanAxis axis = axes.get(a);
                int index = index(a, row, column);
                off = Math.max(off, Math.abs(axis.actual(x, index) - axis.value(index)));
            }
            if (round > 0 && off <= EXACT) return;
            for (int a = 0; a < axes.size(); a++)
                axes.get(a).coordinate().place(x, axes.get(a).value(index(a, row, column)));
            if (axes.size() == 1) return;
        }
        throw new IllegalArgumentException(axes.get(0).coordinate() + " and "
                + axes.get(1).coordinate() + ": move each other's atoms and cannot both have their values");
    }

    double[] requested(int row, int column) {
        double[] requested = new double[axes.size()];
        for (int a = 0; a < requested.length; a++) requested[a] = axes.get(a).value(index(a, row, column));
        return requested;
    }

    double[] actual(double[] x, int row, int column) {
        double[] actual = new double[axes.size()];
        for (int a = 0; a < actual.length; a++) actual[a] = axes.get(a).actual(x, index(a, row, column));
        return actual;
    }

    /** A point that is done; its failure is empty if all is well. */
    ScanPoint point(
            int row,
            int column,
            boolean backward,
            Geometry geometry,
            double energy,
            double spread,
            double[] forces,
            int steps,
            String failure) {
        return new ScanPoint(
                row,
                column,
                backward,
                requested(row, column),
                actual(geometry.toArray(), row, column),
                geometry,
                energy,
                spread,
                forces,
                steps,
                failure);
    }
}
