package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.WholeFile;
import nnp4j.paths.ReactionPath;
import nnp4j.paths.SaddlePoint;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialSource;
import nnp4j.potential.Spread;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;

/** What a path says: on the screen, in summary.json, its images, its saddle point. */
final class PathReport {
    final PotentialSource source;
    final ReactionPath path;
    /** At each image; empty where the potential is no ensemble. */
    private final List<Spread> spreads;

    private final Optional<Spread> saddleSpread;
    private final EnergyUnit unit;
    private final double seconds;

    PathReport(PotentialSource source, ReactionPath path, BoundPotential potential, EnergyUnit unit, double seconds) {
        this.source = source;
        this.path = path;
        this.spreads = path.images().stream()
                .flatMap(image -> potential.spread(image.toArray()).stream())
                .toList();
        this.saddleSpread =
                path.saddle().flatMap(s -> potential.spread(s.geometry().toArray()));
        this.unit = unit;
        this.seconds = seconds;
    }

    /** Never that of a path where there is none. */
    String fileName() {
        return path.converged() ? "path.extxyz" : "path.last.extxyz";
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "band     %d steps, %.2f s; longest force %.3g eV/angstrom%s%n",
                path.last().step(),
                seconds,
                path.last().maxForce(),
                path.last().climbing() ? ", image " + (path.last().highest() + 1) + " climbing" : "");
        out.printf(
                Locale.ROOT,
                "barrier  %.4f kcal/mol = %.2f cm-1 = %.6f eV forwards; %.4f kcal/mol backwards; reaction %.4f kcal/mol%n",
                path.barrier() / Units.KCAL_PER_MOL,
                path.barrier() / Units.PER_CM,
                path.barrier(),
                path.backwardBarrier() / Units.KCAL_PER_MOL,
                path.reactionEnergy() / Units.KCAL_PER_MOL);
        Optional<SaddlePoint> saddle = path.saddle();
        if (saddle.isPresent())
            out.printf(
                    Locale.ROOT,
                    "saddle   %.8f %s, its one imaginary mode %s cm-1%n",
                    saddle.get().energy() / unit.ev(),
                    unit,
                    FrequenciesReport.words(saddle.get().modes().wavenumber(0)));
        else out.println("saddle   none with exactly one imaginary mode; the barrier is that of the highest image");
        Spreads.print(out, "at the first structure", spreads.stream().findFirst());
        Spreads.print(out, "at the saddle", saddleSpread);
        out.flush();
    }

    void write(Path folder, ExtrapolationWatch watch) throws IOException {
        Files.deleteIfExists(folder.resolve(path.converged() ? "path.last.extxyz" : "path.extxyz"));
        double[] lengths = path.lengths();
        WholeFile.write(folder.resolve(fileName()), out -> {
            for (int i = 0; i < lengths.length; i++) {
                Map<String, String> keys = new LinkedHashMap<>();
                keys.put("image", Integer.toString(i + 1));
                keys.put("path_angstrom", Double.toString(lengths[i]));
                ExtendedXyz.write(
                        out,
                        path.images().get(i),
                        OptionalDouble.of(path.energy(i)),
                        Optional.of(path.forces(i)),
                        keys);
            }
        });
        double[] slopes = path.slopes();
        double[] guessLengths = path.guessLengths();
        double[] guess = path.guessEnergies();
        WholeFile.write(folder.resolve("path.csv"), out -> {
            out.write("image,path_angstrom,energy_eV,relative_kcal_per_mol,slope_eV_per_angstrom,guess_path_angstrom,"
                    + "guess_energy_eV" + (spreads.isEmpty() ? "\n" : ",spread_eV\n"));
            for (int i = 0; i < lengths.length; i++)
                out.write((i + 1) + "," + lengths[i] + "," + path.energy(i) + ","
                        + (path.energy(i) - path.energy(0)) / Units.KCAL_PER_MOL + "," + slopes[i] + ","
                        + guessLengths[i] + "," + guess[i]
                        + (spreads.isEmpty() ? "" : "," + spreads.get(i).energy()) + "\n");
        });
        Files.deleteIfExists(folder.resolve("saddle.extxyz"));
        Files.deleteIfExists(folder.resolve("saddle-mode.extxyz"));
        if (path.saddle().isPresent()) writeSaddle(folder, path.saddle().get());
        RunRecord.writeJson(folder.resolve("summary.json"), json(watch));
    }

    private static void writeSaddle(Path folder, SaddlePoint saddle) throws IOException {
        Map<String, String> keys =
                Map.of("wavenumber_per_cm", Double.toString(saddle.modes().wavenumber(0)));
        WholeFile.write(
                folder.resolve("saddle.extxyz"),
                out -> ExtendedXyz.write(
                        out, saddle.geometry(), OptionalDouble.of(saddle.energy()), Optional.empty(), keys));
        WholeFile.write(folder.resolve("saddle-mode.extxyz"), out -> {
            for (Geometry frame : saddle.modes().animation(0))
                ExtendedXyz.write(out, frame, OptionalDouble.empty(), Optional.empty(), keys);
        });
    }

    private JsonObject json(ExtrapolationWatch watch) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", path.images().get(0).formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        json.addProperty("converged", path.converged());
        json.addProperty("steps", path.last().step());
        json.addProperty("max_force_eV_per_angstrom", path.last().maxForce());
        json.addProperty("images", path.images().size());
        json.addProperty("highest_image", path.highest() + 1);
        json.addProperty("barrier_eV", path.barrier());
        json.addProperty("backward_barrier_eV", path.backwardBarrier());
        json.addProperty("reaction_energy_eV", path.reactionEnergy());
        Spreads.add(json, "ensemble_spread_first", spreads.stream().findFirst());
        Spreads.add(json, "ensemble_spread_saddle", saddleSpread);
        watch.addTo(json);
        json.addProperty("saddle_found", path.saddle().isPresent());
        path.saddle().ifPresent(saddle -> {
            json.addProperty("saddle_energy_eV", saddle.energy());
            json.addProperty("saddle_wavenumber_per_cm", saddle.modes().wavenumber(0));
        });
        return json;
    }
}
