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
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.units.EnergyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** The commands on the H2 potential: what they print, what they write, how they end. */
class CommandsTest {
    private static final Path H2 = Path.of("molecules/h2.xyz");
    private static final Path POTENTIAL = Path.of("potentials/h2.onnx");
    private static final Path EXACT = Path.of("validation/h2/exact_born_oppenheimer.csv");

    @TempDir
    private Path folder;

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void bareProgramPrintsFiveExamples() {
        Program program = Program.run();
        assertEquals(0, program.status());
        assertEquals(
                5, program.out().lines().filter(l -> l.startsWith("  ./nnp4j ")).count());
    }

    @Test
    void everyCommandHasItsName() {
        Main.commands()
                .forEach((name, command) ->
                        assertEquals(name, command.getAnnotation(Command.class).name()));
        Program help = Program.run("--help");
        for (String name : Main.commands().keySet()) assertTrue(help.out().contains("  " + name + " "), name);
        assertTrue(Program.run("completion").out().contains("learning-curve"), "of all commands, not of itself alone");
    }

    @Test
    void scanChoosesThePotentialAndWritesEveryFile() throws IOException {
        Path out = folder.resolve("scan");
        Program program = Program.run("scan", H2, "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("chosen by composition"), program.out());
        assertEquals(12, program.out().lines().count(), "a screen that is read: twelve lines");
        for (String name : List.of("scan.csv", "scan.extxyz", "scan.svg", "scan.png", "summary.json", "run.json"))
            assertTrue(Files.size(out.resolve(name)) > 100, name);
        try (var files = Files.list(out)) {
            assertEquals(6, files.count(), "nothing half-written is left");
        }
    }

    @Test
    void scanTableHasTheDesignedColumns() throws IOException {
        Path out = folder.resolve("scan");
        Program.run(
                "scan", H2, "--bond", "1-2", "--from", "0.4", "--to", "6", "--points", "113", "--out", out, "--quiet");
        List<String> lines = Files.readAllLines(out.resolve("scan.csv"));
        assertTrue(lines.get(0).startsWith("bond_1-2_angstrom,energy_eV,relative_kcal_per_mol"), lines.get(0));
        assertEquals(114, lines.size());
        assertTrue(lines.get(1).startsWith("0.4,"));
        assertTrue(lines.get(113).startsWith("6.0,"));
    }

    @Test
    void scanFramesCarryEnergyForcesAndCoordinate() throws IOException {
        Path out = folder.resolve("scan");
        Program.run("scan", H2, "--values", "0.7,0.8,1.5", "--out", out, "--quiet");
        try (MoleculeReader reader = MoleculeReader.open(out.resolve("scan.extxyz"))) {
            double[] expected = {0.7, 0.8, 1.5};
            for (double r : expected) {
                Frame frame = reader.next();
                assertEquals(r, frame.geometry().distance(0, 1), 1e-12, "one rounding of a coordinate of this size");
                assertEquals(Double.toString(r), frame.properties().get("bond_1-2_angstrom"));
                assertTrue(frame.energy().isPresent() && frame.forces().isPresent());
            }
            assertFalse(reader.hasNext());
        }
    }

    @Test
    void scanSummaryHoldsTheSpectroscopicConstants() throws IOException {
        Path out = folder.resolve("scan");
        Program.run("scan", H2, "--out", out, "--reference", EXACT, "--quiet");
        JsonObject diatomic = json(out.resolve("summary.json")).getAsJsonObject("diatomic");
        assertEquals(0.74142, diatomic.get("r_e_angstrom").getAsDouble(), 1e-4, "exact value; basis-set limit errors");
        assertEquals(38293.0, diatomic.get("D_e_per_cm").getAsDouble(), 10, "the target of the project");
        assertEquals(15, diatomic.getAsJsonArray("terms_per_cm").size(), "bound levels of the exact curve");
        JsonObject reference = json(out.resolve("summary.json")).getAsJsonObject("reference");
        assertEquals(47, reference.get("points").getAsInt());
        assertTrue(reference.get("energy_mae_eV").getAsDouble() < 0.02 * EnergyUnit.KCAL_PER_MOL.ev());
    }

    @Test
    void scanTakesSmarts() {
        Program program = Program.run("scan", H2, "--bond", "[H][H]", "--out", folder.resolve("s"));
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().startsWith("H2 bond 1-2"), program.out());
    }

