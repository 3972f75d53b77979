package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Moves parameters towards a smaller loss, an epoch at a time. What it needs to go on can be written down and read back. */
interface Optimizer {
    /**
     * One epoch: every batch once, or one iteration over all frames.
     *
     * @param epoch counts from 1
     * @param rate learning rate, where there is one
     * @return loss of the training frames: the mean over the batches as they were met, or the loss at the end
     */
    double epoch(int epoch, double rate);

    /** The parameters now; read only. */
    double[] parameters();

    /** Whether further epochs would change nothing. */
    default boolean converged() {
        return false;
    }

    /** Writes what the next epoch depends on, the parameters included. */
    void write(DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote. */
    void read(DataInput in) throws IOException;
}
