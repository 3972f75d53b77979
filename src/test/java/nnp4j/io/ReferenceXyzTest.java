package nnp4j.io;

import static nnp4j.io.References.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceXyzTest {
    private static final ReferenceOptions PLAIN = ReferenceOptions.DEFAULT;
    private static final String TWO = "Properties=species:S:1:pos:R:3:forces:R:3:REF_forces:R:3";
    private static final FileUnits MIXED =
            new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.HARTREE).withForce("hartree/bohr");
    /** Products of two factors against one product: a few units in the last place. */
    private static final double ROUNDING = 1e-14;

    @TempDir
    private Path folder;

    private static String frame(String comment) {
        return "1\n" + comment + "\nH 0 0 0 1 2 3 4 5 6\n";
    }

    private Path file(String... comments) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String comment : comments) text.append(frame(comment));
        return MoleculeFiles.write(folder, "set.xyz", text.toString());
    }

    static Stream<Arguments> namedKeys() {
        return Stream.of(
                arguments(TWO + " energy=1 REF_energy=2", PLAIN, 1, 1),
                arguments(TWO + " energy=1", PLAIN.withForcesKey("REF_forces"), 1, 4),
                arguments(
                        TWO + " energy=1 REF_energy=2",
                        PLAIN.withEnergyKey("REF_energy").withForcesKey("REF_forces"),
                        2,
                        4),
                arguments(TWO + " ENERGY=1", PLAIN.withEnergyKey("Energy"), 1, 1),
                arguments(TWO + " energy=1", PLAIN.withGradients(true), 1, -1),
                arguments(TWO + " energy=1", PLAIN.withUnits(MIXED), Units.HARTREE, Units.HARTREE / Units.BOHR),
                arguments(
                        TWO + " energy=1 energy_unit=hartree",
                        PLAIN.withUnits(FileUnits.DEFAULT.withForce("hartree/bohr")),
                        Units.HARTREE,
                        Units.HARTREE / Units.BOHR),
                arguments(TWO + " energy=1 energy_unit=hartree", PLAIN, Units.HARTREE, Units.HARTREE),
                arguments(TWO + " energy=1 forces_unit=meV/angstrom", PLAIN.withUnits(MIXED), Units.HARTREE, 1e-3));
    }

    @ParameterizedTest
    @MethodSource("namedKeys")
    void energiesAndForcesComeFromTheNamedKeys(String comment, ReferenceOptions options, double energy, double force)
            throws IOException {
        Frame frame = References.read(file(comment), options).get(0);
        assertEquals(energy, frame.energy().orElseThrow(), ROUNDING * Math.abs(energy));
        assertEquals(force, frame.forces().orElseThrow()[0], ROUNDING * Math.abs(force));
    }

    @Test
    void aNamedKeyMakesACommentWithoutProperties() throws IOException {
        Frame frame =
                References.read(file("dft=-3"), PLAIN.withEnergyKey("dft")).get(0);
        assertEquals(-3, frame.energy().orElseThrow());
        assertTrue(frame.forces().isEmpty());
    }

    static Stream<Arguments> broken() {
        ReferenceOptions ref = PLAIN.withEnergyKey("REF_energy");
        return Stream.of(
                arguments("plain text", PLAIN, "expected a reference energy (energy=...), found the keys none"),
                arguments(TWO + " dft=1 name=x", PLAIN, "expected a reference energy|Properties, dft, name"),
                arguments(TWO + " energy=1", ref, "expected a reference energy (REF_energy=...)|Properties, energy"),
                arguments(
                        TWO + " energy=1 REF_energy=nan", ref.withForcesKey("forces"), "REF_energy: expected a number"),
                arguments(
                        TWO + " energy=1 REF_energy=1e999",
                        ref.withForcesKey("forces"),
                        "REF_energy: expected a finite"),
                arguments(TWO + " energy=", PLAIN, "energy: expected a number"),
                arguments(
                        TWO + " REF_energy=1", ref, "name of the forces that belong to REF_energy|REF_forces, forces"),
                arguments(
                        TWO + " energy=1",
                        PLAIN.withForcesKey("dft_forces"),
                        "expected a column dft_forces:R:3|REF_forces, forces"),
                arguments("energy=1", PLAIN.withForcesKey("forces"), "expected a column forces:R:3, found none"),
                arguments(
                        "Properties=species:S:1:pos:R:3:f:R:2:g:R:4 energy=1",
                        PLAIN.withForcesKey("f"),
                        "expected f:R:3, found f:R:2"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aMissingOrBrokenValueIsNamedWithFrameAndLine(String comment, ReferenceOptions options, String words)
            throws IOException {
        refused(file(comment), options, (":2: frame 1: |" + words).split("\\|"));
    }

    @Test
    void aForceThatIsNotFiniteIsNamedWithFrameAndLine() throws IOException {
        Path path = MoleculeFiles.write(
                folder, "nan.xyz", frame(TWO + " energy=0") + "1\n" + TWO + " energy=0\nH 0 0 0 1 nan 3 4 5 6\n");
        refused(path, PLAIN, ":6: frame 2: ", "found \"nan\"");
    }

    @Test
    void unknownKindsAndForceUnitsListTheChoices() throws IOException {
        refused(MoleculeFiles.write(folder, "set.dat", "x"), PLAIN, "expected .xyz, .extxyz, .csv, .npz, .h5");
        for (String unit : List.of("hartree", "furlong/bohr", "eV/mile"))
            assertThrows(IllegalArgumentException.class, () -> FileUnits.DEFAULT.withForce(unit));
        assertThrows(IllegalArgumentException.class, () -> new FileUnits(LengthUnit.NM, EnergyUnit.EV, Double.NaN));
    }

    @Test
    void optionsAreIndependentOfTheMapTheyCameFrom() {
        Map<String, String> columns = new java.util.HashMap<>(Map.of("a", "b"));
        ReferenceOptions options = PLAIN.withColumns(columns).withCoordinatesKey("X");
        columns.clear();
        assertEquals(Map.of("a", "b"), options.columns());
        assertEquals("X", options.coordinatesKey().orElseThrow());
    }

    @Test
    void methaneReadsWithTheUnitsOfItsFrames() {
        try (ReferenceSet set = ReferenceSet.open(References.reference("ch4/methane_b3lyp.extxyz"), PLAIN)) {
            Frame frame = set.next();
            assertEquals(-40.48188140 * Units.HARTREE, frame.energy().orElseThrow());
            double unit = Units.HARTREE / Units.BOHR;
            double[] first = {0.0106390 * unit, -0.0114730 * unit, 0.0073210 * unit};
            assertArrayEquals(first, java.util.Arrays.copyOf(frame.forces().orElseThrow(), 3), ROUNDING);
            assertEquals(0, set.skipped());
        }
    }
}
