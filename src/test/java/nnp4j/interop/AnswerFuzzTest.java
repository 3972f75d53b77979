package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.units.Units;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutated answers of a client end in the numbers that were sent or in one line; never a hang, never much memory. */
class AnswerFuzzTest {
    private static final int ATOMS = 9;
    /** FORCEREADY, energy, number, forces, virial, and the extra text's length. */
    private static final int ANSWER = 12 + 8 + 4 + 24 * ATOMS + 72 + 4;
    /** What one energy may allocate on the heap, bytes: two words to its user and an exception. */
    private static final long MOST_ALLOCATED = 1 << 20;
    /** What the buffers of all connections may take until they are collected, bytes. */
    private static final long MOST_BUFFERS = 512L << 20;
    /** How long one energy may take, ns: nothing here is waited for. */
    private static final long LONGEST = 10_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private volatile byte[] sent = {};
    private final AtomicLong messages = new AtomicLong();

    @Test
    @Timeout(120)
    void twoThousandMutatedAnswers() throws Exception {
        assertTrue(fuzz(1, 2_000) >= 2_000);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void fiftyThousandMutatedAnswers() throws Exception {
        assertTrue(fuzz(2, 50_000) >= 50_000);
    }

    private long fuzz(long seed, long enough) throws Exception {
        Path file = folder.resolve("s");
        IpiAddress address = IpiAddress.of("unix:" + file);
        Geometry molecule = Served.molecule();
        double[] x = molecule.toArray();
        double[] forces = new double[x.length];
        ThreadMXBean heap = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long answered = 0;
        long refused = 0;
        Thread client = new Thread(() -> answer(file, new SplittableRandom(seed)));
        client.start();
        try (IpiServer server =
                IpiServer.listen(address, Duration.ofSeconds(20), Duration.ofSeconds(20), false, w -> {})) {
            BoundPotential potential = server.potentialFor(molecule, Extrapolation.ALLOW);
            while (messages.get() < enough) {
                long allocated = heap.getCurrentThreadAllocatedBytes();
                long time = System.nanoTime();
                try {
                    check(potential.energyAndForces(x, forces), forces);
                    answered++;
                } catch (InteropException e) {
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    assertTrue(e.getMessage().startsWith("i-PI client at unix:"), e.getMessage());
                    assertTrue(!e.getMessage().contains("silent"), e.getMessage());
                    refused++;
                }
                String where = "seed " + seed + ", energy " + (answered + refused) + ": ";
                allocated = heap.getCurrentThreadAllocatedBytes() - allocated;
                assertTrue(allocated < MOST_ALLOCATED, where + allocated + " bytes");
                time = System.nanoTime() - time;
                assertTrue(time < LONGEST, where + time + " ns");
            }
        } finally {
            over.set(true);
        }
        client.join();
        // Mutations leave some answers lawful and break others.
        assertTrue(refused > answered / 20 && answered > refused / 20, refused + " refused, " + answered + " answered");
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        assertTrue(buffers < MOST_BUFFERS, buffers + " bytes of buffers");
        return messages.get();
    }

    /** An answer must stand in what was sent: the energy behind its word, then the number of atoms and the forces. */
    private void check(double energy, double[] forces) {
        byte[] stream = sent;
        ByteBuffer view = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        byte[] word = "FORCEREADY".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + ANSWER <= stream.length; at++)
            if (Arrays.equals(stream, at, at + word.length, word, 0, word.length)
                    && energy == view.getDouble(at + 12) * Units.HARTREE
                    && view.getInt(at + 20) == ATOMS
                    && areAt(view, at + 24, forces)) return;
        throw new AssertionError("an answer that was never sent: " + energy + " " + Arrays.toString(forces));
    }

    private static boolean areAt(ByteBuffer view, int at, double[] forces) {
        double unit = Units.HARTREE / Units.BOHR;
        for (int k = 0; k < forces.length; k++) if (forces[k] != view.getDouble(at + 8 * k) * unit) return false;
        return true;
    }

    /** One connection after another, each with all its answers at once, as fast as they are taken. */
    private void answer(Path file, SplittableRandom random) {
        while (!over.get()) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
                int answers = 1 + random.nextInt(4);
                sent = Mutations.few(
                        lawful(answers, random), random, () -> 36 + 12 * random.nextInt(2) + 8 * random.nextInt(36));
                messages.addAndGet(answers);
                ByteBuffer out = ByteBuffer.wrap(sent);
                while (out.hasRemaining()) channel.write(out);
                channel.shutdownOutput();
                ByteBuffer in = ByteBuffer.allocate(1 << 12);
                while (channel.read(in) >= 0) in.clear();
            } catch (IOException e) {
                rest(); // not yet or no more there, or it hung up on what it had read
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] lawful(int answers, SplittableRandom random) {
        boolean initialized = random.nextBoolean();
        int extra = random.nextInt(3);
        ByteBuffer out =
                ByteBuffer.allocate(12 + answers * (12 + ANSWER + extra)).order(ByteOrder.LITTLE_ENDIAN);
        if (!initialized) BareServer.put(out, "NEEDINIT");
        for (int k = 0; k < answers; k++) {
            BareServer.put(out, "READY");
            BareServer.put(out, "FORCEREADY");
            out.putDouble(random.nextDouble()).putInt(ATOMS);
            for (int c = 0; c < 3 * ATOMS + 9; c++) out.putDouble(random.nextDouble() - 0.5);
            out.putInt(extra).put(new byte[extra]);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
