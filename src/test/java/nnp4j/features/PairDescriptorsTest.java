package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances, InverseDistances and DecayingPairs, which iterate the same pairs. */
class PairDescriptorsTest implements DescriptorContract {
    private static final int[] LISTED = {0, 1, 3, 1};
    /** Sides 3, 4, 5: r(1-2), r(1-3), r(2-3). */
    private static final double[] TRIANGLE = {0, 0, 0, 3, 0, 0, 0, 4, 0};

    @Override
    public List<Descriptor> descriptors() {
        return List.of(
                Distances.of(4),
                Distances.of(4, LISTED),
                InverseDistances.of(2),
                InverseDistances.of(4, LISTED),
                InverseDistances.of(7),
                DecayingPairs.of(2, 0.74),
                DecayingPairs.of(5, 0.5, 1, 2.5),
                DecayingPairs.of(5, LISTED, 0.5, 1));
    }

    private static double[] evaluate(Descriptor d, double... x) {
        double[] features = new double[d.featureCount()];
        d.evaluate(x, features);
        return features;
    }

    @Test
    void featuresAreTheirFormulas() {
        assertArrayEquals(new double[] {3, 4, 5}, evaluate(Distances.of(3), TRIANGLE));
        assertArrayEquals(new double[] {1 / 3.0, 0.25, 0.2}, evaluate(InverseDistances.of(3), TRIANGLE));
        assertArrayEquals(
                new double[] {Math.exp(-3), Math.exp(-1.5), Math.exp(-5), Math.exp(-2.5)},
                evaluate(DecayingPairs.of(3, new int[] {1, 0, 1, 2}, 1, 2), TRIANGLE));
    }

    @Test
    void namesCountAtomsFromOne() {
        assertEquals("r(2-4)", Distances.of(4, LISTED).featureName(1));
        assertEquals("1/r(1-3)", InverseDistances.of(3).featureName(1));
        assertEquals("exp(-r(1-2)/0.74)", DecayingPairs.of(2, 0.74).featureName(0));
        assertEquals("exp(-r(2-3)/0.5)", DecayingPairs.of(3, 2, 0.5).featureName(5));
    }

    @Test
    void parametersComeBack() {
        DecayingPairs d = DecayingPairs.of(4, LISTED, 2, 0.5);
        assertEquals(4, d.atomCount());
        assertArrayEquals(new int[] {0, 1, 1, 3}, d.pairs());
        assertArrayEquals(new double[] {2, 0.5}, d.scales());
        assertEquals(d, DecayingPairs.of(d.atomCount(), d.pairs(), d.scales()));
        InverseDistances all = InverseDistances.of(3);
        assertArrayEquals(new int[] {0, 1, 0, 2, 1, 2}, all.pairs());
        assertEquals(all, InverseDistances.of(all.atomCount(), all.pairs()));
        assertEquals(
                Distances.of(3),
                Distances.of(Distances.of(3).atomCount(), Distances.of(3).pairs()));
    }

