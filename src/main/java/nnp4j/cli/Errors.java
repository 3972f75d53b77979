package nnp4j.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.convert.ConvertException;
import nnp4j.dynamics.DynamicsException;
import nnp4j.interop.InteropException;
import nnp4j.io.CheckpointException;
import nnp4j.io.MoleculeFormatException;
import nnp4j.optimize.OptimizationException;
import nnp4j.paths.PathException;
import nnp4j.potential.PotentialException;
import nnp4j.scan.ScanException;
import nnp4j.topology.TopologyException;
import nnp4j.train.TrainingException;
import nnp4j.vibrations.VibrationsException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors become one line on standard error and an exit status. */
final class Errors {
    private static final int BAD_INPUT = 2;
    private static final int FAILED = 1;

    private Errors() {}

    /** A command line that does not parse. */
    static int usage(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        List<String> unmatched = error instanceof UnmatchedArgumentException unknown
                ? unknown.getUnmatched()
                : command.getUnmatchedArguments();
        String message = unmatched.isEmpty() ? error.getMessage() + " (see --help)" : unmatched(command, unmatched);
        print(command, command.getCommandSpec().qualifiedName() + ": " + message);
        return BAD_INPUT;
    }

    /** Comes before what is missing: a mistyped option is often why. */
    private static String unmatched(CommandLine command, List<String> words) {
        UnmatchedArgumentException error = new UnmatchedArgumentException(command, words);
        CommandSpec spec = command.getCommandSpec();
        if (!error.isUnknownOption() && spec.subcommands().isEmpty())
            return "unexpected argument \"" + words.get(0) + "\" (see --help)";
        Stream<String> choices = error.isUnknownOption()
                ? spec.options().stream()
                        .filter(o -> !o.hidden())
                        .map(OptionSpec::longestName)
                        .sorted()
                : spec.subcommands().keySet().stream();
        String near = error.getSuggestions().stream()
                .findFirst()
                .map(s -> ", did you mean " + s + "?")
                .orElse("");
        return (error.isUnknownOption() ? "unknown option \"" : "unknown command \"") + words.get(0) + "\"" + near
                + " (expected one of " + choices.collect(joining(", ")) + "; see --help)";
    }

    /** An error while a command ran. */
    static int execution(Exception error, CommandLine command, boolean debug) {
        if (debug) error.printStackTrace(command.getErr());
        if (error instanceof UsageError
                || error instanceof MoleculeFormatException
                || error instanceof PotentialException
                || error instanceof TopologyException
                || error instanceof ScanException
                || error instanceof TrainingException
                || error instanceof CheckpointException
                || error instanceof ConvertException
                || error instanceof InteropException
                || error instanceof IllegalArgumentException) {
            print(command, error.getMessage());
            return BAD_INPUT;
        }
        if (error instanceof DynamicsException
                || error instanceof OptimizationException
                || error instanceof VibrationsException
                || error instanceof PathException) {
            print(command, error.getMessage());
            return FAILED;
        }
        if (error instanceof UncheckedIOException wrapped) return file(wrapped.getCause(), command);
        if (error instanceof IOException io) return file(io, command);
        print(command, "internal error: " + error + " (please report it; --debug shows where)");
        return FAILED;
    }

    private static int file(IOException error, CommandLine command) {
        String file = error instanceof FileSystemException system ? system.getFile() + ": " : "";
        String reason = error.getMessage();
        if (error instanceof NoSuchFileException) reason = "no such file";
        else if (error instanceof AccessDeniedException) reason = "permission denied";
        else if (error instanceof FileAlreadyExistsException) reason = "exists and is not a folder";
        else if (error instanceof FileSystemException system && system.getReason() != null) reason = system.getReason();
        print(command, file + reason);
        return BAD_INPUT;
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println(String.valueOf(message).lines().findFirst().orElse("unknown error"));
        command.getErr().flush();
    }
}
