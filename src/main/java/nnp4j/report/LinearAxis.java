package nnp4j.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scale on which equal differences are equally long. */
final class LinearAxis implements Axis {
    /** Relative width below which a range has none. */
    private static final double NARROW = 1e-12;

    private static final double[] ROUND = {1, 2, 5};
    private static final double[] ROUND_ANGLES = {1, 2, 5, 10, 15, 30, 60, 90, 180, 360};

    private final double low;
    private final double high;
    private final double start;
    private final double end;
    private final double step;

    private LinearAxis(double low, double high, double start, double end, double[] steps, int ticks) {
        this.low = low;
        this.high = high;
        this.start = start;
        this.end = end;
        double best = steps[0];
        for (double candidate : steps)
            if (distance(low, high, candidate, ticks) < distance(low, high, best, ticks)) best = candidate;
        this.step = best;
    }

    /** An axis whose step is 1, 2 or 5 times a power of ten and not below a least one; a range of no width is widened. */
    static LinearAxis of(double low, double high, double start, double end, int ticks, double leastStep) {
        if (!Double.isFinite(high - low) || low > high)
            throw new IllegalArgumentException("axis: expected a finite range, found " + low + " to " + high);
        double largest = Math.max(Math.abs(low), Math.abs(high));
        double margin = 0;
        if (high - low <= NARROW * largest || high - low < Double.MIN_NORMAL)
            margin = largest < Double.MIN_NORMAL ? 1 : 0.05 * largest;
        double from = low - margin;
        double to = high + margin;
        int decade = (int) Math.floor(Math.log10((to - from) / ticks));
        List<Double> steps = new ArrayList<>();
        for (int power = decade - 1; power <= decade + 1; power++)
            for (double round : ROUND) steps.add(Double.parseDouble((int) round + "e" + power));
        double[] all = steps.stream()
                .mapToDouble(Double::doubleValue)
                .filter(s -> s > 0 && s >= leastStep)
                .toArray();
        return new LinearAxis(from, to, start, end, all.length == 0 ? new double[] {leastStep} : all, ticks);
    }

    /** An axis of degrees: steps of 30, 60 and 90 where the range is wide. */
    static LinearAxis ofDegrees(double low, double high, double start, double end, int ticks) {
        return high - low < 20 || high - low > 1080
                ? of(low, high, start, end, ticks, 0)
                : new LinearAxis(low, high, start, end, ROUND_ANGLES, ticks);
    }

    /** How far the number of ticks that a step makes is from the wanted one, in ratio. */
    private static double distance(double low, double high, double step, int wanted) {
        double count = lastTick(high, step) - firstTick(low, step) + 1;
        return count < 1 ? Double.MAX_VALUE : Math.abs(Math.log(count / wanted));
    }

    /** Ticks as multiples of the step; one within a billionth of the step outside still counts. */
    private static double firstTick(double low, double step) {
        return Math.ceil(low / step - 1e-9);
    }

    private static double lastTick(double high, double step) {
        return Math.floor(high / step + 1e-9);
    }

    @Override
    public double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
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
        return new LinearAxis(low, high, newStart, newEnd, new double[] {step}, 1);
    }

    @Override
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        double last = lastTick(high, step);
        for (double k = firstTick(low, step); k <= last; k++) ticks.add(k * step);
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        return List.of();
    }

    /** A tick in words: as many digits as the step needs, with a true minus sign. */
    @Override
    public String label(double tick) {
        int place = (int) Math.floor(Math.log10(step) + 1e-9);
        int top = (int) Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
        if (Math.abs(tick) < step / 2) return "0";
        if (top < 6 && place > -6)
            return Axis.minus(new BigDecimal(tick)
                    .setScale(Math.max(0, -place), RoundingMode.HALF_EVEN)
                    .toPlainString());
        int digits = Math.max(0, top - place);
        double mantissa = tick / Math.pow(10, top);
        return Axis.minus(String.format(Locale.ROOT, "%." + digits + "f", mantissa)) + "×10" + Axis.raised(top);
    }
}
