package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.Molden;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialSource;
import nnp4j.potential.Spread;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Units;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;
import nnp4j.vibrations.Thermochemistry;

/** What vibrations say: on the screen, in summary.json, a table, animations, a Molden file and the Hessian. */
final class FrequenciesReport {
    /** Largest force on an atom at which a geometry passes for stationary, eV/angstrom. */
    private static final double STATIONARY = 0.01;

    private static final int MOST_SHOWN = 24;
    private static final double JOULE = Units.KJ_PER_MOL / 1000;

    final PotentialSource source;
    final Geometry molecule;
    final NormalModes modes;
    private final Hessian hessian;
    private final Optional<Spread> spread;
    private final Thermochemistry thermochemistry;
    private final String masses;
    private final boolean symmetryGiven;

    FrequenciesReport(
            PotentialSource source,
            Geometry molecule,
            Hessian hessian,
            Optional<Spread> spread,
            NormalModes modes,
            Thermochemistry thermochemistry,
            String masses,
            boolean symmetryGiven) {
        this.source = source;
        this.molecule = molecule;
        this.hessian = hessian;
        this.spread = spread;
        this.modes = modes;
        this.thermochemistry = thermochemistry;
        this.masses = masses;
        this.symmetryGiven = symmetryGiven;
    }

    private double largestForce() {
        double[] f = hessian.forces();
        double largest = 0;
        for (int k = 0; k < f.length; k += 3)
            largest = Math.max(largest, Math.hypot(Math.hypot(f[k], f[k + 1]), f[k + 2]));
        return largest;
    }

