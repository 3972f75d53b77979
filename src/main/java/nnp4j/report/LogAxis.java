package nnp4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scale on which equal ratios are equally long: ticks at decades, or within a few decades at 1, 2 and 5. */
final class LogAxis implements Axis {
    /** Decades below which a range has no width. */
    private static final double NARROW = 1e-9;
    /** Part of a decade within which a value still counts as the tick. */
    private static final double SAME = 1e-9;
    /** Ticks below which finer ones are taken. */
    private static final int FEWEST = 3;
    /** Length of a decade from which ticks at 2 to 9 can be told apart. */
    private static final double ROOMY = 24;
    /** Distance below which short ticks would be a smear. */
    private static final double CLOSE = 3;
    /** Margin of an axis around values: part of their range, and least number of decades. */
    private static final double MARGIN = 0.06;

    private static final double LEAST_MARGIN = 0.06;
    /** Where all ticks are between these, they are written without powers of ten. */
    private static final double LEAST_PLAIN = 0.99e-4;

    private static final double MOST_PLAIN = 1.01e5;
    private static final MathContext DIGITS = new MathContext(12);
    private static final int[] STRIDES = {1, 2, 3, 5, 10, 20, 50, 100, 200, 500};
    private static final int[] DECADES = {1};
    private static final int[] ROUND = {1, 2, 5};
    private static final int[] ALL = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private final double low;
    private final double high;
    private final double start;
    private final double end;
    private final int wanted;
    private final List<Double> ticks;
    private final List<Double> minorTicks;

    private LogAxis(double low, double high, double start, double end, int wanted) {
        this.low = low;
        this.high = high;
        this.start = start;
        this.end = end;
        this.wanted = wanted;
        double decade = Math.abs(end - start) / (Math.log10(high) - Math.log10(low));
        List<Double> decades = multiples(DECADES, 1);
        List<Double> round = multiples(ROUND, 1);
        if (decades.size() >= FEWEST) {
            int stride = Arrays.stream(STRIDES)
                    .filter(s -> 2 * decades.size() <= 3 * wanted * s)
                    .findFirst()
                    .orElse(STRIDES[STRIDES.length - 1]);
            ticks = multiples(DECADES, stride);
            if (stride > 1) minorTicks = decade < CLOSE ? List.of() : others(decades);
            else minorTicks = decade < ROOMY ? List.of() : others(multiples(ALL, 1));
        } else if (round.size() >= FEWEST) {
            ticks = decades.size() > 1 && 2 * round.size() > 3 * wanted ? decades : round;
            minorTicks = others(multiples(ALL, 1));
        } else {
            ticks = Axis.of(low, high, start, end, Math.min(wanted, 4)).ticks();
            minorTicks = List.of();
        }
    }

    /** An axis; a range of no width is widened to half and double. */
    static LogAxis of(double low, double high, double start, double end, int ticks) {
        if (!(low > 0) || !Double.isFinite(high) || low > high)
            throw new IllegalArgumentException(
                    "logarithmic axis: expected a positive finite range, found " + low + " to " + high);
        boolean narrow = Math.log10(high) - Math.log10(low) < NARROW;
        double from = narrow ? Math.max(Double.MIN_VALUE, low / 2) : low;
        double to = narrow ? Math.min(Double.MAX_VALUE, high * 2) : high;
        return new LogAxis(from, to, start, end, ticks);
    }

    /** An axis around the positive finite ones of some values, of which there must be one, with a margin. */
    static LogAxis around(double[] values, double start, double end, int ticks) {
        double[] drawn = Arrays.stream(values).filter(LogAxis::canShow).toArray();
        double least = Arrays.stream(drawn).min().orElse(Double.NaN);
        double most = Arrays.stream(drawn).max().orElse(Double.NaN);
        double decades = Math.log10(most) - Math.log10(least);
        if (decades < NARROW) return of(least, most, start, end, ticks);
        double margin = Math.pow(10, Math.max(LEAST_MARGIN, MARGIN * decades));
        return of(
                Math.max(Double.MIN_VALUE, least / margin),
                Math.min(Double.MAX_VALUE, most * margin),
                start,
                end,
                ticks);
    }

    /** Whether a value has a place on a logarithmic axis. */
    static boolean canShow(double value) {
        return value > 0 && Double.isFinite(value);
    }

    /** Multiples of the decades in the range; of every so many decades. */
    private List<Double> multiples(int[] factors, int stride) {
        double from = Math.log10(low) - SAME;
        double to = Math.log10(high) + SAME;
        List<Double> found = new ArrayList<>();
        for (int power = (int) Math.floor(from); power <= to; power++) {
            if (power % stride != 0) continue;
            for (int factor : factors) {
                double value = Double.parseDouble(factor + "e" + power);
                if (LogAxis.canShow(value) && Math.log10(value) >= from && Math.log10(value) <= to) found.add(value);
            }
        }
        return found;
    }

    private List<Double> others(List<Double> finer) {
        return finer.stream().filter(value -> !ticks.contains(value)).toList();
    }

    @Override
    public double at(double value) {
        if (!canShow(value)) return Double.NaN;
        double from = Math.log10(low);
        return start + (Math.log10(value) - from) / (Math.log10(high) - from) * (end - start);
    }

    @Override
    public double low() {
        return low;
    }

    @Override
    public double high() {
        return high;
    }

    @Override
    public Axis between(double newStart, double newEnd) {
        return new LogAxis(low, high, newStart, newEnd, wanted);
    }

    @Override
    public List<Double> ticks() {
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        return minorTicks;
    }

    /** A tick in words: 0.01, 1, 100 where all ticks are such numbers; else powers of ten. */
    @Override
    public String label(double tick) {
        BigDecimal exact = new BigDecimal(tick).round(DIGITS).stripTrailingZeros();
        int power = exact.precision() - exact.scale() - 1;
        if (ticks.stream().allMatch(t -> t > LEAST_PLAIN && t < MOST_PLAIN)) return exact.toPlainString();
        String factor = exact.movePointLeft(power).stripTrailingZeros().toPlainString();
        if (power == 0) return factor;
        if (!factor.equals("1")) return factor + "×10" + Axis.raised(power);
        return power == 1 ? "10" : "10" + Axis.raised(power);
    }
}
