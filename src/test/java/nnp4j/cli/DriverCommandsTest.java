package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverCommandsTest {
    private static final String H2 = "molecules/h2.xyz";
    private static final String AMMONIA = "molecules/ammonia.xyz";

    @TempDir
    private Path folder;

    private static JsonObject summary(Path folder) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("summary.json")))
                .getAsJsonObject();
    }

    private static List<Frame> frames(Path file) {
        List<Frame> frames = new java.util.ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(file, FileUnits.DEFAULT)) {
            reader.forEachRemaining(frames::add);
        }
        return frames;
    }

    @Test
    void dynamicsWritesWhatItSays() throws IOException {
        Path out = folder.resolve("md");
        Program program = Program.run("md", H2, "--steps", "500", "--trajectory-every", "50", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("stochastic velocity rescaling (Bussi) at 300.0 K"), program.out());
        assertTrue(program.out().lines().count() <= 12, program.out());
        JsonObject summary = summary(out);
        assertEquals(500, summary.get("steps").getAsInt());
        assertEquals(250, summary.get("time_fs").getAsDouble());
        assertEquals(11, frames(out.resolve("trajectory.extxyz")).size());
        assertEquals(2 + 51, Files.readAllLines(out.resolve("log.csv")).size());
        for (String file : List.of("md.svg", "checkpoint.bin", "last.extxyz", "run.json"))
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        Program again = Program.run("md", H2, "--steps", "500", "--out", out);
        assertEquals(2, again.status());
        assertTrue(again.err().contains("--overwrite or --resume"), again.err());
    }

    @Test
    void aLongerRunIsTheShorterOneResumed() throws IOException {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        assertEquals(0, Program.run("md", H2, "--steps", "600", "--out", whole).status());
        assertEquals(0, Program.run("md", H2, "--steps", "250", "--out", parts).status());
        assertEquals(
                0,
                Program.run("md", H2, "--steps", "600", "--out", parts, "--resume")
                        .status());
        for (String file : List.of("log.csv", "trajectory.extxyz", "last.extxyz"))
            assertArrayEquals(Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(parts.resolve(file)), file);
        Program other = Program.run("md", H2, "--steps", "600", "--seed", "9", "--out", parts, "--resume");
        assertEquals(2, other.status());
        assertTrue(other.err().contains("is of a run with other settings"), other.err());
        assertEquals(
                0,
                Program.run("md", H2, "--steps", "20", "--seed", "9", "--out", parts, "--overwrite")
                        .status());
    }

    @Test
    void aConditionEndsDynamics() throws IOException {
        Path out = folder.resolve("md");
        Program program = Program.run(
                "md",
                H2,
                "--steps",
                "5000",
                "--temperature",
                "20000",
                "--thermostat",
                "langevin",
                "--time-step",
                "0.2",
                "--stop-outside",
                "1-2=0.3:1.2",
                "--out",
                out);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("stopped  bond 1-2 is 1.2"), program.out());
        assertTrue(summary(out).get("stop_reason").getAsString().startsWith("bond 1-2"));
    }

    @Test
    void dynamicsThatFailsEndsWithStatusOneAndTheLastGoodGeometry() throws IOException {
        Path out = folder.resolve("md");
        Program program = Program.run("md", H2, "--time-step", "20", "--extrapolation", "allow", "--out", out);
        assertEquals(1, program.status());
        assertTrue(program.err().contains("step 2 (40 fs): atom 1 (H) would move "), program.err());
        assertEquals(1, program.err().lines().count());
        assertTrue(Files.exists(out.resolve("last.extxyz")) && Files.exists(out.resolve("checkpoint.bin")));
        Path close = Files.writeString(folder.resolve("close.xyz"), "2\n\nH 0 0 0\nH 0 0 0.1\n");
        Program refused = Program.run("md", close, "--extrapolation", "error", "--out", folder.resolve("e"));
        assertEquals(1, refused.status());
        assertTrue(refused.err().startsWith("step 0 (0 fs): the potential failed: "), refused.err());
    }

    @Test
    void optimizationFindsTheMinimum() throws IOException {
        Path molecule = Files.writeString(folder.resolve("far.xyz"), "2\n\nH 0 0 0\nH 0 0 1.1\n");
        Path out = folder.resolve("o");
        Program program = Program.run("optimize", molecule, "--convergence", "tight", "--out", out);
        assertEquals(0, program.status(), program.err());
        Frame minimum = frames(out.resolve("optimize.extxyz")).get(0);
        assertEquals(0.7414, minimum.geometry().distance(0, 1), 1e-4);
        assertEquals(
                summary(out).get("energy_eV").getAsDouble(), minimum.energy().orElseThrow());
        assertTrue(Files.exists(out.resolve("optimize.svg")) && Files.exists(out.resolve("steps.csv")));
    }

    @Test
    void aLimitOfTheLargestForceAloneHasAPictureToo() {
        Path out = folder.resolve("f");
        Program program = Program.run("optimize", H2, "--fmax", "1e-6", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(Files.exists(out.resolve("optimize.svg")));
    }

    @Test
    void anOptimizationThatDoesNotConvergeSaysSoEverywhere() throws IOException {
        Path molecule = Files.writeString(folder.resolve("far.xyz"), "2\n\nH 0 0 0\nH 0 0 1.1\n");
        Path out = folder.resolve("o");
        Program program = Program.run("optimize", molecule, "--max-steps", "1", "--out", out);
        assertEquals(1, program.status());
        String last = program.out().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.startsWith("NOT CONVERGED: step limit 1"), last);
        assertTrue(Files.exists(out.resolve("optimize.last.extxyz")));
        assertFalse(Files.exists(out.resolve("optimize.extxyz")));
        assertFalse(summary(out).get("converged").getAsBoolean());
    }

    @Test
    void heldCoordinatesKeepTheirValue() {
        Path out = folder.resolve("o");
        Program program = Program.run("optimize", H2, "--hold", "1-2=0.9", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertEquals(
                0.9, frames(out.resolve("optimize.extxyz")).get(0).geometry().distance(0, 1), 1e-8);
    }

    @Test
    void frequenciesAgreeWithTheScan() throws IOException {
        Path out = folder.resolve("f");
        Path scan = folder.resolve("s");
        assertEquals(0, Program.run("frequencies", H2, "--out", out).status());
        assertEquals(0, Program.run("scan", H2, "--out", scan).status());
        double omega =
                summary(scan).getAsJsonObject("diatomic").get("omega_e_per_cm").getAsDouble();

        JsonObject summary = summary(out);
        double asked = 0.1; // cm-1
        assertEquals(omega, summary.getAsJsonArray("wavenumbers_per_cm").get(0).getAsDouble(), asked);
        assertEquals(2, summary.get("symmetry_number").getAsInt());
        assertEquals(30, frames(out.resolve("modes/mode-001.extxyz")).size());
        assertTrue(Files.readString(out.resolve("modes.molden")).contains("[FR-NORM-COORD]"));
        Program deuterium = Program.run(
                "frequencies",
                H2,
                "--isotope",
                "1=2.01410178",
                "--isotope",
                "2=2.01410178",
                "--out",
                folder.resolve("d"));
        assertTrue(deuterium.out().contains("modes    3115.8"), deuterium.out()); // omega_e / sqrt(2.013553 / 1.007276)
    }

    @Test
    void aRelaxedScanHoldsItsCoordinateAndGoesBothWays() throws IOException {
        Path out = folder.resolve("s");
        Program program = Program.run(
                "scan",
                AMMONIA,
                "--bond",
                "1-2",
                "--from",
                "0.9",
                "--to",
                "1.2",
                "--points",
                "5",
                "--relax",
                "--both-ways",
                "--convergence",
                "tight",
                "--out",
                out);
        assertEquals(0, program.status(), program.err());
        List<String> lines = Files.readAllLines(out.resolve("scan.csv"));
        assertEquals(
                "bond_1-2_angstrom,energy_eV,relative_kcal_per_mol,actual_bond_1-2_angstrom,way,converged",
                lines.get(0));
        assertEquals(11, lines.size());
        InternalCoordinate bond = InternalCoordinate.of(0, 1);
        for (Frame frame : frames(out.resolve("scan.extxyz"))) {
            double asked = Double.parseDouble(frame.properties().get("bond_1-2_angstrom"));
            assertEquals(asked, bond.value(frame.geometry().toArray()), 1e-6);
        }
        assertTrue(Files.exists(out.resolve("scan.svg")));
        assertEquals(10, frames(out.resolve("scan.extxyz")).size());
    }

    @Test
    void aDiatomicHasNothingToRelaxAndIsStillARelaxedScan() throws IOException {
        Path out = folder.resolve("s");
        Program program = Program.run(
                "scan", H2, "--relax", "--both-ways", "--from", "0.5", "--to", "1", "--points", "6", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(summary(out).get("relaxed").getAsBoolean());
        assertEquals(6, summary(out).get("points_back").getAsInt());
        assertEquals(13, Files.readAllLines(out.resolve("scan.csv")).size());
    }

    @Test
    void aSurfaceOfTwoCoordinatesIsAGridWithBlankLinesBetweenRows() throws IOException {
        Path out = folder.resolve("s");
        Program program =
                Program.run("scan", AMMONIA, "--angle", "2-1-3=90:120:4", "--bond", "1-4=0.95:1.1:3", "--out", out);
        assertEquals(0, program.status(), program.err());
        List<String> lines = Files.readAllLines(out.resolve("scan.csv"));
        assertTrue(lines.get(0).startsWith("angle_2-1-3_degree,bond_1-4_angstrom,energy_eV"), lines.get(0));
        assertEquals(1 + 12 + 3, lines.size());
        assertEquals("", lines.get(4));
        assertTrue(lines.get(5).startsWith("100.0"), lines.get(5));
    }

    @Test
    void aPathHasASaddlePoint() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(AMMONIA));
        StringBuilder mirrored = new StringBuilder(lines.get(0)).append("\ninverted\n");
        for (String line : lines.subList(2, 6)) {
            String[] words = line.trim().split("\\s+", -1);
            mirrored.append(words[0])
                    .append(' ')
                    .append(words[1])
                    .append(' ')
                    .append(words[2])
                    .append(' ');
            mirrored.append(-Double.parseDouble(words[3])).append('\n');
        }
        Path product = Files.writeString(folder.resolve("inverted.xyz"), mirrored);
        Path out = folder.resolve("p");
        Program program = Program.run("path", AMMONIA, product, "--images", "7", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("its one imaginary mode "), program.out());
        JsonObject summary = summary(out);
        assertEquals(1800, summary.get("barrier_eV").getAsDouble() / nnp4j.units.Units.PER_CM, 100);
        assertEquals(7, frames(out.resolve("path.extxyz")).size());
        assertTrue(Files.exists(out.resolve("saddle.extxyz")) && Files.exists(out.resolve("path.svg")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "md --thermostat nose | unknown thermostat \"nose\"",
                "md --stop-outside 1-2 | expected I-J=LOW:HIGH",
                "md --stop-outside 1-2=a:3 | expected a number",
                "md --fix 1-2 | every atom is fixed",
                "md --fix 3 | expected atoms from 1 to 2",
                "md --time-step 0 | positive time step",
                "md --replicas 0 | at least 1 replica",
                "md --isotope 3=2 | --isotope 3=2",
                "md --isotope 1 | expected ATOM=MASS",
                "md --steps x | steps",
                "md --temprature 3 | did you mean --temperature",
                "optimize --method newton | newton",
                "optimize --convergence extreme | unknown convergence \"extreme\"",
                "optimize --hold 1-2=x | expected a number",
                "optimize --hold 1-3 | expected atoms from 1 to 2",
                "optimize --hold 1-2=-1 | cannot be held",
                "optimize --fmax -1 | positive limits",
                "frequencies --displacement 0 | positive step",
                "frequencies --temperature 0 | positive temperature",
                "frequencies --masses quarks | quarks",
                "path molecules/nothing.xyz | no such file",
                "path molecules/water.mol2 | same atoms",
                "scan --both-ways | --relax",
                "scan --bond 1-2=0.5:1:3 --points 4 | its own range",
                "scan --bond 1-2=0.5:1:3 --bond 1-2=0.5:1:3 | twice",
                "scan --relax --reference molecules/h2.xyz | rigid scan of one coordinate"
            })
    void mistakesEndWithOneLineAndStatusTwo(String words, String expected) {
        String[] parts = words.split(" ", -1);
        List<Object> arguments = new java.util.ArrayList<>(List.of(parts[0], H2));
        arguments.addAll(List.of(parts).subList(1, parts.length));
        arguments.addAll(List.of("--out", folder.resolve("x")));
        Program program = Program.run(arguments.toArray());
        assertEquals(2, program.status(), program.out() + program.err());
        assertEquals(1, program.err().lines().count(), program.err());
        assertTrue(program.err().contains(expected), program.err());
        assertFalse(Files.exists(folder.resolve("x/checkpoint.bin")));
    }
}
