package nnp4j.io;

import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds the state of a long run. It is replaced as a whole, so that there is always one, and it carries the key of
 * its run, so that no other run takes it for its own.
 */
public final class Checkpoint {
    /** Writes a state. */
    @FunctionalInterface
    public interface State {
        /**
         * Writes everything that the run depends on.
         *
         * @param out where to
         * @throws IOException if writing fails
         */
        void write(DataOutput out) throws IOException;
    }

    /** Reads a state. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads what was written, in the same order.
         *
         * @param in where from
         * @throws IOException if reading fails
         */
        void read(DataInput in) throws IOException;
    }

    private final Path file;
    private final String kind;
    private final String key;

    /**
     * A checkpoint that may exist or not.
     *
     * @param file where it is
     * @param kind what is run, with the version of the layout, for example {@code "training 1"}
     * @param key digest or text of everything that the run depends on; a file of another run is refused
     */
    public Checkpoint(Path file, String kind, String key) {
        this.file = file;
        this.kind = "nnp4j " + kind;
        this.key = key;
    }

    /**
     * Whether there is a state to go on from.
     *
     * @return true if the file exists
     */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Replaces the state.
     *
     * @param state written to the file
     * @throws IOException if writing fails; then the former state is still there
     */
    public void write(State state) throws IOException {
        WholeFile.writeBytes(file, bytes -> {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(kind);
            out.writeUTF(key);
            state.write(out);
            out.flush();
        });
    }

    /**
     * Reads the state.
     *
     * @param state told where to read
     * @throws IOException if the file cannot be read
     * @throws CheckpointException if it is not a whole checkpoint of this run
     */
    public void read(Reading state) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            DataInputStream in = new DataInputStream(bytes);
            if (!in.readUTF().equals(kind))
                throw new CheckpointException(
                        file + ": expected a checkpoint \"" + kind + "\" of this version, found something else");
            if (!in.readUTF().equals(key))
                throw new CheckpointException(
                        file + ": is of a run with other settings or other input (expected the same to resume)");
            state.read(in);
        } catch (EOFException | UTFDataFormatException e) {
            throw new CheckpointException(file + ": no whole checkpoint", e);
        }
    }
}
