package nnp4j.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files to read in tests: the samples of the project and small texts. */
final class MoleculeFiles {
    static final Path SAMPLES = Path.of("molecules");

    static final String WATER_3000 = """
            water
                                3D

              0  0  0     0  0            999 V3000
            M  V30 BEGIN CTAB
            M  V30 COUNTS 3 2 0 0 0
            M  V30 BEGIN ATOM
            M  V30 1 O 0 0 0.1173 0
            M  V30 2 H 0 0.7572 -0.4692 0 MASS=2
            M  V30 3 H 0 -0.7572 -0.4692 -
            M  V30 0
            M  V30 END ATOM
            M  V30 BEGIN BOND
            M  V30 1 1 1 2
            M  V30 2 1 1 3
            M  V30 END BOND
            M  V30 END CTAB
            M  END
            $$$$
            """;

    private MoleculeFiles() {}

    static String sample(String name) {
        try {
            return Files.readString(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static List<Frame> frames(Path path) {
        List<Frame> frames = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            while (reader.hasNext()) frames.add(reader.next());
        }
        return frames;
    }

    /** The text with one piece replaced; fails if it is not there. */
    static String with(String text, String piece, String other) {
        int at = text.indexOf(piece);
        if (at < 0) throw new AssertionError("no \"" + piece + "\" in the sample");
        return text.substring(0, at) + other + text.substring(at + piece.length());
    }
}
