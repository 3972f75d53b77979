package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutated streams of messages of a driver end in answers, a clean end, or one line; never a hang, never much memory. */
class MdiFuzzTest {
    /** What one stream may allocate, bytes. Some lawful mutants have cells with thousands of images; others take 1 MB. */
    private static final long MOST_ALLOCATED = 256L << 20;
    /** How long one stream may take, ns; thousands of images take a second. */
    private static final long LONGEST = 20_000_000_000L;

    @Test
    @Timeout(120)
    void twoThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(1, 1_200, Served.molecule()) + fuzz(2, 800, Served.crystal()) >= 2_000);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void fiftyThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(3, 30_000, Served.molecule()) + fuzz(4, 20_000, Served.crystal()) >= 50_000);
    }

    /** Sends streams until so many messages were in them. */
    private int fuzz(long seed, int messages, Geometry molecule) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        int sent = 0;
        int streams = 0;
        int refused = 0;
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            while (sent < messages) {
                MdiMutatedStream stream = new MdiMutatedStream(molecule, random);
                Future<Long> answers = other.submit(() -> exchange(driver, stream.bytes()));
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long time = System.nanoTime();
                try {
                    IpiEnd end = served.engine.serve(Served.LONG);
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
            assertTrue(served.engine.served() > streams / 10, served.engine.served() + " served");
        } finally {
            other.shutdownNow();
        }
        return sent;
    }

    private static long exchange(BareDriver driver, byte[] stream) throws IOException {
        driver.acceptSilently();
        try {
            driver.message().put(stream);
            driver.send();
            return driver.drain();
        } catch (IOException e) {
            return 0; // the engine hung up on what it had read
        } finally {
            driver.drop();
        }
    }
}
