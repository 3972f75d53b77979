package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.ReferenceOptions;
import nnp4j.io.ReferenceSet;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets, what is reported of them, and whether forces agree with energies. */
class DataTest {
    private static final Path REFERENCE = Path.of(System.getProperty("reference.dir", "../shared/reference"));

    @TempDir
    private Path folder;

    private DataSet xyz(String text) throws IOException {
        return Molecules.read(Files.writeString(folder.resolve("data.extxyz"), text));
    }

    private static String h2(String comment, double r) {
        return "2\nProperties=species:S:1:pos:R:3 " + comment + "\nH 0 0 0\nH 0 0 " + r + "\n";
    }

    @Test
    void framesAreKeptInOrder() throws IOException {
        DataSet data = xyz(h2("energy=-1", 0.7) + h2("energy=-2", 0.8) + h2("energy=-3", 0.9));
        assertEquals(3, data.size());
        assertEquals(-2, data.energy(1));
        assertEquals(3, data.number(2));
        assertEquals(-3, data.subset(new int[] {2, 0}).energy(0));
        assertTrue(data.oneMolecule());
        assertFalse(data.hasForces());
        assertArrayEquals(new int[] {1}, data.elements());
    }

    @Test
    void aFrameWithoutEnergyOrWithForcesOfItsOwnIsNamed() throws IOException {
        String good = h2("energy=-1", 0.7);
        assertEquals(
                "frame 2: expected an energy, found none",
                assertThrows(TrainingException.class, () -> xyz(good + h2("", 0.8)))
                        .getMessage());
        String forces = "2\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1\nH 0 0 0 0 0 1\nH 0 0 1 0 0 -1\n";
        assertEquals(
                "frame 2: expected no forces as in the first frame, found some",
                assertThrows(TrainingException.class, () -> xyz(good + forces)).getMessage());
        assertEquals(
                "expected at least one frame, found none",
                assertThrows(TrainingException.class, () -> DataSet.of(List.of()))
                        .getMessage());
    }

    @Test
    void duplicatesAreCountedAndContradictionsNamed() throws IOException {
        DataSet data = xyz(h2("energy=-1", 0.7) + h2("energy=-2", 0.8) + h2("energy=-1", 0.7) + h2("energy=-2.5", 0.8));
        DataReport report = DataReport.of(data);
        assertTrue(
                report.lines().contains("2 frames repeat the geometry of an earlier one"),
                report.lines().toString());
        assertEquals(List.of("frames 2 and 4: the same geometry with different energies"), report.warnings());
    }

    @Test
    void aFrameFarFromTheOthersIsNamed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++)
            text.append(h2("energy=" + (i == 17 ? 500 : -1 - 1e-3 * (i % 7)), 0.7 + 1e-3 * i));
        List<String> warnings = DataReport.of(xyz(text.toString())).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("frames 18: energies more than 8"), warnings.get(0));
    }

    @Test
    void moleculesOfManyCompositionsAreListed() throws IOException {
        DataSet data = xyz(h2("energy=-1", 0.7) + "1\nProperties=species:S:1:pos:R:3 energy=-3\nC 0 0 0\n");
        assertEquals(
                "2 frames, energies only: C (1), H2 (1); 1 to 2 atoms",
                DataReport.of(data).lines().get(0));
        assertFalse(data.oneMolecule());
    }

    /** File, energy unit, whether the sign is turned, force unit, and how the verdict begins. */
    @ParameterizedTest
    @CsvSource({
        "md17/ethanol_md17.extxyz, kcal/mol, false, kcal/mol/angstrom, forces agree",
        "md17/ethanol_md17.extxyz, kcal/mol, true, kcal/mol/angstrom, forces contradict",
        "md17/ethanol_md17.extxyz, kcal/mol, false, eV/angstrom, forces contradict",
        "md17/aspirin_md17.extxyz, meV, false, meV/angstrom, forces agree",
        "md17/aspirin_md17.extxyz, meV, true, meV/angstrom, forces contradict",
        "ch4/methane_b3lyp.extxyz, hartree, false, hartree/bohr, forces agree",
        "ch4/methane_b3lyp.extxyz, hartree, true, hartree/bohr, forces contradict"
    })
    void forcesAreComparedWithTheEnergies(String file, String unit, boolean turned, String force, String verdict) {
        Path path = REFERENCE.resolve(file);
        assumeTrue(Files.exists(path), path + " is not here");
        FileUnits units = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.of(unit)).withForce(force);
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(
                path, ReferenceOptions.DEFAULT.withUnits(units).withGradients(turned))) {
            while (set.hasNext() && frames.size() < 1200) frames.add(set.next());
        }
        ForceCheck check = ForceCheck.of(DataSet.of(frames));
        assertTrue(check.verdict().startsWith(verdict), check.verdict());
        assertEquals(verdict.equals("forces agree"), check.consistent());
        if (turned) assertTrue(check.verdict().contains("--gradients"), check.verdict());
    }
}
