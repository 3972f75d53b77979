package nnp4j.io;

import java.io.IOException;

/** Frames of one format, one after the other; holds one frame in memory at a time. */
interface FrameSource extends AutoCloseable {
    /**
     * The next frame.
     *
     * @return a frame, or null at the end
     * @throws MoleculeFormatException if the file is not as its format demands
     */
    Frame next() throws IOException;

    /** Frames left out so far because the file says that they were not computed. */
    default long skipped() {
        return 0;
    }

    @Override
    void close() throws IOException;
}