    @Test
    void scanOfTenThousandPointsIsFine() throws IOException {
        Path out = folder.resolve("many");
        Program program = Program.run("scan", H2, "--points", "10000", "--out", out);
        assertEquals(0, program.status(), program.err());
        assertTrue(Files.size(out.resolve("scan.svg")) < 100_000, "a picture that a page can hold");
    }

    @Test
    void extrapolationIsSaidRefusedOrAllowedAsAsked() {
        Program warned =
                Program.run("scan", H2, "--from", "0.05", "--to", "1", "--points", "20", "--out", folder.resolve("w"));
        assertEquals(0, warned.status());
        assertTrue(warned.err().startsWith("warning: bond 1-2 = 0.05"), warned.err());
        assertTrue(warned.err().contains("exp(-r(1-2)"), warned.err());
        Program refused = Program.run(
                "scan", H2, "--from", "0.05", "--to", "1", "--out", folder.resolve("e"), "--extrapolation", "error");
        assertEquals(2, refused.status());
        assertFalse(Files.exists(folder.resolve("e")));
        Program allowed = Program.run(
                "scan", H2, "--from", "0.05", "--to", "1", "--out", folder.resolve("a"), "--extrapolation", "allow");
        assertEquals(0, allowed.status());
        assertEquals("", allowed.err());
    }

    @Test
    void resultsAreReplacedOnlyWhenAsked() {
        Path out = folder.resolve("scan");
        assertEquals(0, Program.run("scan", H2, "--out", out).status());
        Program again = Program.run("scan", H2, "--out", out);
        assertEquals(2, again.status());
        assertTrue(again.err().contains("--overwrite"), again.err());
        assertEquals(0, Program.run("scan", H2, "--out", out, "--overwrite").status());
    }

    @Test
    void energyPrintsTheDesignedCsvAndJson() {
        Program csv = Program.run("energy", H2, "--format", "csv");
        assertEquals("file,frame,energy_eV", csv.out().lines().findFirst().orElse(""));
        String[] row = csv.out().lines().skip(1).findFirst().orElse("").split(",", -1);
        assertEquals("molecules/h2.xyz", row[0]);
        assertEquals("1", row[1]);
        Program run = Program.run("energy", H2, "--format", "json", "--forces");
        JsonArray list = JsonParser.parseString(run.out()).getAsJsonArray();
        JsonObject frame = list.get(0).getAsJsonObject();
        assertEquals(Double.parseDouble(row[2]), frame.get("energy_eV").getAsDouble());
        assertEquals(2, frame.getAsJsonArray("forces_eV_per_angstrom").size());
        assertEquals(
                3,
                frame.getAsJsonArray("forces_eV_per_angstrom")
                        .get(0)
                        .getAsJsonArray()
                        .size());
        assertEquals(0, frame.getAsJsonArray("warnings").size());
    }

    @Test
    void energiesComeInTheUnitAskedFor() {
        double ev = value(Program.run("energy", H2, "--format", "csv"));
        double hartree = value(Program.run("energy", H2, "--format", "csv", "--energy-unit", "hartree"));
        assertEquals(ev, hartree * EnergyUnit.HARTREE.ev(), 1e-12, "rounding of a value of 32");
    }

    private static double value(Program program) {
        String row = program.out().lines().skip(1).findFirst().orElse("");
        return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
    }

    @Test
    void energyOfAnUnservedMoleculeListsWhatThereIs() throws IOException {
        Path water = Files.writeString(folder.resolve("water.xyz"), "3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n");
        Program program = Program.run("energy", water);
        assertEquals(2, program.status());
        assertTrue(program.err().contains("no potential serves H2O"), program.err());
        assertTrue(program.err().contains("h2.onnx (H2)"), program.err());
        assertEquals("", program.out());
    }

