package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nnp4j.convert.AniFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Potentials of NeuroChem and n2p2 as a user imports them. */
class ImportCommandTest {
    @TempDir
    private Path folder;

    private Path made;

    @BeforeEach
    void choose() {
        made = folder.resolve("made.onnx");
    }

    @Test
    void anAniModelBecomesAPotential() throws IOException {
        AniFiles files = new AniFiles(folder.resolve("ani"));
        Program program = Program.run("import", "ani", files.info, "--out", made, "--licence", "MIT");
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("elements   H, O\n"), program.out());
        assertTrue(program.out().contains("networks   2 of each element, float; features H 10 O 10\n"), program.out());
        assertTrue(program.out().contains("licence    MIT\n"), program.out());
        assertTrue(program.out().contains("next       ./nnp4j energy MOLECULE --potential " + made), program.out());

        Program energy = Program.run("energy", "molecules/water.mol2", "--potential", made, "--forces");
        assertEquals(0, energy.status(), energy.err());
        Program info = Program.run("info", made);
        assertTrue(info.out().contains("small.info"), info.out());
        Program other = Program.run("energy", "molecules/ethanol.sdf", "--potential", made);
        assertEquals(2, other.status());
        assertTrue(other.err().contains("C"), other.err());
    }

    @Test
    void nothingIsReplacedUnasked() throws IOException {
        AniFiles files = new AniFiles(folder.resolve("ani"));
        Files.writeString(made, "mine");
        Program again = Program.run("import", "ani", files.info, "--out", made);
        assertEquals(2, again.status());
        assertEquals(
                made + ": exists already (expected another --out, or --overwrite)",
                again.err().strip());
        assertEquals("mine", Files.readString(made));
        assertEquals(
                2, Program.run("import", "ani", files.info, "--out", folder).status());
        Program replaced = Program.run("import", "ani", files.info, "--out", made, "--overwrite", "--quiet");
        assertEquals(0, replaced.status(), replaced.err());
        assertEquals("", replaced.out());
        byte[] first = Files.readAllBytes(made);
        Program.run("import", "ani", files.info, "--out", made, "--overwrite", "--quiet");
        assertArrayEquals(first, Files.readAllBytes(made), "the same files give the same potential");
    }

    @Test
    void aBrokenModelLeavesNothing() throws IOException {
        AniFiles files = new AniFiles(folder.resolve("ani"));
        Files.delete(folder.resolve("ani/small/sae.dat"));
        Program program = Program.run("import", "ani", files.info, "--out", made);
        assertEquals(2, program.status());
        assertEquals(1, program.err().lines().count(), program.err());
        assertTrue(program.err().contains("sae.dat: no such file"), program.err());
        assertFalse(Files.exists(made));
    }

    @Test
    void aFolderOfN2p2BecomesAPotential() throws IOException {
        Files.writeString(folder.resolve("input.nn"), """
                number_of_elements 1
                elements H
                atom_energy H -0.5
                cutoff_type 2
                global_hidden_layers_short 1
                global_nodes_short 1
                global_activation_short t l
                symfunction_short H 2 H 0.1 0.0 12.0
                """);
        Files.writeString(folder.resolve("scaling.data"), "1 1 0.0 1.0 0.5 0.2\n");
        Files.writeString(
                folder.resolve("weights.001.data"), "0.5 a 1 0 1 1 1\n0.1 b 2 1 1\n-0.3 a 3 1 1 2 1\n0.2 b 4 2 1\n");
        Program unsaid = Program.run("import", "hdnnp", folder, "--length-unit", "bohr", "--out", made);
        assertEquals(2, unsaid.status());
        assertTrue(unsaid.err().contains("--energy-unit"), unsaid.err());
        String[] units = {"--length-unit", "bohr", "--energy-unit", "hartree"};
        Program program = Program.run("import", "hdnnp", folder, units[0], units[1], units[2], units[3], "--out", made);
        assertEquals(0, program.status(), program.err());
        assertTrue(program.out().contains("networks   1 of each element, double; features H 1\n"), program.out());
        Program energy = Program.run("energy", "molecules/h2.xyz", "--potential", made);
        assertEquals(0, energy.status(), energy.err());
    }
}
