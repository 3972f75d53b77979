package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import org.junit.jupiter.api.Test;

class ScanCoordinateTest {
    /** Angstrom or radian: some roundings of coordinates of a few angstrom. */
    private static final double EXACT = 1e-12;

    /** Six atoms; 3, 4 and 5 hang on 2, and 2 on 1. */
    private static final double[] MOLECULE = {
        1.1, 0.2, -0.3, 0.1, 0.9, 0.4, -1.2, 0.3, 0.9, -1.5, -0.8, 1.4, -2.2, 1.1, 0.6, -1.3, 0.6, 2.1
    };

    @Test
    void aBondIsMetExactlyAndTheFragmentMovesRigidly() {
        InternalCoordinate bond = InternalCoordinate.of(1, 2);
        ScanCoordinate scan = ScanCoordinate.of(bond, 2, 3, 4, 5);
        for (double value = 0.3; value < 6; value += 0.37) {
            double[] x = placed(scan, value);
            assertEquals(value, bond.value(x), EXACT);
            assertRigid(x, 2, 3, 4, 5);
            assertRigid(x, 0, 1);
            assertSame(
                    x,
                    InternalCoordinate.of(0, 1, 2),
                    InternalCoordinate.of(1, 2, 3),
                    InternalCoordinate.of(0, 1, 2, 3));
        }
    }

    @Test
    void anAngleIsMetExactlyAndTheFragmentMovesRigidly() {
        InternalCoordinate angle = InternalCoordinate.of(0, 1, 2);
        ScanCoordinate scan = ScanCoordinate.of(angle, 2, 3, 4, 5);
        for (int degrees = 0; degrees <= 180; degrees += 15) {
            double value = ScanValues.inside(InternalCoordinate.Kind.ANGLE, degrees);
            double[] x = placed(scan, value);
            assertEquals(value, angle.value(x), EXACT, degrees + " degrees");
            assertRigid(x, 1, 2, 3, 4, 5);
            if (degrees % 180 != 0) assertSame(x, InternalCoordinate.of(0, 1, 2, 3), InternalCoordinate.of(0, 1, 2, 4));
        }
    }

    @Test
    void aDihedralIsMetExactlyAndTheFragmentMovesRigidly() {
        InternalCoordinate dihedral = InternalCoordinate.of(0, 1, 2, 3);
        ScanCoordinate scan = ScanCoordinate.of(dihedral, 2, 3, 4, 5);
        assertArrayEquals(new int[] {3, 4, 5}, scan.moving()); // 2 lies on the axis
        for (int degrees = -350; degrees <= 350; degrees += 25) {
            double value = Math.toRadians(degrees);
            double[] x = placed(scan, value);
            assertEquals(0, Math.IEEEremainder(value - dihedral.value(x), 2 * Math.PI), EXACT, degrees + " degrees");
            assertRigid(x, 1, 2, 3, 4, 5);
            assertSame(
                    x, InternalCoordinate.of(0, 1, 2), InternalCoordinate.of(1, 2, 3), InternalCoordinate.of(1, 2, 4));
        }
    }

    @Test
    void aStraightAngleBendsInSomeDirection() {
        InternalCoordinate angle = InternalCoordinate.of(0, 1, 2);
        double[][] lines = {{0, 0, -1, 0, 0, 0, 0, 0, 1.2}, {1, 1, 1, 0, 0, 0, -2, -2, -2}, {0, 0, 1, 0, 0, 0, 0, 0, 2}
        };
        for (double[] line : lines)
            for (double noise : new double[] {0, 1e-15, 1e-13, 1e-10}) {
                double[] x = line.clone();
                x[6] += noise;
                ScanCoordinate.of(angle).place(x, 2);
                assertEquals(2, angle.value(x), EXACT);
            }
    }

    @Test
    void randomPlacesAreMetFromAnywhere() {
        Random random = new Random(11);
        for (int n = 0; n < 1000; n++) {
            double[] x = random.doubles(12, -2, 2).toArray();
            InternalCoordinate angle = InternalCoordinate.of(3, 0, 2);
            double value = Math.PI * random.nextDouble();
            ScanCoordinate.of(angle).place(x, value);
            assertEquals(value, angle.value(x), EXACT);
        }
    }

    @Test
    void badMovingAtomsAndValuesAreNamed() {
        InternalCoordinate angle = InternalCoordinate.of(0, 1, 2);
        assertMessage(
                "angle 1-2-3: expected atom 3 among the moving atoms, found 5, 6",
                () -> ScanCoordinate.of(angle, 4, 5));
        assertMessage(
                "angle 1-2-3: expected atom 1 to stay, found it among the moving atoms",
                () -> ScanCoordinate.of(angle, 2, 0));
        assertMessage("angle 1-2-3: a moving atom is named twice", () -> ScanCoordinate.of(angle, 2, 2));
        assertMessage("angle 1-2-3: expected 0 to pi radian, found 120.0", () -> placed(ScanCoordinate.of(angle), 120));
        ScanCoordinate bond = ScanCoordinate.of(InternalCoordinate.of(0, 1));
        assertMessage("bond 1-2: expected a positive length, found 0.0", () -> placed(bond, 0));
        assertThrows(IllegalArgumentException.class, () -> bond.place(new double[6], 1)); // no direction
        assertThrows(IllegalArgumentException.class, () -> bond.place(new double[3], 1));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static double[] placed(ScanCoordinate scan, double value) {
        int[] elements = {6, 6, 6, 1, 1, 1};
        return scan.at(Geometry.of(elements, MOLECULE), value).toArray();
    }

    private static void assertRigid(double[] x, int... atoms) {
        assertTrue(atoms.length > 1);
        for (int a : atoms) for (int b : atoms) if (a < b) assertSame(x, InternalCoordinate.of(a, b));
    }

    private static void assertSame(double[] x, InternalCoordinate... coordinates) {
        for (InternalCoordinate c : coordinates) assertEquals(c.value(MOLECULE), c.value(x), EXACT, c.toString());
    }
}
