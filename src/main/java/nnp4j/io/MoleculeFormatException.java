package nnp4j.io;

/** A file that cannot be read as molecules; the message names file, line, what was expected and what was found. */
public final class MoleculeFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong.
     *
     * @param message in one line, for example {@code "x.xyz:4: unknown element "Qq" (expected a symbol such as H, or D, T)"}
     */
    public MoleculeFormatException(String message) {
        super(message);
    }

    /**
     * What is wrong and what caused it.
     *
     * @param message in one line
     * @param cause the exception of the layer below
     */
    public MoleculeFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
