package nnp4j.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import nnp4j.geometry.InternalCoordinate.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalCoordinateTest {
    /** A dozen operations on numbers of order one. */
    private static final double ROUNDING = 1e-14;
    /** Central differences of fourth order, step 1e-3: truncation h^4 q^(5)/30 and rounding 1e-16/h, both near 1e-12. */
    private static final double DIFFERENCES = 1e-9;

    private static final InternalCoordinate BOND = InternalCoordinate.of(0, 1);
    private static final InternalCoordinate ANGLE = InternalCoordinate.of(0, 1, 2);
    private static final InternalCoordinate DIHEDRAL = InternalCoordinate.of(0, 1, 2, 3);

    private static double[] random(long seed, int atoms) {
        Random random = new Random(seed);
        return random.doubles(3L * atoms, -2, 2).toArray();
    }

    private static double[] gradient(InternalCoordinate q, double[] x) {
        double[] gradient = new double[x.length];
        q.addGradient(x, 1, gradient);
        return gradient;
    }

    /** (8 (q(h) - q(-h)) - (q(2h) - q(-2h))) / 12h, differences of dihedrals taken the short way round. */
    private static double[] differences(InternalCoordinate q, double[] x) {
        double h = 1e-3;
        double[] slopes = new double[x.length];
        double[] moved = x.clone();
        for (int k = 0; k < x.length; k++) {
            double[] v = new double[4];
            double[] steps = {h, -h, 2 * h, -2 * h};
            for (int s = 0; s < 4; s++) {
                moved[k] = x[k] + steps[s];
                v[s] = q.value(moved);
            }
            moved[k] = x[k];
            slopes[k] = (8 * shortWay(q, v[0] - v[1]) - shortWay(q, v[2] - v[3])) / (12 * h);
        }
        return slopes;
    }

    private static double shortWay(InternalCoordinate q, double difference) {
        return q.kind() == Kind.DIHEDRAL ? Math.IEEEremainder(difference, 2 * Math.PI) : difference;
    }

    @Test
    void bondIsTheDistance() {
        assertEquals(Math.sqrt(14), BOND.value(new double[] {1, 1, 1, 2, 3, 4}), ROUNDING);
        assertEquals(0, BOND.value(new double[6]));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 1e-4, 0.5, 1.5707963267948966, 1.9106332362490186, 3.1415, 3.14159265, Math.PI})
    void angleIsExactFromZeroToPi(double theta) {
        assertEquals(theta, ANGLE.value(Chains.bent(theta)), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, 1e-9, 0.5, 1.0471975511965976, 3.1, 3.14159265, Math.PI, -3.1, -1.0471975511965976, -1e-9})
    void dihedralIsExactOnTheWholeCircle(double phi) {
        assertEquals(phi, DIHEDRAL.value(Chains.chain(phi)), ROUNDING);
    }

    /**
     * IUPAC (Klyne, Prelog, Experientia 16, 521 (1960)): seen along j to k, positive if the front bond must turn clockwise
     * to eclipse the rear one. The viewer at z = -infinity looks along +z with y up and so has +x on the left: clockwise
     * runs from up (+y) to right (-x).
     */
    @Test
    void dihedralIsPositiveClockwise() {
        double[] quarterClockwise = {0, 1, 0, 0, 0, 0, 0, 0, 1, -1, 0, 1};
        assertEquals(Math.PI / 2, DIHEDRAL.value(quarterClockwise), ROUNDING);
        double[] mirrored = {0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1};
        assertEquals(-Math.PI / 2, DIHEDRAL.value(mirrored), ROUNDING);
    }

    @Test
    void transDihedralIsPlusPiWhateverTheSignOfZero() {
        for (double zero : new double[] {0.0, -0.0})
            assertEquals(Math.PI, DIHEDRAL.value(new double[] {1, zero, 0, 0, 0, 0, 0, 0, 1, -1, zero, 1}));
    }

    @Test
    void dihedralIsContinuousOverTheSeam() {
        double below = DIHEDRAL.value(Chains.chain(Math.PI - 1e-7));
        double above = DIHEDRAL.value(Chains.chain(Math.PI + 1e-7));
        assertEquals(2e-7, Math.IEEEremainder(above - below, 2 * Math.PI), ROUNDING);
        assertArrayEquals(
                gradient(DIHEDRAL, Chains.chain(Math.PI - 1e-7)),
                gradient(DIHEDRAL, Chains.chain(Math.PI + 1e-7)),
                1e-6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readBackwardsTheValueIsTheSame(long seed) {
        double[] x = random(seed, 4);
        assertEquals(BOND.value(x), InternalCoordinate.of(1, 0).value(x), ROUNDING);
        assertEquals(ANGLE.value(x), InternalCoordinate.of(2, 1, 0).value(x), ROUNDING);
        assertEquals(DIHEDRAL.value(x), InternalCoordinate.of(3, 2, 1, 0).value(x), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void gradientIsTheDerivative(long seed) {
        double[] x = random(seed, 6);
        for (int[] atoms : new int[][] {{0, 1}, {5, 2}, {0, 1, 2}, {4, 0, 5}, {0, 1, 2, 3}, {5, 1, 4, 0}}) {
            InternalCoordinate q = InternalCoordinate.of(atoms);
            double[] gradient = gradient(q, x);
            double steepest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            // The fifth derivative grows with the fifth power of the first as atoms come close or in line.
            double tolerance = DIFFERENCES * Math.max(1, Math.pow(steepest, 5));
            assertArrayEquals(differences(q, x), gradient, tolerance, q.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 1e-3, 3.14159265, Math.PI, -3.14159265})
    void dihedralGradientHoldsAtCisAndTrans(double phi) {
        double[] x = Chains.chain(phi);
        assertArrayEquals(differences(DIHEDRAL, x), gradient(DIHEDRAL, x), DIFFERENCES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-3, 3.14, 3.141592})
    void angleGradientHasTheRightLengthNearStraightAndFolded(double theta) {
        double[] gradient = gradient(ANGLE, Chains.bent(theta));
        // |d theta/di| = 1/|u|; the direction comes from a difference of order sin theta.
        double tolerance = 1e-15 / Math.sin(theta);
        assertEquals(1 / 1.2, Math.hypot(Math.hypot(gradient[0], gradient[1]), gradient[2]), tolerance);
        assertEquals(1 / 0.9, Math.hypot(Math.hypot(gradient[6], gradient[7]), gradient[8]), tolerance);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gradientHasNoNetForceAndNoTorque(long seed) {
        double[] x = random(seed, 4);
        for (InternalCoordinate q : new InternalCoordinate[] {BOND, ANGLE, DIHEDRAL}) {
            double[] g = gradient(q, x);
            double size = Arrays.stream(g).map(Math::abs).sum();
            for (int c = 0; c < 3; c++) {
                int d = (c + 1) % 3;
                double force = 0;
                double torque = 0;
                for (int i = 0; i < 12; i += 3) {
                    force += g[i + c];
                    torque += x[i + c] * g[i + d] - x[i + d] * g[i + c];
                }
                assertEquals(0, force, ROUNDING * size, q.toString());
                assertEquals(0, torque, 10 * ROUNDING * size, q.toString());
            }
        }
    }

    @Test
    void gradientIsAddedWithItsWeight() {
        double[] x = random(3, 4);
        for (InternalCoordinate q : new InternalCoordinate[] {BOND, ANGLE, DIHEDRAL}) {
            double[] once = gradient(q, x);
            double[] sum = new double[12];
            Arrays.fill(sum, 7);
            q.addGradient(x, -2.5, sum);
            for (int k = 0; k < 12; k++) assertEquals(7 - 2.5 * once[k], sum[k], 10 * ROUNDING);
        }
    }

    /** Lines along which multiples of the step are rounded, so that the cross product of the bonds is not exactly zero. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0.1, 0.2, 0.3", "0.1, -0.7, 0.37", "0.333, 0.77, 1.13"})
    void atomsInLineLeaveNoDihedralAndNoAngleGradient(double dx, double dy, double dz) {
        double[] step = {dx, dy, dz};
        double[] x = new double[12];
        for (int atom = 0; atom < 3; atom++) for (int c = 0; c < 3; c++) x[3 * atom + c] = 0.7 + atom * 1.1 * step[c];
        x[9] = 0.2;
        x[10] = 2.9;
        x[11] = -1.3;
        assertEquals(Math.PI, ANGLE.value(x), ROUNDING);
        assertNothingFinite(gradient(ANGLE, x), 9);
        for (InternalCoordinate q : new InternalCoordinate[] {DIHEDRAL, InternalCoordinate.of(3, 2, 1, 0)}) {
            assertTrue(Double.isNaN(q.value(x)), q + " = " + q.value(x));
            assertNothingFinite(gradient(q, x), 12);
        }
        InternalCoordinate folded = InternalCoordinate.of(1, 0, 2);
        assertEquals(0, folded.value(x), ROUNDING);
        assertNothingFinite(gradient(folded, x), 9);
    }

    private static void assertNothingFinite(double[] gradient, int count) {
        for (int k = 0; k < count; k++) assertFalse(Double.isFinite(gradient[k]), "component " + k + " " + gradient[k]);
    }

    @Test
    void nearlyStraightAnglesStillHaveDihedrals() {
        double[] x = {1e-7, 0, -1, 0, 0, 0, 0, 0, 1.5, 0, 1e-7, 2.5};
        assertEquals(Math.PI / 2, DIHEDRAL.value(x), ROUNDING);
        assertTrue(Arrays.stream(gradient(DIHEDRAL, x)).allMatch(Double::isFinite));
    }

    @Test
    void atomsInOnePlaceLeaveNothingToMeasure() {
        double[] x = {1, 2, 3, 1, 2, 3, 0.5, 0.1, 0.9, -1, 4, 2};
        assertNothingFinite(gradient(BOND, x), 6);
        assertTrue(Double.isNaN(ANGLE.value(x)));
        assertNothingFinite(gradient(ANGLE, x), 9);
        assertTrue(Double.isNaN(DIHEDRAL.value(x)));
        assertTrue(Double.isNaN(InternalCoordinate.of(2, 0, 1, 3).value(x)));
        assertNothingFinite(gradient(InternalCoordinate.of(2, 0, 1, 3), x), 12);
    }

    @Test
    void coordinatesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinate.of(1));
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinate.of(0, 1, 2, 3, 4));
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinate.of(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinate.of(0, -1));
    }

    @Test
    void namesAndComparesByItsAtoms() {
        assertEquals("dihedral 1-2-3-4", DIHEDRAL.toString());
        assertEquals("1-2-3", ANGLE.label());
        assertEquals(Kind.BOND, BOND.kind());
        assertEquals(3, InternalCoordinate.of(3, 0, 1).lastAtom());
        assertEquals(InternalCoordinate.of(0, 1), BOND);
        assertEquals(InternalCoordinate.of(0, 1).hashCode(), BOND.hashCode());
        assertNotEquals(InternalCoordinate.of(1, 0), BOND);
        BOND.atoms()[0] = 9;
        assertArrayEquals(new int[] {0, 1}, BOND.atoms());
    }
}
