package nnp4j.io;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The objects of a JSON file one by one: a single one, several one after the other (JSON Lines), or those of a list. */
final class JsonRecords implements Closeable {
    /** Characters of one object; orbitals of a large molecule take some millions. */
    private static final int LONGEST = 1 << 25;

    private final Path path;
    private final BufferedReader reader;
    private boolean begun;
    private boolean list;
    private int line = 1;
    private int startLine = 1;

    JsonRecords(Path path) throws IOException {
        this.path = path;
        this.reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
    }

    /** Text of the next object, or null at the end. */
    String next() throws IOException {
        int c = skipBlanks();
        if (!begun && c == '[') {
            list = true;
            c = skipBlanks();
        } else if (begun && list && c == ',') {
            c = skipBlanks();
            if (c != '{') throw unexpected("an object", c);
        } else if (begun && list && c != ']') throw unexpected(", or ]", c);
        begun = true;
        if (list && c == ']') {
            int after = skipBlanks();
            if (after >= 0) throw unexpected("the end of the file", after);
            return null;
        }
        if (c < 0 && !list) return null;
        if (c != '{') throw unexpected("an object", c);
        return object();
    }

    private String object() throws IOException {
        startLine = line;
        StringBuilder text = new StringBuilder("{");
        boolean quoted = false;
        for (int depth = 1; depth > 0; ) {
            int c = read();
            if (c < 0) throw error("expected the end of the object that begins here, found the end of the file");
            if (text.length() == LONGEST) throw error("object longer than " + LONGEST + " characters");
            text.append((char) c);
            if (quoted && c == '\\') text.append((char) Math.max(0, read()));
            else if (c == '"') quoted = !quoted;
            else if (!quoted && (c == '{' || c == '[')) depth++;
            else if (!quoted && (c == '}' || c == ']')) depth--;
        }
        return text.toString();
    }

    private int skipBlanks() throws IOException {
        int c = read();
        if (!begun && c == '\uFEFF') c = read();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') c = read();
        return c;
    }

    private int read() throws IOException {
        int c;
        try {
            c = reader.read();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new MoleculeFormatException(path + ":" + line + ": expected text in UTF-8, found other bytes", e);
        }
        if (c == '\n') line++;
        return c;
    }

    private MoleculeFormatException unexpected(String expected, int c) {
        String found = c < 0 ? "the end of the file" : "\"" + Values.shown(Character.toString(c)) + "\"";
        return new MoleculeFormatException(path + ":" + line + ": expected " + expected + ", found " + found);
    }

    /** An error at the line where the object begins that was read last. */
    MoleculeFormatException error(String message) {
        return new MoleculeFormatException(path + ":" + startLine + ": " + message);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
