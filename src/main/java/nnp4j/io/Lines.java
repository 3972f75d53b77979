package nnp4j.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of a text file with their numbers; knows CR, LF, CRLF and the byte-order mark, and refuses endless lines. */
final class Lines implements Closeable {
    private static final int LONGEST = 1_000_000;

    private final Path path;
    private final Reader reader;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder start = new StringBuilder();
    private int from;
    private int to;
    private int number;
    private boolean afterReturn;
    private String pushedBack;

    Lines(Path path) throws IOException {
        this.path = path;
        this.reader = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8);
    }

    /** The next line, or null at the end. */
    String next() throws IOException {
        if (pushedBack != null) {
            String again = pushedBack;
            pushedBack = null;
            number++;
            return again;
        }
        if (from == to && !fill()) return null;
        if (afterReturn && buffer[from] == '\n') from++;
        afterReturn = false;
        if (from == to && !fill()) return null;
        number++;
        start.setLength(0);
        int end = end();
        while (end == to) {
            keep(end);
            if (!fill()) return whole(start.toString());
            end = end();
        }
        afterReturn = buffer[end] == '\r';
        String line;
        if (start.length() == 0) line = new String(buffer, from, end - from);
        else {
            keep(end);
            line = start.toString();
        }
        from = end + 1;
        return whole(line);
    }

    /** Where the line in the buffer ends; {@code to} if beyond. */
    private int end() {
        for (int k = from; k < to; k++) {
            char c = buffer[k];
            if (c == '\n' || c == '\r') return k;
            if (c == 0) throw error("found a zero byte (expected a text file in UTF-8)");
        }
        return to;
    }

    private void keep(int end) {
        start.append(buffer, from, end - from);
        if (start.length() > LONGEST) throw error("line longer than " + LONGEST + " characters");
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, reader.read(buffer));
        return to > 0;
    }

    private String whole(String line) {
        return number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
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

    /** An error of the file as a whole. */
    MoleculeFormatException errorIn(String message) {
        return new MoleculeFormatException(path + ": " + message);
    }

    MoleculeFormatException errorAt(int line, String message) {
        return new MoleculeFormatException(path + ":" + Math.max(1, line) + ": " + message);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
