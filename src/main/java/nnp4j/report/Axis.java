package nnp4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A linear scale from values to positions on the sheet, with ticks at round values. */
final class Axis {
    private final double low;
    private final double high;
    private final double start;
    private final double end;
    private final double step;

    /**
     * An axis.
     *
     * @param low value at the start
     * @param high value at the end; a range of no width is widened
     * @param start position of the low value
     * @param end position of the high value
     * @param ticks about how many
     */
    Axis(double low, double high, double start, double end, int ticks) {
        if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high)) || !(high > low)) {
            double margin = low == 0 ? 1 : 0.05 * Math.abs(low);
            low -= margin;
            high += margin;
        }
        this.low = low;
        this.high = high;
        this.start = start;
        this.end = end;
        this.step = high - low == 360 ? 60 : step((high - low) / ticks);
    }

    /** An axis whose ends are moved out to the next tick. */
    static Axis rounded(double low, double high, double start, double end, int ticks) {
        Axis axis = new Axis(low, high, start, end, ticks);
        double first = Math.floor(axis.low / axis.step) * axis.step;
        double last = Math.ceil(axis.high / axis.step) * axis.step;
        return new Axis(first, last, start, end, ticks);
    }

    /** The nearest 1, 2 or 5 times a power of ten. */
    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double mantissa = rough / power;
        return power * (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10);
    }

    double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** The ticks within the range. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long k = (long) Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++)
            ticks.add(k * step);
        return ticks;
    }

    /** A tick in words: as many digits as the step needs, with a true minus sign. */
    String label(double tick) {
        int digits = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        BigDecimal rounded = new BigDecimal(tick, MathContext.DECIMAL64).setScale(digits, RoundingMode.HALF_EVEN);
        if (Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || digits > 5)
            return minus(String.format(Locale.ROOT, "%.3g", tick));
        return minus(rounded.signum() == 0 ? "0" : rounded.toPlainString());
    }

    static String minus(String number) {
        return number.replace('-', '\u2212');
    }
}
