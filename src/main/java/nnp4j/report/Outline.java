package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which points of a long curve are enough to draw it: of each column the first, lowest, highest and last. */
final class Outline {
    private Outline() {}

    /**
     * Indices of the points to draw, rising; a point that the y axis cannot show is kept only where no other is, as a gap.
     *
     * @param column width of the columns on the sheet
     * @param few points up to which all are kept
     */
    static int[] of(Axis x, Axis y, double[] xs, double[] ys, double column, int few) {
        if (xs.length <= few) return IntStream.range(0, xs.length).toArray();
        List<Integer> kept = new ArrayList<>();
        int from = 0;
        double current = Math.floor(x.at(xs[0]) / column);
        for (int k = 1; k <= xs.length; k++) {
            double next = k < xs.length ? Math.floor(x.at(xs[k]) / column) : Double.NaN;
            if (next == current) continue;
            keep(from, k, y, ys, kept);
            from = k;
            current = next;
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void keep(int from, int to, Axis y, double[] ys, List<Integer> kept) {
        int[] shown = IntStream.range(from, to)
                .filter(k -> Double.isFinite(y.at(ys[k])))
                .toArray();
        if (shown.length == 0) {
            kept.add(from);
            return;
        }
        int lowest = shown[0];
        int highest = shown[0];
        for (int k : shown) {
            if (ys[k] < ys[lowest]) lowest = k;
            if (ys[k] > ys[highest]) highest = k;
        }
        IntStream.of(shown[0], lowest, highest, shown[shown.length - 1])
                .sorted()
                .distinct()
                .forEach(kept::add);
    }

    static double[] chosen(int[] which, double[] values) {
        return Arrays.stream(which).mapToDouble(k -> values[k]).toArray();
    }
}
