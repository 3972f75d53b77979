package nnp4j.potential;

/** A potential file that cannot be used, or a geometry that a potential was not made for. */
public final class PotentialException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message where, what was expected and what was found, in one line
     */
    public PotentialException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message where, what was expected and what was found, in one line
     * @param cause the exception of the layer below
     */
    public PotentialException(String message, Throwable cause) {
        super(message, cause);
    }
}
