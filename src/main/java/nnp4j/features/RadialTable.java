package nnp4j.features;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of a distance as polynomials of degree 7 over the intervals of a grid, as good as the function itself. What it costs
 * does not depend on the function, and functions on one grid share the search for the interval. Immutable.
 */
final class RadialTable {
    private static final int TERMS = 8;
    private static final int FEWEST = 32;
    private static final int MOST = 4096;
    /** Difference from the function that counts as rounding, as a share of the function's largest value. */
    private static final double ROUNDING = 1e-15;

    /** A smaller difference that halving does not divide by 4, instead of 256, is rounding, too: of the function itself. */
    private static final double SMALL = 1e-12;

    private static final double[] NODES = new double[TERMS];

    static {
        for (int k = 0; k < TERMS; k++) NODES[k] = Math.cos(Math.PI * (k + 0.5) / TERMS);
    }

    final ShellGrid grid;
    private final double[] coefficients;
    /** Largest difference found, as a share of the function's largest value. */
    private final double difference;

    private RadialTable(DoubleUnaryOperator function, ShellGrid grid) {
        this.grid = grid;
        coefficients = new double[(grid.intervalCount() + 1) * TERMS];
        double[] values = new double[TERMS];
        double largest = Double.MIN_NORMAL;
        double worst = 0;
        for (int i = 0; i < grid.intervalCount(); i++) {
            double middle = grid.middle(i);
            double half = grid.halfWidth(i);
            for (int k = 0; k < TERMS; k++) values[k] = function.applyAsDouble(middle + half * NODES[k]);
            interpolate(values, i * TERMS);
            double exact = function.applyAsDouble(middle);
            double left = function.applyAsDouble(middle - (1 - 1e-9) * half);
            largest = Math.max(largest, Math.abs(exact));
            worst = Math.max(worst, Math.abs(value(coefficients, i * TERMS, 0) - exact));
            worst = Math.max(worst, Math.abs(value(coefficients, i * TERMS, -1 + 1e-9) - left));
        }
        difference = worst / largest;
    }

    /**
     * The table of a function on a grid whose intervals are halved until the difference is rounding.
     *
     * @param breaks two or three distances between which the function is smooth; it is 0 outside
     * @param grids those made so far, shared by tables with as many intervals; added to
     */
    static RadialTable of(DoubleUnaryOperator function, List<Double> breaks, List<ShellGrid> grids) {
        RadialTable table = null;
        for (int intervals = FEWEST; intervals <= MOST; intervals *= 2) {
            ShellGrid grid = new ShellGrid(breaks, intervals);
            int known = grids.indexOf(grid);
            RadialTable finer = new RadialTable(function, known < 0 ? grid : grids.get(known));
            if (table != null && table.difference < SMALL && finer.difference > table.difference / 4) break;
            table = finer;
            if (table.difference <= ROUNDING) break;
        }
        if (!grids.contains(table.grid)) grids.add(table.grid);
        return table;
    }

    /** Powers of t from values at the nodes, by divided differences (Newton). */
    private void interpolate(double[] values, int at) {
        double[] c = coefficients;
        for (int order = 1; order < TERMS; order++)
            for (int k = TERMS - 1; k >= order; k--)
                values[k] = (values[k] - values[k - 1]) / (NODES[k] - NODES[k - order]);
        for (int k = TERMS - 1; k >= 0; k--) {
            for (int power = TERMS - 1 - k; power >= 1; power--)
                c[at + power] = c[at + power - 1] - NODES[k] * c[at + power];
            c[at] = values[k] - NODES[k] * c[at];
        }
    }

    private static double value(double[] c, int i, double t) {
        double t2 = t * t;
        double even = Math.fma(Math.fma(Math.fma(c[i + 6], t2, c[i + 4]), t2, c[i + 2]), t2, c[i]);
        double odd = Math.fma(Math.fma(Math.fma(c[i + 7], t2, c[i + 5]), t2, c[i + 3]), t2, c[i + 1]);
        return Math.fma(odd, t, even);
    }

    private static double slope(double[] c, int i, double t) {
        double t2 = t * t;
        double odd = Math.fma(Math.fma(6 * c[i + 6], t2, 4 * c[i + 4]), t2, 2 * c[i + 2]);
        double even = Math.fma(Math.fma(Math.fma(7 * c[i + 7], t2, 5 * c[i + 5]), t2, 3 * c[i + 3]), t2, c[i + 1]);
        return Math.fma(odd, t, even);
    }

    /** Values at some of the positions of the grid. */
    void evaluate(int from, int to, int[] intervals, double[] offsets, double[] values) {
        for (int k = from; k < to; k++) values[k] = value(coefficients, TERMS * intervals[k], offsets[k]);
    }

    /** Values and slopes, per angstrom, at some of the positions of the grid. */
    void evaluate(int from, int to, int[] intervals, double[] offsets, double[] values, double[] slopes) {
        for (int k = from; k < to; k++) {
            int i = TERMS * intervals[k];
            values[k] = value(coefficients, i, offsets[k]);
            slopes[k] = grid.scale(intervals[k]) * slope(coefficients, i, offsets[k]);
        }
    }
}
