package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Element;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdkFormatsTest {
    /** Exact masses of two tables, dalton. */
    private static final double MASS_TOLERANCE = 1e-6;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ethanol.sdf, C2H6O, ethanol, 8, 1.1879",
        "water.mol2, H2O, water, 2, 0.0",
        "ammonia.pdb, H3N, AMMONIA, 3, 0.0",
        "methane.cml, CH4, methane, 4, 0.0"
    })
    void samplesAreRead(String name, String formula, String title, int bonds, double x) {
        List<Frame> frames = MoleculeFiles.frames(MoleculeFiles.SAMPLES.resolve(name));
        assertEquals(1, frames.size());
        Frame frame = frames.get(0);
        assertEquals(1, frame.number());
        assertEquals(formula, frame.geometry().formula());
        assertEquals(title, frame.title());
        assertEquals(bonds, frame.bonds().orElseThrow().size());
        assertEquals(x, frame.geometry().toArray()[0]);
        assertEquals(
                Element.mass(frame.geometry().atomicNumber(0)), frame.geometry().mass(0));
    }

    @Test
    void dataFieldsArePropertiesAndBondsCountFromZero() {
        Frame frame = MoleculeFiles.frames(MoleculeFiles.SAMPLES.resolve("ethanol.sdf"))
                .get(0);
        assertEquals(Map.of("FORMULA", "C2H6O"), frame.properties());
        assertEquals(new Bond(0, 1), frame.bonds().orElseThrow().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"M  ISO  1   5   2\nM  END", "M  CHG  1   3   0\nM  ISO  2   4   3   5   2\nM  END"})
    void isotopesOfSdfHaveTheirMass(String lines) throws IOException {
        String text = MoleculeFiles.with(MoleculeFiles.sample("ethanol.sdf"), "M  END", lines);
        Frame frame =
                MoleculeFiles.frames(MoleculeFiles.write(folder, "a.sdf", text)).get(0);
        assertEquals(Element.DEUTERIUM_MASS, frame.geometry().mass(4), MASS_TOLERANCE);
        double tritium = lines.contains("   3   5") ? Element.TRITIUM_MASS : Element.mass(1);
        assertEquals(tritium, frame.geometry().mass(3), MASS_TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"H   1, 2.01410177812", "D   0, 2.01410177812", "T   0, 3.0160492779", "H   2, 3.0160492779"})
    void massDifferencesAndHydrogenIsotopesCount(String field, double mass) throws IOException {
        String text = MoleculeFiles.with(MoleculeFiles.sample("ethanol.sdf"), "H   0", field);
        Frame frame =
                MoleculeFiles.frames(MoleculeFiles.write(folder, "a.mol", text)).get(0);
        assertEquals(mass, frame.geometry().mass(3), MASS_TOLERANCE);
    }

    @Test
    void extendedConnectionTablesAreRead() throws IOException {
        Frame frame = MoleculeFiles.frames(MoleculeFiles.write(folder, "a.sdf", MoleculeFiles.WATER_3000))
                .get(0);
        assertEquals("H2O", frame.geometry().formula());
        assertEquals(Element.DEUTERIUM_MASS, frame.geometry().mass(1), MASS_TOLERANCE);
        assertEquals(Element.mass(1), frame.geometry().mass(2));
        assertEquals(List.of(new Bond(0, 1), new Bond(0, 2)), frame.bonds().orElseThrow());
    }

    @Test
    void isotopesOfCmlHaveTheirMass() throws IOException {
        String text = MoleculeFiles.with(
                MoleculeFiles.sample("methane.cml"), "elementType=\"C\"", "elementType=\"C\" isotopeNumber=\"13\"");
        Frame frame =
                MoleculeFiles.frames(MoleculeFiles.write(folder, "a.cml", text)).get(0);
        double carbon13 = 13.00335483507; // Wang et al. (2012)
        assertEquals(carbon13, frame.geometry().mass(0), MASS_TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ethanol.sdf", "water.mol2", "ammonia.pdb"})
    void recordsFollowEachOther(String name) throws IOException {
        String text = MoleculeFiles.sample(name);
        List<Frame> frames = MoleculeFiles.frames(MoleculeFiles.write(folder, name, text + text + text));
        assertEquals(3, frames.size());
        for (int k = 0; k < 3; k++) {
            assertEquals(k + 1, frames.get(k).number());
            assertEquals(frames.get(0).geometry(), frames.get(k).geometry());
            assertEquals(frames.get(0).bonds(), frames.get(k).bonds());
        }
    }

    @Test
    void modelsOfPdbAreFramesThatShareTheirBonds() throws IOException {
        String text = MoleculeFiles.sample("ammonia.pdb");
        int end = text.indexOf("CONECT");
        String atoms = text.substring(text.indexOf("HETATM"), end);
        String file = "MODEL        1\n" + atoms + "ENDMDL\nMODEL        2\n" + atoms.replace("0.116", "0.200")
                + "ENDMDL\n" + text.substring(end);
        List<Frame> frames = MoleculeFiles.frames(MoleculeFiles.write(folder, "a.ent", file));
        assertEquals(2, frames.size());
        assertEquals(0.2, frames.get(1).geometry().toArray()[2]);
        for (Frame frame : frames) assertEquals(3, frame.bonds().orElseThrow().size());
    }

    @Test
    void elementsOfPdbAreDeducedFromPlainNamesOnly() throws IOException {
        String text = MoleculeFiles.sample("ammonia.pdb").replaceAll(" +[NH]\n", "\n");
        assertEquals(
                "H3N",
                MoleculeFiles.frames(MoleculeFiles.write(folder, "a.pdb", text))
                        .get(0)
                        .geometry()
                        .formula());
        Path zinc = MoleculeFiles.write(folder, "b.pdb", text.replace(" N   NH3", "ZN    ZN"));
        assertEquals("H3Zn", MoleculeFiles.frames(zinc).get(0).geometry().formula());
    }

    @Test
    void cellsOfPdbAreKept() throws IOException {
        String cell = "CRYST1   10.000   20.000   30.000  90.00  90.00  60.00 P 1           1\n";
        Path path = MoleculeFiles.write(folder, "a.pdb", cell + MoleculeFiles.sample("ammonia.pdb"));
        double[] v = MoleculeFiles.frames(path)
                .get(0)
                .geometry()
                .cell()
                .orElseThrow()
                .toArray();
        double rounding = 1e-12;
        assertEquals(10, v[0], rounding);
        assertEquals(10, v[3], rounding);
        assertEquals(20 * Math.sqrt(0.75), v[4], rounding);
        assertEquals(30, v[8], rounding);
        Path none = MoleculeFiles.write(
                folder,
                "b.pdb",
                "CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1\n"
                        + MoleculeFiles.sample("ammonia.pdb"));
        assertTrue(MoleculeFiles.frames(none).get(0).geometry().cell().isEmpty());
    }

    @Test
    void moleculesOfCmlAreFrames() throws IOException {
        String one = MoleculeFiles.sample("methane.cml").replaceFirst("<\\?xml.*\\?>\n", "");
        String file =
                "<cml xmlns=\"http://www.xml-cml.org/schema\">\n" + one + one.replace("0.6276", "0.6300") + "</cml>\n";
        List<Frame> frames = MoleculeFiles.frames(MoleculeFiles.write(folder, "a.cml", file));
        assertEquals(2, frames.size());
        assertEquals(0.63, frames.get(1).geometry().toArray()[3]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ethanol.sdf", "water.mol2", "ammonia.pdb", "methane.cml"})
    void anotherUnitOfLengthIsAnError(String name) {
        FileUnits bohr = new FileUnits(LengthUnit.BOHR, EnergyUnit.EV);
        Path path = MoleculeFiles.SAMPLES.resolve(name);
        Exception error = assertThrows(MoleculeFormatException.class, () -> MoleculeReader.open(path, bohr));
        assertTrue(error.getMessage().contains("angstrom"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ethanol.sdf", "water.mol2", "ammonia.pdb", "methane.cml"})
    void windowsLinesAndAByteOrderMarkAreHarmless(String name) throws IOException {
        String text = "\uFEFF" + MoleculeFiles.sample(name).replace("\n", "\r\n");
        Frame frame =
                MoleculeFiles.frames(MoleculeFiles.write(folder, name, text)).get(0);
        assertEquals(
                MoleculeFiles.frames(MoleculeFiles.SAMPLES.resolve(name)).get(0).geometry(), frame.geometry());
    }

    @Test
    void readingPrintsNothing() {
        PrintStream error = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String name : List.of("ethanol.sdf", "water.mol2", "ammonia.pdb", "methane.cml"))
                MoleculeFiles.frames(MoleculeFiles.SAMPLES.resolve(name));
        } finally {
            System.setErr(error);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Tag("slow")
    @Test
    void manyRecordsAreReadOneByOne() throws IOException {
        int records = 20_000;
        // Kept texts would take 40 MB, kept molecules of CDK more.
        String padding = "> <PADDING>\n" + "x".repeat(2_000) + "\n\n$$$$";
        String text = MoleculeFiles.with(MoleculeFiles.sample("ethanol.sdf"), "$$$$", padding);
        Path path = folder.resolve("many.sdf");
        try (Writer out = Files.newBufferedWriter(path)) {
            for (int k = 0; k < records; k++) out.write(text);
        }
        try (MoleculeReader reader = MoleculeReader.open(path)) {
            for (int k = 1; k <= 10; k++) reader.next(); // loads the classes
            long before = usedMemory();
            for (int k = 11; k < records; k++) assertEquals(k, reader.next().number());
            long grown = usedMemory() - before;
            assertTrue(grown < 20_000_000, "grown by " + grown + " bytes");
            assertEquals(records, reader.next().number());
            assertFalse(reader.hasNext());
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
