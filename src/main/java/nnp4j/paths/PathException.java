package nnp4j.paths;

/** A path that cannot be found; the message says why. */
public final class PathException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message one line
     */
    public PathException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message one line
     * @param cause what was thrown
     */
    public PathException(String message, Throwable cause) {
        super(message, cause);
    }
}
