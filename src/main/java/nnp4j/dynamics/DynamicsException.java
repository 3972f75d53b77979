package nnp4j.dynamics;

import nnp4j.geometry.Geometry;

/** A run that cannot go on; the message says at which step, why, and which atoms. */
public final class DynamicsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The step that could not be done. */
    private final long step;

    private final transient Geometry lastGood;

    /**
     * What happened.
     *
     * @param message one line
     * @param step the step that could not be done
     * @param lastGood the geometry before it
     * @param cause what was thrown, or null
     */
    DynamicsException(String message, long step, Geometry lastGood, Throwable cause) {
        super(message, cause);
        this.step = step;
        this.lastGood = lastGood;
    }

    /**
     * The step that could not be done.
     *
     * @return 0 if the start itself has no finite energy and forces
     */
    public long step() {
        return step;
    }

    /**
     * The geometry before that step.
     *
     * @return of the replica that failed
     */
    public Geometry lastGood() {
        return lastGood;
    }
}
