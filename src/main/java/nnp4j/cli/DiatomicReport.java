package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.scan.DiatomicCurve;
import nnp4j.scan.KnownDiatomic;
import nnp4j.scan.MorseFit;
import nnp4j.scan.ReducedMass;
import nnp4j.scan.ScanException;
import nnp4j.scan.ScanResult;
import nnp4j.scan.SpectroscopicConstants;
import nnp4j.scan.VibrationalLevels;
import nnp4j.units.Units;

/** Spectroscopic constants and levels of a diatomic, beside what is known of it. */
final class DiatomicReport {
    /** The minimum is sought between these distances, angstrom. */
    private static final double SHORTEST = 0.3;

    private static final double LONGEST = 5;
    private static final int SHOWN_LEVELS = 5;
    /** One eV/angstrom^2 in N/m. */
    private static final double NEWTON_PER_METRE = 16.02176634;

    private final SpectroscopicConstants constants;
    private final Optional<VibrationalLevels> levels;
    private final Optional<MorseFit> morse;
    private final Map<String, Double> computed = new LinkedHashMap<>();
    private final List<KnownDiatomic> known;
    private final String noLevels;

    private DiatomicReport(
            Geometry molecule,
            SpectroscopicConstants constants,
            Optional<VibrationalLevels> levels,
            Optional<MorseFit> morse,
            String noLevels) {
        this.constants = constants;
        this.levels = levels;
        this.morse = morse;
        this.noLevels = noLevels;
        this.known = isCommon(molecule) ? KnownDiatomic.of(molecule.formula()) : List.of();
        computed.put("r_e_angstrom", constants.equilibrium());
        computed.put("D_e_per_cm", constants.dissociation());
        levels.ifPresent(l -> computed.put("D_0_per_cm", l.dissociation()));
        computed.put("omega_e_per_cm", constants.harmonic());
        computed.put("omega_e_x_e_per_cm", constants.anharmonicity());
        computed.put("B_e_per_cm", constants.rotational());
        levels.ifPresent(l -> {
            for (int v = 1; v <= Math.min(SHOWN_LEVELS, l.count() - 1); v++)
                computed.put("G(" + v + ")_per_cm", l.term(v));
        });
    }

    /** What is known holds for the most abundant isotopes. */
    private static boolean isCommon(Geometry molecule) {
        for (int i = 0; i < molecule.atomCount(); i++)
            if (molecule.mass(i) != Element.mass(molecule.atomicNumber(i))) return false;
        return true;
    }

    /** Empty where the curve has no minimum. */
    static Optional<DiatomicReport> of(Potential potential, Geometry molecule, ScanResult scan, double limit) {
        DiatomicCurve curve = new DiatomicCurve(potential, molecule);
        double mass = ReducedMass.nuclear(molecule);
        SpectroscopicConstants constants;
        try {
            constants = SpectroscopicConstants.of(curve, mass, limit, SHORTEST, LONGEST);
        } catch (ScanException e) {
            return Optional.empty();
        }
        Optional<VibrationalLevels> levels = Optional.empty();
        String noLevels = "";
        try {
            levels = Optional.of(VibrationalLevels.of(curve, mass, 0, limit, SHORTEST, LONGEST));
        } catch (ScanException e) {
            noLevels = e.getMessage();
        }
        Optional<MorseFit> morse = Optional.empty();
        try {
            morse = Optional.of(MorseFit.of(scan));
        } catch (ScanException e) {
            // The scan does not show the well: no fit, and none is claimed.
            morse = Optional.empty();
        }
        return Optional.of(new DiatomicReport(molecule, constants, levels, morse, noLevels));
    }

    double equilibrium() {
        return constants.equilibrium();
    }

    double depth() {
        return constants.dissociation() * Units.PER_CM;
    }

    void print(PrintWriter out) {
        out.printf(Locale.ROOT, "%-20s %13s %13s %11s%n", "", "potential", "known", "difference");
        computed.forEach((quantity, value) -> {
            if (quantity.startsWith("G(")) return;
            row(out, quantity, value);
        });
        if (levels.isEmpty()) out.println("levels   none: " + noLevels);
        levels.ifPresent(l -> printLevels(out, l));
        morse.ifPresent(m -> out.printf(
                Locale.ROOT,
                "k %.2f N/m; Morse fit of %d points: D %.1f cm-1, a %.5f angstrom-1, r %.5f angstrom, RMS %.1f cm-1%n",
                constants.second() * NEWTON_PER_METRE,
                m.points(),
                m.morse().depth() / Units.PER_CM,
                m.morse().width(),
                m.morse().minimum(),
                m.rms() / Units.PER_CM));
    }

    private void row(PrintWriter out, String quantity, double value) {
        boolean length = quantity.endsWith("_angstrom");
        String name = quantity.replace("_per_cm", " / cm-1").replace("_angstrom", " / angstrom");
        String format = length ? "%13.5f" : "%13.2f";
        out.printf(Locale.ROOT, "%-20s " + format, name, value);
        known.stream()
                .filter(k -> k.quantity().equals(quantity))
                .findFirst()
                .ifPresent(k -> out.printf(
                        Locale.ROOT,
                        " " + format + (length ? " %+11.5f" : " %+11.2f") + "  %s",
                        k.value(),
                        value - k.value(),
                        k.kind()));
        out.println();
    }

    private void printLevels(PrintWriter out, VibrationalLevels l) {
        StringBuilder line = new StringBuilder("G(1..." + Math.min(SHOWN_LEVELS, l.count() - 1) + ") / cm-1 ");
        double worst = 0;
        for (int v = 1; v <= Math.min(SHOWN_LEVELS, l.count() - 1); v++) {
            line.append(String.format(Locale.ROOT, " %.2f", l.term(v)));
            String quantity = "G(" + v + ")_per_cm";
            for (KnownDiatomic k : known)
                if (k.quantity().equals(quantity)) worst = Math.max(worst, Math.abs(l.term(v) - k.value()));
        }
        if (worst > 0) line.append(String.format(Locale.ROOT, "; within %.2f of the exact ones", worst));
        line.append(String.format(
                Locale.ROOT, "; %d bound; nuclear reduced mass %.7f dalton", l.count(), constants.reducedMass()));
        out.println(line);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        computed.forEach(json::addProperty);
        json.addProperty("k_eV_per_angstrom2", constants.second());
        json.addProperty("alpha_e_per_cm", constants.coupling());
        json.addProperty("reduced_mass_dalton", constants.reducedMass());
        json.addProperty("reduced_mass_of", "nuclei");
        JsonArray terms = new JsonArray();
        levels.ifPresent(l -> {
            for (int v = 0; v < l.count(); v++) terms.add(l.term(v));
            json.addProperty("zero_point_per_cm", l.zeroPoint());
            json.addProperty("levels_uncertainty_per_cm", l.uncertainty());
        });
        json.add("terms_per_cm", terms);
        JsonObject fit = new JsonObject();
        morse.ifPresent(m -> {
            fit.addProperty("depth_eV", m.morse().depth());
            fit.addProperty("width_per_angstrom", m.morse().width());
            fit.addProperty("minimum_angstrom", m.morse().minimum());
            fit.addProperty("rms_eV", m.rms());
            fit.addProperty("points", m.points());
        });
        json.add("morse_fit", morse.isPresent() ? fit : JsonNull.INSTANCE);
        JsonObject table = new JsonObject();
        known.forEach(k -> table.addProperty(k.quantity(), k.value()));
        json.add("known", table);
        return json;
    }
}
