package nnp4j.features;

import java.util.List;
import java.util.Objects;

/** Equal intervals between distances where derivatives of some functions may jump. Immutable. */
final class ShellGrid {
    private final double begin;
    private final double bend;
    private final double end;
    /** Intervals an angstrom before and after the bend. */
    private final double firstScale;

    private final double secondScale;
    /** Interval that begins at the bend. */
    private final int half;

    private final int count;

    /**
     * A grid.
     *
     * @param breaks two or three distances, ascending
     * @param intervals between each two of them
     */
    ShellGrid(List<Double> breaks, int intervals) {
        begin = breaks.get(0);
        end = breaks.get(breaks.size() - 1);
        bend = breaks.size() == 2 ? end : breaks.get(1);
        half = intervals;
        count = breaks.size() == 2 ? intervals : 2 * intervals;
        firstScale = intervals / (bend - begin);
        secondScale = bend < end ? intervals / (end - bend) : 0;
    }

    int intervalCount() {
        return count;
    }

    double halfWidth(int interval) {
        return 0.5 / (interval < half ? firstScale : secondScale);
    }

    double middle(int interval) {
        return interval < half ? begin + (interval + 0.5) / firstScale : bend + (interval - half + 0.5) / secondScale;
    }

    /** The derivative of an offset with respect to the distance. */
    double scale(int interval) {
        return 2 * (interval < half ? firstScale : secondScale);
    }

    /** The interval of each distance and the offset, -1 to 1, from its middle; one interval more stands for all outside. */
    void find(int from, int to, double[] r, int[] intervals, double[] offsets) {
        for (int k = from; k < to; k++) {
            double x = r[k] < bend ? (r[k] - begin) * firstScale : half + (r[k] - bend) * secondScale;
            int i = x < 0 || r[k] >= end ? count : (int) x;
            intervals[k] = i;
            offsets[k] = 2 * (x - i) - 1;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShellGrid that
                && begin == that.begin
                && bend == that.bend
                && end == that.end
                && count == that.count;
    }

    @Override
    public int hashCode() {
        return Objects.hash(begin, bend, end, count);
    }
}
