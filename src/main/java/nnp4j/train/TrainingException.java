package nnp4j.train;

/** Data or settings that a potential cannot be trained with. The message says which, what was expected and what was found. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * An error found here.
     *
     * @param message one line
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * An error with a cause.
     *
     * @param message one line
     * @param cause what was thrown
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
