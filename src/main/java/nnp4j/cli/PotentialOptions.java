package nnp4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.potential.PotentialFile;
import picocli.CommandLine.Option;

/** Which potential to use, and what to do outside the range it was trained on. */
final class PotentialOptions {
    enum OnExtrapolation {
        WARN,
        ERROR,
        ALLOW;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(
            names = {"-p", "--potential"},
            paramLabel = "FILE",
            description = "Potential file (default: the one in potentials/ that was made for the molecule).")
    private Path potential;

    @Option(
            names = "--extrapolation",
            paramLabel = "WHAT",
            description = "Outside the range seen in training: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "warn")
    private OnExtrapolation onExtrapolation;

    OnExtrapolation onExtrapolation() {
        return onExtrapolation;
    }

    boolean given() {
        return potential != null;
    }

    /** Opens the potential asked for, or the only one at hand that fits the molecule. */
    PotentialFile open(Geometry molecule) {
        if (potential != null) return PotentialFile.open(potential);
        List<PotentialFile> fitting = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Path file : files()) {
            PotentialFile candidate = PotentialFile.open(file);
            if (candidate.card().composition().fits(molecule)) {
                fitting.add(candidate);
            } else {
                others.add(file + " (" + candidate.card().composition().formula() + ")");
                candidate.close();
            }
        }
        if (fitting.size() == 1) return fitting.get(0);
        fitting.forEach(PotentialFile::close);
        if (fitting.isEmpty())
            throw new UsageError("no potential serves " + molecule.formula() + " (expected a molecule of "
                    + (others.isEmpty() ? "none: potentials/ is empty" : String.join(", ", others))
                    + "); give one with --potential FILE, or train one: see README.md, \"A potential of your own\"");
        throw new UsageError("several potentials serve " + molecule.formula() + ": "
                + String.join(
                        ", ", fitting.stream().map(f -> f.path().toString()).toList())
                + "; choose one with --potential FILE");
    }

    /** Opens the potential asked for. */
    PotentialFile open() {
        if (potential == null) throw new UsageError("expected --potential FILE");
        return PotentialFile.open(potential);
    }

    /** The .onnx files of potentials/ here, or where the program lives, by name. */
    private static List<Path> files() {
        Path here = Path.of("potentials");
        Path folder = Files.isDirectory(here) ? here : Path.of(System.getProperty("nnp4j.home", "."), "potentials");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
