package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.WholeFile;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.ExtrapolationReport;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialSource;
import nnp4j.scan.ScanResult;
import nnp4j.scan.ScanValues;
import nnp4j.units.EnergyUnit;

/** What a scan says: on the screen, in summary.json, scan.csv and scan.extxyz. */
final class ScanReport {
    final PotentialSource source;
    final Geometry molecule;
    final ScanResult result;
    final ScanValues values;
    final List<Optional<Extrapolation>> outside;
    private final ExtrapolationReport extrapolations;
    final ScanReference reference;
    final EnergyUnit unit;
    final EnergyUnit relative;
    /** Separated atoms for a diatomic's bond, the lowest point otherwise; eV. */
    final double zero;

    /** The point at which an ensemble's members are farthest apart. */
    private final OptionalInt widest;

    private final boolean fromAtoms;
    /** Present for a diatomic. */
    final Optional<DiatomicReport> diatomic;

    ScanReport(
            PotentialSource source,
            Geometry molecule,
            Potential potential,
            ScanResult result,
            ScanValues values,
            List<Optional<Extrapolation>> outside,
            ExtrapolationReport extrapolations,
            ScanReference reference,
            EnergyUnit unit,
            EnergyUnit relative) {
        this.source = source;
        this.molecule = molecule;
        this.result = result;
        this.values = values;
        this.widest = widest(result);
        this.outside = outside;
        this.extrapolations = extrapolations;
        this.reference = reference;
        this.unit = unit;
        this.relative = relative;
        OptionalDouble atoms = source.atomsEnergy(molecule);
        this.fromAtoms = molecule.atomCount() == 2 && atoms.isPresent();
        this.zero = fromAtoms ? atoms.getAsDouble() : result.energy(result.minimum());
        this.diatomic = fromAtoms ? DiatomicReport.of(potential, molecule, result, zero) : Optional.empty();
    }

    /** For example "bond_1-2". */
    String column() {
        return result.coordinate().coordinate().kind().name().toLowerCase(Locale.ROOT) + "_"
                + result.coordinate().coordinate().label();
    }

    Kind kind() {
        return result.coordinate().coordinate().kind();
    }

    String zeroName() {
        return fromAtoms ? "separated atoms" : "lowest point of the scan";
    }

    double relative(double energy) {
        return (energy - zero) / relative.ev();
    }

    void print(PrintWriter out, boolean chosen, double seconds) {
        double[] display = values.display();
        out.printf(
                Locale.ROOT,
                "%s %s from %s to %s %s, %d points in %.1f ms: %s%s%n",
                molecule.formula(),
                result.coordinate().coordinate(),
                shortened(display[0]),
                shortened(display[display.length - 1]),
                ScanValues.unit(kind()),
                result.count(),
                1e3 * seconds,
                source.place(),
                chosen ? "" : " (chosen by composition)");
        out.println(DriverOptions.trust(source));
        if (result.failedPoints().length > 0)
            out.println("FAILED   " + result.failedPoints().length + " points without a finite energy");
        if (diatomic.isPresent()) {
            diatomic.get().print(out);
        } else {
            printExtremes(out);
        }
        widest.ifPresent(k -> out.printf(
                Locale.ROOT,
                "spread   of the ensemble at most %.2g %s, at %.5g %s%n",
                spread(k) / relative.ev(),
                relative,
                display[k],
                ScanValues.unit(kind())));
        reference
                .accuracy()
                .ifPresent(a -> out.printf(
                        Locale.ROOT,
                        "reference  %d points: MAE %.2g %s, RMSE %.2g, worst %.2g at %.5g %s%n",
                        a.count(),
                        a.mae() / relative.ev(),
                        relative,
                        a.rmse() / relative.ev(),
                        a.worst() / relative.ev(),
                        reference.worst().value(),
                        ScanValues.unit(kind())));
    }

    private static OptionalInt widest(ScanResult result) {
        return IntStream.range(0, result.count())
                .filter(k -> result.energySpread(k).isPresent())
                .reduce((a, b) -> result.energySpread(b).getAsDouble()
                                > result.energySpread(a).getAsDouble()
                        ? b
                        : a);
    }

