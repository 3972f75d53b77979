package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.geometry.InternalCoordinate;
import org.junit.jupiter.api.Test;

class InternalCoordinatesTest implements DescriptorContract {
    private static final InternalCoordinate BOND = InternalCoordinate.of(0, 1);
    private static final InternalCoordinate ANGLE = InternalCoordinate.of(0, 1, 2);
    private static final InternalCoordinate DIHEDRAL = InternalCoordinate.of(0, 1, 2, 3);
    private static final double DIGITS = 1e-14; // numbers of order one, a dozen operations

    @Override
    public List<Descriptor> descriptors() {
        return List.of(
                InternalCoordinates.of(2, List.of(BOND)),
                InternalCoordinates.of(3, List.of(BOND, ANGLE)),
                InternalCoordinates.of(4, List.of(DIHEDRAL)),
                InternalCoordinates.of(4, List.of(DIHEDRAL, BOND, InternalCoordinate.of(3, 0, 2))),
                InternalCoordinates.of(6, List.of(BOND, ANGLE, DIHEDRAL, InternalCoordinate.of(5, 3, 4, 0))));
    }

    private static double[] evaluate(Descriptor d, double... x) {
        double[] features = new double[d.featureCount()];
        d.evaluate(x, features);
        return features;
    }

    /** The middle bond along +z, the last atom turned by phi. */
    private static double[] chain(double phi) {
        return new double[] {1, 0, -0.4, 0, 0, 0, 0, 0, 1.5, Math.cos(phi), Math.sin(phi), 1.9};
    }

    @Test
    void featuresAreLengthCosineAndBothPartsOfTheDihedral() {
        Descriptor d = InternalCoordinates.of(4, List.of(BOND, ANGLE, DIHEDRAL));
        double[] x = chain(-2.1);
        double[] expected = {BOND.value(x), Math.cos(ANGLE.value(x)), Math.cos(-2.1), Math.sin(-2.1)};
        assertArrayEquals(expected, evaluate(d, x), DIGITS);
        List<String> names = new ArrayList<>();
        for (int f = 0; f < 4; f++) names.add(d.featureName(f));
        assertEquals(List.of("r(1-2)", "cos theta(1-2-3)", "cos phi(1-2-3-4)", "sin phi(1-2-3-4)"), names);
    }

    @Test
    void featuresAndSlopesDoNotJumpWhereTheDihedralDoes() {
        Descriptor d = InternalCoordinates.of(4, List.of(DIHEDRAL));
        double small = 1e-9;
        assertArrayEquals(evaluate(d, chain(Math.PI - small)), evaluate(d, chain(Math.PI + small)), 3 * small);
        double[] below = new double[12];
        double[] above = new double[12];
        d.pullBack(chain(Math.PI - small), new double[] {0.3, 0.8}, below);
        d.pullBack(chain(Math.PI + small), new double[] {0.3, 0.8}, above);
        assertArrayEquals(below, above, 10 * small);
    }

    @Test
    void aStraightAngleHasCosineMinusOneAndNoSlope() {
        Descriptor d = InternalCoordinates.of(3, List.of(ANGLE));
        double[] x = {-0.3, -0.6, -0.9, 0, 0, 0, 0.1, 0.2, 0.3};
        double[] gradient = new double[9];
        d.pullBack(x, new double[] {1}, gradient);
        assertEquals(-1, evaluate(d, x)[0], DIGITS);
        assertArrayEquals(new double[9], gradient, 10 * DIGITS); // divided by |u| = 0.37
    }

    @Test
    void atomsInLineOrInOnePlaceAreNotHidden() {
        Descriptor torsion = InternalCoordinates.of(4, List.of(DIHEDRAL));
        double[] line = {0, 0, 0, 0.1, 0.2, 0.3, 0.2, 0.4, 0.6, 1, 2, 0};
        assertTrue(Arrays.stream(evaluate(torsion, line)).allMatch(Double::isNaN));
        assertNaN(torsion, line, new double[] {1, 1}, 12);
        double[] same = {1, 2, 3, 1, 2, 3, 0, 0, 1};
        Descriptor angle = InternalCoordinates.of(3, List.of(ANGLE));
        assertTrue(Double.isNaN(evaluate(angle, same)[0]));
        assertNaN(angle, same, new double[] {1}, 9);
        Descriptor bond = InternalCoordinates.of(3, List.of(BOND));
        assertEquals(0, evaluate(bond, same)[0]);
        assertNaN(bond, same, new double[] {1}, 6);
    }

    private static void assertNaN(Descriptor d, double[] x, double[] slopes, int count) {
        double[] gradient = new double[x.length];
        d.pullBack(x, slopes, gradient);
        for (int k = 0; k < count; k++) assertTrue(Double.isNaN(gradient[k]), d + " " + gradient[k]);
    }

    @Test
    void parametersComeBack() {
        List<InternalCoordinate> list = new ArrayList<>(List.of(BOND, DIHEDRAL));
        InternalCoordinates d = InternalCoordinates.of(5, list);
        list.set(0, ANGLE);
        assertEquals(List.of(BOND, DIHEDRAL), d.coordinates());
        assertEquals(5, d.atomCount());
        assertEquals(d, InternalCoordinates.of(d.atomCount(), d.coordinates()));
        assertEquals("InternalCoordinates[5 atoms, bond 1-2, dihedral 1-2-3-4]", d.toString());
    }

    @Test
    void listsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinates.of(3, List.of()));
        assertThrows(IllegalArgumentException.class, () -> InternalCoordinates.of(4, List.of(BOND, BOND)));
        assertThrows(
                IllegalArgumentException.class,
                () -> InternalCoordinates.of(4, List.of(ANGLE, InternalCoordinate.of(2, 1, 0))));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> InternalCoordinates.of(3, List.of(BOND, DIHEDRAL)))
                .getMessage();
        assertEquals("InternalCoordinates: expected atoms 1 to 3, found dihedral 1-2-3-4 (counted from 1)", message);
    }
}
