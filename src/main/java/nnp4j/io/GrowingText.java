package nnp4j.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file that grows during a long run, such as a log or a trajectory. What is appended waits in memory until
 * {@link #save}; the length that it then has belongs into the run's {@link Checkpoint}, and a resumed run cuts the file back to
 * it, so that no line is lost or doubled. One thread only.
 */
public final class GrowingText implements Closeable {
    /** Characters that may wait before they are written without being asked. */
    private static final int WAITING = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final StringBuilder waiting = new StringBuilder();

    /**
     * Opens a file, made if need be; its content stays until {@link #cut}.
     *
     * @param path the file
     * @throws IOException if it cannot be written
     */
    public GrowingText(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /**
     * Cuts the file back to where a run goes on.
     *
     * @param length bytes, as {@link #save} gave it; 0 for a new run
     * @throws IOException if the file cannot be changed
     * @throws CheckpointException if the file is shorter
     */
    public void cut(long length) throws IOException {
        if (length > file.length())
            throw new CheckpointException(path + ": is shorter than its checkpoint says: expected " + length
                    + " bytes, found " + file.length());
        file.setLength(length);
        file.seek(length);
    }

    /**
     * Where to append. What is written here is in the file after {@link #save} or {@link #passOn}.
     *
     * @return the characters that wait; live
     */
    public StringBuilder appended() {
        return waiting;
    }

    /**
     * Writes what waits if it is much.
     *
     * @throws IOException if writing fails
     */
    public void passOn() throws IOException {
        if (waiting.length() >= WAITING) write();
    }

    /**
     * Writes what waits, through to the disk.
     *
     * @return length of the file in bytes
     * @throws IOException if writing fails
     */
    public long save() throws IOException {
        write();
        file.getFD().sync();
        return file.getFilePointer();
    }

    private void write() throws IOException {
        file.write(waiting.toString().getBytes(StandardCharsets.UTF_8));
        waiting.setLength(0);
    }

    /** Closes the file; what waits is dropped, since no checkpoint knows it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
