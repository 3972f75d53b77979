package nnp4j.network;

/** A model file that cannot be read or is not of the expected shape, or a failure inside ONNX Runtime. */
public final class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message where, what was expected and what was found, in one line
     */
    public NetworkException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message where, what was expected and what was found, in one line
     * @param cause the exception of ONNX Runtime
     */
    public NetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
