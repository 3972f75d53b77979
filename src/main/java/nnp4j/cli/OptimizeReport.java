package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.Frame;
import nnp4j.io.WholeFile;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.OptimizationResult;
import nnp4j.optimize.OptimizationStep;
import nnp4j.potential.PotentialSource;
import nnp4j.potential.Spread;
import nnp4j.scan.ScanValues;
import nnp4j.topology.Topology;
import nnp4j.topology.TopologyException;
import nnp4j.units.EnergyUnit;

/** What an optimization says: on the screen, in summary.json, its geometry, and every step. */
final class OptimizeReport {
    /** Bonds and angles shown on the screen. */
    private static final int MOST_SHOWN = 8;

    final PotentialSource source;
    final OptimizationResult result;
    final Convergence limits;
    private final Optional<Spread> spread;
    private final Frame frame;
    private final EnergyUnit unit;

    OptimizeReport(
            PotentialSource source,
            Frame frame,
            OptimizationResult result,
            Optional<Spread> spread,
            Convergence limits,
            EnergyUnit unit) {
        this.source = source;
        this.frame = frame;
        this.result = result;
        this.spread = spread;
        this.limits = limits;
        this.unit = unit;
    }

    /** Never that of a minimum where there is none. */
    String fileName() {
        return result.converged() ? "optimize.extxyz" : "optimize.last.extxyz";
    }

    void print(PrintWriter out, double seconds) {
        OptimizationStep first = result.steps().get(0);
        OptimizationStep last = result.last();
        out.printf(
                Locale.ROOT,
                "%s  %d steps, %d evaluations, %.2f s%n",
                result.converged() ? "minimum" : "ended  ",
                last.step(),
                result.evaluations(),
                seconds);
        out.printf(
                Locale.ROOT,
                "energy   %.8f %s, %.6f %s below the start%n",
                last.energy() / unit.ev(),
                unit,
                (first.energy() - last.energy()) / unit.ev(),
                unit);
        out.printf(
                Locale.ROOT,
                "forces   largest %.2g (limit %.2g), RMS %.2g (limit %.2g) eV/angstrom%n",
                last.maxForce(),
                limits.maxForce(),
                last.rmsForce(),
                limits.rmsForce());
        Spreads.print(out, "here", spread);
        List<InternalCoordinate> shown = coordinates();
        StringBuilder line = new StringBuilder();
        for (InternalCoordinate c : shown.subList(0, Math.min(MOST_SHOWN, shown.size())))
            line.append(line.isEmpty() ? "" : "; ").append(c).append(value(c));
        if (shown.size() > MOST_SHOWN)
            line.append("; ").append(shown.size() - MOST_SHOWN).append(" more in summary.json");
        if (!shown.isEmpty()) out.println("geometry " + line);
        out.flush();
    }

    private String value(InternalCoordinate c) {
        double[] x = result.geometry().toArray();
        return switch (c.kind()) {
            case BOND -> String.format(Locale.ROOT, " %.5f angstrom", c.value(x));
            case ANGLE, DIHEDRAL ->
                String.format(Locale.ROOT, " %.3f degree", ScanValues.display(c.kind(), c.value(x)));
        };
    }

    /** Bonds and angles; the distance of a diatomic; none where bonds cannot be perceived. */
    private List<InternalCoordinate> coordinates() {
        Geometry geometry = result.geometry();
        if (geometry.atomCount() == 2) return List.of(InternalCoordinate.of(0, 1));
        try {
            Topology topology = frame.bonds().isPresent()
                    ? Topology.of(geometry, frame.bonds().get())
                    : Topology.of(geometry);
            List<InternalCoordinate> all = new ArrayList<>(topology.bondCoordinates());
            all.addAll(topology.angles());
            return all;
        } catch (TopologyException | IllegalArgumentException e) {
            return List.of();
        }
    }

    void write(Path folder, ExtrapolationWatch watch) throws IOException {
        Files.deleteIfExists(folder.resolve(result.converged() ? "optimize.last.extxyz" : "optimize.extxyz"));
        WholeFile.write(
                folder.resolve(fileName()),
                out -> ExtendedXyz.write(
                        out,
                        result.geometry(),
                        OptionalDouble.of(result.energy()),
                        Optional.of(result.forces()),
                        Map.of("converged", result.converged() ? "T" : "F")));
        WholeFile.write(folder.resolve("steps.extxyz"), out -> {
            for (OptimizationStep step : result.steps())
                ExtendedXyz.write(
                        out,
                        step.geometry(),
                        OptionalDouble.of(step.energy()),
                        Optional.empty(),
                        Map.of("step", Integer.toString(step.step())));
        });
        WholeFile.write(folder.resolve("steps.csv"), out -> {
            out.write("step,energy_eV,max_force_eV_per_angstrom,rms_force_eV_per_angstrom,max_step_angstrom,"
                    + "rms_step_angstrom\n");
            for (OptimizationStep step : result.steps())
                out.write(step.step() + "," + step.energy() + "," + step.maxForce() + "," + step.rmsForce() + ","
                        + (step.step() == 0 ? "," : step.maxStep() + "," + step.rmsStep()) + "\n");
        });
        RunRecord.writeJson(folder.resolve("summary.json"), json(watch));
    }

    private JsonObject json(ExtrapolationWatch watch) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", result.geometry().formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        json.addProperty("converged", result.converged());
        json.addProperty("reason", result.reason());
        json.addProperty("steps", result.last().step());
        json.addProperty("evaluations", result.evaluations());
        json.addProperty("energy_eV", result.energy());
        json.addProperty("start_energy_eV", result.steps().get(0).energy());
        json.addProperty("max_force_eV_per_angstrom", result.last().maxForce());
        json.addProperty("rms_force_eV_per_angstrom", result.last().rmsForce());
        Spreads.add(json, "ensemble_spread", spread);
        watch.addTo(json);
        JsonArray values = new JsonArray();
        double[] x = result.geometry().toArray();
        for (InternalCoordinate c : coordinates()) {
            JsonObject value = new JsonObject();
            value.addProperty("coordinate", c.toString());
            value.addProperty(ScanValues.unit(c.kind()), ScanValues.display(c.kind(), c.value(x)));
            values.add(value);
        }
        json.add("geometry", values);
        return json;
    }
}
