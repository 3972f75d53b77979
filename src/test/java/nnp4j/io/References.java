package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Assumptions;

/** Reference sets read whole, and their errors, for the tests of every format. */
final class References {
    /** Beyond this a message does not fit a screen. */
    private static final int LONGEST_MESSAGE = 400;

    static final Geometry WATER = Geometry.of(new int[] {8, 1, 1}, new double[9]);
    static final Geometry HYDROGEN = Geometry.of(new int[] {1, 1}, new double[6]);

    private References() {}

    static List<Frame> read(Path path, ReferenceOptions options) {
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(path, options)) {
            set.forEachRemaining(frames::add);
        }
        return frames;
    }

    /** Reading must fail with one printable line that begins with the path and holds every word. */
    static void refused(Path path, ReferenceOptions options, String... words) {
        String message = assertThrows(MoleculeFormatException.class, () -> read(path, options))
                .getMessage();
        assertTrue(message.startsWith(path.toString() + ":"), message);
        check(message.substring(path.toString().length()), words);
    }

    static void check(String message, String... words) {
        assertTrue(message.length() <= LONGEST_MESSAGE, message);
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
        assertTrue(Stream.of(words).allMatch(message::contains), message + " lacks one of " + List.of(words));
    }

    /** A file of the reference data; skips the test where it is absent. */
    static Path reference(String name) {
        Path path =
                Path.of(Optional.ofNullable(System.getProperty("reference.dir")).orElse("../shared/reference"), name);
        Assumptions.assumeTrue(Files.exists(path), path + " is absent");
        return path;
    }
}
