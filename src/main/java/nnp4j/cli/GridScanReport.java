package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialSource;
import nnp4j.scan.GridScanResult;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanPoint;
import nnp4j.scan.ScanValues;
import nnp4j.units.EnergyUnit;

/** What a scan of two coordinates, or a relaxed one, says: on the screen, in summary.json, scan.csv and scan.extxyz. */
final class GridScanReport {
    final PotentialSource source;
    final Geometry molecule;
    final GridScanResult result;
    /** Of one relaxed coordinate. */
    final Optional<GridScanResult> rigid;

    private final ExtrapolationWatch watch;
    final EnergyUnit relative;
    /** The point at which an ensemble's members are farthest apart. */
    private final Optional<ScanPoint> widest;

    final EnergyUnit unit;
    private final boolean relaxed;
    private final double seconds;

    GridScanReport(
            PotentialSource source,
            Geometry molecule,
            GridScanResult result,
            Optional<GridScanResult> rigid,
            ExtrapolationWatch watch,
            EnergyUnit relative,
            EnergyUnit unit,
            boolean relaxed,
            double seconds) {
        this.source = source;
        this.molecule = molecule;
        this.result = result;
        this.rigid = rigid;
        this.watch = watch;
        this.widest = widest(result);
        this.relative = relative;
        this.unit = unit;
        this.relaxed = relaxed;
        this.seconds = seconds;
    }

    boolean relaxed() {
        return relaxed;
    }

    /** Above the lowest point. */
    double relative(double energy) {
        return (energy - result.lowest().energy()) / relative.ev();
    }

    /** For example "angle 2-1-3". */
    static String name(ScanAxis axis) {
        return axis.coordinate().coordinate().toString();
    }

    static String column(ScanAxis axis) {
        return name(axis).replace(' ', '_') + "_"
                + ScanValues.unit(axis.values().kind());
    }

    void print(PrintWriter out, boolean given) {
        out.printf(
                Locale.ROOT,
                "%s %s, %s, %d points in %.2f s: %s%s%n",
                molecule.formula(),
                result.axes().stream().map(GridScanReport::range).collect(Collectors.joining(" and ")),
                relaxed() ? result.backward().isEmpty() ? "relaxed" : "relaxed there and back" : "rigid",
                result.forward().size() + (relaxed() ? result.backward().size() : 0),
                seconds,
                source.place(),
                given ? "" : " (chosen by composition)");
        ScanPoint lowest = result.lowest();
        ScanPoint highest = lowest;
        for (ScanPoint p : result.forward()) if (p.failure().isEmpty() && p.energy() > highest.energy()) highest = p;
        for (ScanPoint p : List.of(lowest, highest))
            out.printf(
                    Locale.ROOT,
                    "%s  %s  %.8f %s  (%.4f %s above the lowest point)%n",
                    p == lowest ? "lowest " : "highest",
                    where(p),
                    p.energy() / unit.ev(),
                    unit,
                    relative(p.energy()),
                    relative);
        if (relaxed()) {
            int steps = result.forward().stream().mapToInt(ScanPoint::steps).sum();
            out.printf(
                    Locale.ROOT,
                    "relaxed  %d steps; coordinates held to %s%n",
                    steps
                            + result.backward().stream()
                                    .mapToInt(ScanPoint::steps)
                                    .sum(),
                    held());
        }
        if (!result.backward().isEmpty() && relaxed())
            out.printf(
                    Locale.ROOT,
                    "hysteresis  %.4f %s at most between there and back%n",
                    result.hysteresis() / relative.ev(),
                    relative);
        widest.ifPresent(p -> out.printf(
                Locale.ROOT,
                "spread   of the ensemble at most %.2g %s, at %s%n",
                p.energySpread().getAsDouble() / relative.ev(),
                relative,
                where(p)));
        if (result.failures() > 0)
            out.println("FAILED   " + result.failures() + " points, the first: " + firstFailure());
        out.flush();
    }

