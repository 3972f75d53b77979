package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.dynamics.MdResult;
import nnp4j.dynamics.MdStatistics;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialSource;
import nnp4j.units.Units;

/** What a run of dynamics says: on the screen, in summary.json and last.extxyz. */
final class MdReport {
    final PotentialSource source;
    final Geometry molecule;
    final String words;
    /** Thermostat and time step. */
    final String method;

    final MdResult result;
    private final long done;
    private final double seconds;

    MdReport(PotentialSource source, Geometry molecule, String words, MdResult result, long done, double seconds) {
        this.source = source;
        this.molecule = molecule;
        this.words = words;
        this.method = words.replaceFirst("^[^;]*; ", "").replaceFirst("; (start at|velocities given).*", "");
        this.result = result;
        this.done = done;
        this.seconds = seconds;
    }

    /** eV/fs for each atom. */
    double driftPerAtom() {
        return result.statistics().drift() / molecule.atomCount();
    }

    void print(PrintWriter out) {
        MdStatistics statistics = result.statistics();
        out.printf(
                Locale.ROOT,
                "done     %d steps = %s ps; %d now in %.1f s, %.0f a second%n",
                result.steps(),
                ScanReport.shortened(result.time() / 1000),
                done,
                seconds,
                done / seconds);
        result.stopReason().ifPresent(reason -> out.println("stopped  " + reason));
        out.printf(
                Locale.ROOT,
                "average  temperature %s K; potential energy %s eV; kinetic energy %s eV (standard errors from blocks)%n",
                with(statistics.temperature(), statistics.temperatureError(), 1),
                with(
                        statistics.potentialEnergy().mean(),
                        statistics.potentialEnergy().error(),
                        5),
                with(
                        statistics.kineticEnergy().mean(),
                        statistics.kineticEnergy().error(),
                        5));
        statistics
                .pressure()
                .ifPresent(
                        p -> out.println("pressure " + with(gigapascal(p.mean()), gigapascal(p.error()), 4) + " GPa"));
        statistics
                .energySpread()
                .ifPresent(spread -> out.printf(
                        Locale.ROOT,
                        "spread   of the ensemble's energies %.2g eV on average, %.2g eV at most%n",
                        spread.mean(),
                        statistics.largestEnergySpread()));
        out.printf(
                Locale.ROOT,
                "conserved quantity  drift %.1e eV/fs/atom; fluctuation %.2g meV%n",
                driftPerAtom(),
                1e3 * statistics.fluctuation());
        out.flush();
    }

    private static String with(double value, double error, int decimals) {
        String number = "%." + decimals + "f";
        return Double.isNaN(error)
                ? String.format(Locale.ROOT, number, value)
                : String.format(Locale.ROOT, number + " +- " + number, value, error);
    }

    private static double gigapascal(double pressure) {
        return pressure / Units.GIGAPASCAL;
    }

    void write(Path folder, int logEvery, ExtrapolationWatch watch) throws IOException {
        WholeFile.write(folder.resolve("last.extxyz"), out -> {
            for (int r = 0; r < result.replicas(); r++)
                ExtendedXyz.write(
                        out,
                        result.geometry(r),
                        OptionalDouble.of(result.potentialEnergy(r)),
                        Optional.empty(),
                        Optional.of(result.velocities(r)),
                        Map.of("step", Long.toString(result.steps())));
        });
        MdStatistics statistics = result.statistics();
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", molecule.formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        json.addProperty("run", words);
        json.addProperty("steps", result.steps());
        json.addProperty("time_fs", result.time());
        json.addProperty("replicas", result.replicas());
        json.addProperty("log_every", logEvery);
        json.addProperty("interrupted", result.interrupted());
        json.addProperty("stop_reason", result.stopReason().orElse(null));
        watch.addTo(json);
        json.addProperty("temperature_mean_K", statistics.temperature());
        addError(json, "temperature_error_K", statistics.temperatureError());
        json.addProperty(
                "potential_energy_mean_eV", statistics.potentialEnergy().mean());
        addError(json, "potential_energy_error_eV", statistics.potentialEnergy().error());
        json.addProperty("kinetic_energy_mean_eV", statistics.kineticEnergy().mean());
        json.addProperty(
                "kinetic_energy_variance_eV2", statistics.kineticEnergy().variance());
        json.addProperty("conserved_drift_eV_per_fs_per_atom", driftPerAtom());
        json.addProperty("conserved_fluctuation_eV", statistics.fluctuation());
        statistics.pressure().ifPresent(pressure -> {
            json.addProperty("pressure_mean_GPa", gigapascal(pressure.mean()));
            addError(json, "pressure_error_GPa", gigapascal(pressure.error()));
        });
        statistics.energySpread().ifPresent(spread -> {
            json.addProperty("ensemble_spread_mean_eV", spread.mean());
            json.addProperty("ensemble_spread_largest_eV", statistics.largestEnergySpread());
        });
        RunRecord.writeJson(folder.resolve("summary.json"), json);
    }

    private static void addError(JsonObject json, String name, double error) {
        json.addProperty(name, Double.isNaN(error) ? null : error);
    }
}
