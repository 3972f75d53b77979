package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Sends mutated streams of messages to a client and watches what becomes of each. */
final class StreamFuzz {
    /**
     * What one stream may allocate, bytes. Some lawful mutants ask for batches of thousands, or for cells with thousands of
     * images; all others take about 1 MB.
     */
    private static final long MOST_ALLOCATED = 256L << 20;
    /** How long one stream may take, ns; a batch of thousands, or thousands of images, take a second. */
    private static final long LONGEST = 20_000_000_000L;

    private StreamFuzz() {}

    /** Messages, some of them broken. */
    interface Stream {
        byte[] bytes();

        int messageCount();
    }

    /** The program that sends a stream, and reads what comes. */
    interface Sender {
        void exchange(byte[] stream) throws Exception;
    }

    /**
     * Sends streams until so many messages were in them.
     *
     * @param sender runs in a thread of its own
     * @param serve answers one connection
     * @param served how many geometries were evaluated so far
     */
    static int run(
            long seed,
            int messages,
            Function<SplittableRandom, Stream> mutate,
            Sender sender,
            Supplier<IpiEnd> serve,
            LongSupplier served)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        int sent = 0;
        int streams = 0;
        int refused = 0;
        try {
            while (sent < messages) {
                Stream stream = mutate.apply(random);
                Future<?> answers = other.submit(() -> {
                    sender.exchange(stream.bytes());
                    return null;
                });
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long time = System.nanoTime();
                try {
                    assertTrue(serve.get() != IpiEnd.NO_SERVER, "stream " + streams);
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
        } finally {
            other.shutdownNow();
        }
        // Mutations leave some streams lawful and break others.
        assertTrue(refused > streams / 10 && refused < streams * 9 / 10, refused + " refused of " + streams);
        assertTrue(served.getAsLong() > streams / 10, served.getAsLong() + " served");
        return sent;
    }
}
