package nnp4j.convert;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of another program that is missing, broken, or says what cannot be converted. */
public final class ConvertException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What is wrong and where.
     *
     * @param message file and line, what was expected, what was found
     */
    public ConvertException(String message) {
        super(message);
    }

    /**
     * What is wrong and where, and what was thrown first.
     *
     * @param message file and line, what was expected, what was found
     * @param cause the exception behind it
     */
    public ConvertException(String message, Throwable cause) {
        super(message, cause);
    }

    static ConvertException unreadable(Path file, IOException cause) {
        String why = cause instanceof NoSuchFileException
                ? "no such file"
                : "cannot be read (" + cause.getClass().getSimpleName() + ")";
        return new ConvertException(file + ": " + why, cause);
    }
}
