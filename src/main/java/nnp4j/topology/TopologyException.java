package nnp4j.topology;

/** The connectivity is beyond what can be worked out: too many symmetries, or the chemistry library failed on it. */
public final class TopologyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What could not be worked out.
     *
     * @param message where, what, expected, found
     */
    public TopologyException(String message) {
        super(message);
    }

    /**
     * What could not be worked out, and what was thrown first.
     *
     * @param message where, what, expected, found
     * @param cause the exception of the chemistry library
     */
    public TopologyException(String message, Throwable cause) {
        super(message, cause);
    }
}
