package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XyzReaderTest {
    private static final double EXACT = 0; // a single product or none: no rounding beyond the expected value's own
    private static final String H2 = "2\nhydrogen\nH 0 0 0\nH 0 0 0.74\n";
    private static final FileUnits ATOMIC = new FileUnits(LengthUnit.BOHR, EnergyUnit.HARTREE);

    @TempDir
    private Path folder;

    private List<Frame> read(String text, FileUnits units) throws IOException {
        Path path = Files.writeString(folder.resolve("in.xyz"), text);
        List<Frame> frames = new ArrayList<>();
        try (MoleculeReader reader = MoleculeReader.open(path, units)) {
            reader.forEachRemaining(frames::add);
        }
        return frames;
    }

    private Frame one(String text) throws IOException {
        List<Frame> frames = read(text, FileUnits.DEFAULT);
        assertEquals(1, frames.size());
        return frames.get(0);
    }

    private static double[] x(Frame frame) {
        return frame.geometry().toArray();
    }

    @Test
    void aPlainFileGivesElementsCoordinatesAndTitle() throws IOException {
        Frame frame = one(H2);
        assertEquals(Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74}), frame.geometry());
        assertEquals("hydrogen", frame.title());
        assertEquals(1, frame.number());
        assertTrue(frame.energy().isEmpty()
                && frame.forces().isEmpty()
                && frame.bonds().isEmpty());
        assertEquals(Map.of(), frame.properties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndIsRead(String end) throws IOException {
        String three = H2 + "1\n\nO 1 2 3\n" + H2;
        List<Frame> frames = read(three.replace("\n", end), FileUnits.DEFAULT);
        assertEquals(3, frames.size());
        assertEquals("", frames.get(1).title());
        assertEquals("O", frames.get(1).geometry().formula());
        assertEquals(3, frames.get(2).number());
        assertEquals(frames.get(0).geometry(), frames.get(2).geometry());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF" + H2,
                "\n\n  \n" + H2,
                H2 + "\n \t\n\n",
                "  2  \nhydrogen\n\tH\t0\t0\t0\n  H  0 0   0.74  ",
                "2\nhydrogen\nH 0 0 0 0.1 0.2 0.3\nH 0 0 0.74 word\n",
                "2\nhydrogen\n1 0 0 0\n001 0 0 .74\n",
                "2\nhydrogen\nH1 +0 -0.0D0 0.\nh_a 0d0 0E-5 7.4d-1\n",
                "2\nhydrogen\nh 0 0 0\nH2a 0 0 0.0074E+02\n"
            })
    void harmlessWaysOfWritingGiveTheSameMolecule(String text) throws IOException {
        Frame frame = one(text);
        assertEquals(2, frame.geometry().atomCount());
        assertEquals(0.74, frame.geometry().distance(0, 1), EXACT);
        assertEquals("H2", frame.geometry().formula());
        assertEquals("hydrogen", frame.title());
    }

    @Test
    void blankLinesMayStandBetweenFrames() throws IOException {
        assertEquals(
                3,
                read(H2 + "\n\n" + H2 + " \r\n" + H2 + "\n", FileUnits.DEFAULT).size());
    }

    @ParameterizedTest
    @CsvSource({
        "cl, 17",
        "CL, 17",
        "Cl1, 17",
        "O1, 8",
        "C12, 6",
        "C_alpha, 6",
        "H_a, 1",
        "92, 92",
        "118, 118",
        "Xe, 54",
        "HE, 2",
        "Ho1, 67"
    })
    void symbolsLabelsAndNumbersAreElements(String word, int number) throws IOException {
        assertEquals(number, one("1\n\n" + word + " 0 0 0\n").geometry().atomicNumber(0));
    }

    @Test
    void deuteriumAndTritiumAreHydrogenWithTheirMasses() throws IOException {
        Geometry water = one("3\n\nD 1 0 0\nT1 0 1 0\nO 0 0 0\n").geometry();
        assertArrayEquals(new int[] {1, 1, 8}, water.atomicNumbers());
        assertEquals(Element.DEUTERIUM_MASS, water.mass(0), EXACT);
        assertEquals(Element.TRITIUM_MASS, water.mass(1), EXACT);
        assertEquals(Element.mass(8), water.mass(2), EXACT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\nProperties=species:S:1:pos:R:3:forces:R:3:masses:R:1\nO 1 2 3 4 5 6 17.5\n",
                "1\nProperties=forces:R:3:tag:I:1:pos:R:3:masses:R:1:species:S:1\n4 5 6 77 1 2 3 17.5 O\n",
                "1\nProperties=mass:R:1:Z:I:1:force:R:3:fixed:L:2:pos:R:3\n17.5 8 4 5 6 T F 1 2 3\n",
                "1\nProperties = \"Z:I:1:species:S:1:pos:R:3:mass:R:1:forces:R:3\"\n8 O 1 2 3 17.5 4 5 6\n",
                "1\n pROPERTIES= species:S:1:pos:R:3:masses:R:1:forces:R:3\nO 1 2 3 17.5 4 5 6\n"
            })
    void columnsOfExtendedXyzMayStandInAnyOrder(String text) throws IOException {
        Frame frame = one(text);
        assertArrayEquals(new double[] {1, 2, 3}, x(frame));
        assertArrayEquals(new double[] {4, 5, 6}, frame.forces().orElseThrow());
        assertEquals(17.5, frame.geometry().mass(0), EXACT);
        assertEquals("O", frame.geometry().formula());
    }

    private Frame commented(String comment) throws IOException {
        return one("1\nProperties=species:S:1:pos:R:3:forces:R:3 " + comment + "\nH 1 2 3 4 5 6\n");
    }

    @Test
    void quotedBracketedAndBareValuesBecomeProperties() throws IOException {
        Frame frame = commented("a=1 b=\"x y=z\" c='it is' d={1 {2} 3} e=[[1, 2], [3]] f g = 5 h=\"\" i=C=C \"j k\"=6");
        Map<String, String> expected = Map.of(
                "a",
                "1",
                "b",
                "x y=z",
                "c",
                "it is",
                "d",
                "{1 {2} 3}",
                "e",
                "[[1, 2], [3]]",
                "f",
                "T",
                "g",
                "5",
                "h",
                "",
                "i",
                "C=C",
                "j k",
                "6");
        assertEquals(expected, frame.properties());
        assertTrue(frame.title().startsWith("Properties=species"));
    }

    @Test
    void aCommentWithoutExtendedKeysIsFreeText() throws IOException {
        Frame frame = one("1\n energy: -1 gnorm=0.1 \"unclosed = the the myProperties=none\nH 0 0 0\n");
        assertEquals("energy: -1 gnorm=0.1 \"unclosed = the the myProperties=none", frame.title());
        assertEquals(Map.of(), frame.properties());
    }

    @Test
    void unitsInAPlainCommentAreHeeded() throws IOException {
        Frame frame = one("1\nlength_unit=bohr energy_unit=hartree energy=-0.5\nH 0 0 1\n");
        assertEquals(Units.BOHR, x(frame)[2], EXACT);
        assertEquals(-0.5 * Units.HARTREE, frame.energy().orElseThrow(), EXACT);
    }

    @Test
    void aLatticeMakesACellThatRepeatsEverywhere() throws IOException {
        Frame frame = one("1\nLattice=\"4 0 0 1 5 0 0 0 6\"\nH 0 0 0\n");
        assertArrayEquals(
                new double[] {4, 0, 0, 1, 5, 0, 0, 0, 6},
                frame.geometry().cell().orElseThrow().toArray());
        for (int k = 0; k < 3; k++) assertTrue(frame.geometry().cell().get().isPeriodic(k));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"T F T\"", "\"true false TRUE\"", "[T, F, T]", "'1 0 1'", "[true, false, true]"})
    void pbcSaysWhichVectorsRepeat(String pbc) throws IOException {
        var cell = commented("lattice=\"4, 0, 0, 0, 5, 0, 0, 0, 6\" pbc=" + pbc)
                .geometry()
                .cell()
                .orElseThrow();
        assertTrue(cell.isPeriodic(0) && !cell.isPeriodic(1) && cell.isPeriodic(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pbc=\"F F F\"",
                "pbc=\"F F F\" Lattice=\"0 0 0 0 0 0 0 0 0\"",
                "pbc=\"0 0 0\" Lattice=\"9 0 0 0 9 0 0 0 9\""
            })
    void aCellThatRepeatsNowhereIsNone(String comment) throws IOException {
        assertTrue(commented(comment).geometry().cell().isEmpty());
    }

    @Test
    void anEnergyIsReadWithoutColumnsBesideIt() throws IOException {
        assertEquals(
                -1.5,
                read("1\nenergy=-1.5\nH 1 2 3\n", FileUnits.DEFAULT)
                        .get(0)
                        .energy()
                        .orElseThrow(),
                EXACT);
        assertTrue(
                read("1\nits energy = unknown\nH 1 2 3\n", FileUnits.DEFAULT)
                        .get(0)
                        .energy()
                        .isEmpty(),
                "words, not keys");
    }

    @Test
    void energyAndForcesAreTurnedIntoElectronvoltAndAngstrom() throws IOException {
        Frame frame = commented("energy=-1.5");
        assertEquals(-1.5, frame.energy().orElseThrow(), EXACT);
        assertArrayEquals(new double[] {4, 5, 6}, frame.forces().orElseThrow());

        String text =
                "1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1.5 Lattice=\"4 0 0 0 4 0 0 0 4\"\nH 1 2 3 4 5 6\n";
        Frame atomic = read(text, ATOMIC).get(0);
        double f = Units.HARTREE / Units.BOHR;
        assertEquals(-1.5 * Units.HARTREE, atomic.energy().orElseThrow(), EXACT);
        assertArrayEquals(new double[] {Units.BOHR, 2 * Units.BOHR, 3 * Units.BOHR}, x(atomic));
        assertArrayEquals(new double[] {4 * f, 5 * f, 6 * f}, atomic.forces().orElseThrow());
        assertEquals(4 * Units.BOHR, atomic.geometry().cell().orElseThrow().toArray()[0], EXACT);
    }

    @Test
    void unitsNamedInTheFileOverrideThoseGiven() throws IOException {
        String text = "1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1.5 %s\nH 1 2 3 4 5 6\n";
        Frame named = read(text.formatted("energy_unit=kcal/mol length_unit=nm forces_unit=meV/bohr"), ATOMIC)
                .get(0);
        assertEquals(-1.5 * Units.KCAL_PER_MOL, named.energy().orElseThrow(), EXACT);
        assertEquals(10, x(named)[0], EXACT);
        assertEquals(4 * (1e-3 / Units.BOHR), named.forces().orElseThrow()[0], EXACT);
        assertEquals(Map.of(), named.properties());

        Frame followed = read(text.formatted("energy_unit=kcal/mol"), ATOMIC).get(0);
        assertEquals(4 * (Units.KCAL_PER_MOL / Units.BOHR), followed.forces().orElseThrow()[0], EXACT);
        Frame slashes =
                read(text.formatted("forces_unit=kcal/mol/angstrom"), ATOMIC).get(0);
        assertEquals(4 * Units.KCAL_PER_MOL, slashes.forces().orElseThrow()[0], EXACT);
        assertEquals(-1.5 * Units.HARTREE, slashes.energy().orElseThrow(), EXACT);
    }

    @Test
    void aForceUnitGivenForTheFileHoldsWhereItNamesNone() throws IOException {
        FileUnits odd = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.HARTREE, Units.HARTREE / Units.BOHR);
        Frame frame = read("1\nProperties=species:S:1:pos:R:3:forces:R:3\nH 1 2 3 4 5 6\n", odd)
                .get(0);
        assertEquals(4 * (Units.HARTREE / Units.BOHR), frame.forces().orElseThrow()[0], EXACT);
    }

    @Test
    void framesMayDifferInKindAndSize() throws IOException {
        List<Frame> frames =
                read(H2 + "1\nProperties=pos:R:3:species:S:1 energy=2\n1 2 3 He\n" + H2, FileUnits.DEFAULT);
        assertEquals(3, frames.size());
        assertEquals(2, frames.get(1).energy().orElseThrow(), EXACT);
        assertTrue(frames.get(2).energy().isEmpty());
    }

    @Test
    void manyAtomsAreReadAndComparedBySpot() throws IOException {
        StringBuilder text = new StringBuilder("5000\nProperties=species:S:1:pos:R:3:forces:R:3\n");
        for (int i = 0; i < 5000; i++)
            text.append("H ").append(i).append(" 0 0 0 0 ").append(i).append('\n');
        Frame frame = one(text.toString());
        assertEquals(4999, x(frame)[3 * 4999], EXACT);
        assertEquals(4999, frame.forces().orElseThrow()[3 * 4999 + 2], EXACT);
    }

    @Test
    void linesAreReadAcrossTheBordersOfTheBuffer() throws IOException {
        for (int length = 16370; length < 16390; length++) {
            List<Frame> frames = read("1\r\n" + "c".repeat(length) + "\r\nH 0 0 0\r\n" + H2, FileUnits.DEFAULT);
            assertEquals(2, frames.size());
            assertEquals(length, frames.get(0).title().length());
            assertEquals("H", frames.get(0).geometry().formula());
        }
    }

    @Test
    void firstLooksOneFrameAheadForACountThatIsTooSmall() throws IOException {
        Path path = Files.writeString(folder.resolve("a.XYZ"), H2 + H2);
        assertEquals("hydrogen", MoleculeReader.first(path, FileUnits.DEFAULT).title());
        Path broken = Files.writeString(folder.resolve("b.xyz"), H2 + "broken\n");
        assertThrows(MoleculeFormatException.class, () -> MoleculeReader.first(broken, FileUnits.DEFAULT));
    }

    @Test
    void theReaderEndsAndClosesTwice() throws IOException {
        MoleculeReader reader = MoleculeReader.open(Files.writeString(folder.resolve("a.extxyz"), H2));
        assertTrue(reader.hasNext());
        assertTrue(reader.hasNext(), "asking twice reads once");
        assertEquals(1, reader.next().number());
        assertFalse(reader.hasNext());
        assertThrows(NoSuchElementException.class, reader::next);
        reader.close();
        reader.close();
    }

    @Test
    void noFrameFollowsABrokenOne() throws IOException {
        Path path = Files.writeString(folder.resolve("b.xyz"), H2 + "1\n\nQq 0 0 0\n" + H2);
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            reader.next();
            String first =
                    assertThrows(MoleculeFormatException.class, reader::hasNext).getMessage();
            assertEquals(
                    first,
                    assertThrows(MoleculeFormatException.class, reader::hasNext).getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ch4/methane_b3lyp.extxyz, 7000, -40.48188140, hartree",
        "md17/ethanol_md17.extxyz, 1200, -97195.01189948035, kcal/mol",
        "md17/aspirin_md17.extxyz, 700, -17617612.963812124, meV",
        "qm7/qm7.extxyz, 6101, -417.031, kcal/mol"
    })
    void referenceFilesAreReadToTheEnd(String name, int count, double energy, String unit) {
        Path path = Path.of(System.getProperty("reference.dir", "../shared/reference"), name);
        Assumptions.assumeTrue(Files.exists(path), () -> "reference data " + name + " is absent");
        EnergyUnit energyUnit = EnergyUnit.of(unit);
        int frames = 0;
        try (MoleculeReader reader = MoleculeReader.open(path, new FileUnits(LengthUnit.ANGSTROM, energyUnit))) {
            while (reader.hasNext()) {
                Frame frame = reader.next();
                if (frames++ == 0)
                    assertEquals(energy * energyUnit.ev(), frame.energy().orElseThrow(), EXACT);
                assertTrue(frame.energy().isPresent());
                assertEquals(!name.startsWith("qm7"), frame.forces().isPresent());
            }
        }
        assertEquals(count, frames);
    }
}
