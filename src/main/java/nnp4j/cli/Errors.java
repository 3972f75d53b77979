package nnp4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
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
        String message =
                error instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : error.getMessage();
        print(command, command.getCommandSpec().qualifiedName() + ": " + message + " (see --help)");
        return BAD_INPUT;
    }

    private static String unmatched(UnmatchedArgumentException error) {
        List<String> found = error.getUnmatched();
        String what = error.isUnknownOption() ? "unknown option \"" : "unexpected argument \"";
        List<String> suggestions = error.getSuggestions();
        String hint = suggestions.isEmpty() ? "" : ", did you mean " + suggestions.get(0) + "?";
        return what + found.get(0) + "\"" + hint;
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
