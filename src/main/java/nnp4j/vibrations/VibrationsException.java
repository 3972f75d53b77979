package nnp4j.vibrations;

/** Vibrations that cannot be computed; the message says where the surface has no finite forces. */
public final class VibrationsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message one line
     */
    public VibrationsException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message one line
     * @param cause what was thrown
     */
    public VibrationsException(String message, Throwable cause) {
        super(message, cause);
    }
}
