package nnp4j.io;

/** A checkpoint or a file beside it from which a run cannot go on; the message names the file, what was expected and found. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message in one line
     */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message in one line
     * @param cause the exception of the layer below
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
