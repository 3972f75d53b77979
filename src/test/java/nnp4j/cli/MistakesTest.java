package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes end with one line on standard error, status 2 and no file left behind. */
class MistakesTest {
    private static final Path H2 = Path.of("molecules/h2.xyz");
    private static final Path POTENTIAL = Path.of("potentials/h2.onnx");
    /** Every malformed file answers at once; ten times what a busy machine has taken. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private void refused(String hint, Object... arguments) {
        Path out = folder.resolve("out");
        Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--out";
        all[arguments.length + 1] = out;
        Program program = assertTimeout(AT_ONCE, () -> Program.run(all));
        assertEquals(2, program.status(), program.err());
        assertEquals(1, program.err().lines().count(), program.err());
        assertEquals("", program.out());
        assertTrue(program.err().contains(hint), program.err());
        assertFalse(program.err().contains("internal error"), program.err());
        assertFalse(Files.exists(out), "no output is left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "two\n\nH 0 0 0\nH 0 0 1\n",
                "2\n\nH 0 0 0\nH 0 1\n",
                "2\n\nH 0 0 0\n",
                "1\n\nH 0 0 0\nH 0 0 1\n",
                "2\n\nH 0 0 0\n\nH 0 0 1\n",
                "2\n\nH 0 0 0\nH 0 0 0,74\n",
                "2\n\nH 0 0 0\nH 0 0 nan\n",
                "2\n\nH 0 0 0\nH 0 0 inf\n",
                "0\n\n",
                "-1\n\n",
                "2\n\nX 0 0 0\nH 0 0 1\n",
                "2\n\nGh 0 0 0\nH 0 0 1\n",
                "2\n\nQq 0 0 0\nH 0 0 1\n",
                "2\n\nH 0 0 0\nH 0 0 0\n",
                "2\n\nH 0 0 0\nH 0 0 1e999\n",
                "2\n\nH 0 0 0\nH 0 0 0x1p3\n",
                "2\n\nH 0 0 0\nH 0 0 1f\n",
                "2\nProperties=species:S:1:pos:R:2\nH 0 0\nH 0 1\n",
                "2\nLattice=\"1 2\" Properties=species:S:1:pos:R:3\nH 0 0 0\nH 0 0 1\n",
                "999999999\n\nH 0 0 0\n",
                "2\n\nH 0 0 0\nH 0 0 1_0\n",
                "2\n\nH 0 0 0\nH zero 0 1\n",
                "\u0000\u0001\u0002",
                "{}",
                "2.0\n\nH 0 0 0\nH 0 0 1\n",
                "2\n\nH 0 0 0\nH 0 0 1e\n",
                "2\n\n119 0 0 0\nH 0 0 1\n",
                "2 2\n\nH 0 0 0\nH 0 0 1\n"
            })
    void malformedMolecule(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.xyz"), text, StandardCharsets.UTF_8);
        refused("bad.xyz:", "scan", file);
        Files.deleteIfExists(folder.resolve("out"));
        refused("bad.xyz:", "energy", file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bond 1-3 | expected atoms from 1 to 2",
                "--bond 0-1 | expected atoms from 1 to 2",
                "--bond 1-1 | named twice",
                "--bond 1-2-3 | expected 2 atoms",
                "--bond C-C | matches nothing",
                "--bond [[ | SMARTS",
                "--angle 1-2-3 | expected atoms from 1 to 2",
                "--bond 1-2 --angle 1-2-3 | expected a range behind each of two coordinates",
                "--points 1 | points",
                "--points x | points",
                "--points -5 | points",
                "--step 0 | step",
                "--step -0.1 | step",
                "--points 5 --step 0.1 | found both",
                "--from NaN --to 2 | NaN",
                "--from nan --to 2 | not a double",
                "--from -1 --to 2 | -1",
                "--from 2 --to 2 | 2",
                "--values 1,2 --points 3 | --values",
                "--values 1,x | x",
                "--points 99999999999 | points",
                "--potental x | unknown option \"--potental\", did you mean --potential? (expected one of --angle, --bond, ",
                "--extrapolation maybe | maybe",
                "--energy-unit furlong | unknown energy unit",
                "--relative-unit furlong | unknown energy unit",
                "--potential nofile.onnx | no such file",
                "--potential molecules/h2.xyz | no ONNX model",
                "--potential molecules | folder",
                "--reference nofile.csv | no such file",
                "--reference molecules/h2.xyz | expected a reference energy",
                "extra | unexpected argument"
            })
    void badOption(String options, String hint) {
        Object[] words = options.strip().split(" ", -1);
        Object[] all = new Object[words.length + 2];
        all[0] = "scan";
        all[1] = H2;
        System.arraycopy(words, 0, all, 2, words.length);
        refused(hint.strip(), all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "R_angstrom\n0.7\n",
                "energy_eV\n1\n",
                "R_angstrom,energy_eV\n",
                "R_angstrom,energy_eV\n0.7\n",
                "R_angstrom,energy_eV\n0.7,x\n",
                "R_angstrom,energy_eV\n-1,1\n",
                "R_angstrom,energy_eV\n0.7,nan\n",
                "R_furlong,energy_eV\n0.7,1\n",
                "R_angstrom,energy_furlong\n0.7,1\n",
                "R_angstrom,E_eV,energy_eV\n1,1,1\n"
            })
    void malformedReference(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), text);
        refused("bad.csv:", "validate", "--potential", POTENTIAL, "--reference", file);
    }

    @Test
    void missingFile() {
        refused("nofile.xyz: no such file", "scan", "nofile.xyz");
    }

    @Test
    void aFolderIsNoMolecule() {
        refused("expected a molecule file, found a folder", "energy", folder);
    }

    @Test
    void unknownKindOfFile() throws IOException {
        refused("unknown kind of molecule file", "energy", Files.writeString(folder.resolve("h2.gjf"), "x"));
    }

    @Test
    void truncatedPotential() throws IOException {
        byte[] bytes = Files.readAllBytes(POTENTIAL);
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        refused("cut.onnx", "scan", H2, "--potential", cut);
    }

    @Test
    void outputWhereAFileStands() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Program program = Program.run("scan", H2, "--out", file);
        assertEquals(2, program.status());
        assertTrue(program.err().contains("expected a folder"), program.err());
        assertEquals("x", Files.readString(file));
    }

    @Test
    void unknownCommandIsSuggested() {
        Program program = Program.run("scn");
        assertEquals(2, program.status());
        assertTrue(
                program.err()
                        .startsWith("nnp4j: unknown command \"scn\", did you mean scan? (expected one of energy, "),
                program.err());
    }

    @Test
    void unknownOptionComesBeforeWhatIsMissing() {
        refused(
                "nnp4j train: unknown option \"--optimiser\", did you mean --optimizer? ",
                "train",
                "--optimiser",
                "lm");
    }

    @Test
    void debugShowsTheTrace() {
        Program program = Program.run("energy", "nofile.xyz", "--debug");
        assertEquals(2, program.status());
        assertTrue(program.err().contains("\tat nnp4j."), program.err());
    }
}
