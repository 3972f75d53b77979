package nnp4j.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;

class FirstGeometryTest {
    /** Vectors as rows, angstrom; skewed, so that the nearest image is not that of the nearest fractions. */
    private static final double[] CELL = {4, 0, 0, 3.6, 3, 0, 0.5, 0.4, 5};
    /** CO and Ne, the bond across a face. */
    private static final double[] X = {0.1, 0.1, 0.1, 3.8, 0.1, 1.2, 2.5, 1.5, 3};

    private static final Geometry MOLECULE =
            Geometry.of(new int[] {6, 8, 10}, X).in(Optional.of(Cell.of(CELL, true, true, true)));

    /** As they are sent: the vectors are columns. */
    private static double[] columns(double[] rows) {
        double[] h = new double[9];
        for (int k = 0; k < 9; k++) h[k] = rows[3 * (k % 3) + k / 3];
        return h;
    }

    private static Optional<String> doubt(double... x) {
        return FirstGeometry.doubt(MOLECULE, columns(CELL), x);
    }

    @Test
    void wrappedAtomsAreTheSame() {
        assertEquals(Optional.empty(), doubt(X));
        for (int v = 0; v < 3; v++)
            for (int n = -3; n <= 3; n++) {
                double[] x = X.clone();
                for (int c = 0; c < 3; c++) x[3 + c] += n * CELL[3 * v + c];
                assertEquals(Optional.empty(), doubt(x), v + " " + n);
            }
    }

    @Test
    void anotherOrderIsDoubtedAcrossFacesToo() {
        String words = doubt(2.5, 1.5, 3, 3.8, 0.1, 1.2, 0.1, 0.1, 0.1).orElseThrow();
        assertTrue(words.contains("C1 and O2 are "), words);
        assertTrue(words.contains("but 1.14 in the molecule's file; are the atoms in the same order?"), words);
    }

    @Test
    void theCellThatWasSentIsUsedForItsPositions() {
        double[] larger = CELL.clone();
        double[] x = X.clone();
        for (int k = 0; k < 9; k++) larger[k] *= 1.2;
        for (int k = 0; k < 9; k++) x[k] *= 1.2;
        assertEquals(Optional.empty(), FirstGeometry.doubt(MOLECULE, columns(larger), x));
    }

    @Test
    void aCellWithoutVolumeIsLeftToThoseWhoRefuseIt() {
        assertEquals(Optional.empty(), FirstGeometry.doubt(MOLECULE, new double[9], X));
    }
}
