package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutated streams of messages end in answers, a clean end, or one line; never a hang, never much memory. */
class ProtocolFuzzTest {
    /**
     * What one stream may allocate, bytes. Some lawful mutants ask for batches of thousands, or for cells with thousands of
     * images; all others take about 1 MB.
     */
    private static final long MOST_ALLOCATED = 256L << 20;
    /** How long one stream may take, ns; a batch of thousands takes a second. */
    private static final long LONGEST = 20_000_000_000L;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void fiveThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(1, 3_000, Served.molecule()) + fuzz(2, 2_000, Served.crystal()) >= 5_000);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void aHundredThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(3, 60_000, Served.molecule()) + fuzz(4, 40_000, Served.crystal()) >= 100_000);
    }

    /** Sends streams until so many messages were in them. */
    private int fuzz(long seed, int messages, Geometry molecule) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        int sent = 0;
        int streams = 0;
        int refused = 0;
        try (BareServer server = BareServer.at(folder.resolve("s"));
                Served served = new Served(server.address(), molecule)) {
            while (sent < messages) {
                MutatedStream stream = new MutatedStream(molecule, random);
                Future<Long> answers = other.submit(() -> exchange(server, stream.bytes()));
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long time = System.nanoTime();
                try {
                    IpiEnd end = served.client.serve(Served.LONG);
                    assertTrue(end != IpiEnd.NO_SERVER, "stream " + streams);
                } catch (InteropException e) {
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    refused++;
                }
                String where = "seed " + seed + ", stream " + streams + ": ";
                allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
                assertTrue(allocated < MOST_ALLOCATED, where + allocated + " bytes");
                time = System.nanoTime() - time;
                assertTrue(time < LONGEST, where + time + " ns");
                answers.get();
                sent += stream.messageCount();
                streams++;
            }
            // Mutations leave some streams lawful and break others.
            assertTrue(refused > streams / 10 && refused < streams * 9 / 10, refused + " refused of " + streams);
            assertTrue(served.client.served() > streams / 10, served.client.served() + " served");
        } finally {
            other.shutdownNow();
        }
        return sent;
    }

    private static long exchange(BareServer server, byte[] stream) throws IOException {
        server.accept();
        try {
            server.message().put(stream);
            server.send();
            return server.drain();
        } catch (IOException e) {
            return 0; // the client hung up on what it had read
        } finally {
            server.drop();
        }
    }
}
