package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.io.WholeFile;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Composition;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.PotentialSource;
import nnp4j.report.ParityPlot;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;
import nnp4j.validate.ErrorSum;
import nnp4j.validate.Parity;

/** What a validation found: on the screen, in summary.json and parity.csv, as pictures. */
final class ValidationReport {
    private final PotentialFile file;
    private final Path reference;
    private final Optional<PotentialSource> live;
    private final Parity parity;
    private final CalibrationReport calibration;

    ValidationReport(PotentialFile file, Path reference, Optional<PotentialSource> live, Parity parity) {
        this.file = file;
        this.reference = reference;
        this.live = live;
        this.parity = parity;
        this.calibration = new CalibrationReport(parity, EnergyUnit.KCAL_PER_MOL);
    }

    /** The atoms that the potential was made for, at no particular place; a CSV file does not say them. */
    static Optional<Geometry> molecule(PotentialFile file) {
        Composition composition = file.card().composition();
        if (!composition.oneMolecule()) return Optional.empty();
        int[] numbers = composition.symbols().stream()
                .mapToInt(a -> Element.atomicNumber(a).orElseThrow())
                .toArray();
        return Optional.of(Geometry.of(numbers, new double[3 * numbers.length]));
    }

    void print(PrintWriter out) {
        out.println(file.path() + " against "
                + live.map(l -> l.place() + " at the geometries of ").orElse("") + reference + ", "
                + parity.points().size() + " frames");
        print(out, "energy", parity.energies(), "");
        if (parity.forces().count() > 0) print(out, "force ", parity.forces(), " angstrom-1");
        else out.println("force    no reference forces");
        calibration.print(out);
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

    JsonObject json(int outside, boolean passed) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("potential", file.path().toString());
        json.addProperty("reference", reference.toString());
        live.ifPresent(l -> json.addProperty("reference_potential", l.place()));
        json.addProperty("frames", parity.points().size());
        add(json, "energy", "eV", parity.energies());
        if (parity.forces().count() > 0) add(json, "force", "eV_per_angstrom", parity.forces());
        calibration.add(json, "");
        json.addProperty("extrapolated_frames", outside);
        json.addProperty("passed", passed);
        return json;
    }

    private static void add(JsonObject json, String what, String unit, ErrorSum errors) {
        Accuracy a = errors.accuracy();
        json.addProperty(what + "_mae_" + unit, a.mae());
        json.addProperty(what + "_rmse_" + unit, a.rmse());
        json.addProperty(what + "_worst_" + unit, a.worst());
        json.addProperty(what + "_worst_frame", errors.worstFrame());
    }

    void write(Path folder, JsonObject summary, RunRecord run, PrintWriter err) throws IOException {
        WholeFile.write(folder.resolve("parity.csv"), out -> {
            double[] spreads = parity.energySpreads().spreads();
            out.write(
                    "frame,reference_eV,predicted_eV,difference_eV" + (spreads.length > 0 ? ",spread_eV" : "") + "\n");
            for (int k = 0; k < parity.points().size(); k++) {
                Parity.Point p = parity.points().get(k);
                out.write(p.frame() + "," + p.reference() + "," + p.predicted() + "," + (p.predicted() - p.reference())
                        + (spreads.length > 0 ? "," + spreads[k] : "") + "\n");
            }
        });
        RunRecord.writeJson(folder.resolve("summary.json"), summary);
        run.read(file.path());
        run.read(reference);
        if (live.isPresent()) run.read(live.get());
        run.write(folder);
        List<Optional<String>> warnings =
                new ArrayList<>(calibration.draw(folder, title(), file.card().levelOfTheory()));
        warnings.add(draw(folder));
        warnings.stream().flatMap(Optional::stream).distinct().forEach(w -> err.println("warning: " + w));
    }

    private String title() {
        return "potential " + file.card().name() + " against "
                + live.map(PotentialSource::place)
                        .orElse(reference.getFileName().toString());
    }

    private Optional<String> draw(Path folder) throws IOException {
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
                        title(),
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
