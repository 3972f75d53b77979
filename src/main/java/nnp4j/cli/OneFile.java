package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nnp4j.io.WholeFile;
import picocli.CommandLine.Option;

/** The one file that a command writes, and what it says of it. */
final class OneFile {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "File to write.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the file if it exists.")
    private boolean overwrite;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    Path path() {
        return out;
    }

    /**
     * Before any work is done.
     *
     * @throws UsageError if it cannot be written
     */
    void check() {
        if (Files.isDirectory(out)) throw new UsageError(out + ": expected a file for --out, found a folder");
        if (Files.exists(out) && !overwrite)
            throw new UsageError(out + ": exists already (expected another --out, or --overwrite)");
    }

    /** Writes it and says so, between other lines. */
    void write(byte[] bytes, PrintWriter to, List<String> before, String... after) throws IOException {
        WholeFile.writeBytes(out, stream -> stream.write(bytes));
        if (quiet) return;
        before.forEach(to::println);
        to.println("written    " + out + " (" + size(bytes.length) + ")");
        for (String line : after) to.println(line);
        to.flush();
    }

    private static String size(int bytes) {
        return bytes < 100_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
