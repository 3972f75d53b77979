package nnp4j.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Values on a grid whose coordinates rise: z[j * columns + i] at x[i], y[j]; what is not finite failed. */
final class Surface {
    /** Part of a turn by which the ends of a period may miss each other, in degrees. */
    private static final double SAME_ANGLE = 1e-6;

    final double[] x;
    final double[] y;
    final double[] z;

    private Surface(double[] x, double[] y, double[] z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** Values on a grid in any order of its coordinates. */
    static Surface of(double[] x, double[] y, double[] z) {
        int[] columns = order(x);
        int[] rows = order(y);
        double[] sorted = new double[z.length];
        for (int j = 0; j < rows.length; j++)
            for (int i = 0; i < columns.length; i++) sorted[j * x.length + i] = z[rows[j] * x.length + columns[i]];
        return new Surface(Outline.chosen(columns, x), Outline.chosen(rows, y), sorted);
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> values[k]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int columns() {
        return x.length;
    }

    int rows() {
        return y.length;
    }

    double at(int i, int j) {
        return z[j * x.length + i];
    }

    double lowest() {
        return Arrays.stream(z).filter(Double::isFinite).min().orElseThrow();
    }

    double highest() {
        return Arrays.stream(z).filter(Double::isFinite).max().orElseThrow();
    }

    /** Whether coordinates go once round the circle, first and last being the same angle. */
    static boolean isTurn(double[] degrees) {
        return Math.abs(degrees[degrees.length - 1] - degrees[0] - 360) < SAME_ANGLE;
    }
}