    private static Optional<ScanPoint> widest(GridScanResult result) {
        return Stream.concat(result.forward().stream(), result.backward().stream())
                .filter(p -> p.energySpread().isPresent())
                .max(Comparator.comparingDouble(p -> p.energySpread().getAsDouble()));
    }

    private static String range(ScanAxis axis) {
        double[] values = axis.values().display();
        return name(axis) + " from " + ScanReport.shortened(values[0]) + " to "
                + ScanReport.shortened(values[values.length - 1]) + " "
                + ScanValues.unit(axis.values().kind());
    }

    private String where(ScanPoint p) {
        StringBuilder text = new StringBuilder();
        for (int a = 0; a < result.axes().size(); a++) {
            ScanAxis axis = result.axes().get(a);
            text.append(a > 0 ? ", " : "")
                    .append(name(axis))
                    .append(' ')
                    .append(ScanReport.shortened(
                            ScanValues.display(axis.values().kind(), p.requested()[a])))
                    .append(' ')
                    .append(ScanValues.unit(axis.values().kind()));
        }
        return text.toString();
    }

    /** The worst difference of a value from what was asked for. */
    private String held() {
        List<String> words = new ArrayList<>();
        for (int a = 0; a < result.axes().size(); a++) {
            double worst = 0;
            for (ScanPoint p : result.forward())
                if (p.failure().isEmpty()) worst = Math.max(worst, Math.abs(p.actual()[a] - p.requested()[a]));
            ScanAxis axis = result.axes().get(a);
            words.add(String.format(
                    Locale.ROOT,
                    "%.0e %s",
                    ScanValues.display(axis.values().kind(), worst),
                    ScanValues.unit(axis.values().kind())));
        }
        return String.join(", ", words);
    }

    private String firstFailure() {
        for (List<ScanPoint> way : List.of(result.forward(), result.backward()))
            for (ScanPoint p : way)
                if (p.failure().isPresent())
                    return where(p) + ": " + p.failure().get();
        return "";
    }

    void write(Path folder) throws IOException {
        GridScanTable table = new GridScanTable(this, widest.isPresent());
        WholeFile.write(folder.resolve("scan.csv"), table::write);
        WholeFile.write(folder.resolve("scan.extxyz"), out -> {
            for (ScanPoint p : result.forward()) frame(out, p);
            if (relaxed()) for (ScanPoint p : result.backward()) frame(out, p);
        });
        RunRecord.writeJson(folder.resolve("summary.json"), json());
    }

    double display(int axis, double value) {
        return ScanValues.display(result.axes().get(axis).values().kind(), value);
    }

    private void frame(Appendable out, ScanPoint p) {
        if (p.failure().isPresent()) return;
        Map<String, String> keys = new LinkedHashMap<>();
        for (int a = 0; a < result.axes().size(); a++)
            keys.put(column(result.axes().get(a)), Double.toString(display(a, p.requested()[a])));
        if (p.backward()) keys.put("way", "back");
        ExtendedXyz.write(out, p.geometry(), OptionalDouble.of(p.energy()), Optional.of(p.forces()), keys);
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", molecule.formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        JsonArray columns = new JsonArray();
        result.axes().forEach(axis -> columns.add(column(axis)));
        json.add("coordinates", columns);
        json.addProperty("relaxed", relaxed());
        json.addProperty("points", result.forward().size());
        json.addProperty("points_back", relaxed() ? result.backward().size() : 0);
        json.addProperty("failed_points", result.failures());
        json.addProperty("interrupted", result.interrupted());
        json.addProperty("zero", "lowest point of the scan");
        json.addProperty("lowest_eV", result.lowest().energy());
        JsonArray at = new JsonArray();
        for (int a = 0; a < result.axes().size(); a++)
            at.add(display(a, result.lowest().requested()[a]));
        json.add("lowest_at", at);
        json.addProperty("hysteresis_eV", result.hysteresis());
        widest.ifPresent(p ->
                json.addProperty("ensemble_spread_largest_eV", p.energySpread().getAsDouble()));
        watch.addTo(json);
        return json;
    }
}
