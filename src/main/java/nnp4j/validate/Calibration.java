package nnp4j.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether the spread of an ensemble tells its errors: pairs of both, added one by one. Of a calibrated ensemble the errors where
 * the spread is s have a root mean square of s (Levi et al., Sensors 22, 5540 (2022), doi:10.3390/s22155540). One thread only.
 */
public final class Calibration {
    /** Pairs in a bin below which there are fewer bins: the root mean square of 8 errors is known to a quarter. */
    private static final int FEWEST = 8;

    private double[] spreads = new double[16];
    private double[] errors = new double[16];
    private int count;

    /** Of no pairs yet. */
    public Calibration() {}

    /**
     * Pairs of about the same spread.
     *
     * @param count of pairs
     * @param spread root of the mean squared spread
     * @param error root of the mean squared error
     */
    public record Bin(int count, double spread, double error) {}

    /**
     * Adds one pair.
     *
     * @param spread standard deviation of the members, 0 or more
     * @param error of their mean, predicted less reference, in the same unit
     * @throws IllegalArgumentException if one is not finite or the spread is negative
     */
    public void add(double spread, double error) {
        if (!(spread >= 0 && spread < Double.POSITIVE_INFINITY) || !Double.isFinite(error))
            throw new IllegalArgumentException("calibration: expected a finite error and a spread of 0 or more, found "
                    + error + " and " + spread);
        if (count == spreads.length) {
            spreads = Arrays.copyOf(spreads, 2 * count);
            errors = Arrays.copyOf(errors, 2 * count);
        }
        spreads[count] = spread;
        errors[count++] = error;
    }

    /**
     * How many pairs were added.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * All spreads in the order in which they were added.
     *
     * @return fresh array
     */
    public double[] spreads() {
        return Arrays.copyOf(spreads, count);
    }

    /**
     * All errors in the order in which they were added.
     *
     * @return fresh array
     */
    public double[] errors() {
        return Arrays.copyOf(errors, count);
    }

    /**
     * The root of the mean squared spread, in the unit in which they were added.
     *
     * @return 0 or more
     * @throws IllegalStateException if no pair was added
     */
    public double spread() {
        return rootMeanSquare(spreads);
    }

    /**
     * The root of the mean squared error, in the unit in which they were added.
     *
     * @return 0 or more
     * @throws IllegalStateException if no pair was added
     */
    public double error() {
        return rootMeanSquare(errors);
    }

    private double rootMeanSquare(double[] values) {
        if (count == 0) throw new IllegalStateException("no pair was added");
        double squares = 0;
        for (int k = 0; k < count; k++) squares += values[k] * values[k];
        return Math.sqrt(squares / count);
    }

    /**
     * By what spreads have to be multiplied to be as large as the errors: the ratio of their root mean squares. The root of the
     * mean squared ratio of each pair would have no bound with two or three members, whose spread is close to 0 by chance.
     *
     * @return above 1 where the ensemble is too sure; empty if all spreads are 0
     * @throws IllegalStateException if no pair was added
     */
    public OptionalDouble factor() {
        double spread = spread();
        return spread > 0 ? OptionalDouble.of(error() / spread) : OptionalDouble.empty();
    }

    /**
     * The share of errors up to so many spreads; 0.683 up to one and 0.954 up to two where errors are normally distributed and the
     * spreads are right.
     *
     * @param multiple of each spread, 0 or more
     * @return 0 to 1
     * @throws IllegalStateException if no pair was added
     */
    public double within(double multiple) {
        if (count == 0) throw new IllegalStateException("no pair was added");
        long inside = IntStream.range(0, count)
                .filter(k -> Math.abs(errors[k]) <= multiple * spreads[k])
                .count();
        return (double) inside / count;
    }

    /**
     * Pairs by rising spread, divided into bins of the same number, give or take one.
     *
     * @param most bins; fewer where there are few pairs
     * @return at least one
     * @throws IllegalStateException if no pair was added
     */
    public List<Bin> bins(int most) {
        if (count == 0) throw new IllegalStateException("no pair was added");
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> spreads[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        int number = Math.max(1, Math.min(most, count / FEWEST));
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < number; b++) {
            Calibration part = new Calibration();
            int end = (int) ((long) count * (b + 1) / number);
            for (int k = (int) ((long) count * b / number); k < end; k++) part.add(spreads[order[k]], errors[order[k]]);
            bins.add(new Bin(part.count(), part.spread(), part.error()));
        }
        return bins;
    }
}
