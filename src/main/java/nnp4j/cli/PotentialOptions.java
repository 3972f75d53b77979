package nnp4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.interop.IpiAddress;
import nnp4j.interop.IpiServer;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which potential to use, and what to do outside the range it was trained on. */
final class PotentialOptions {
    private static final String IPI = "ipi:";

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
            description = "Potential file (default: the one in potentials/ that was made for the molecule), or"
                    + " ipi:unix:NAME or ipi:HOST:PORT to take energies and forces from a program that connects there as a"
                    + " client of the i-PI protocol.")
    private String potential;

    @Option(
            names = "--ipi-wait",
            paramLabel = "SECONDS",
            description = "How long to wait for such a program to connect (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private double ipiWait;

    @Option(
            names = "--ipi-limit",
            paramLabel = "SECONDS",
            description = "How long one of its calculations may take (default: ${DEFAULT-VALUE}).",
            defaultValue = "3600")
    private double ipiLimit;

    @Option(
            names = "--listen-anywhere",
            description = "Let it connect from other machines; whoever connects first gives the energies.")
    private boolean listenAnywhere;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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
    PotentialSource open(Geometry molecule) {
        return potential != null ? open(potential) : chosen(molecule);
    }

    /** Opens a file, or listens for a program. */
    PotentialSource open(String place) {
        return place.startsWith(IPI) ? listen(place.substring(IPI.length())) : PotentialFile.open(Path.of(place));
    }

    private IpiServer listen(String address) {
        Duration wait = Seconds.of("--ipi-wait", ipiWait);
        Duration limit = Seconds.of("--ipi-limit", ipiLimit);
        return IpiServer.listen(IpiAddress.of(address), wait, limit, listenAnywhere, words -> {
            command.commandLine().getErr().println(words);
            command.commandLine().getErr().flush();
        });
    }

    /** The only one at hand that fits the molecule. */
    static PotentialFile chosen(Geometry molecule) {
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

    /** Opens the file asked for. */
    PotentialFile open() {
        if (potential == null) throw new UsageError("expected --potential FILE");
        if (potential.startsWith(IPI))
            throw new UsageError("--potential: expected a file, found another program: " + potential);
        return PotentialFile.open(Path.of(potential));
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
