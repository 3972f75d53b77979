package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean, variance and standard error of a correlated series, gathered as it comes: the error from blocks of 1, 2, 4, ... values
 * (Flyvbjerg, Petersen, J. Chem. Phys. 91, 461 (1989), doi:10.1063/1.457480), the largest of those with enough blocks. Memory
 * does not grow.
 */
public final class BlockedMean {
    private static final int LEVELS = 50;
    /** Fewer blocks than this say nothing about their spread. */
    private static final int ENOUGH = 32;

    private final long[] count = new long[LEVELS];
    /** Sum and sum of squares of the blocks' means, less the first value; and the block that waits for its other half. */
    private final double[] sum = new double[LEVELS];

    private final double[] squares = new double[LEVELS];
    private final double[] waiting = new double[LEVELS];
    private double first;

    BlockedMean() {}

    /** Adds a value. */
    void add(double value) {
        if (count[0] == 0) first = value;
        double block = value - first;
        for (int level = 0; ; level++) {
            count[level]++;
            sum[level] += block;
            squares[level] += block * block;
            if (count[level] % 2 == 1) {
                waiting[level] = block;
                return;
            }
            block = (waiting[level] + block) / 2;
        }
    }

    /**
     * Number of values.
     *
     * @return 0 or more
     */
    public long count() {
        return count[0];
    }

    /**
     * The mean.
     *
     * @return in the unit of the values; NaN of none
     */
    public double mean() {
        return first + sum[0] / count[0];
    }

    /**
     * The variance of the values about their mean.
     *
     * @return 0 or more
     */
    public double variance() {
        return variance(0) * count[0] / Math.max(1, count[0] - 1);
    }

    /**
     * Standard error of the mean.
     *
     * @return in the unit of the values; NaN of fewer than 32 values
     */
    public double error() {
        double largest = Double.NaN;
        for (int level = 0; level < LEVELS && count[level] >= ENOUGH; level++) {
            double error = Math.sqrt(variance(level) / (count[level] - 1));
            if (!(error <= largest)) largest = error;
        }
        return largest;
    }

    private double variance(int level) {
        double mean = sum[level] / count[level];
        return Math.max(0, squares[level] / count[level] - mean * mean);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(first);
        for (int level = 0; level < LEVELS; level++) {
            out.writeLong(count[level]);
            out.writeDouble(sum[level]);
            out.writeDouble(squares[level]);
            out.writeDouble(waiting[level]);
        }
    }

    void restore(DataInput in) throws IOException {
        first = in.readDouble();
        for (int level = 0; level < LEVELS; level++) {
            count[level] = in.readLong();
            sum[level] = in.readDouble();
            squares[level] = in.readDouble();
            waiting[level] = in.readDouble();
        }
    }
}
