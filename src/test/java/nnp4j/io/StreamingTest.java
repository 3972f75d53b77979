package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
    private static final int FRAMES = 200_000;
    /** All frames kept would take more than 60 MB, at 300 bytes or more each; a reader with one frame and its buffers, a few kB. */
    private static final long BOUND = 20_000_000;
    /** A file of 30 bytes needs buffers and one exception; arrays for its promise would take 40 GB. */
    private static final long SMALL = 5_000_000;

    @TempDir
    private Path folder;

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void aLongFileIsReadInTheMemoryOfOneFrame() throws IOException {
        Path path = folder.resolve("long.xyz");
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            for (int k = 0; k < FRAMES; k++) out.write("2\nframe\nH 0 0 0\nH 0 0 0.74\n");
        }
        long before = usedAfterCollection();
        long most = 0;
        int frames = 0;
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            for (; reader.hasNext(); frames++) {
                assertEquals(frames + 1, reader.next().number());
                if (frames % (FRAMES / 4) == FRAMES / 4 - 1) most = Math.max(most, usedAfterCollection() - before);
            }
        }
        assertEquals(FRAMES, frames);
        assertTrue(most < BOUND, most + " bytes are held");
    }

    @Test
    void aCountThatPromisesTooMuchCostsNothing() throws IOException {
        Path path = Files.writeString(folder.resolve("promise.xyz"), "999999999\n\nH 0 0 0\nH 0 0 0.74\n");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(MoleculeFormatException.class, () -> MoleculeReader.first(path, FileUnits.DEFAULT));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < SMALL, allocated + " bytes were allocated");
    }
}
