package nnp4j.report;

import java.util.List;

/** A scale from values to positions on the sheet, with ticks at round values. */
sealed interface Axis permits LinearAxis, LogAxis {
    /**
     * A linear axis whose steps are 1, 2 or 5 times a power of ten.
     *
     * @param low value at the start
     * @param high value at the end; a range of no width is widened
     * @param start position of the low value
     * @param end position of the high value
     * @param ticks about how many
     * @throws IllegalArgumentException if the range is not finite or is turned round
     */
    static Axis of(double low, double high, double start, double end, int ticks) {
        return LinearAxis.of(low, high, start, end, ticks, 0);
    }

    /** A linear axis of things that are counted: all ticks are whole numbers. */
    static Axis ofWhole(double low, double high, double start, double end, int ticks) {
        return low == high
                ? LinearAxis.of(low - 1, high + 1, start, end, ticks, 1)
                : LinearAxis.of(low, high, start, end, ticks, 1);
    }

    /** A linear axis of degrees: steps of 30, 60 and 90 where the range is wide. */
    static Axis ofDegrees(double low, double high, double start, double end, int ticks) {
        return LinearAxis.ofDegrees(low, high, start, end, ticks);
    }

    /**
     * A logarithmic axis.
     *
     * @param low value at the start, positive
     * @param high value at the end; a range of no width is widened
     * @param start position of the low value
     * @param end position of the high value
     * @param ticks about how many
     * @throws IllegalArgumentException if the range is not positive and finite or is turned round
     */
    static Axis ofLog(double low, double high, double start, double end, int ticks) {
        return LogAxis.of(low, high, start, end, ticks);
    }

    /** The position of a value; on a logarithmic axis not a number where the value is not positive. */
    double at(double value);

    double low();

    double high();

    default boolean holds(double value) {
        return value >= low() && value <= high();
    }

    /** The same values between other positions. */
    Axis between(double newStart, double newEnd);

    /** The ticks within the range. */
    List<Double> ticks();

    /** Short ticks between them, without labels. */
    List<Double> minorTicks();

    /** A tick in words, with a true minus sign. */
    String label(double tick);

    /** The width of the widest label. */
    default double labelWidth(double size) {
        return ticks().stream()
                .mapToDouble(tick -> TextWidth.of(label(tick), size))
                .max()
                .orElse(0);
    }

    /** A whole number as an exponent. */
    static String raised(int power) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(power).toCharArray()) text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        return text.toString();
    }

    /** A number with a true minus sign. */
    static String minus(String number) {
        return number.replace('-', '\u2212');
    }
}
