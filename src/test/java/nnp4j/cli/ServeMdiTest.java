package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import nnp4j.interop.BareDriver;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as the engine of an MDI driver. */
@Timeout(60)
class ServeMdiTest {
    private static final Path AMMONIA = Path.of("molecules/ammonia.xyz");

    private static CompletableFuture<Program> serve(BareDriver driver, Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "serve";
        words[1] = "--mdi";
        words[2] = "localhost:" + driver.port();
        System.arraycopy(more, 0, words, 3, more.length);
        words[3 + more.length] = AMMONIA;
        return CompletableFuture.supplyAsync(() -> Program.run(words));
    }

    @Test
    void anExitAndAClosedSocketEndWithStatusZeroAndTheCount() throws IOException {
        for (boolean exit : new boolean[] {true, false})
            try (BareDriver driver = BareDriver.at(0)) {
                CompletableFuture<Program> serving = serve(driver);
                driver.accept();
                double energy = driver.reals("<ENERGY", 1)[0];
                double[] x = driver.reals("<COORDS", 12);
                x[0] += 0.01;
                driver.say(">COORDS", x);
                assertTrue(Math.abs(driver.reals("<ENERGY", 1)[0] - energy) > 1e-12 && energy < 0);
                if (exit) driver.say("EXIT");
                else driver.drop();
                Program program = serving.join();
                assertEquals(0, program.status(), program.err());
                assertEquals("", program.err());
                String end = exit ? "the driver said EXIT" : "the driver closed the connection";
                assertTrue(
                        program.out().endsWith("2 geometries served; " + end + System.lineSeparator()), program.out());
            }
    }

    @Test
    void theNumbersAreThoseOfTheEnergyCommand() throws IOException {
        try (BareDriver driver = BareDriver.at(0)) {
            CompletableFuture<Program> serving = serve(driver, "--quiet");
            driver.accept();
            double energy = driver.reals("<ENERGY", 1)[0] * Units.HARTREE;
            driver.say("EXIT");
            Program program = serving.join();
            assertEquals(0, program.status(), program.err());
            assertEquals("", program.out());
            String csv = Program.run("energy", "--format", "csv", AMMONIA).out();
            double here = Double.parseDouble(csv.strip().substring(csv.strip().lastIndexOf(',') + 1));
            assertEquals(here, energy, 1e-12 * Math.abs(here)); // printed and to hartree and back
        }
    }

    @Test
    void aBrokenMessageAndAnUnknownCommandAreOneLineAndStatusTwo() throws IOException {
        for (String command : new String[] {">COORDS", "<KE"})
            try (BareDriver driver = BareDriver.at(0)) {
                CompletableFuture<Program> serving = serve(driver);
                driver.accept();
                driver.say(command);
                driver.drop();
                Program program = serving.join();
                assertEquals(2, program.status());
                assertEquals(1, program.err().lines().count(), program.err());
                assertTrue(program.err().startsWith("MDI driver at localhost:" + driver.port() + ": "), program.err());
            }
    }

    @Test
    void exactlyOneAddressIsNeeded() {
        for (Object[] words : new Object[][] {
            {"serve", AMMONIA},
            {"serve", "--ipi", "localhost:31415", "--mdi", "localhost:8021", AMMONIA},
            {"serve", "--mdi", "unix:water", AMMONIA},
        }) {
            Program program = Program.run(words);
            assertEquals(2, program.status());
            assertEquals(1, program.err().lines().count(), program.err());
            assertTrue(
                    program.err().contains("--mdi=HOST:PORT") || program.err().contains("expected HOST:PORT"));
        }
    }

    @Test
    void nobodyListeningIsOneLineAndStatusTwo() {
        Program program;
        int port;
        try (BareDriver driver = BareDriver.at(0)) {
            port = driver.port();
        }
        program = Program.run("serve", "--mdi", "localhost:" + port, "--wait", "0.2", AMMONIA);
        assertEquals(2, program.status());
        assertEquals(
                "MDI driver at localhost:" + port
                        + ": expected one within 0.2 s, found nobody listening: Connection refused",
                program.err().strip());
    }
}
