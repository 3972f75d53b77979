package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialException;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class IpiClientTest {
    private static final double[] NO_CELL = new double[9];
    private static final double FORCE = Units.BOHR / Units.HARTREE;

    @TempDir
    static Path folder;

    static Stream<Supplier<BareServer>> servers() {
        return Stream.of(IpiClientTest::unix, BareServer::overTcp);
    }

    private static BareServer unix() {
        return BareServer.at(folder.resolve("s"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void answersAreBitForBitThoseOfTheSameCallHere(Supplier<BareServer> place) throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(1);
        try (BareServer server = place.get();
                Served served = new Served(server.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.say("STATUS");
            assertEquals("NEEDINIT", server.word());
            server.initialize(" ");
            server.say("STATUS");
            assertEquals("READY", server.word());
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            for (int step = 0; step < 200; step++) {
                double[] x = Served.near(molecule, random);
                server.ask(NO_CELL, x);
                double energy = here.energyAndForces(Served.angstrom(x), forces);
                checkAnswer(server.answer(9), energy, forces, new double[9]);
            }
            server.say("EXIT");
            assertEquals(IpiEnd.EXIT, end.join());
            assertEquals(200, served.client.served());
            assertEquals(List.of(), served.warnings);
        }
    }

    private static void checkAnswer(ByteBuffer answer, double energy, double[] forces, double[] virial) {
        assertEquals(energy / Units.HARTREE, answer.getDouble());
        assertEquals(forces.length / 3, answer.getInt());
        for (double force : forces) assertEquals(force * FORCE, answer.getDouble());
        for (double v : virial) assertEquals(v / Units.HARTREE, answer.getDouble());
        assertEquals(0, answer.getInt());
    }

    @Test
    void theCellMayChangeAtEveryStep() throws IOException {
        Geometry crystal = Served.crystal();
        SplittableRandom random = new SplittableRandom(2);
        try (BareServer server = unix();
                Served served = new Served(server.address(), crystal)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            double[] virial = new double[9];
            for (int step = 0; step < 20; step++) {
                double[] cell = crystal.cell().orElseThrow().toArray();
                double[] h = new double[9];
                for (int k = 0; k < 9; k++) {
                    double bohr = cell[k] * (1 + 0.02 * random.nextDouble()) / Units.BOHR;
                    h[3 * (k % 3) + k / 3] = bohr; // vectors are columns
                    cell[k] = bohr * Units.BOHR;
                }
                double[] x = Served.near(crystal, random);
                server.ask(h, x);
                double energy = here.energyForcesAndVirial(Served.angstrom(x), cell, forces, virial);
                checkAnswer(server.answer(9), energy, forces, virial);
            }
            server.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
    }

    @Test
    void aBatchHasAllCellsBeforeAllPositionsAndOneAnswer() throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(3);
        int batch = 3;
        try (BareServer server = unix();
                Served served = new Served(server.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.initialize("  batch_size:3");
            ByteBuffer message = server.message();
            BareServer.put(message, "POSDATA");
            message.putInt(9);
            for (int k = 0; k < 18 * batch; k++) message.putDouble(0);
            double[][] x = new double[batch][];
            for (int k = 0; k < batch; k++) {
                x[k] = Served.near(molecule, random);
                for (double v : x[k]) message.putDouble(v);
            }
            BareServer.put(message, "GETFORCE");
            server.send();
            ByteBuffer answer =
                    server.read(12 + 8 * batch + 4 + batch * (27 * 8 + 72 + 4)).position(12);
            double[] energies = {answer.getDouble(), answer.getDouble(), answer.getDouble()};
            assertEquals(9, answer.getInt());
            double[] forces = new double[27];
            double[] found = new double[27];
            for (int k = 0; k < batch; k++) {
                double energy = served.here().energyAndForces(Served.angstrom(x[k]), forces);
                for (int c = 0; c < 27; c++) found[c] = answer.getDouble() / FORCE;
                // A network of several rows sums in another order.
                assertEquals(energy / Units.HARTREE, energies[k], 1e-13 * Math.abs(energies[k]));
                assertArrayEquals(forces, found, 1e-12);
            }
            server.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
            assertEquals(batch, served.client.served());
        }
    }

    @Test
    void aServerKilledTwentyTimesIsServedAgainEachTime() throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(4);
        Path file = folder.resolve("again");
        IpiAddress address = IpiAddress.of("unix:" + file);
        try (Served served = new Served(address, molecule)) {
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            for (int life = 0; life < 20; life++) {
                CompletableFuture<IpiEnd> end = served.start(); // before there is a server
                try (BareServer server = BareServer.at(file)) {
                    server.accept();
                    double[] x = Served.near(molecule, random);
                    server.ask(NO_CELL, x);
                    double energy = here.energyAndForces(Served.angstrom(x), forces);
                    checkAnswer(server.answer(9), energy, forces, new double[9]);
                    if (life % 2 == 1) { // killed within a message
                        BareServer.put(server.message(), "POSDATA");
                        server.send();
                    }
                }
                assertEquals(life % 2 == 1 ? IpiEnd.BROKEN : IpiEnd.CLOSED, end.join());
            }
        }
    }

    @Test
    void nobodyListeningEndsAfterTheWait() {
        try (Served served = new Served(IpiAddress.of("unix:" + folder.resolve("nobody")), Served.molecule())) {
            assertEquals(IpiEnd.NO_SERVER, served.client.serve(Duration.ofMillis(120)));
        }
    }

    @Test
    void aClosedClientStopsServing() throws IOException {
        try (BareServer server = unix();
                Served served = new Served(server.address(), Served.molecule())) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.say("STATUS");
            assertEquals("NEEDINIT", server.word());
            served.client.close();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
    }

    @Test
    void aRefusedGeometryIsNotAnswered() throws IOException {
        Geometry molecule = Served.molecule();
        try (BareServer server = unix();
                Served served = new Served(server.address(), molecule, (x, forces) -> {
                    throw new PotentialException("outside");
                })) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.ask(NO_CELL, Served.near(molecule, new SplittableRandom(1)));
            assertThrows(EOFException.class, () -> server.read(12));
            assertEquals(
                    PotentialException.class,
                    assertThrows(CompletionException.class, end::join)
                            .getCause()
                            .getClass());
        }
    }

    @Test
    void anEnergyThatIsNotFiniteIsNotSent() throws IOException {
        Geometry molecule = Served.molecule();
        try (BareServer server = unix();
                Served served = new Served(server.address(), molecule, (x, forces) -> Double.NaN)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.ask(NO_CELL, Served.near(molecule, new SplittableRandom(1)));
            assertThrows(EOFException.class, () -> server.read(12));
            assertTrue(assertThrows(CompletionException.class, end::join)
                    .getMessage()
                    .contains("expected a finite energy of the potential, found NaN; nothing was sent"));
        }
    }

    @Test
    void atomsInAnotherOrderAreDoubted() throws IOException {
        Geometry molecule = Served.molecule();
        double[] x = Served.near(molecule, new SplittableRandom(1));
        double[] turned = new double[27];
        for (int i = 0; i < 9; i++) System.arraycopy(x, 3 * i, turned, 3 * (8 - i), 3);
        try (BareServer server = unix();
                Served served = new Served(server.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            server.ask(NO_CELL, turned);
            server.answer(9);
            server.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
            assertEquals(1, served.warnings.size());
            assertTrue(served.warnings.get(0).contains("are the atoms in the same order?"));
        }
    }

    @Test
    void aPeriodicMoleculeNeedsAVirial() {
        IpiAddress address = IpiAddress.of("localhost:31415");
        assertThrows(
                IllegalArgumentException.class,
                () -> new IpiClient(address, Served.crystal(), (x, forces) -> 0, w -> {}));
    }

    @Test
    void aStepAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Geometry molecule = Served.molecule();
        double[] x = Served.near(molecule, new SplittableRandom(1));
        long[] calls = {0, 0, 0};
        Potential counting = (at, forces) -> {
            if (calls[0] == 2_000) calls[1] = threads.getCurrentThreadAllocatedBytes();
            if (calls[0] == 12_000) calls[2] = threads.getCurrentThreadAllocatedBytes();
            calls[0]++;
            return 0;
        };
        try (BareServer server = unix();
                Served served = new Served(server.address(), molecule, counting)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            while (calls[2] == 0) {
                server.ask(NO_CELL, x);
                server.answer(9);
            }
            server.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
        double aStep = (calls[2] - calls[1]) / 10_000.0;
        double lessThanAnObject =
                1; // bytes a step: an object has 16 at least; the machine itself allocates now and then
        assertTrue(aStep < lessThanAnObject, aStep + " bytes a step");
    }
}
