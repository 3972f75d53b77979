package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mutated streams of messages of a driver end in answers, a clean end, or one line; never a hang, never much memory. */
class MdiFuzzTest {
    @Test
    @Timeout(120)
    void twoThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(1, 1_200, Served.molecule()) + fuzz(2, 800, Served.crystal()) >= 2_000);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void fiftyThousandMutatedMessages() throws Exception {
        assertTrue(fuzz(3, 30_000, Served.molecule()) + fuzz(4, 20_000, Served.crystal()) >= 50_000);
    }

    private static int fuzz(long seed, int messages, Geometry molecule) throws Exception {
        try (BareDriver driver = BareDriver.at(0);
                MdiServed served = new MdiServed(driver.address(), molecule)) {
            return StreamFuzz.run(
                    seed,
                    messages,
                    random -> new MdiMutatedStream(molecule, random),
                    stream -> exchange(driver, stream),
                    () -> served.engine.serve(Served.LONG),
                    served.engine::served);
        }
    }

    private static void exchange(BareDriver driver, byte[] stream) throws IOException {
        driver.acceptSilently();
        try {
            driver.message().put(stream);
            driver.send();
            driver.drain();
        } catch (IOException e) {
            // The engine hung up on what it had read.
        } finally {
            driver.drop();
        }
    }
}
