package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Potential;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MdiEngineTest {
    static final double FORCE = Units.BOHR / Units.HARTREE;

    @Test
    void answersAreBitForBitThoseOfTheSameCallHere() throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(1);
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            for (int step = 0; step < 200; step++) {
                double[] x = Served.near(molecule, random);
                driver.say(">COORDS", x);
                double energy = here.energyAndForces(Served.angstrom(x), forces) / Units.HARTREE;
                assertEquals(energy, driver.reals("<ENERGY", 1)[0]);
                assertEquals(energy, driver.reals("<PE", 1)[0]);
                assertArrayEquals(scaled(forces, FORCE), driver.reals("<FORCES", 27));
                assertArrayEquals(x, driver.reals("<COORDS", 27));
            }
            driver.say("EXIT");
            assertEquals(IpiEnd.EXIT, end.join());
            assertEquals(200, served.engine.served());
            assertEquals(List.of(), served.warnings);
        }
    }

    static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    @Test
    void beforeTheDriverMovesThemTheAtomsAreWhereTheMoleculeHasThem() throws IOException {
        Geometry molecule = Served.molecule();
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            double[] forces = new double[27];
            double energy = served.here().energyAndForces(molecule.toArray(), forces);
            assertArrayEquals(scaled(forces, FORCE), driver.reals("<FORCES", 27));
            assertEquals(energy / Units.HARTREE, driver.reals("<ENERGY", 1)[0]);
            driver.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
            assertEquals(1, served.engine.served());
        }
    }

    @Test
    void countAndElementsInTheMoleculesOrderAreAccepted() throws IOException {
        Geometry molecule = Served.molecule();
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            int count = driver.integers("<NATOMS", 1)[0];
            assertEquals(9, count);
            driver.say(">NATOMS", count);
            int[] elements = driver.integers("<ELEMENTS", 9);
            for (int i = 0; i < 9; i++) assertEquals(molecule.atomicNumber(i), elements[i]);
            driver.say(">ELEMENTS", elements);
            driver.say("EXIT");
            assertEquals(IpiEnd.EXIT, end.join());
            assertEquals(0, served.engine.served());
        }
    }

    @Test
    void whatTheEngineKnowsIsListedAsTheLibraryReadsIt() throws IOException {
        try (BareDriver driver = BareDriver.at(0)) {
            for (int length : new int[] {256, 64, 1000}) { // a driver may want shorter commands
                boolean periodic = length == 64;
                try (MdiServed served =
                        new MdiServed(driver.address(), periodic ? Served.crystal() : Served.molecule())) {
                    CompletableFuture<IpiEnd> end = served.start();
                    driver.accept(length, 1, 10, 0);
                    checkLists(driver, Math.min(256, length), periodic);
                    driver.say("@DEFAULT");
                    driver.say("@");
                    assertEquals("@DEFAULT", driver.text("<@", 256).trim());
                    assertEquals("nnp4j", driver.text("<NAME", 256).trim());
                    assertArrayEquals(new int[] {1, 4, 40}, driver.integers("<VERSION", 3));
                    driver.say("EXIT");
                    assertEquals(IpiEnd.EXIT, end.join());
                }
            }
        }
    }

    private static void checkLists(BareDriver driver, int length, boolean periodic) throws IOException {
        assertArrayEquals(new int[] {1}, driver.integers("<NNODES", 1));
        String node = "@DEFAULT" + " ".repeat(length - 8);
        assertEquals(node + ",", driver.text("<NODES", length + 1));
        assertArrayEquals(new int[] {0}, driver.integers("<NCALLBACKS", 1));
        assertEquals(node + ";", driver.text("<CALLBACKS", length + 1));
        int count = driver.integers("<NCOMMANDS", 1)[0];
        String list = driver.text("<COMMANDS", (count + 1) * (length + 1));
        assertTrue(list.startsWith(node + ",") && list.endsWith(";"), list);
        List<String> names = Arrays.stream(list.substring(0, list.length() - 1).split(",", -1))
                .map(String::strip)
                .toList();
        assertEquals(count + 1, names.size());
        for (int k = 0; k < list.length(); k++)
            assertEquals(k % (length + 1) == length, list.charAt(k) == ',' || list.charAt(k) == ';');
        assertTrue(
                names.containsAll(List.of(">NATOMS", ">ELEMENTS", ">CELL", ">COORDS", "<ENERGY", "<FORCES", "EXIT")));
        assertEquals(periodic, names.contains("<STRESS"));
        assertEquals(periodic, names.contains("<CELL"));
        assertFalse(names.contains("<KE_ELEC")); // LAMMPS would add it to <PE
    }

    @Test
    void aDriverKilledTwentyTimesIsServedAgainEachTime() throws IOException {
        Geometry molecule = Served.molecule();
        SplittableRandom random = new SplittableRandom(4);
        int port;
        try (BareDriver first = BareDriver.at(0)) {
            port = first.port();
        }
        try (MdiServed served = new MdiServed(MdiEngine.addressOf("127.0.0.1:" + port), molecule)) {
            AtomicPotential here = served.here();
            double[] forces = new double[27];
            for (int life = 0; life < 20; life++) {
                CompletableFuture<IpiEnd> end = served.start(); // before there is a driver
                try (BareDriver driver = BareDriver.at(port)) {
                    driver.accept();
                    double[] x = Served.near(molecule, random);
                    driver.say(">COORDS", x);
                    double energy = here.energyAndForces(Served.angstrom(x), forces) / Units.HARTREE;
                    assertEquals(energy, driver.reals("<ENERGY", 1)[0]);
                    if (life % 2 == 1) driver.say(">COORDS"); // killed within a message
                }
                assertEquals(life % 2 == 1 ? IpiEnd.BROKEN : IpiEnd.CLOSED, end.join());
            }
            assertEquals(20, served.engine.served());
        }
    }

    @Test
    void nobodyListeningEndsAfterTheWait() {
        int port;
        try (BareDriver first = BareDriver.at(0)) {
            port = first.port();
        }
        try (MdiServed served = new MdiServed(MdiEngine.addressOf("127.0.0.1:" + port), Served.molecule())) {
            assertEquals(IpiEnd.NO_SERVER, served.engine.serve(Duration.ofMillis(120)));
        }
    }

    @Test
    void aHostThatIsNotKnownIsSaid() {
        try (MdiServed served = new MdiServed(MdiEngine.addressOf("nowhere.invalid:8021"), Served.molecule())) {
            String message = assertThrows(InteropException.class, () -> served.engine.serve(Duration.ofMillis(120)))
                    .getMessage();
            assertEquals("MDI driver at nowhere.invalid:8021: the host is not known", message);
        }
    }

    @Test
    void whoListensButIsNoDriverIsSaidAfterTheWait() {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), Served.molecule())) {
            InteropException error =
                    assertThrows(InteropException.class, () -> served.engine.serve(Duration.ofMillis(200)));
            assertEquals(
                    "MDI driver at " + driver.address()
                            + ": connected, but expected the greeting of an MDI driver within 0.2 s, found none",
                    error.getMessage());
        }
    }

    @Test
    void aClosedEngineStopsServing() throws IOException {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), Served.molecule())) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            assertEquals(9, driver.integers("<NATOMS", 1)[0]);
            served.engine.close();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
    }

    @Test
    void aCellForAMoleculeIsIgnoredWithOneWarning() throws IOException {
        Geometry molecule = Served.molecule();
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            double energy = driver.reals("<ENERGY", 1)[0];
            for (int k = 0; k < 2; k++) driver.say(">CELL", 9, 0, 0, 0, 9, 0, 0, 0, 9.0);
            assertEquals(energy, driver.reals("<ENERGY", 1)[0]);
            driver.say("EXIT");
            assertEquals(IpiEnd.EXIT, end.join());
            assertEquals(1, served.warnings.size());
            assertTrue(served.warnings.get(0).contains("the molecule is not periodic"), served.warnings.get(0));
        }
    }

    @Test
    void atomsInAnotherOrderWithoutElementsAreDoubted() throws IOException {
        Geometry molecule = Served.molecule();
        double[] x = Served.near(molecule, new SplittableRandom(1));
        double[] turned = new double[27];
        for (int i = 0; i < 9; i++) System.arraycopy(x, 3 * i, turned, 3 * (8 - i), 3);
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            driver.say(">COORDS", turned);
            driver.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
            assertEquals(1, served.warnings.size());
            assertTrue(served.warnings.get(0).contains("are the atoms in the same order?"));
        }
    }

    @Test
    void aPeriodicMoleculeNeedsAVirialAndTheAddressMustBeTcp() {
        IpiAddress address = MdiEngine.addressOf("[::1]:8021");
        assertThrows(
                IllegalArgumentException.class,
                () -> new MdiEngine(address, Served.crystal(), (x, forces) -> 0, w -> {}));
        for (String text : new String[] {"unix:water", "localhost", "localhost:0", "localhost:port", "::1:31415", ""})
            assertTrue(assertThrows(IllegalArgumentException.class, () -> MdiEngine.addressOf(text))
                    .getMessage()
                    .startsWith("MDI address: expected HOST:PORT"));
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
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule, counting)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            while (calls[2] == 0) {
                driver.say(">COORDS", x);
                driver.reals("<ENERGY", 1);
                driver.reals("<FORCES", 27);
            }
            driver.drop();
            assertEquals(IpiEnd.CLOSED, end.join());
        }
        double aStep = (calls[2] - calls[1]) / 10_000.0;
        double lessThanAnObject =
                1; // bytes a step: no object is smaller than 16, and the JVM allocates a little now and then
        assertTrue(aStep < lessThanAnObject, aStep + " bytes a step");
    }
}
