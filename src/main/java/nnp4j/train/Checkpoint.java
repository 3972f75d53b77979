package nnp4j.train;

import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import nnp4j.io.WholeFile;

/** A file that holds the state of a training between two epochs. It is replaced as a whole, so that there is always one. */
final class Checkpoint {
    private static final String MAGIC = "nnp4j training 1";

    /** Writes a state. */
    @FunctionalInterface
    interface State {
        void write(DataOutput out) throws IOException;
    }

    /** Reads a state. */
    @FunctionalInterface
    interface Reading {
        void read(DataInput in) throws IOException;
    }

    private final Path file;
    private final String key;

    /**
     * A checkpoint that may exist or not.
     *
     * @param key digest of everything that the training depends on; a file of another training is refused
     */
    Checkpoint(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    boolean exists() {
        return Files.exists(file);
    }

    void write(State state) throws IOException {
        WholeFile.writeBytes(file, bytes -> {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(MAGIC);
            out.writeUTF(key);
            state.write(out);
            out.flush();
        });
    }

    void read(Reading state) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            DataInputStream in = new DataInputStream(bytes);
            if (!in.readUTF().equals(MAGIC))
                throw new TrainingException(file + ": expected a checkpoint of this version, found something else");
            if (!in.readUTF().equals(key))
                throw new TrainingException(
                        file + ": is of a training with other settings, data or split (expected the same to resume)");
            state.read(in);
        } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
            throw new TrainingException(file + ": no whole checkpoint", e);
        }
    }
}
