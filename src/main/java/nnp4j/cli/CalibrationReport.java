package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nnp4j.report.CalibrationPlot;
import nnp4j.units.EnergyUnit;
import nnp4j.validate.Calibration;
import nnp4j.validate.Parity;

/** Whether the spread of an ensemble tells its errors: on the screen, in summary.json, as pictures. Nothing of one network. */
final class CalibrationReport {
    private static final int BINS = 10;

    private final Parity parity;
    private final EnergyUnit unit;

    CalibrationReport(Parity parity, EnergyUnit unit) {
        this.parity = parity;
        this.unit = unit;
    }

    void print(PrintWriter out) {
        if (parity.energySpreads().count() > 0)
            out.println("spread   energies  " + words(parity.energySpreads(), unit.toString()));
        if (parity.forceSpreads().count() > 0)
            out.println("         forces    " + words(parity.forceSpreads(), unit + "/angstrom"));
    }

    private String words(Calibration c, String per) {
        return String.format(
                Locale.ROOT,
                "RMS %.4g %s%s; within one spread %.0f %% of errors, within two %.0f %% (normal: 68, 95)",
                c.spread() / unit.ev(),
                per,
                c.factor().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", errors %.3g times as large",
                                c.factor().getAsDouble())
                        : "",
                100 * c.within(1),
                100 * c.within(2));
    }

    /** Adds the numbers; their keys begin with the prefix. */
    void add(JsonObject json, String prefix) {
        add(json, prefix + "energy", "eV", parity.energySpreads());
        add(json, prefix + "force", "eV_per_angstrom", parity.forceSpreads());
    }

    private static void add(JsonObject json, String what, String per, Calibration c) {
        if (c.count() == 0) return;
        json.addProperty(what + "_spread_rms_" + per, c.spread());
        c.factor().ifPresent(factor -> json.addProperty(what + "_spread_factor", factor));
        json.addProperty(what + "_share_within_1_spread", c.within(1));
        json.addProperty(what + "_share_within_2_spreads", c.within(2));
    }

    /** Draws calibration and, where there are forces, calibration-forces; returns warnings. */
    List<Optional<String>> draw(Path folder, String title, String subtitle) throws IOException {
        List<Optional<String>> warnings = new ArrayList<>();
        Calibration energies = parity.energySpreads();
        if (energies.count() > 0 && energies.factor().isPresent())
            warnings.add(plot(energies, title, subtitle, "energy", unit.toString())
                    .draw()
                    .write(folder, "calibration"));
        Calibration forces = parity.forceSpreads();
        if (forces.count() > 0 && forces.factor().isPresent())
            warnings.add(plot(forces, title, subtitle, "force components", unit + " Å⁻¹")
                    .draw()
                    .write(folder, "calibration-forces"));
        return warnings;
    }

    private CalibrationPlot plot(Calibration c, String title, String subtitle, String quantity, String per) {
        List<Calibration.Bin> bins = c.bins(BINS);
        return new CalibrationPlot(
                title,
                subtitle,
                quantity,
                per,
                shown(c.spreads()),
                shown(c.errors()),
                shown(bins.stream().mapToDouble(Calibration.Bin::spread).toArray()),
                shown(bins.stream().mapToDouble(Calibration.Bin::error).toArray()),
                String.format(Locale.ROOT, "RMSE / spread %.3g", c.factor().orElseThrow()),
                String.format(Locale.ROOT, "within 1 spread %.0f %%", 100 * c.within(1)),
                String.format(Locale.ROOT, "within 2 spreads %.0f %%", 100 * c.within(2)),
                "(normal: 68 and 95 %)",
                "n = " + c.count());
    }

    private double[] shown(double[] values) {
        for (int k = 0; k < values.length; k++) values[k] /= unit.ev();
        return values;
    }
}
