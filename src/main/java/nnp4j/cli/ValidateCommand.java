package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.ReferenceSet;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;
import nnp4j.units.EnergyUnit;
import nnp4j.validate.Parity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a potential with reference energies and forces. */
@Command(
        name = "validate",
        description = "How far a potential is from reference energies and forces; fails past given limits.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  ./nnp4j validate --potential potentials/h2.onnx --reference validation/h2/exact_born_oppenheimer.csv"
        })
final class ValidateCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private PotentialOptions potentials;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            required = true,
            description =
                    "Extended xyz with energies (and forces), or CSV with a distance or coordinates and an energy column.")
    private Path reference;

    @Option(
            names = "--reference-potential",
            paramLabel = "FILE",
            description =
                    "Take energies and forces from this potential at the geometries of --reference, a molecule file that"
                            + " needs none then: a potential file, ipi:unix:NAME or ipi:HOST:PORT.")
    private String referencePotential;

    @Option(
            names = "--max-energy-mae",
            paramLabel = "X",
            description = "Exit with status 1 if the mean absolute error of the energies is larger; in --energy-unit.")
    private Double mostEnergy;

    @Option(
            names = "--max-force-mae",
            paramLabel = "X",
            description = "The same for force components, in --energy-unit per angstrom.")
    private Double mostForce;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    @Mixin
    private UnitOptions units;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors and the verdict.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunRecord run = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        checkLimit("--max-energy-mae", mostEnergy);
        checkLimit("--max-force-mae", mostForce);
        Path folder = output.folder("validate", reference);
        try (PotentialFile file = open();
                PotentialSource live = referencePotential == null ? null : potentials.open(referencePotential)) {
            Watch watch = new Watch();
            Parity parity = evaluate(file, Optional.ofNullable(live), watch::note);
            if (mostForce != null && parity.forces().count() == 0)
                throw new UsageError("--max-force-mae: " + reference + " has no forces");
            watch.warn();
            String verdict = verdict(parity);
            ValidationReport report = new ValidationReport(file, reference, Optional.ofNullable(live), parity);
            JsonObject summary = report.json(watch.count, verdict.isEmpty());
            PrintWriter out = spec.commandLine().getOut();
            if (format == Format.JSON) out.println(RunRecord.pretty(summary));
            else if (!quiet) report.print(out);
            out.flush();
            report.write(folder, summary, run, spec.commandLine().getErr());
            if (format == Format.TEXT && !quiet) out.println("picture  " + folder.resolve("parity.svg"));
            if (!verdict.isEmpty())
                (format == Format.JSON ? spec.commandLine().getErr() : out).println("FAILED   " + verdict);
            return verdict.isEmpty() ? 0 : 1;
        }
    }

    private static void checkLimit(String option, Double limit) {
        if (limit != null && !(limit >= 0))
            throw new UsageError(option + ": expected a limit of 0 or more, found " + limit);
    }

    private PotentialFile open() {
        if (potentials.given()) return potentials.open();
        if (reference.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
            throw new UsageError("expected --potential FILE, since " + reference + " does not say its elements");
        if (referencePotential != null)
            return PotentialOptions.chosen(
                    MoleculeReader.first(reference, units.units()).geometry());
        try (ReferenceSet set = ReferenceSet.open(reference, units.units(), Optional.empty())) {
            return PotentialOptions.chosen(set.next().geometry());
        }
    }

    private Parity evaluate(
            PotentialFile file, Optional<PotentialSource> live, Consumer<Extrapolation> onExtrapolation) {
        Progress progress = new Progress(spec.commandLine().getErr(), "frames", quiet);
        try {
            if (live.isPresent())
                try (LiveReference frames = new LiveReference(reference, units.units(), live.get())) {
                    return Parity.of(file, counted(file, frames, progress), onExtrapolation);
                }
            try (ReferenceSet set = ReferenceSet.open(reference, units.units(), ValidationReport.molecule(file))) {
                return Parity.of(file, counted(file, set, progress), onExtrapolation);
            }
        } finally {
            progress.end();
        }
    }

    /** The frames, each checked against the card and counted. */
    private Iterator<Frame> counted(PotentialFile file, Iterator<Frame> set, Progress progress) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return set.hasNext();
            }

            @Override
            public Frame next() {
                Frame frame = set.next();
                if (!file.card().composition().fits(frame.geometry()))
                    throw new PotentialException(reference + ": frame " + frame.number() + ": expected "
                            + file.card().composition().words() + ", found "
                            + frame.geometry().formula());
                progress.step();
                return frame;
            }
        };
    }

    /** Counts the frames outside the range seen in training. */
    private final class Watch {
        private int count;
        private String first;

        void note(Extrapolation extrapolation) {
            if (potentials.onExtrapolation() == PotentialOptions.OnExtrapolation.ERROR)
                throw new PotentialException(reference + ": " + extrapolation);
            if (count++ == 0) first = extrapolation.toString();
        }

        void warn() {
            if (count > 0 && potentials.onExtrapolation() == PotentialOptions.OnExtrapolation.WARN)
                spec.commandLine().getErr().println("warning: " + reference + ": " + first + " (" + count + " frames)");
        }
    }

    private String verdict(Parity parity) {
        EnergyUnit unit = units.units().energy();
        if (mostEnergy != null && parity.energies().accuracy().mae() > mostEnergy * unit.ev())
            return String.format(
                    Locale.ROOT,
                    "energy MAE %.4g %s is above the limit %.4g",
                    parity.energies().accuracy().mae() / unit.ev(),
                    unit,
                    mostEnergy);
        if (mostForce != null && parity.forces().accuracy().mae() > mostForce * unit.ev())
            return String.format(
                    Locale.ROOT,
                    "force MAE %.4g %s/angstrom is above the limit %.4g",
                    parity.forces().accuracy().mae() / unit.ev(),
                    unit,
                    mostForce);
        return "";
    }
}
