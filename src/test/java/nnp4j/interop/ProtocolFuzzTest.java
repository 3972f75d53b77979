package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutated streams of messages end in answers, a clean end, or one line; never a hang, never much memory. */
class ProtocolFuzzTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void fiveThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(1, 3_000, Served.molecule()) + fuzz(2, 2_000, Served.crystal()) >= 5_000);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void aHundredThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(3, 60_000, Served.molecule()) + fuzz(4, 40_000, Served.crystal()) >= 100_000);
    }

    private int fuzz(long seed, int messages, Geometry molecule) throws Exception {
        try (BareServer server = BareServer.at(folder.resolve("s"));
                Served served = new Served(server.address(), molecule)) {
            return StreamFuzz.run(
                    seed,
                    messages,
                    random -> new MutatedStream(molecule, random),
                    stream -> exchange(server, stream),
                    () -> served.client.serve(Served.LONG),
                    served.client::served);
        }
    }

    private static void exchange(BareServer server, byte[] stream) throws IOException {
        server.accept();
        try {
            server.message().put(stream);
            server.send();
            server.drain();
        } catch (IOException e) {
            // The client hung up on what it had read.
        } finally {
            server.drop();
        }
    }
}
