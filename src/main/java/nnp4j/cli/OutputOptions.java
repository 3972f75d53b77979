package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where results go. */
final class OutputOptions {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Folder for the results (default: out/VERB-MOLECULE; for energy and info none).")
    private Path out;

    @Option(names = "--overwrite", description = "Replace results that stand in the folder already.")
    private boolean overwrite;

    boolean overwrite() {
        return overwrite;
    }

    boolean given() {
        return out != null;
    }

    /**
     * The folder to write to; nothing is created yet.
     *
     * @throws UsageError if it holds results already or cannot be made
     */
    Path folder(String verb, Path input) throws IOException {
        return folder(verb, input, false);
    }

    /** The same, where a folder with results of the same run will do. */
    Path folder(String verb, Path input, boolean resume) throws IOException {
        String name = input.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path folder = out != null ? out : Path.of("out", verb + "-" + name);
        if (Files.exists(folder)) {
            if (!Files.isDirectory(folder))
                throw new UsageError(folder + ": expected a folder for --out, found a file");
            try (Stream<Path> entries = Files.list(folder)) {
                if (!overwrite && !resume && entries.findAny().isPresent())
                    throw new UsageError(folder + ": holds results already (expected a new folder, or --overwrite"
                            + (verb.matches("train|baseline|tune|cross-validate|learning-curve|md|scan")
                                    ? " or --resume"
                                    : "")
                            + ")");
            }
        }
        for (Path parent = folder.toAbsolutePath(); parent != null; parent = parent.getParent()) {
            if (!Files.exists(parent)) continue;
            if (!Files.isDirectory(parent)) throw new UsageError(parent + ": expected a folder, found a file");
            if (!Files.isWritable(parent)) throw new UsageError(parent + ": no permission to write there");
            break;
        }
        return folder;
    }
}
