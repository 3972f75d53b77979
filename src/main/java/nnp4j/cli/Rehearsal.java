package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Runs what people run most, once and unseen, so that the launcher can keep the classes of it: later runs start faster. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs them.
     *
     * @param arguments the project's folder
     * @throws IOException if there is no room for the results
     */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path out = Files.createTempDirectory("nnp4j-rehearsal");
        try {
            Path h2 = home.resolve("molecules/h2.xyz");
            Path learned = out.resolve("train");
            run("scan", h2, "--out", out.resolve("scan"));
            run("md", h2, "--steps", "10", "--out", out.resolve("md"));
            run("frequencies", h2, "--out", out.resolve("frequencies"));
            Path data = home.resolve("validation/h2/full_ci.csv");
            run("train", data, "--molecule", h2, "--features", "ani-2x", "--epochs", "1", "--out", learned);
            run("energy", h2, "--forces", "--potential", learned.resolve("full_ci.onnx"));
        } finally {
            delete(out);
        }
    }

    /** Whatever comes of it: the real run says what is wrong. */
    private static void run(Object... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(nowhere, nowhere, Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
