package nnp4j.interop;

/** Another program that cannot be reached, or that sends what its protocol does not allow. */
public final class InteropException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message where, what was expected and what was found, in one line
     */
    public InteropException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message where, what was expected and what was found, in one line
     * @param cause the exception of the layer below
     */
    public InteropException(String message, Throwable cause) {
        super(message, cause);
    }
}
