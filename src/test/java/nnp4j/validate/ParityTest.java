package nnp4j.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import nnp4j.io.ReferenceSet;
import nnp4j.potential.Morse;
import nnp4j.potential.Potential;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityTest {
    private static final Morse BOND = new Morse(4.5, 1.9, 0.74);
    private static final Potential POTENTIAL = BOND.between(2);
    private static final double ROUNDING = 1e-14;

    @TempDir
    Path folder;

    /** One frame of extended xyz: lengths in the file's unit, forces along z where there are any. */
    private static String frame(String first, double z, String energy, double... force) {
        String columns = "Properties=species:S:1:pos:R:3" + (force.length > 0 ? ":forces:R:3" : "");
        String forces = force.length > 0 ? " 0 0 " + -force[0] : "";
        String opposite = force.length > 0 ? " 0 0 " + force[0] : "";
        return "2\n" + columns + energy + "\n" + first + " 0 0 0" + forces + "\nH 0 0 " + z + opposite + "\n";
    }

    private Parity parity(FileUnits units, String... frames) throws IOException {
        Path file = Files.writeString(folder.resolve("set.xyz"), String.join("", frames));
        try (ReferenceSet set = ReferenceSet.open(file, units, Optional.empty())) {
            return Parity.of(POTENTIAL, set);
        }
    }

    @Test
    void energiesAreComparedFrameByFrame() throws IOException {
        Parity found = parity(
                FileUnits.DEFAULT,
                frame("H", 0.7, " energy=" + (BOND.energy(0.7) + 0.25)),
                frame("H", 0.9, " energy=" + (BOND.energy(0.9) - 1)),
                frame("H", 1.5, " energy=" + BOND.energy(1.5)));
        assertEquals(3, found.points().size());
        assertEquals(
                new Parity.Point(2, BOND.energy(0.9) - 1, BOND.energy(0.9)),
                found.points().get(1));
        assertEquals(1.25 / 3, found.energies().accuracy().mae(), ROUNDING);
        assertEquals(1, found.energies().accuracy().worst(), ROUNDING);
        assertEquals(2, found.energies().worstFrame());
        assertEquals(0, found.forces().count());
    }

    @Test
    void forcesAreComparedComponentByComponent() throws IOException {
        Parity found = parity(
                FileUnits.DEFAULT,
                frame("H", 0.7, " energy=0", -BOND.slope(0.7)),
                frame("H", 0.9, " energy=0"),
                frame("H", 1.5, " energy=0", -BOND.slope(1.5) + 0.3));
        assertEquals(12, found.forces().count());
        assertEquals(0.3, found.forces().accuracy().worst(), ROUNDING);
        assertEquals(3, found.forces().worstFrame());
        assertEquals(2 * 0.3 / 12, found.forces().accuracy().mae(), ROUNDING);
        assertEquals(3, found.energies().count());
    }

    @Test
    void energiesAndLengthsInAnyUnitCompareAsInElectronvolt() throws IOException {
        FileUnits units = new FileUnits(LengthUnit.of("bohr"), EnergyUnit.of("hartree"));
        double force = -BOND.slope(1.1) * Units.BOHR / Units.HARTREE;
        Parity found =
                parity(units, frame("H", 1.1 / Units.BOHR, " energy=" + BOND.energy(1.1) / Units.HARTREE, force));
        assertEquals(0, found.energies().accuracy().worst(), ROUNDING);
        assertEquals(0, found.forces().accuracy().worst(), ROUNDING);
        double wrong = parity(FileUnits.DEFAULT, frame("H", 1.1, " energy=" + BOND.energy(1.1) / Units.HARTREE))
                .energies()
                .accuracy()
                .worst();
        assertTrue(wrong > 1, "a slip of the unit must show, but the error is " + wrong);
    }

    @Test
    void noFrameIsAnError() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> Parity.of(POTENTIAL, Collections.emptyIterator()));
        assertEquals("expected at least one reference frame, found none", e.getMessage());
    }

    @Test
    void aFrameWithoutAnEnergyIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("set.xyz"), frame("H", 0.7, " energy=0") + frame("H", 0.7, ""));
        try (MoleculeReader frames = MoleculeReader.open(file, FileUnits.DEFAULT)) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> Parity.of(POTENTIAL, frames));
            assertEquals("frame 2: expected a reference energy, found none", e.getMessage());
        }
    }

    @Test
    void aFrameOfAnotherMoleculeIsNamed() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> parity(FileUnits.DEFAULT, frame("H", 0.7, " energy=0"), frame("O", 0.7, " energy=0")));
        assertEquals("frame 2: expected the atoms of the first frame in their order, found HO", e.getMessage());
    }

    @Test
    void anEnergyThatIsNotFiniteIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("set.xyz"), frame("H", 0.7, " energy=0"));
        try (ReferenceSet set = ReferenceSet.open(file, FileUnits.DEFAULT, Optional.empty())) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> Parity.of((x, forces) -> Double.NaN, set));
            assertEquals("frame 1: the error is not finite: NaN", e.getMessage());
        }
    }
}
