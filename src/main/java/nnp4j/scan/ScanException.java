package nnp4j.scan;

/** A curve does not have what was asked of it: no minimum, no bound level, no finite energy. */
public final class ScanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is missing and where.
     *
     * @param message where, what, expected, found
     */
    public ScanException(String message) {
        super(message);
    }

    /**
     * What is missing and where, and what was thrown first.
     *
     * @param message where, what, expected, found
     * @param cause the exception of a numerical library
     */
    public ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
