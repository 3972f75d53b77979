package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.io.ExtendedXyz;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Precision;
import nnp4j.units.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of ensembles, of the range seen in training and of stress. */
class TrustCommandsTest {
    private static final Geometry CRYSTAL = AtomSamples.crystal(new SplittableRandom(8), 5, 5);
    private static final Geometry MOLECULE = AtomSamples.molecule(new SplittableRandom(9), 4);

    @TempDir
    private Path folder;

    private Path ensemble;
    private Path crystal;
    private Path molecule;

    @BeforeEach
    void writeFiles() throws IOException {
        // Most features of any geometry are above 0.02: outside the range.
        ensemble = Files.write(folder.resolve("three.onnx"), AtomSamples.bytes(Precision.DOUBLE, 3, 0.02));
        crystal = written("crystal.extxyz", CRYSTAL);
        molecule = written("molecule.extxyz", MOLECULE);
    }

    private Path written(String name, Geometry geometry) throws IOException {
        StringBuilder text = new StringBuilder();
        ExtendedXyz.write(text, geometry, OptionalDouble.empty(), Optional.empty(), Map.of());
        return Files.writeString(folder.resolve(name), text);
    }

    private JsonObject summary(String out) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(out).resolve("summary.json")))
                .getAsJsonObject();
    }

    private Program run(String command, Path file, String out, Object... more) {
        Object[] words = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {command, file, "--potential", ensemble, "--out", folder.resolve(out)}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return Program.run(words);
    }

    @Test
    void dynamicsTellsSpreadPressureAndExtrapolations() throws IOException {
        Program program = run("md", crystal, "md", "--steps", 20, "--time-step", 0.1, "--warn-spread", 1e-6);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("at each geometry the spread of 3 networks"), program.out());
        assertTrue(program.out().contains("pressure ") && program.out().contains(" GPa"), program.out());
        assertTrue(program.out().contains("spread   of the ensemble's energies "), program.out());
        assertTrue(program.err().contains("warning: step 0: the ensemble's spread is "), program.err());
        assertTrue(program.err().contains("is above 1.00e-06 eV at 21 steps"), program.err());
        assertTrue(program.err().contains("farthest: atom "), program.err());
        JsonObject summary = summary("md");
        assertTrue(summary.get("ensemble_spread_largest_eV").getAsDouble()
                >= summary.get("ensemble_spread_mean_eV").getAsDouble());
        assertTrue(Double.isFinite(summary.get("pressure_mean_GPa").getAsDouble()));
        JsonObject extrapolation = summary.getAsJsonObject("extrapolation");
        assertTrue(extrapolation.get("count").getAsLong() > 21, "features, not geometries");
        JsonArray features = extrapolation.getAsJsonArray("features");
        assertEquals(
                extrapolation.get("worst").getAsJsonObject().get("feature"),
                features.get(0).getAsJsonObject().get("feature"));
    }

    @Test
    void aLargeSpreadAndTooManyExtrapolationsEndDynamics() throws IOException {
        Program spread = run("md", molecule, "a", "--steps", 20, "--time-step", 0.1, "--stop-spread", 1e-6);
        assertEquals(0, spread.status(), spread.err());
        assertTrue(summary("a").get("stop_reason").getAsString().startsWith("the ensemble's spread is "));
        Program outside = run("md", molecule, "b", "--steps", 20, "--time-step", 0.1, "--max-extrapolations", 30);
        assertEquals(0, outside.status(), outside.err());
        assertTrue(summary("b").get("stop_reason").getAsString().endsWith("more than --max-extrapolations 30"));
        assertTrue(summary("b").get("steps").getAsInt() < 20);
        Program single = Program.run("md", "molecules/h2.xyz", "--stop-spread", 1, "--out", folder.resolve("c"));
        assertEquals(2, single.status());
        assertEquals(1, single.err().lines().count());
        assertTrue(single.err().startsWith("--stop-spread: expected an ensemble of networks"), single.err());
        Program negative = run("md", molecule, "d", "--max-extrapolations", -1);
        assertEquals(
                "--max-extrapolations: expected 0 or more, found -1",
                negative.err().strip());
        Program noNumber = run("md", molecule, "e", "--warn-spread", "NaN");
        assertEquals(
                "--warn-spread: expected 0 eV or more, found NaN",
                noNumber.err().strip());
    }

    @Test
    void tooManyExtrapolationsAreAnErrorOfAnOptimization() {
        Program program = run("optimize", molecule, "o", "--max-extrapolations", 30);
        assertTrue(program.status() != 0);
        assertTrue(program.err().contains("more than --max-extrapolations 30; the last "), program.err());
    }

    @Test
    void scansHaveAColumnAndABandOfTheSpread() throws IOException {
        Program program = run("scan", molecule, "s", "--bond", "1-2", "--from", 0.9, "--to", 1.4, "--points", 5);
        assertEquals(0, program.status(), program.err());
        List<String> lines = Files.readAllLines(folder.resolve("s/scan.csv"));
        assertTrue(lines.get(0).endsWith(",failed,spread_eV"), lines.get(0));
        double largest = 0;
        for (String line : lines.subList(1, 6))
            largest = Math.max(largest, Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)));
        assertEquals(largest, summary("s").get("ensemble_spread_largest_eV").getAsDouble());
        assertTrue(program.out().contains("spread   of the ensemble at most "), program.out());
        assertTrue(Files.readString(folder.resolve("s/scan.svg")).contains("2σ of the ensemble"));
        Program both = run("scan", molecule, "g", "--bond", "1-2=0.9:1.2:3", "--bond", "1-3=0.9:1.2:2");
        assertEquals(0, both.status(), both.err());
        assertTrue(Files.readAllLines(folder.resolve("g/scan.csv")).get(0).endsWith(",way,converged,spread_eV"));
        assertTrue(summary("g").get("ensemble_spread_largest_eV").getAsDouble() > 0);
    }

    @Test
    void stressIsMinusTheVirialOverTheVolume() throws IOException {
        double[] x = CRYSTAL.toArray();
        double[] virial = new double[9];
        double volume = CRYSTAL.cell().orElseThrow().volume();
        try (PotentialFile file = PotentialFile.open(ensemble)) {
            ((PeriodicPotential) file.potentialFor(CRYSTAL, Extrapolation.ALLOW))
                    .energyForcesAndVirial(x, new double[x.length], virial);
        }
        Program json = run("energy", crystal, "e", "--stress", "--format", "json");
        assertEquals(0, json.status(), json.err());
        JsonObject frame =
                JsonParser.parseString(json.out()).getAsJsonArray().get(0).getAsJsonObject();
        JsonArray row = frame.getAsJsonArray("stress_GPa").get(1).getAsJsonArray();
        assertEquals(160.2176634, 1 / Units.GIGAPASCAL, 1e-9); // elementary charge times 1e21, exact
        double written = 1e-12; // relative: the printed number is exact, the division is not
        double expected = -virial[5] / volume / Units.GIGAPASCAL;
        assertEquals(expected, row.get(2).getAsDouble(), written * Math.abs(expected));
        double pressure = (virial[0] + virial[4] + virial[8]) / (3 * volume) / Units.GIGAPASCAL;
        assertEquals(pressure, frame.get("static_pressure_GPa").getAsDouble(), written * Math.abs(pressure));
        Program xyz = run("energy", crystal, "x", "--stress", "--format", "extxyz");
        assertTrue(xyz.out().contains(" stress=\"") && xyz.out().contains(" virial=\""), xyz.out());
        Program text = run("energy", crystal, "t", "--stress");
        assertTrue(text.out().contains("stress / GPa"), text.out());
        Program without = run("energy", molecule, "m", "--stress");
        assertEquals(2, without.status());
        assertTrue(without.err().contains("expected a cell that repeats in three directions"), without.err());
        assertFalse(Files.exists(folder.resolve("m")));
    }

    @Test
    void anOptimizationEndsWithItsSpread() throws IOException {
        Program program = run("optimize", molecule, "o", "--extrapolation", "allow", "--max-steps", 5);
        assertTrue(program.out().contains("spread   of the ensemble here: energy "), program.out() + program.err());
        assertTrue(summary("o").get("ensemble_spread_force_eV_per_angstrom").getAsDouble() > 0);
        assertTrue(summary("o").getAsJsonObject("extrapolation").get("count").getAsLong() > 0);
    }
}
