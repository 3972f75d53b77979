package nnp4j.validate;

import nnp4j.potential.Accuracy;

/** Adds up errors one by one: mean absolute, root mean square, worst and where. One thread only. */
public final class ErrorSum {
    private int count;
    private double absolute;
    private double squared;
    private double worst = -1;
    private int worstFrame;

    /** Of no errors yet. */
    public ErrorSum() {}

    /**
     * Adds one error.
     *
     * @param frame number of the frame, from 1
     * @param error predicted less reference
     * @throws IllegalArgumentException if the error is not finite
     */
    public void add(int frame, double error) {
        if (!Double.isFinite(error))
            throw new IllegalArgumentException("frame " + frame + ": the error is not finite: " + error);
        count++;
        absolute += Math.abs(error);
        squared += error * error;
        if (Math.abs(error) > worst) {
            worst = Math.abs(error);
            worstFrame = frame;
        }
    }

    /**
     * How many errors were added.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * The frame with the worst error, the first of equals.
     *
     * @return number from 1, or 0 before the first error
     */
    public int worstFrame() {
        return worstFrame;
    }

    /**
     * The errors so far, in the unit in which they were added.
     *
     * @return count, mean absolute, root mean square and largest absolute error
     * @throws IllegalStateException if no error was added
     */
    public Accuracy accuracy() {
        if (count == 0) throw new IllegalStateException("no error was added");
        return new Accuracy(count, absolute / count, Math.sqrt(squared / count), worst);
    }
}
