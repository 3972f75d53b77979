package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Watches a run. The state is live: keep only copies of what it gives. */
@FunctionalInterface
public interface StepObserver {
    /**
     * Sees a step that is done, the start (step 0) among them.
     *
     * @param state live; {@link MdState#stop} ends the run after this step
     */
    void step(MdState state);

    /**
     * Writes what the observer has gathered, so that it lasts through a restart. Nothing, unless overridden.
     *
     * @param out the checkpoint
     * @throws IOException if writing fails
     */
    default void save(DataOutput out) throws IOException {}

    /**
     * Reads what {@link #save} wrote.
     *
     * @param in the checkpoint
     * @throws IOException if reading fails
     */
    default void restore(DataInput in) throws IOException {}
}
