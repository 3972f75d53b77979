package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.io.ReferenceSet;
import nnp4j.io.WholeFile;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Composition;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialFile;
import nnp4j.report.ParityPlot;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;
import nnp4j.validate.ErrorSum;
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
        try (PotentialFile file = open()) {
            Watch watch = new Watch();
            Parity parity = evaluate(file, watch::note);
            if (mostForce != null && parity.forces().count() == 0)
                throw new UsageError("--max-force-mae: " + reference + " has no forces");
            watch.warn();
            String verdict = verdict(parity);
            JsonObject summary = json(file, parity, watch.count, verdict);
            PrintWriter out = spec.commandLine().getOut();
            if (format == Format.JSON) out.println(RunRecord.pretty(summary));
            else if (!quiet) print(out, file, parity);
            out.flush();
            write(folder, file, parity, summary, run);
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
        try (ReferenceSet set = ReferenceSet.open(reference, units.units(), Optional.empty())) {
            return potentials.open(set.next().geometry());
        }
    }

    /** The atoms that the potential was made for, at no particular place; a CSV file does not say them. */
    private static Optional<Geometry> molecule(PotentialFile file) {
        Composition composition = file.card().composition();
        if (!composition.oneMolecule()) return Optional.empty();
        int[] numbers = composition.symbols().stream()
                .mapToInt(a -> Element.atomicNumber(a).orElseThrow())
                .toArray();
        return Optional.of(Geometry.of(numbers, new double[3 * numbers.length]));
    }

    private Parity evaluate(PotentialFile file, Consumer<Extrapolation> onExtrapolation) {
        Progress progress = new Progress(spec.commandLine().getErr(), "frames", quiet);
        try (ReferenceSet set = ReferenceSet.open(reference, units.units(), molecule(file))) {
            return Parity.of(file, counted(file, set, progress), onExtrapolation);
        } finally {
            progress.end();
        }
    }

    /** The frames, each checked against the card and counted. */
    private Iterator<Frame> counted(PotentialFile file, ReferenceSet set, Progress progress) {
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

    private void print(PrintWriter out, PotentialFile file, Parity parity) {
        out.println(
                file.path() + " against " + reference + ", " + parity.points().size() + " frames");
        print(out, "energy", parity.energies(), "");
        if (parity.forces().count() > 0) print(out, "force ", parity.forces(), " angstrom-1");
        else out.println("force    no reference forces");
    }

    private static void print(PrintWriter out, String what, ErrorSum errors, String per) {
        Accuracy a = errors.accuracy();
        for (EnergyUnit unit : new EnergyUnit[] {EnergyUnit.KCAL_PER_MOL, EnergyUnit.EV})
            out.printf(
                    Locale.ROOT,
                    "%s   MAE %.4g  RMSE %.4g  worst %.4g %s%s (frame %d)%n",
                    what,
                    a.mae() / unit.ev(),
                    a.rmse() / unit.ev(),
                    a.worst() / unit.ev(),
                    unit,
                    per,
                    errors.worstFrame());
    }

    private JsonObject json(PotentialFile file, Parity parity, int outside, String verdict) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("potential", file.path().toString());
        json.addProperty("reference", reference.toString());
        json.addProperty("frames", parity.points().size());
        add(json, "energy", "eV", parity.energies());
        if (parity.forces().count() > 0) add(json, "force", "eV_per_angstrom", parity.forces());
        json.addProperty("extrapolated_frames", outside);
        json.addProperty("passed", verdict.isEmpty());
        return json;
    }

    private static void add(JsonObject json, String what, String unit, ErrorSum errors) {
        Accuracy a = errors.accuracy();
        json.addProperty(what + "_mae_" + unit, a.mae());
        json.addProperty(what + "_rmse_" + unit, a.rmse());
        json.addProperty(what + "_worst_" + unit, a.worst());
        json.addProperty(what + "_worst_frame", errors.worstFrame());
    }

    private void write(Path folder, PotentialFile file, Parity parity, JsonObject summary, RunRecord run)
            throws IOException {
        WholeFile.write(folder.resolve("parity.csv"), out -> {
            out.write("frame,reference_eV,predicted_eV,difference_eV\n");
            for (Parity.Point p : parity.points())
                out.write(p.frame() + "," + p.reference() + "," + p.predicted() + "," + (p.predicted() - p.reference())
                        + "\n");
        });
        RunRecord.writeJson(folder.resolve("summary.json"), summary);
        run.read(file.path());
        run.read(reference);
        run.write(folder);
        draw(folder, file, parity).ifPresent(w -> spec.commandLine().getErr().println("warning: " + w));
    }

    private Optional<String> draw(Path folder, PotentialFile file, Parity parity) throws IOException {
        List<Parity.Point> points = parity.points();
        OptionalDouble atoms = molecule(file).map(file.card()::atomsEnergy).orElse(OptionalDouble.empty());
        double lowest =
                points.stream().mapToDouble(Parity.Point::reference).min().orElseThrow();
        double zero = atoms.orElse(lowest);
        double[] x = new double[points.size()];
        double[] y = new double[points.size()];
        IntStream.range(0, x.length).forEach(k -> {
            x[k] = (points.get(k).reference() - zero) / Units.KCAL_PER_MOL;
            y[k] = (points.get(k).predicted() - zero) / Units.KCAL_PER_MOL;
        });
        Accuracy a = parity.energies().accuracy();
        return new ParityPlot(
                        "potential " + file.card().name() + " against " + reference.getFileName(),
                        file.card().levelOfTheory() + "; energies above the "
                                + (atoms.isPresent() ? "separated atoms" : "lowest"),
                        "energy / kcal mol⁻¹",
                        x,
                        y,
                        String.format(Locale.ROOT, "MAE %.3g kcal mol⁻¹", a.mae() / Units.KCAL_PER_MOL),
                        String.format(Locale.ROOT, "RMSE %.3g kcal mol⁻¹", a.rmse() / Units.KCAL_PER_MOL),
                        "n = " + a.count(),
                        String.format(
                                Locale.ROOT,
                                "worst %.3g, frame %d",
                                a.worst() / Units.KCAL_PER_MOL,
                                parity.energies().worstFrame()))
                .draw()
                .write(folder, "parity");
    }
}
