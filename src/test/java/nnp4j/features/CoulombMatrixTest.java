package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nnp4j.units.Units;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoulombMatrixTest implements DescriptorContract {
    private static final int[] WATER = {8, 1, 1};
    private static final int[] METHANOL = {1, 6, 1, 8, 1, 1};
    private static final double DIGITS = 1e-12; // entries of up to 74, a dozen operations

    @Override
    public List<Descriptor> descriptors() {
        return List.of(
                CoulombMatrix.sorted(METHANOL, 8),
                CoulombMatrix.sorted(new int[] {2}, 2),
                CoulombMatrix.eigenvalues(WATER, 3),
                CoulombMatrix.eigenvalues(new int[] {1, 6, 3, 8}, 5),
                CoulombMatrix.random(WATER, 4, 3, 1, 1));
    }

    @Test
    void differentParametersMakeDifferentDescriptors() {
        CoulombMatrix d = CoulombMatrix.random(WATER, 4, 3, 1, 1);
        for (CoulombMatrix other : List.of(
                CoulombMatrix.sorted(WATER, 4),
                CoulombMatrix.random(WATER, 5, 3, 1, 1),
                CoulombMatrix.random(WATER, 4, 2, 1, 1),
                CoulombMatrix.random(WATER, 4, 3, 0.5, 1),
                CoulombMatrix.random(WATER, 4, 3, 1, 2),
                CoulombMatrix.random(new int[] {16, 1, 1}, 4, 3, 1, 1))) assertNotEquals(d, other);
        assertArrayEquals(WATER, d.atomicNumbers());
        assertEquals(d, CoulombMatrix.random(d.atomicNumbers(), d.mostAtoms(), d.realizations(), d.noise(), d.seed()));
    }

    private static double[] evaluate(Descriptor d, double[] x) {
        return Results.evaluate(d, x);
    }

    /** 0.5 Z^2.4: 0.5 of hydrogen, 73.5166947 of oxygen. */
    @Test
    void entriesAreThoseOfThePublishedFormula() {
        double[] x = {0, 0, Units.BOHR, 0, 0, 0, 0, 0, 3 * Units.BOHR}; // H, O, H along a line
        double[] features = evaluate(CoulombMatrix.sorted(new int[] {1, 8, 1}, 4), x);
        double oxygen = 0.5 * Math.pow(8, 2.4);
        assertEquals(73.516695, oxygen, 1e-6); // half of the last digit
        assertArrayEquals(
                new double[] {oxygen, 8, 8.0 / 3, 0, 0.5, 0.5, 0, 0.5, 0, 0}, features, DIGITS); // nearer H second
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 23})
    void eigenvaluesAreThoseOfTheMatrixByFallingSize(int n) {
        double[] x = Samples.molecule(n, 3);
        int[] numbers = new int[n];
        Arrays.setAll(numbers, i -> 1 + i % 3 * 5);
        double[] sorted = evaluate(CoulombMatrix.sorted(numbers, n), x);
        double[][] c = new double[n][n];
        for (int a = 0, f = 0; a < n; a++)
            for (int b = a; b < n; b++, f++) {
                c[a][b] = sorted[f];
                c[b][a] = sorted[f];
            }
        double[] expected = Arrays.stream(new EigenDecomposition(new Array2DRowRealMatrix(c)).getRealEigenvalues())
                .boxed()
                .sorted((p, q) -> Double.compare(Math.abs(q), Math.abs(p)))
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] found = evaluate(CoulombMatrix.eigenvalues(numbers, n + 2), x);
        double largest = Math.abs(expected[0]);
        assertArrayEquals(expected, Arrays.copyOf(found, n), DIGITS * Math.max(1, largest));
        assertArrayEquals(new double[2], Arrays.copyOfRange(found, n, n + 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfTheAtomsDoesNotShow(long seed) {
        int[] p = {4, 2, 0, 3, 1, 5};
        double[] x = Samples.molecule(6, seed);
        double[] y = new double[18];
        int[] numbers = new int[6];
        for (int i = 0; i < 6; i++) {
            numbers[i] = METHANOL[p[i]];
            System.arraycopy(x, 3 * p[i], y, 3 * i, 3);
        }
        for (CoulombMatrix d : List.of(
                CoulombMatrix.sorted(METHANOL, 7),
                CoulombMatrix.eigenvalues(METHANOL, 7),
                CoulombMatrix.random(METHANOL, 7, 5, 2, seed)))
            assertArrayEquals(evaluate(d, x), evaluate(d.forAtoms(numbers), y), DIGITS, d.toString());
    }

    @Test
    void noiseShufflesRowsAndWithoutNoiseAllMatricesAreTheSortedOne() {
        double[] x = Samples.molecule(6, 1);
        double[] sorted = evaluate(CoulombMatrix.sorted(METHANOL, 6), x);
        double[] still = evaluate(CoulombMatrix.random(METHANOL, 6, 2, 0, 5), x);
        assertArrayEquals(sorted, Arrays.copyOfRange(still, 0, 21));
        assertArrayEquals(sorted, Arrays.copyOfRange(still, 21, 42));
        double[] shuffled = evaluate(CoulombMatrix.random(METHANOL, 6, 2, 5, 5), x);
        double[] first = Arrays.copyOfRange(shuffled, 0, 21);
        double[] second = Arrays.copyOfRange(shuffled, 21, 42);
        assertFalse(Arrays.equals(first, second));
        for (double[] features : List.of(sorted, first, second)) Arrays.sort(features);
        assertArrayEquals(sorted, first, "the same entries in another order");
        assertArrayEquals(sorted, second);
    }

    @Test
    void moreMatricesLeaveTheEarlierAsTheyWere() {
        double[] x = Samples.molecule(3, 1);
        double[] two = evaluate(CoulombMatrix.random(WATER, 3, 2, 3, 9), x);
        double[] three = evaluate(CoulombMatrix.random(WATER, 3, 3, 3, 9), x);
        assertArrayEquals(two, Arrays.copyOf(three, two.length));
    }

    @Test
    void anotherMoleculeGetsTheSameFeaturesAndNoMoreAtomsThanThereIsRoomFor() {
        CoulombMatrix water = CoulombMatrix.random(WATER, 6, 2, 1, 4);
        assertEquals(CoulombMatrix.random(METHANOL, 6, 2, 1, 4), water.forAtoms(METHANOL));
        assertEquals(water, water.forAtoms(METHANOL).forAtoms(WATER));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CoulombMatrix.sorted(WATER, 5).forAtoms(METHANOL))
                .getMessage();
        assertEquals("CoulombMatrix: expected 1 to 5 atoms, found 6", message);
    }

    @Test
    void atomsInOnePlaceAreNotHidden() {
        double[] x = {1, 2, 3, 1, 2, 3, 0, 0, 0};
        for (Descriptor d : List.of(CoulombMatrix.sorted(WATER, 3), CoulombMatrix.eigenvalues(WATER, 3))) {
            assertFalse(Arrays.stream(evaluate(d, x)).allMatch(Double::isFinite), d.toString());
            double[] gradient = Results.pullBack(d, x, Samples.numbers(d.featureCount(), 1));
            assertFalse(Arrays.stream(gradient).allMatch(Double::isFinite), d.toString());
        }
    }

    @Test
    void namesCountRowsFromOne() {
        assertEquals("C(2,3)", CoulombMatrix.sorted(WATER, 3).featureName(4));
        assertEquals("C(1,2)#2", CoulombMatrix.random(WATER, 3, 2, 1, 1).featureName(7));
        assertEquals("lambda(3)", CoulombMatrix.eigenvalues(WATER, 3).featureName(2));
        assertEquals(
                "CoulombMatrix[3 atoms, random, room for 4, 2 realizations of noise 1.0, seed 7]",
                CoulombMatrix.random(WATER, 4, 2, 1, 7).toString());
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        refuses("expected 1 to 2 atoms, found 3", () -> CoulombMatrix.sorted(WATER, 2));
        refuses("expected 1 to 2 atoms, found 0", () -> CoulombMatrix.sorted(new int[0], 2));
        refuses("expected atomic numbers 1 to 118, found 0", () -> CoulombMatrix.sorted(new int[] {1, 0}, 2));
        refuses("expected room for 1 to 4471 atoms, found 4472", () -> CoulombMatrix.eigenvalues(WATER, 4472));
        refuses("expected room for 1 to 4471 atoms, found 0", () -> CoulombMatrix.eigenvalues(WATER, 0));
        refuses("realizations of 6 features, found 0", () -> CoulombMatrix.random(WATER, 3, 0, 1, 1));
        refuses("found 1666667", () -> CoulombMatrix.random(WATER, 3, 1_666_667, 1, 1));
        for (double noise : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY})
            refuses("at least 0 and finite, found " + noise, () -> CoulombMatrix.random(WATER, 3, 1, noise, 1));
    }

    private static void refuses(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.startsWith("CoulombMatrix: ") && message.endsWith(part), message);
    }
}
