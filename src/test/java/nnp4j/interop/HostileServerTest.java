package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server must not send ends the connection with one line, and is never answered. */
@Timeout(60)
class HostileServerTest {
    @TempDir
    Path folder;

    static Stream<Arguments> messages() {
        return Stream.of(
                bad("an unknown word", m -> BareServer.put(m, "GET / HTTP"), "found \"GET / HTTP\""),
                bad("a word of the client", m -> BareServer.put(m, "FORCEREADY"), "found the client's FORCEREADY"),
                bad("no positions", m -> BareServer.put(m, "GETFORCE"), "expected POSDATA before GETFORCE"),
                bad("a negative text", m -> initialize(m, -1, ""), "expected a text of 0 to 65536 bytes, found -1"),
                bad("a huge text", m -> initialize(m, Integer.MAX_VALUE, ""), "found 2147483647"),
                bad("a batch of none", m -> initialize(m, 12, "batch_size:0"), "batch_size from 1 to 29127, found 0"),
                bad("a negative batch", m -> initialize(m, 13, "batch_size:-1"), "found -1"),
                bad("a huge batch", m -> initialize(m, 20, "batch_size:999999999"), "found 999999999"),
                bad("a negative count", m -> positions(m, -9, 0, 0), "expected the molecule's 9 atoms, found -9"),
                bad("a huge count", m -> positions(m, Integer.MAX_VALUE, 0, 0), "found 2147483647"),
                bad("another molecule", m -> positions(m, 8, 0, 0), "expected the molecule's 9 atoms, found 8"),
                bad("not a number", m -> positions(m, 9, 0, Double.NaN), "expected finite positions, found NaN"),
                bad("an infinity", m -> positions(m, 9, 0, Double.POSITIVE_INFINITY), "found Infinity"),
                bad("a far atom", m -> positions(m, 9, 0, 1e9), "expected positions within 1000000.0 angstrom"),
                bad("a bad cell", m -> positions(m, 9, Double.NaN, 0), "expected finite cell vectors, found NaN"));
    }

    private static Arguments bad(String name, Consumer<ByteBuffer> message, String words) {
        return Arguments.of(name, message, words);
    }

    private static void initialize(ByteBuffer message, int length, String text) {
        BareServer.put(message, "INIT");
        message.putInt(0).putInt(length);
        for (char c : text.toCharArray()) message.put((byte) c);
    }

    private static void positions(ByteBuffer message, int atoms, double cell, double first) {
        BareServer.put(message, "POSDATA");
        for (int k = 0; k < 18; k++) message.putDouble(cell);
        message.putInt(atoms).putDouble(first);
        for (int k = 1; k < 27; k++) message.putDouble(3.0 * k);
        BareServer.put(message, "GETFORCE");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void endsWithOneLineAndNoAnswer(String name, Consumer<ByteBuffer> message, String words) throws IOException {
        expectRefused(Served.molecule(), message, words);
    }

    @Test
    void cellsWithoutVolumeAreRefused() throws IOException {
        Geometry crystal = Served.crystal();
        expectRefused(crystal, m -> positions(m, 9, 0, 0), "expected a cell of at least 0.5 cubic angstrom per atom");
        double[] thin = {1e5, 0, 0, 0, 1e5, 0, 0, 0, 0.1};
        expectRefused(crystal, m -> inCell(m, crystal, thin), "1.0 angstrom between faces");
        double[] huge = {1e150, 0, 0, 0, 1e150, 0, 0, 0, 1e150};
        expectRefused(crystal, m -> inCell(m, crystal, huge), "1.0 angstrom between faces");
    }

    private static void inCell(ByteBuffer message, Geometry crystal, double[] h) {
        BareServer.put(message, "POSDATA");
        for (int k = 0; k < 18; k++) message.putDouble(h[k % 9] / Units.BOHR);
        message.putInt(9);
        for (double v : Served.near(crystal, new SplittableRandom(1))) message.putDouble(v);
    }

    private void expectRefused(Geometry molecule, Consumer<ByteBuffer> message, String words) throws IOException {
        try (BareServer server = BareServer.at(folder.resolve("s"));
                Served served = new Served(server.address(), molecule)) {
            CompletableFuture<IpiEnd> end = served.start();
            server.accept();
            message.accept(server.message());
            server.send();
            assertThrows(EOFException.class, () -> server.read(1));
            String said = assertThrows(CompletionException.class, end::join)
                    .getCause()
                    .getMessage();
            assertTrue(said.contains(words), said);
            assertEquals(1, said.lines().count());
            assertEquals(0, served.client.served());
        }
    }
}
