package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.PotentialException;
import nnp4j.units.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IpiServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final double FORCE = Units.HARTREE / Units.BOHR;
    /** Two units in the last place, of lengths that go to bohr and back. */
    private static final double ROUNDING = 4e-16;

    @TempDir
    Path folder;

    private final List<String> words = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private interface Life {
        void live() throws IOException;
    }

    private void start(Life life) {
        Thread thread = new Thread(() -> {
            try {
                life.live();
            } catch (IOException e) {
                words.add("client: " + e);
            }
        });
        thread.start();
        threads.add(thread);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Thread thread : threads) thread.join();
    }

    private IpiAddress unix() {
        return IpiAddress.of("unix:" + folder.resolve("s"));
    }

    private static IpiAddress tcp() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return IpiAddress.of("127.0.0.1:" + free.getLocalPort());
        }
    }

    private IpiServer listen(IpiAddress address) {
        return IpiServer.listen(address, LONG, LONG, false, words::add);
    }

    /** An energy that every coordinate changes: E = sum k x_k^2 / 2, by position in the array. */
    private static double energy(double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) sum += 0.5 * (k + 1) * x[k] * x[k];
        return sum;
    }

    private static Consumer<ByteBuffer> springs(BareClient client, int extra) {
        return out -> {
            out.putDouble(energy(client.x)).putInt(client.x.length / 3);
            for (int k = 0; k < client.x.length; k++) out.putDouble(-(k + 1) * client.x[k]);
            for (int k = 0; k < 9; k++) out.putDouble(k / 3 <= k % 3 ? k + 1 : 0); // the upper triangle
            out.putInt(extra).put(new byte[extra]);
        };
    }

    private static void checkSprings(double[] x, double energy, double[] forces) {
        double[] bohr = x.clone();
        for (int k = 0; k < bohr.length; k++) bohr[k] /= Units.BOHR;
        assertEquals(energy(bohr) * Units.HARTREE, energy);
        for (int k = 0; k < bohr.length; k++) assertEquals(-(k + 1) * bohr[k] * FORCE, forces[k]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tenThousandStepsHaveTheClientsNumbersBitForBit(boolean file) throws IOException {
        IpiAddress address = file ? unix() : tcp();
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(1);
        try (IpiServer server = listen(address)) {
            start(() -> {
                BareClient client = new BareClient(address, 9);
                client.serve(springs(client, 3));
            });
            BoundPotential potential = server.potentialFor(molecule, Extrapolation.ALLOW);
            double[] forces = new double[27];
            for (int step = 0; step < 10_000; step++) {
                double[] x = Served.angstrom(Served.near(molecule, random));
                checkSprings(x, potential.energyAndForces(x, forces), forces);
            }
        }
        assertEquals(1, words.size(), words.toString());
    }

    @Test
    void theCellGoesOutAsColumnsAndTheVirialsUpperTriangleIsMirrored() throws IOException {
        Geometry crystal = Served.crystal();
        double[] cell = crystal.cell().map(Cell::toArray).orElseThrow();
        double[][] h = new double[1][];
        try (IpiServer server = listen(unix())) {
            start(() -> {
                BareClient client = new BareClient(unix(), 9);
                client.serve(springs(client, 0));
                h[0] = client.h;
            });
            PeriodicPotential potential = (PeriodicPotential) server.potentialFor(crystal, Extrapolation.ALLOW);
            double[] virial = new double[9];
            potential.energyForcesAndVirial(crystal.toArray(), new double[27], virial);
            double[] mirrored = {1, 2, 3, 2, 5, 6, 3, 6, 9};
            for (int k = 0; k < 9; k++) mirrored[k] *= Units.HARTREE;
            assertArrayEquals(mirrored, virial);
        }
        threads.forEach(IpiServerTest::join);
        for (int v = 0; v < 3; v++)
            for (int c = 0; c < 3; c++)
                assertEquals(cell[3 * v + c], h[0][3 * c + v] * Units.BOHR, ROUNDING * Math.abs(cell[3 * v + c]));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClientKilledTwentyTimesIsReplacedAndNoAnswerIsStale() throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(2);
        AtomicInteger life = new AtomicInteger();
        try (IpiServer server = listen(unix())) {
            start(() -> {
                for (; life.get() < 20; life.incrementAndGet()) {
                    BareClient client = new BareClient(unix(), 9);
                    client.receive(); // one geometry answered, the next one not, or only begun
                    client.put("FORCEREADY");
                    client.send();
                    client.drop();
                    BareClient next = new BareClient(unix(), 9);
                    next.receive();
                    springs(next, 0).accept(next.put("FORCEREADY"));
                    next.send();
                    next.drop();
                }
                BareClient last = new BareClient(unix(), 9);
                last.serve(springs(last, 0));
            });
            BoundPotential potential = server.potentialFor(molecule, Extrapolation.ALLOW);
            double[] forces = new double[27];
            boolean all;
            do {
                all = life.get() == 20; // then the last one is there, or comes
                double[] x = Served.angstrom(Served.near(molecule, random));
                checkSprings(x, potential.energyAndForces(x, forces), forces);
            } while (!all);
        }
        assertTrue(words.stream().noneMatch(w -> w.startsWith("client:")), words.toString());
    }

    @Test
    void clientsThatDieAtTheSameGeometryAreGivenUp() throws IOException {
        try (IpiServer server = listen(unix())) {
            start(() -> {
                for (int k = 0; k < 3; k++) {
                    BareClient client = new BareClient(unix(), 9);
                    client.receive();
                    client.drop();
                }
            });
            BoundPotential potential = server.potentialFor(Served.molecule(), Extrapolation.ALLOW);
            double[] x = Served.molecule().toArray();
            String said = assertThrows(InteropException.class, () -> potential.energyAndForces(x, new double[27]))
                    .getMessage();
            assertTrue(said.endsWith("ended 3 times at the same geometry"), said);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer(
                        "expected forces of 9 atoms, found 8",
                        o -> o.putDouble(1).putInt(8)),
                answer(
                        "expected forces of 9 atoms, found -1",
                        o -> o.putDouble(1).putInt(-1)),
                answer("expected finite energy, found NaN", o -> o.putDouble(Double.NaN)),
                answer(
                        "expected finite forces, found NaN",
                        o -> o.putDouble(1).putInt(9).putDouble(Double.NaN)),
                answer("expected FORCEREADY, found READY", o -> ready(o.clear())),
                answer("expected a word of the i-PI protocol, found \"HTTP/1.1 200\"", o -> http(o.clear())),
                answer("bytes of extra text, found -1", o -> extra(o, -1)),
                answer("bytes of extra text, found 2147483647", o -> extra(o, Integer.MAX_VALUE)));
    }

    private static Arguments answer(String words, Consumer<ByteBuffer> fill) {
        return Arguments.of(words, fill);
    }

    private static void ready(ByteBuffer out) {
        IpiWord.READY.put(out);
    }

    private static void http(ByteBuffer out) {
        out.put("HTTP/1.1 200".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static void extra(ByteBuffer out, int bytes) {
        out.putDouble(1).putInt(9);
        for (int k = 0; k < 36; k++) out.putDouble(0);
        out.putInt(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answersThatMakeNoSenseAreErrors(String expected, Consumer<ByteBuffer> answer) throws IOException {
        try (IpiServer server = listen(unix())) {
            start(() -> {
                BareClient client = new BareClient(unix(), 9);
                client.receive();
                answer.accept(client.put("FORCEREADY"));
                client.send();
                client.receive();
            });
            BoundPotential potential = server.potentialFor(Served.molecule(), Extrapolation.ALLOW);
            double[] x = Served.molecule().toArray();
            String said = assertThrows(InteropException.class, () -> potential.energyAndForces(x, new double[27]))
                    .getMessage();
            assertTrue(said.contains(expected), said);
            assertEquals(1, said.lines().count());
        }
    }

    @Test
    void nobodyWhoConnectsIsAnErrorThatSaysWhatWasWaitedForAndALaterCallWaitsAgain() {
        Duration wait = Duration.ofMillis(500);
        try (IpiServer server = IpiServer.listen(unix(), wait, LONG, false, words::add)) {
            BoundPotential potential = server.potentialFor(Served.molecule(), Extrapolation.ALLOW);
            double[] x = Served.molecule().toArray();
            double[] forces = new double[27];
            for (int call = 0; call < 2; call++) {
                String said = assertThrows(InteropException.class, () -> potential.energyAndForces(x, forces))
                        .getMessage();
                assertTrue(said.contains("expected a client within 0.5 s, found none"), said);
                assertTrue(words.get(call).startsWith("waiting 0.5 s for a client"), words.toString());
            }
            start(() -> {
                BareClient client = new BareClient(unix(), 9);
                client.serve(springs(client, 0));
            });
            checkSprings(x, potential.energyAndForces(x, forces), forces);
        }
    }

    @Test
    void aCalculationThatTakesTooLongIsAnErrorAndTheNextClientIsTaken() {
        Duration limit = Duration.ofMillis(200);
        try (IpiServer server = IpiServer.listen(unix(), LONG, limit, false, words::add)) {
            start(() -> {
                BareClient hangs = new BareClient(unix(), 9);
                hangs.receive();
                hangs.receive(); // until the server hangs up
                BareClient next = new BareClient(unix(), 9);
                next.serve(springs(next, 0));
            });
            BoundPotential potential = server.potentialFor(Served.molecule(), Extrapolation.ALLOW);
            double[] x = Served.molecule().toArray();
            double[] forces = new double[27];
            String said = assertThrows(InteropException.class, () -> potential.energyAndForces(x, forces))
                    .getMessage();
            assertTrue(
                    said.contains("expected an energy and forces within 0.2 s, found the other side connected but"),
                    said);
            checkSprings(x, potential.energyAndForces(x, forces), forces);
        }
    }

    @Test
    void otherAtomsAreRefused() {
        try (IpiServer server = listen(unix())) {
            server.potentialFor(Served.molecule(), Extrapolation.ALLOW);
            Geometry other = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 1});
            assertThrows(PotentialException.class, () -> server.potentialFor(other, Extrapolation.ALLOW));
        }
    }
}
