package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nnp4j.interop.BareServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program on both sides of a socket. */
@Timeout(60)
class ServeCommandTest {
    private static final Path AMMONIA = Path.of("molecules/ammonia.xyz");
    /** Relative: coordinates and energies go to bohr and hartree and back at every step of an optimization. */
    private static final double ROUNDING = 1e-10;

    @TempDir
    private Path folder;

    private CompletableFuture<Program> serve(String address, Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "serve";
        words[1] = "--ipi";
        words[2] = address;
        System.arraycopy(more, 0, words, 3, more.length);
        words[3 + more.length] = AMMONIA;
        return CompletableFuture.supplyAsync(() -> Program.run(words));
    }

    private JsonObject optimized(String... potential) throws IOException {
        Path out = folder.resolve("out" + potential.length);
        Object[] words = new Object[4 + potential.length];
        words[0] = "optimize";
        words[1] = AMMONIA;
        words[2] = "--out";
        words[3] = out;
        System.arraycopy(potential, 0, words, 4, potential.length);
        Program program = Program.run(words);
        assertEquals(0, program.status(), program.err());
        return JsonParser.parseString(Files.readString(out.resolve("summary.json")))
                .getAsJsonObject();
    }

    @Test
    void aMinimumIsTheSameWithItsEnergiesFromAnotherProgram() throws IOException {
        String address = "unix:" + folder.resolve("s");
        CompletableFuture<Program> serving = serve(address);
        JsonObject there = optimized("--potential", "ipi:" + address);
        Program served = serving.join();
        assertEquals(0, served.status(), served.err());
        assertTrue(served.out().contains("geometries served; the server said EXIT"), served.out());
        double energy = optimized().get("energy_eV").getAsDouble();
        assertEquals(energy, there.get("energy_eV").getAsDouble(), ROUNDING * Math.abs(energy));
        assertEquals("ipi:" + address, there.get("potential").getAsString());
        assertTrue(Files.notExists(folder.resolve("s")));
    }

    @Test
    void aPotentialIsValidatedAgainstAnotherProgramLive() throws IOException {
        String address = "unix:" + folder.resolve("s");
        CompletableFuture<Program> serving = serve(address);
        Program program = Program.run(
                "validate",
                "--potential",
                "potentials/nh3.onnx",
                "--reference",
                AMMONIA,
                "--reference-potential",
                "ipi:" + address,
                "--max-energy-mae",
                "1e-8",
                "--max-force-mae",
                "1e-8",
                "--out",
                folder.resolve("validated"));
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("against ipi:" + address), program.out());
        assertEquals(0, serving.join().status());
    }

    @Test
    void aServerThatComesAgainIsServedWhereThatIsAskedFor() throws IOException {
        CompletableFuture<Program> serving =
                serve("unix:" + folder.resolve("s"), "--reconnect", "--wait", "2", "--extrapolation", "allow");
        for (int life = 0; life < 3; life++)
            try (BareServer server = BareServer.at(folder.resolve("s"))) {
                server.accept();
                server.ask(new double[9], new double[] {0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2});
                server.answer(4);
            }
        Program program = serving.join();
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("3 geometries served; no server came again"), program.out());
    }

    @Test
    void nobodyListeningIsOneLineAndStatusTwo() {
        Program program = serve("unix:" + folder.resolve("nobody"), "--wait", "0.2", "--quiet")
                .join();
        assertEquals(2, program.status());
        assertEquals(1, program.err().lines().count(), program.err());
        assertTrue(
                program.err().contains("expected one within 0.2 s, found nobody listening: No such file or directory"),
                program.err());
    }

    @Test
    void whyNobodyAnswersIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("plain"), "no socket");
        Program program = serve("unix:" + file, "--wait", "0.2").join();
        assertEquals(2, program.status());
        assertTrue(program.err().contains("found nobody listening: Connection refused"), program.err());
    }

    @Test
    void repetitionsInBatchesAreSaidToBeCounted() throws IOException {
        try (BareServer server = BareServer.at(folder.resolve("s"))) {
            CompletableFuture<Program> serving = serve("unix:" + folder.resolve("s"));
            server.accept();
            server.initialize("batch_size:2");
            server.say("EXIT");
            Program program = serving.join();
            assertTrue(
                    program.out().contains("0 geometries served (with those that fill up its batches)"), program.out());
        }
    }

    @Test
    void aSocketsFileGoesWithAProgramThatASignalEnds() throws Exception {
        Path file = folder.resolve("s");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "nnp4j.cli.Main",
                        "energy",
                        "--potential",
                        "ipi:unix:" + file,
                        AMMONIA.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertTrue(line.startsWith("waiting 60.0 s for a client"), line);
            assertTrue(Files.exists(file));
            process.destroy(); // SIGTERM
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "no end");
            assertTrue(Files.notExists(file));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aGeometryOutsideTheRangeIsNotAnsweredWhereThatIsAnError() throws IOException {
        try (BareServer server = BareServer.at(folder.resolve("s"))) {
            CompletableFuture<Program> serving = serve("unix:" + folder.resolve("s"), "--extrapolation", "error");
            server.accept();
            server.ask(new double[9], new double[] {0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9});
            assertThrows(EOFException.class, () -> server.answer(4));
            Program program = serving.join();
            assertEquals(2, program.status());
            assertTrue(program.err().contains("extrapolation: "), program.err());
        }
    }

    @Test
    void otherMachinesMustBeMeant() {
        Program program =
                Program.run("optimize", AMMONIA, "--potential", "ipi:0.0.0.0:31975", "--out", folder.resolve("never"));
        assertEquals(2, program.status());
        assertTrue(program.err().contains("--listen-anywhere allows others"), program.err());
    }

    @Test
    void anAddressThatIsNoneIsOneLine() {
        for (String address :
                new String[] {"water", "unix:", "localhost:0", "localhost:port", "unix:a/b", "::1:31415"}) {
            Program program = serve(address).join();
            assertEquals(2, program.status(), address);
            assertTrue(program.err().startsWith("i-PI address: expected "), program.err());
        }
    }
}