    @Test
    void anErrorInALaterFrameLeavesNoHalfAnswer() throws IOException {
        Path two = Files.writeString(folder.resolve("two.xyz"), "2\n\nH 0 0 0\nH 0 0 0.7\n2\n\nH 0 0 0\nH 0 0 zero\n");
        Program program = Program.run("energy", two, "--format", "json", "--out", folder.resolve("out"));
        assertEquals(2, program.status());
        assertEquals("", program.out());
        assertTrue(program.err().contains("two.xyz:8:"), program.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void validatePassesWithinItsLimitAndFailsPastIt() throws IOException {
        Path out = folder.resolve("v");
        Program good = Program.run(
                "validate",
                "-p",
                POTENTIAL,
                "--reference",
                EXACT,
                "--out",
                out,
                "--format",
                "json",
                "--max-energy-mae",
                "0.02",
                "--energy-unit",
                "kcal/mol");
        assertEquals(0, good.status(), good.err());
        JsonObject summary = JsonParser.parseString(good.out()).getAsJsonObject();
        assertTrue(summary.get("energy_mae_eV").getAsDouble() > 0);
        assertTrue(summary.get("energy_rmse_eV").getAsDouble()
                >= summary.get("energy_mae_eV").getAsDouble());
        assertEquals(summary, json(out.resolve("summary.json")));
        Program bad = Program.run(
                "validate",
                "-p",
                POTENTIAL,
                "--reference",
                EXACT,
                "--out",
                folder.resolve("b"),
                "--max-energy-mae",
                "1e-9");
        assertEquals(1, bad.status());
        assertTrue(bad.out().contains("FAILED   energy MAE"), bad.out());
    }

    @Test
    void validateReadsForces() throws IOException {
        Path scan = folder.resolve("scan");
        Program.run("scan", H2, "--out", scan, "--quiet");
        Program program = Program.run(
                "validate",
                "--reference",
                scan.resolve("scan.extxyz"),
                "--out",
                folder.resolve("v"),
                "--format",
                "json");
        JsonObject summary = JsonParser.parseString(program.out()).getAsJsonObject();
        assertEquals(
                0, summary.get("energy_mae_eV").getAsDouble(), 1e-12, "the potential against itself, one row and many");
        assertEquals(0, summary.get("force_mae_eV_per_angstrom").getAsDouble(), 1e-11, "the same, on forces up to 30");
    }

    @Test
    void runRecordNamesInputsByDigest() throws IOException {
        Path out = folder.resolve("scan");
        Program.run("scan", H2, "--out", out, "--quiet");
        JsonObject run = json(out.resolve("run.json"));
        assertEquals("scan", run.getAsJsonArray("command").get(0).getAsString());
        assertEquals(2, run.getAsJsonArray("inputs").size());
        assertEquals(
                64,
                run.getAsJsonArray("inputs")
                        .get(0)
                        .getAsJsonObject()
                        .get("sha256")
                        .getAsString()
                        .length());
    }

    @Test
    void infoSaysWhatThePotentialIs() {
        Program info = Program.run("info", POTENTIAL);
        assertTrue(info.out().contains("full CI") && info.out().contains("method       lm, "), info.out());
        Program card = Program.run("info", POTENTIAL, "--json");
        assertEquals(
                1,
                JsonParser.parseString(card.out())
                        .getAsJsonObject()
                        .get("format")
                        .getAsInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"energy", "scan", "validate", "info", "completion"})
    void everyCommandHelpsWithAnExample(String command) {
        Program help = Program.run(command, "--help");
        assertEquals(0, help.status());
        assertTrue(help.out().contains("./nnp4j"), help.out());
    }

    @Test
    void completionIsAScript() {
        assertTrue(Program.run("completion").out().contains("complete -F _complete_nnp4j"));
    }
}