    /** At a point, eV; NaN where there is none. */
    double spread(int point) {
        return result.energySpread(point).orElse(Double.NaN);
    }

    /** One standard deviation at each point, in the unit of relative energies; empty where the potential is no ensemble. */
    double[] sigma() {
        return widest.isEmpty()
                ? new double[0]
                : IntStream.range(0, result.count())
                        .mapToDouble(k -> spread(k) / relative.ev())
                        .toArray();
    }

    /** Six digits at most, no zeros behind them. */
    static String shortened(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void printExtremes(PrintWriter out) {
        int highest = 0;
        for (int k = 0; k < result.count(); k++) if (result.energy(k) > result.energy(highest)) highest = k;
        for (int k : highest == result.minimum() ? new int[] {highest} : new int[] {result.minimum(), highest})
            out.printf(
                    Locale.ROOT,
                    "%s  %.5g %s  %.10g %s  (%.4f %s above the lowest point)%n",
                    k == result.minimum() && k == highest ? "flat   " : k == highest ? "highest" : "lowest ",
                    values.display()[k],
                    ScanValues.unit(kind()),
                    result.energy(k) / unit.ev(),
                    unit,
                    relative(result.energy(k)),
                    relative);
    }

    void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve("scan.csv"), out -> {
            String length = ScanValues.unit(kind());
            out.write(column() + "_" + length + ",energy_" + unit.column() + ",relative_" + relative.column()
                    + ",actual_" + column() + "_" + length + ",extrapolated,failed"
                    + (widest.isPresent() ? ",spread_" + unit.column() + "\n" : "\n"));
            double[] requested = values.display();
            for (int k = 0; k < result.count(); k++)
                out.write(requested[k] + "," + result.energy(k) / unit.ev() + "," + relative(result.energy(k)) + ","
                        + ScanValues.display(kind(), result.value(k)) + ","
                        + outside.get(k).isPresent() + "," + result.failed(k)
                        + (widest.isPresent() ? "," + spread(k) / unit.ev() + "\n" : "\n"));
        });
        WholeFile.write(folder.resolve("scan.extxyz"), out -> {
            for (int k = 0; k < result.count(); k++) {
                if (result.failed(k)) continue;
                Map<String, String> keys = new LinkedHashMap<>();
                keys.put(column() + "_" + ScanValues.unit(kind()), Double.toString(values.display()[k]));
                ExtendedXyz.write(
                        out, result.point(k), OptionalDouble.of(result.energy(k)), Optional.of(result.forces(k)), keys);
            }
        });
        RunRecord.writeJson(folder.resolve("summary.json"), json());
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", molecule.formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        json.addProperty("coordinate", column() + "_" + ScanValues.unit(kind()));
        json.addProperty("points", result.count());
        json.addProperty("failed_points", result.failedPoints().length);
        json.addProperty(
                "extrapolated_points",
                outside.stream().filter(Optional::isPresent).count());
        json.add("extrapolation", ExtrapolationWatch.json(extrapolations));
        widest.ifPresent(k -> {
            json.addProperty("ensemble_spread_largest_eV", spread(k));
            json.addProperty("ensemble_spread_largest_at", values.display()[k]);
        });
        json.addProperty("zero", zeroName());
        json.addProperty("zero_eV", zero);
        json.addProperty("minimum_of_points_" + ScanValues.unit(kind()), values.display()[result.minimum()]);
        json.addProperty("minimum_of_points_eV", result.energy(result.minimum()));
        diatomic.ifPresent(d -> json.add("diatomic", d.json()));
        reference.accuracy().ifPresent(a -> {
            JsonObject compared = new JsonObject();
            compared.addProperty("points", a.count());
            compared.addProperty("energy_mae_eV", a.mae());
            compared.addProperty("energy_rmse_eV", a.rmse());
            compared.addProperty("energy_worst_eV", a.worst());
            compared.addProperty("worst_at", reference.worst().value());
            json.add("reference", compared);
        });
        return json;
    }
}