    void print(PrintWriter out, PrintWriter err) {
        if (largestForce() > STATIONARY)
            err.printf(
                    Locale.ROOT,
                    "warning: no stationary point: the largest force is %.2g eV/angstrom; frequencies mean little%n",
                    largestForce());
        Spreads.print(out, "here", spread);
        double[] all = modes.wavenumbers();
        String shown = DoubleStream.of(all)
                .limit(MOST_SHOWN)
                .mapToObj(FrequenciesReport::words)
                .collect(Collectors.joining("  "));
        out.println("modes    " + shown + (all.length > MOST_SHOWN ? "  … " + (all.length - MOST_SHOWN) + " more" : "")
                + "  cm-1, harmonic; masses of " + masses);
        if (modes.imaginaryCount() > 0)
            out.println("IMAGINARY  " + modes.imaginaryCount()
                    + (modes.imaginaryCount() == 1 ? " mode (i): a saddle point" : " modes (i): no minimum")
                    + ", left out of what follows");
        Thermochemistry t = thermochemistry;
        out.printf(
                Locale.ROOT,
                "zero point  %.2f cm-1 = %.4f kcal/mol = %.6f eV%n",
                t.zeroPointEnergy() / Units.PER_CM,
                t.zeroPointEnergy() / Units.KCAL_PER_MOL,
                t.zeroPointEnergy());
        out.printf(
                Locale.ROOT,
                "ideal gas at %.2f K, %.0f Pa, symmetry number %d (%s), multiplicity %d: rigid rotor, harmonic oscillator%s%n",
                t.temperature(),
                t.pressure(),
                t.symmetryNumber(),
                symmetryGiven ? "given" : "from the geometry",
                t.multiplicity(),
                t.rotorCutoff() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", free rotors below about %.0f cm-1", t.rotorCutoff()));
        out.printf(
                Locale.ROOT,
                "E0 %.6f  H %.6f  G %.6f eV;  S %.3f  Cp %.3f J/(mol K);  H - E0 %.4f kcal/mol%n",
                t.energyAtZero(),
                t.enthalpy(),
                t.gibbsEnergy(),
                t.entropy() / JOULE,
                t.heatCapacity() / JOULE,
                (t.enthalpy() - t.energyAtZero()) / Units.KCAL_PER_MOL);
        out.flush();
    }

    /** Imaginary ones with their i. */
    static String words(double wavenumber) {
        return wavenumber < 0
                ? String.format(Locale.ROOT, "%.2fi", -wavenumber)
                : String.format(Locale.ROOT, "%.2f", wavenumber);
    }

    void write(Path folder, ExtrapolationWatch watch) throws IOException {
        WholeFile.write(folder.resolve("frequencies.csv"), out -> {
            out.write("mode,wavenumber_per_cm,imaginary,reduced_mass_dalton,force_constant_eV_per_angstrom2\n");
            for (int k = 0; k < modes.count(); k++)
                out.write((k + 1) + "," + modes.wavenumber(k) + "," + modes.isImaginary(k) + "," + modes.reducedMass(k)
                        + "," + modes.forceConstant(k) + "\n");
        });
        Geometry here = molecule.at(modes.geometry().toArray());
        WholeFile.write(
                folder.resolve("minimum.extxyz"),
                out -> ExtendedXyz.write(
                        out, here, OptionalDouble.of(hessian.energy()), Optional.of(hessian.forces()), Map.of()));
        WholeFile.write(folder.resolve("hessian.csv"), out -> {
            for (int i = 0; i < hessian.size(); i++) {
                StringBuilder row = new StringBuilder();
                for (int j = 0; j < hessian.size(); j++)
                    row.append(j == 0 ? "" : ",").append(hessian.get(i, j));
                out.write(row + "\n");
            }
        });
        double[] displacements = new double[modes.count() * hessian.size()];
        for (int k = 0; k < modes.count(); k++)
            System.arraycopy(modes.displacement(k), 0, displacements, k * hessian.size(), hessian.size());
        WholeFile.write(
                folder.resolve("modes.molden"), out -> Molden.write(out, here, modes.wavenumbers(), displacements));
        animations(folder.resolve("modes"));
        RunRecord.writeJson(folder.resolve("summary.json"), json(watch));
    }

    private void animations(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < modes.count(); k++) {
            int mode = k;
            String name = String.format(Locale.ROOT, "mode-%03d.extxyz", k + 1);
            WholeFile.write(folder.resolve(name), out -> {
                for (Geometry frame : modes.animation(mode))
                    ExtendedXyz.write(
                            out,
                            molecule.at(frame.toArray()),
                            OptionalDouble.empty(),
                            Optional.empty(),
                            Map.of("wavenumber_per_cm", Double.toString(modes.wavenumber(mode))));
            });
        }
    }

    private JsonObject json(ExtrapolationWatch watch) {
        Thermochemistry t = thermochemistry;
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("molecule", molecule.formula());
        json.addProperty("potential", source.place());
        json.addProperty("level_of_theory", source.levelOfTheory());
        json.addProperty("masses", masses);
        json.addProperty("linear", modes.isLinear());
        json.addProperty("largest_force_eV_per_angstrom", largestForce());
        json.addProperty("hessian_asymmetry_eV_per_angstrom2", hessian.asymmetry());
        json.addProperty("residual_per_cm", modes.residual());
        Spreads.add(json, "ensemble_spread", spread);
        watch.addTo(json);
        JsonArray wavenumbers = new JsonArray();
        for (double w : modes.wavenumbers()) wavenumbers.add(w);
        json.add("wavenumbers_per_cm", wavenumbers);
        json.addProperty("imaginary_modes", modes.imaginaryCount());
        json.addProperty("electronic_energy_eV", t.electronicEnergy());
        json.addProperty("zero_point_energy_eV", t.zeroPointEnergy());
        json.addProperty("temperature_K", t.temperature());
        json.addProperty("pressure_Pa", t.pressure());
        json.addProperty("symmetry_number", t.symmetryNumber());
        json.addProperty("multiplicity", t.multiplicity());
        json.addProperty("rotor_cutoff_per_cm", t.rotorCutoff());
        json.addProperty("enthalpy_eV", t.enthalpy());
        json.addProperty("gibbs_energy_eV", t.gibbsEnergy());
        json.addProperty("entropy_eV_per_K", t.entropy());
        json.addProperty("entropy_J_per_mol_K", t.entropy() / JOULE);
        json.addProperty("heat_capacity_J_per_mol_K", t.heatCapacity() / JOULE);
        json.addProperty("zero_point_energy_kcal_per_mol", t.zeroPointEnergy() / EnergyUnit.KCAL_PER_MOL.ev());
        JsonArray constants = new JsonArray();
        for (double b : Thermochemistry.rotationalConstants(modes.geometry())) constants.add(b);
        json.add("rotational_constants_per_cm", constants);
        return json;
    }
}
