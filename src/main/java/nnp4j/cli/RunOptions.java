package nnp4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a command that trains is run: what it is given beside data and settings. */
final class RunOptions {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Options from a file, such as the settings.json of another run.")
    @SuppressWarnings("UnusedVariable") // SettingsFile puts its options in before the line is parsed
    private Path settingsFile;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: all cores); the result is the same for any number.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--resume", description = "Go on where a stopped run of the same settings in the folder left off.")
    private boolean resume;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors and warnings.")
    private boolean quiet;

    /** At least 1. */
    int threads() {
        if (threads < 1) throw new UsageError("--threads: expected at least 1, found " + threads);
        return threads;
    }

    boolean resume() {
        return resume;
    }

    boolean quiet() {
        return quiet;
    }

    /** Where results are said; nowhere for a quiet run. */
    PrintWriter out(CommandSpec command) {
        return quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : command.commandLine().getOut();
    }
}
