package nnp4j.optimize;

/** An optimization that cannot begin or go on; the message says why, and which atoms. */
public final class OptimizationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message one line
     */
    public OptimizationException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message one line
     * @param cause what was thrown
     */
    public OptimizationException(String message, Throwable cause) {
        super(message, cause);
    }
}
