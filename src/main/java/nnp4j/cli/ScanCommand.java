package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.ReferenceSet;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.ExtrapolationReport;
import nnp4j.potential.PotentialException;
import nnp4j.potential.PotentialSource;
import nnp4j.scan.RigidScan;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanResult;
import nnp4j.scan.ScanValues;
import nnp4j.units.EnergyUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves one coordinate of a molecule through a range of values. */
@Command(
        name = "scan",
        description =
                "The energy along one or two bonds, angles or dihedrals, rigid or relaxed: numbers, picture and, for a"
                        + " diatomic, its spectroscopic constants.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j scan molecules/h2.xyz",
            "  ./nnp4j scan molecules/h2.xyz --bond 1-2 --from 0.4 --to 6 --points 113 --out out/h2",
            "  ./nnp4j scan molecules/h2.xyz --reference validation/h2/exact_born_oppenheimer.csv --overwrite",
            "  ./nnp4j scan molecules/ammonia.xyz --angle 2-1-3 --from 70 --to 140 --points 36 --relax --both-ways",
            "  ./nnp4j scan molecules/ammonia.xyz --bond 1-2=0.85:1.4:23 --angle 2-1-3=70:140:29"
        })
final class ScanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MOLECULE", description = "Molecule file; its first frame is scanned.")
    private Path molecule;

    @Mixin
    private PotentialOptions potentials;

    @Mixin
    private CoordinateOptions coordinates;

    @Option(
            names = "--relax",
            description = "Optimize everything else at each point; the scanned coordinates keep their values exactly.")
    private boolean relax;

    @Option(names = "--both-ways", description = "Relaxed: scan there and back, to show hysteresis.")
    private boolean bothWays;

    @Mixin
    private OptimizerOptions optimizer;

    @Option(names = "--resume", description = "Go on with a relaxed scan that was stopped.")
    private boolean resume;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description =
                    "Reference energies to lay over the curve: extended xyz, or CSV with a distance and an energy column.")
    private Path reference;

    @Option(
            names = "--relative-unit",
            paramLabel = "UNIT",
            converter = UnitOptions.Energies.class,
            description = "Unit of relative energies and of the picture (default: ${DEFAULT-VALUE}).",
            defaultValue = "kcal/mol")
    private EnergyUnit relative;

    @Mixin
    private UnitOptions units;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Write the files, print nothing but errors.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        RunRecord run = new RunRecord(arguments);
        if (!relax && (bothWays || resume))
            throw new UsageError("--both-ways and --resume are for relaxed scans (--relax)");
        Path folder = output.folder("scan", molecule, resume);
        Frame frame = MoleculeReader.first(molecule, units.units());
        try (PotentialSource source = potentials.open(frame.geometry())) {
            List<ScanAxis> axes = coordinates.axes(frame, arguments);
            if (relax || axes.size() == 2) return grid(source, frame, axes, folder, run);
            BoundPotential potential = source.potentialFor(frame.geometry(), Extrapolation.ALLOW);
            ScanCoordinate coordinate = axes.get(0).coordinate();
            ScanValues values = axes.get(0).values();
            long start = System.nanoTime();
            ScanResult result = RigidScan.run(potential, frame.geometry(), coordinate, values.inside());
            double seconds = (System.nanoTime() - start) * 1e-9;
            ExtrapolationReport extrapolations = potential.extrapolations();
            List<Optional<Extrapolation>> outside = outside(potential, result);
            ScanReference compared = ScanReference.NONE;
            if (reference != null) compared = compare(potential, coordinate, frame);
            ScanReport report = new ScanReport(
                    source,
                    frame.geometry(),
                    potential,
                    result,
                    values,
                    outside,
                    extrapolations,
                    compared,
                    units.units().energy(),
                    relative);

            PrintWriter out = spec.commandLine().getOut();
            if (!quiet) {
                report.print(out, potentials.given(), seconds);
                out.flush();
            }
            report.write(folder);
            run.read(molecule);
            run.read(source);
            if (reference != null) run.read(reference);
            run.write(folder);
            Optional<String> warning = ScanPicture.draw(report, folder);
            warning.ifPresent(w -> spec.commandLine().getErr().println("warning: " + w));
            if (!quiet) {
                String picture = warning.isPresent() ? "scan.svg" : "scan.png";
                out.println("picture  " + folder.resolve(picture)
                        + "  (beside it: scan.csv scan.extxyz summary.json run.json"
                        + (warning.isPresent() ? ")" : " scan.svg)"));
                out.flush();
            }
            return result.failedPoints().length == 0 ? 0 : 1;
        }
    }

    /** A scan of two coordinates, or a relaxed one. */
    private int grid(PotentialSource source, Frame frame, List<ScanAxis> axes, Path folder, RunRecord run)
            throws IOException {
        if (reference != null) throw new UsageError("--reference: expected a rigid scan of one coordinate");
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getOut();
        ExtrapolationWatch watch = new ExtrapolationWatch(potentials.onExtrapolation(), Long.MAX_VALUE, err);
        GridScanWork work = new GridScanWork(
                source, frame, axes, watch, relative, units.units().energy());
        if (!resume && output.overwrite()) Files.deleteIfExists(folder.resolve("checkpoint.bin"));
        GridScanReport report =
                relax ? work.relaxed(optimizer, bothWays, folder, new Progress(err, "points", quiet)) : work.rigid();
        watch.end();
        report.print(out, potentials.given());
        report.write(folder);
        run.read(molecule);
        run.read(source);
        run.write(folder);
        Optional<String> warning = GridScanPicture.draw(report, folder);
        warning.ifPresent(w -> err.println("warning: " + w));
        out.println("picture  " + folder.resolve(warning.isPresent() ? "scan.svg" : "scan.png")
                + "  (beside it: scan.csv scan.extxyz summary.json run.json)");
        out.flush();
        if (report.result.interrupted()) err.println("stopped; go on with --resume");
        return report.result.interrupted() || report.result.failures() > 0 ? 1 : 0;
    }

    /** Which points lie outside the range seen in training; warns or refuses as asked. */
    private List<Optional<Extrapolation>> outside(BoundPotential potential, ScanResult result) {
        List<Optional<Extrapolation>> outside = new ArrayList<>();
        int count = 0;
        String first = null;
        for (int k = 0; k < result.count(); k++) {
            Optional<Extrapolation> e = potential.extrapolation(result.point(k).toArray());
            outside.add(e);
            if (e.isEmpty() || count++ > 0) continue;
            first = String.format(
                    Locale.ROOT,
                    "%s = %.6g: %s",
                    result.coordinate().coordinate(),
                    ScanValues.display(result.coordinate().coordinate().kind(), result.requested()[k]),
                    e.get());
        }
        if (count > 0 && potentials.onExtrapolation() == PotentialOptions.OnExtrapolation.ERROR)
            throw new PotentialException(first + " (" + count + " of " + result.count() + " points)");
        if (count > 0 && potentials.onExtrapolation() == PotentialOptions.OnExtrapolation.WARN)
            spec.commandLine()
                    .getErr()
                    .println("warning: " + first + " (" + count + " of " + result.count() + " points)");
        return outside;
    }

    private ScanReference compare(BoundPotential potential, ScanCoordinate coordinate, Frame frame) {
        try (ReferenceSet set = ReferenceSet.open(reference, units.units(), Optional.of(frame.geometry()))) {
            return ScanReference.of(potential, coordinate.coordinate(), frame.geometry(), set, reference);
        }
    }
}
