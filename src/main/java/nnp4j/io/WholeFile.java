package nnp4j.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files whole or not at all: into a temporary neighbour, which takes the name when all is written. A symbolic link stays
 * one, its target is replaced; a device or pipe is written to directly.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes text. */
    @FunctionalInterface
    public interface Text {
        /**
         * Writes the content.
         *
         * @param writer where to; closed by the caller
         * @throws IOException if writing fails
         */
        void write(Writer writer) throws IOException;
    }

    /** Writes bytes. */
    @FunctionalInterface
    public interface Bytes {
        /**
         * Writes the content.
         *
         * @param out where to; closed by the caller
         * @throws IOException if writing fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a text file in UTF-8; its folder is made if need be.
     *
     * @param path the file, replaced if it exists
     * @param content what to write
     * @throws IOException if writing fails; then the path is as it was before
     */
    public static void write(Path path, Text content) throws IOException {
        writeBytes(path, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            content.write(writer);
            writer.flush();
        });
    }

    /**
     * Writes a binary file; its folder is made if need be.
     *
     * @param path the file, replaced if it exists
     * @param content what to write
     * @throws IOException if writing fails; then the path is as it was before
     */
    public static void writeBytes(Path path, Bytes content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            try (OutputStream out = buffered(path)) {
                content.write(out);
            }
            return;
        }
        Path file = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(file.getFileName() + "." + Long.toString(System.nanoTime(), 36) + ".part");
        try {
            try (OutputStream out = buffered(part)) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream buffered(Path path) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    }
}
