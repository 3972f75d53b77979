package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a driver must not send ends the connection with one line, and nothing is answered. */
@Timeout(60)
class HostileDriverTest {
    /** What a driver does once it is connected. */
    @FunctionalInterface
    private interface Doing {
        void run(BareDriver driver) throws IOException;
    }

    private static Arguments when(String what, Doing doing, String said) {
        return Arguments.of(Named.of(what, doing), said);
    }

    private static Doing header(int error, int kind, int type, int count) {
        return driver -> {
            BareDriver.command(driver.message(), ">COORDS", BareDriver.LENGTH);
            rest(driver, error, kind, type, count);
        };
    }

    private static void rest(BareDriver driver, int... numbers) throws IOException {
        ByteBuffer out = driver.out();
        for (int number : numbers) out.putInt(number);
        driver.send();
    }

    private static Doing command(int type, int count) {
        return driver -> {
            driver.message();
            rest(driver, 0, 0, type, count);
        };
    }

    private static double[] positions(int at, double value) {
        double[] x = Served.near(Served.molecule(), new SplittableRandom(1));
        x[at] = value;
        return x;
    }

    private static int[] elements(int at, int value) {
        Geometry molecule = Served.molecule();
        int[] elements = new int[9];
        for (int i = 0; i < 9; i++) elements[i] = molecule.atomicNumber(i);
        elements[at] = value;
        return elements;
    }

    static Stream<Arguments> forAMolecule() {
        return Stream.of(
                when(
                        "negative count",
                        header(0, 0, 2, -27),
                        ">COORDS: expected 27 values of type 2, found -27 of type 2"),
                when(
                        "huge count",
                        header(0, 0, 2, Integer.MAX_VALUE),
                        ">COORDS: expected 27 values of type 2, found 2147483647 of type 2"),
                when(
                        "single precision",
                        header(0, 0, 4, 27),
                        ">COORDS: expected 27 values of type 2, found 27 of type 4"),
                when(
                        "error flag",
                        header(1, 0, 2, 27),
                        "expected a header with error flag 0 and kind 0, found 1 and 0"),
                when(
                        "other kind",
                        header(0, 9, 2, 27),
                        "expected a header with error flag 0 and kind 0, found 0 and 9"),
                when(
                        "command too short",
                        command(3, 12),
                        "a command: expected 256 values of type 3, found 12 of type 3"),
                when(
                        "command of doubles",
                        command(2, 256),
                        "a command: expected 256 values of type 3, found 256 of type 2"),
                when(
                        "not a number",
                        d -> d.say(">COORDS", positions(4, Double.NaN)),
                        ">COORDS: expected finite numbers, found NaN as value 5"),
                when(
                        "infinite origin",
                        d -> d.say(">CELL_DISPL", 0, 0, Double.POSITIVE_INFINITY),
                        ">CELL_DISPL: expected finite numbers, found Infinity as value 3"),
                when(
                        "far away",
                        d -> {
                            d.say(">COORDS", positions(4, 1e9));
                            d.say("<FORCES");
                        },
                        "expected positions within 1000000.0 angstrom of the origin"),
                when("other count", d -> d.say(">NATOMS", 3), "expected the molecule's 9 atoms, found 3"),
                when(
                        "other element",
                        d -> d.say(">ELEMENTS", elements(2, 92)),
                        "expected the molecule's elements in its order, with "),
                when("no element", d -> d.say(">ELEMENTS", elements(2, -5)), "as atom 3, found atomic number -5"),
                when("another command", d -> d.say("<KE_ELEC"), "MDI Standard, found \"<KE_ELEC\""),
                when("command in disguise", d -> d.say("<PE\033[2J"), "MDI Standard, found \"<PE?[2J\""),
                when("another node", d -> d.say("@INIT_MD"), "MDI Standard, found \"@INIT_MD\""),
                when("stress", d -> d.say("<STRESS"), "<STRESS: the molecule is not periodic, it has no stress"),
                when("cell", d -> d.say("<CELL"), "<CELL: the molecule has no cell"));
    }

    @ParameterizedTest
    @MethodSource
    void forAMolecule(Doing doing, String said) throws IOException {
        refused(Served.molecule(), doing, said);
    }

    static Stream<Arguments> forACrystal() {
        return Stream.of(
                when(
                        "flat cell",
                        d -> {
                            d.say(">CELL", 20, 0, 0, 0, 20, 0, 0, 0, 1e-3);
                            d.say("<ENERGY");
                        },
                        "cubic angstrom per atom and 1.0 angstrom between faces"),
                when(
                        "no cell",
                        d -> {
                            d.say(">CELL", new double[9]);
                            d.say("<STRESS");
                        },
                        "cubic angstrom per atom and 1.0 angstrom between faces"));
    }

    @ParameterizedTest
    @MethodSource
    void forACrystal(Doing doing, String said) throws IOException {
        refused(Served.crystal(), doing, said);
    }

    private static void refused(Geometry molecule, Doing doing, String said) throws IOException {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            doing.run(driver);
            String message = refusal(end).getMessage();
            assertEquals(1, message.lines().count(), message);
            assertEquals("MDI driver at " + driver.address(), message.substring(0, message.indexOf(": ")));
            assertEquals(said, message.contains(said) ? said : message);
            assertEquals(0, driver.drain());
            assertEquals(0, served.engine.served());
        }
    }

    private static InteropException refusal(CompletableFuture<IpiEnd> end) {
        return assertInstanceOf(
                InteropException.class,
                assertThrows(CompletionException.class, end::join).getCause());
    }

    @ParameterizedTest
    @MethodSource
    void greetings(int length, int[] version, String said) throws IOException {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), Served.molecule())) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.acceptSilently();
            BareDriver.greeting(driver.message(), length, version);
            driver.send();
            String message = refusal(end).getMessage();
            assertEquals("MDI driver at " + driver.address() + ": " + said, message);
        }
    }

    static Stream<Arguments> greetings() {
        return Stream.of(
                Arguments.of(
                        256, new int[] {1, 3, 2}, "expected an MDI driver of version 1.4 or a later 1, found 1.3.2"),
                Arguments.of(
                        256,
                        new int[] {1347703880, 808529969, -1},
                        "expected an MDI driver of version 1.4 or a later 1, found 1347703880.808529969.-1"),
                Arguments.of(-1, new int[] {1, 4, 0}, "expected commands of at least 12 characters, found -1"),
                Arguments.of(8, new int[] {1, 4, 0}, "expected commands of at least 12 characters, found 8"));
    }

    @Test
    void aRefusedGeometryIsNotAnswered() throws IOException {
        Throwable cause = askedOnce((x, forces) -> {
            throw new PotentialException("outside");
        });
        assertInstanceOf(PotentialException.class, cause);
    }

    @Test
    void anEnergyThatIsNotFiniteIsNotSent() throws IOException {
        String message = askedOnce((x, forces) -> Double.NaN).getMessage();
        assertEquals(
                "expected a finite energy of the potential, found NaN; nothing was sent",
                message.substring(message.indexOf(": ") + 2));
    }

    private static Throwable askedOnce(Potential potential) throws IOException {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), Served.molecule(), potential)) {
            CompletableFuture<IpiEnd> end = served.start();
            driver.accept();
            assertThrows(EOFException.class, () -> driver.reals("<ENERGY", 1));
            return assertThrows(CompletionException.class, end::join).getCause();
        }
    }
}
