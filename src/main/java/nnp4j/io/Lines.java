package nnp4j.io;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of a text file with their numbers; knows CR, LF, CRLF and the byte-order mark, and refuses endless lines. */
final class Lines implements Closeable {
    private static final int LONGEST = 1_000_000;

    private final Path path;
    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private int number;
    private boolean afterReturn;
    private String pushedBack;

    Lines(Path path) throws IOException {
        this.path = path;
        this.reader = new BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8), 1 << 16);
    }

    /** The next line, or null at the end. */
    String next() throws IOException {
        if (pushedBack != null) {
            String again = pushedBack;
            pushedBack = null;
            number++;
            return again;
        }
        line.setLength(0);
        int c = reader.read();
        if (afterReturn && c == '\n') c = reader.read();
        afterReturn = false;
        if (c < 0) return null;
        number++;
        while (c >= 0 && c != '\n' && c != '\r') {
            if (c == 0) throw error("found a zero byte (expected a text file)");
            if (line.length() == LONGEST) throw error("line longer than " + LONGEST + " characters");
            line.append((char) c);
            c = reader.read();
        }
        afterReturn = c == '\r';
        if (number == 1 && line.length() > 0 && line.charAt(0) == '\uFEFF') line.deleteCharAt(0);
        return line.toString();
    }

    /** Gives the line just read back, to be read again. */
    void pushBack(String text) {
        pushedBack = text;
        number--;
    }

    /** Number of the line read last, from 1. */
    int number() {
        return number;
    }

    /** An error at the line read last. */
    MoleculeFormatException error(String message) {
        return errorAt(number, message);
    }

    MoleculeFormatException errorAt(int line, String message) {
        return new MoleculeFormatException(path + ":" + Math.max(1, line) + ": " + message);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
