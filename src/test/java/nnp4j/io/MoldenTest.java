package nnp4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;

/** The sections of the format's description, https://www.theochem.ru.nl/molden/molden_format.html. */
class MoldenTest {
    private static final Geometry H2 = Geometry.of(new int[] {1, 17}, new double[] {0, 0, 0, 0, 0, -1.0583544});

    @Test
    void theFileHasTheSectionsThatViewersRead() {
        StringBuilder out = new StringBuilder();
        double s = 0.5;
        Molden.write(out, H2, new double[] {-120.5, 2990}, new double[] {s, 0, 0, -s, 0, 0, 0, 0, s, 0, 0, -s});
        String expected = """
                [Molden Format]
                [Atoms] Angs
                H      1   1     0.00000000     0.00000000     0.00000000
                Cl     2  17     0.00000000     0.00000000    -1.05835440
                [FREQ]
                   -120.500000
                   2990.000000
                [FR-COORD]
                H       0.00000000     0.00000000     0.00000000
                Cl      0.00000000     0.00000000    -1.99999996
                [FR-NORM-COORD]
                vibration 1
                     0.50000000     0.00000000     0.00000000
                    -0.50000000     0.00000000     0.00000000
                vibration 2
                     0.00000000     0.00000000     0.50000000
                     0.00000000     0.00000000    -0.50000000
                """;
        assertEquals(expected, out.toString());
    }

    @Test
    void aMoleculeWithoutModesIsWritten() {
        StringBuilder out = new StringBuilder();
        Molden.write(out, H2, new double[0], new double[0]);
        assertEquals("[FR-NORM-COORD]\n", out.substring(out.indexOf("[FR-NORM")));
    }

    @Test
    void whatIsNoModeIsRefusedBeforeAnythingIsWritten() {
        StringBuilder out = new StringBuilder();
        assertThrows(IllegalArgumentException.class, () -> Molden.write(out, H2, new double[1], new double[5]));
        double[] broken = {0, 0, 1, 0, 0, Double.NaN};
        assertThrows(IllegalArgumentException.class, () -> Molden.write(out, H2, new double[1], broken));
        double[] endless = {Double.POSITIVE_INFINITY};
        assertThrows(IllegalArgumentException.class, () -> Molden.write(out, H2, endless, new double[6]));
        assertEquals("", out.toString());
    }
}
