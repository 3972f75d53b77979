package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nnp4j.geometry.InternalCoordinate.Kind;
import org.junit.jupiter.api.Test;

class ScanValuesTest {
    @Test
    void pointsIncludeBothEnds() {
        assertArrayEquals(
                new double[] {0.4, 0.7, 1},
                ScanValues.points(Kind.BOND, 0.4, 1, 3).display(),
                1e-15);
        double[] down = ScanValues.points(Kind.DIHEDRAL, 180, -180, 7).display();
        assertArrayEquals(new double[] {180, 120, 60, 0, -60, -120, -180}, down);
    }

    @Test
    void stepsReachAnEndThatIsAWholeNumberOfStepsAway() {
        double[] values = ScanValues.step(Kind.BOND, 0.4, 6, 0.1).display();
        assertEquals(57, values.length);
        assertEquals(6, values[56]);
        assertArrayEquals(
                new double[] {1, 1.4, 1.8},
                ScanValues.step(Kind.BOND, 1, 2, 0.4).display(),
                1e-15);
        assertArrayEquals(
                new double[] {90, 60}, ScanValues.step(Kind.ANGLE, 90, 40, -30).display());
    }

    @Test
    void anglesAreRadiansInside() {
        ScanValues right = ScanValues.list(Kind.ANGLE, 90, 180);
        assertArrayEquals(new double[] {Math.PI / 2, Math.PI}, right.inside());
        assertEquals("degree", ScanValues.unit(Kind.ANGLE));
        assertEquals(90, ScanValues.display(Kind.DIHEDRAL, Math.PI / 2));
        assertArrayEquals(new double[] {1.5}, ScanValues.list(Kind.BOND, 1.5).inside());
        assertEquals("angstrom", ScanValues.unit(Kind.BOND));
    }

    @Test
    void badRangesAreNamed() {
        assertMessage("scan: expected 2 to 10000000 points, found 1", () -> ScanValues.points(Kind.BOND, 1, 2, 1));
        assertMessage(
                "scan: expected 2 to 10000000 points, found 20000000",
                () -> ScanValues.points(Kind.BOND, 1, 2, 20_000_000));
        assertMessage(
                "scan: expected a positive step from 1.0 to 2.0, found -0.1",
                () -> ScanValues.step(Kind.BOND, 1, 2, -0.1));
        assertMessage(
                "scan: expected a negative step from 2.0 to 1.0, found 0.0", () -> ScanValues.step(Kind.BOND, 2, 1, 0));
        assertMessage(
                "scan: expected a bond longer than 0 angstrom, found 0.0", () -> ScanValues.points(Kind.BOND, 0, 2, 3));
        assertMessage(
                "scan: expected an angle of 0 to 180 degree, found 190.0",
                () -> ScanValues.points(Kind.ANGLE, 90, 190, 3));
        assertMessage(
                "scan: expected finite values, found NaN", () -> ScanValues.points(Kind.DIHEDRAL, Double.NaN, 190, 3));
        assertMessage(
                "scan: expected two different ends, found 1.0 twice", () -> ScanValues.points(Kind.BOND, 1, 1, 3));
        assertMessage("scan: expected 1 to 10000000 values, found 0", () -> ScanValues.list(Kind.BOND));
        assertMessage(
                "scan: the step 3.0 is longer than the way from 1.0 to 2.0", () -> ScanValues.step(Kind.BOND, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> ScanValues.step(Kind.BOND, 1, 2, 1e-9));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