    @Test
    void laterChangesToTheArgumentsDoNotReachIt() {
        int[] pairs = LISTED.clone();
        double[] scales = {1, 2};
        DecayingPairs d = DecayingPairs.of(4, pairs, scales);
        pairs[1] = 2;
        scales[0] = 3;
        d.pairs()[0] = 2;
        d.scales()[0] = 3;
        assertEquals(DecayingPairs.of(4, LISTED, 1, 2), d);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void permutedFeaturesAreThoseOfPermutedAtoms(long seed) {
        int[] p = {3, 4, 0, 2, 1};
        int[] closed = {0, 3, 3, 2, 2, 0, 4, 1}; // the triangle 1-4-3 and the pair 2-5, which p keeps
        double[] x = Samples.molecule(5, seed);
        double[] y = new double[15]; // atom i at the place of atom p[i]
        for (int i = 0; i < 5; i++) System.arraycopy(x, 3 * p[i], y, 3 * i, 3);
        for (PairFeatures d : List.of(
                Distances.of(5),
                InverseDistances.of(5, closed),
                DecayingPairs.of(5, 1, 2),
                DecayingPairs.of(5, closed, 1, 2))) {
            int[] permuted = d.permuted(p);
            double[] features = evaluate(d, x);
            double[] expected = new double[features.length];
            for (int f = 0; f < expected.length; f++) expected[f] = features[permuted[f]];
            assertArrayEquals(expected, evaluate(d, y), d.toString());
            assertFalse(Arrays.equals(features, expected), d.toString());
        }
    }

    @Test
    void permutationsThatTheListedPairsDoNotFollowAreRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Distances.of(4, LISTED).permuted(new int[] {2, 1, 0, 3}))
                .getMessage();
        assertEquals(
                "pairs: expected a list that the permutation keeps, found r(1-2) taken to r(3-2), which is not listed",
                message);
        assertThrows(IllegalArgumentException.class, () -> Distances.of(4).permuted(new int[] {0, 1, 2}));
        assertThrows(IllegalArgumentException.class, () -> Distances.of(4).permuted(new int[] {0, 1, 2, 2}));
    }

    @Test
    void anotherMoleculeNeedsAsManyAtoms() {
        assertEquals(Distances.of(3), Distances.of(3).forAtoms(new int[] {8, 1, 1}));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Distances.of(3).forAtoms(new int[] {1, 1}))
                .getMessage();
        assertEquals("Distances[3 atoms, all pairs]: expected 3 atoms, found 2", message);
    }

    @Test
    void atomsInOnePlaceAreNotHidden() {
        double[] x = {1, 2, 3, 1, 2, 3, 0, 0, 0};
        assertEquals(Double.POSITIVE_INFINITY, evaluate(InverseDistances.of(3), x)[0]);
        assertEquals(0, evaluate(Distances.of(3), x)[0]);
        assertEquals(1, evaluate(DecayingPairs.of(3, 0.5), x)[0]);
        for (Descriptor d : List.of(Distances.of(3), InverseDistances.of(3), DecayingPairs.of(3, 0.5))) {
            double[] gradient = new double[9];
            d.pullBack(x, new double[] {1, 1, 1}, gradient);
            for (int k = 0; k < 6; k++) assertFalse(Double.isFinite(gradient[k]), d + " " + gradient[k]);
            for (int k = 6; k < 9; k++) assertTrue(Double.isFinite(gradient[k]), d + " " + gradient[k]);
        }
    }

    @Test
    void pairsThatAreNotListedMayCoincide() {
        double[] gradient = new double[9];
        InverseDistances.of(3, new int[] {0, 2})
                .pullBack(new double[] {1, 2, 3, 1, 2, 3, 0, 0, 0}, new double[] {1}, gradient);
        assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite));
    }

    @Test
    void dissociatedAtomsLeaveZeroAndNoSlope() {
        double[] x = {0, 0, 0, 1e6, 0, 0};
        double[] gradient = new double[6];
        DecayingPairs.of(2, 0.5).pullBack(x, new double[] {1}, gradient);
        assertEquals(0, evaluate(DecayingPairs.of(2, 0.5), x)[0]);
        for (double g : gradient) assertEquals(0, g, 0.0);
        assertEquals(1e-6, evaluate(InverseDistances.of(2), x)[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void scalesThatAreNotPositiveAndFiniteAreRefused(double scale) {
        String message = assertThrows(IllegalArgumentException.class, () -> DecayingPairs.of(3, 1, scale))
                .getMessage();
        assertEquals("DecayingPairs: expected length scale 2 positive and finite, found " + scale, message);
    }

    @Test
    void scalesThatAreMissingOrComeTwiceAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> DecayingPairs.of(3));
        assertThrows(IllegalArgumentException.class, () -> DecayingPairs.of(3, 1, 2, 1));
    }

    @Test
    void pairsThatMakeNoSenseAreRefused() {
        refuses("pair 2: expected atom indices 0 to 2, found 0 and 3", 3, 0, 1, 0, 3);
        refuses("pair 1: expected atom indices 0 to 2, found 0 and -1", 3, 0, -1);
        refuses("pair 1: expected two different atoms, found index 2 twice", 3, 2, 2);
        refuses("pair 2: atom indices 0 and 1 are listed before, as pair 1", 3, 0, 1, 1, 0);
        refuses("pairs: expected two indices a pair and at least one pair, found 0 indices", 3);
        refuses("pairs: expected two indices a pair and at least one pair, found 3 indices", 3, 0, 1, 2);
        assertThrows(IllegalArgumentException.class, () -> InverseDistances.of(1));
    }

    private static void refuses(String message, int atomCount, int... pairs) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> InverseDistances.of(atomCount, pairs));
        assertEquals(message, thrown.getMessage());
    }
}
