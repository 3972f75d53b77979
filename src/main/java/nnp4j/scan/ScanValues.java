package nnp4j.scan;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import nnp4j.geometry.InternalCoordinate.Kind;

/** The values of a scan in the unit people write, angstrom or degree, and inside, angstrom or radian. Immutable. */
public final class ScanValues {
    /** The largest number of values. */
    public static final int MOST = 10_000_000;

    private final Kind kind;
    private final double[] values;

    private ScanValues(Kind kind, double[] values) {
        for (double value : values) check(kind, value);
        this.kind = kind;
        this.values = values;
    }

    /**
     * Equally spaced values, both ends among them.
     *
     * @param kind what is scanned
     * @param from first value, angstrom or degree
     * @param to last value, angstrom or degree
     * @param points number of values, 2 to {@link #MOST}
     * @return the values
     * @throws IllegalArgumentException if the ends are equal, not finite or out of the kind's range, or the number is
     */
    public static ScanValues points(Kind kind, double from, double to, int points) {
        checkEnds(kind, from, to);
        if (points < 2 || points > MOST)
            throw new IllegalArgumentException("scan: expected 2 to " + MOST + " points, found " + points);
        double step = (to - from) / (points - 1);
        return new ScanValues(kind, fill(points, k -> k == points - 1 ? to : from + k * step));
    }

    /**
     * Values one step apart, the last one not beyond the end.
     *
     * @param kind what is scanned
     * @param from first value, angstrom or degree
     * @param to end, angstrom or degree; among the values if a whole number of steps reaches it
     * @param step angstrom or degree, negative if the end is below the start
     * @return the values
     * @throws IllegalArgumentException if an end or the step is not finite, the step is zero, leads away from the end or
     *     is longer than the way, or it makes more than {@link #MOST} values
     */
    public static ScanValues step(Kind kind, double from, double to, double step) {
        checkEnds(kind, from, to);
        if (!Double.isFinite(step) || step == 0 || step > 0 != to > from)
            throw new IllegalArgumentException("scan: expected a " + (to > from ? "positive" : "negative")
                    + " step from " + from + " to " + to + ", found " + step);
        double rounding = 1e-9; // of a step, so that 0.4 to 6 by 0.1 ends at 6
        double steps = Math.floor((to - from) / step + rounding);
        if (steps + 1 > MOST)
            throw new IllegalArgumentException("scan: expected at most " + MOST + " points, found " + (steps + 1));
        if (steps < 1)
            throw new IllegalArgumentException(
                    "scan: the step " + step + " is longer than the way from " + from + " to " + to);
        boolean reached = Math.abs(from + steps * step - to) <= rounding * Math.abs(step);
        int last = (int) steps;
        return new ScanValues(kind, fill(last + 1, k -> k == last && reached ? to : from + k * step));
    }

    /**
     * Given values.
     *
     * @param kind what is scanned
     * @param values angstrom or degree, in the order of the scan, 1 to {@link #MOST}; copied
     * @return the values
     * @throws IllegalArgumentException if there is none or too many, or one is not finite or out of the kind's range
     */
    public static ScanValues list(Kind kind, double... values) {
        if (values.length == 0 || values.length > MOST)
            throw new IllegalArgumentException("scan: expected 1 to " + MOST + " values, found " + values.length);
        return new ScanValues(kind, values.clone());
    }

    /**
     * What is scanned.
     *
     * @return bond, angle or dihedral
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Number of values.
     *
     * @return at least 1
     */
    public int count() {
        return values.length;
    }

    /**
     * The values as people write them.
     *
     * @return fresh array, angstrom or degree
     */
    public double[] display() {
        return values.clone();
    }

    /**
     * The values as the library takes them.
     *
     * @return fresh array, angstrom or radian
     */
    public double[] inside() {
        return Arrays.stream(values).map(v -> inside(kind, v)).toArray();
    }

    /**
     * One value as the library takes it.
     *
     * @param index 0 to count() - 1
     * @return angstrom or radian
     */
    public double inside(int index) {
        return inside(kind, values[index]);
    }

    /**
     * The unit people write.
     *
     * @param kind what is scanned
     * @return {@code "angstrom"} or {@code "degree"}, as in column names
     */
    public static String unit(Kind kind) {
        return kind == Kind.BOND ? "angstrom" : "degree";
    }

    /**
     * A value as people write it.
     *
     * @param kind what is scanned
     * @param inside angstrom or radian
     * @return angstrom or degree
     */
    public static double display(Kind kind, double inside) {
        return kind == Kind.BOND ? inside : inside * (180 / Math.PI);
    }

    /**
     * A value as the library takes it.
     *
     * @param kind what is scanned
     * @param display angstrom or degree
     * @return angstrom or radian
     */
    public static double inside(Kind kind, double display) {
        return kind == Kind.BOND ? display : display / 180 * Math.PI;
    }

    private static double[] fill(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    private static void checkEnds(Kind kind, double from, double to) {
        check(kind, from);
        check(kind, to);
        if (from == to)
            throw new IllegalArgumentException("scan: expected two different ends, found " + from + " twice");
    }

    private static void check(Kind kind, double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("scan: expected finite values, found " + value);
        if (kind == Kind.BOND && value <= 0)
            throw new IllegalArgumentException("scan: expected a bond longer than 0 angstrom, found " + value);
        if (kind == Kind.ANGLE && (value < 0 || value > 180))
            throw new IllegalArgumentException("scan: expected an angle of 0 to 180 degree, found " + value);
    }
}
