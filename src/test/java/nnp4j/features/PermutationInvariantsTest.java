package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Geometry;
import nnp4j.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationInvariantsTest implements DescriptorContract {
    private static final int[][] NONE = {};
    private static final int[][] WATER = {{1, 2}};
    private static final int[][] METHANE = {{1, 2, 3, 4}};
    private static final int[][] TURN = {{1, 2, 0, 3}};
    private static final double DIGITS = 1e-12; // sums of a few hundred products of order one

    @Override
    public List<Descriptor> descriptors() {
        return List.of(
                PermutationInvariants.ofGroups(DecayingPairs.of(3, 1), WATER, 4),
                PermutationInvariants.ofGroups(DecayingPairs.of(3, 1), WATER, 1),
                PermutationInvariants.of(DecayingPairs.of(3, 1), NONE, 3),
                PermutationInvariants.of(InverseDistances.of(4), TURN, 2),
                PermutationInvariants.of(DecayingPairs.of(4, new int[] {0, 3, 1, 3, 2, 3}, 0.5, 2), TURN, 3),
                PermutationInvariants.ofGroups(DecayingPairs.of(5, 1), METHANE, 3));
    }

    /** Water: y12, y13 exchange, y23 stays. */
    @Test
    void featuresAreSumsOverOrbits() {
        Descriptor d = PermutationInvariants.ofGroups(InverseDistances.of(3), WATER, 2);
        double[] x = {0, 0, 0, 3, 0, 0, 0, 4, 0}; // r12 = 3, r13 = 4, r23 = 5
        double a = 1 / 3.0, b = 1 / 4.0, c = 1 / 5.0;
        double[] expected = {a + b, c, a * a + b * b, a * b, a * c + b * c, c * c};
        assertArrayEquals(expected, Results.evaluate(d, x), DIGITS);
        List<String> names = new ArrayList<>();
        for (int f = 0; f < d.featureCount(); f++) names.add(d.featureName(f));
        assertEquals(
                List.of(
                        "y(1-2) + 1 more",
                        "y(2-3)",
                        "y(1-2)^2 + 1 more",
                        "y(1-2) y(1-3)",
                        "y(1-2) y(2-3) + 1 more",
                        "y(2-3)^2"),
                names);
        assertEquals(
                "y1(1-2) y2(1-2)",
                PermutationInvariants.of(DecayingPairs.of(2, 1, 2), NONE, 2).featureName(3));
    }

    @Test
    void withoutPermutationsThereIsOneFeatureAMonomial() {
        Descriptor d = PermutationInvariants.of(DecayingPairs.of(4, 1), NONE, 4);
        assertEquals(209, d.featureCount()); // 10! / (4! 6!) - 1
        assertEquals(d, PermutationInvariants.of(DecayingPairs.of(4, 1), new int[][] {{0, 1, 2, 3}}, 4));
    }

    /**
     * Burnside's lemma: there are as many orbits of monomials of degree k as monomials that a permutation keeps on
     * average, the coefficient of t^k in the product of 1/(1 - t^length) over its cycles of pairs.
     */
    @ParameterizedTest
    @CsvSource({"5, 1, 1", "5, 1, 2", "5, 1, 3", "5, 1, 4", "5, 1, 5", "5, 1, 6", "6, 3, 4", "9, 7, 3"})
    void thereAreAsManyInvariantsAsBurnsideCounts(int atomCount, int firstLike, int degree) {
        DecayingPairs pairs = DecayingPairs.of(atomCount, 1);
        int[] atoms = IntStream.range(0, atomCount).toArray();
        int[][] like = {Arrays.copyOfRange(atoms, firstLike, atomCount)};
        List<int[]> group = new ArrayList<>();
        permute(atoms, firstLike, group);
        long kept = 0;
        for (int[] p : group) {
            long[] series = new long[degree + 1];
            series[0] = 1;
            for (int length : cycles(pairs.permuted(p)))
                for (int k = length; k <= degree; k++) series[k] += series[k - length];
            for (int k = 1; k <= degree; k++) kept += series[k];
        }
        PermutationInvariants d = PermutationInvariants.ofGroups(pairs, like, degree);
        assertEquals(group.size(), d.groupSize());
        assertEquals(kept / group.size(), d.featureCount());
    }

    private static void permute(int[] p, int start, List<int[]> found) {
        if (start == p.length) found.add(p.clone());
        for (int k = start; k < p.length; k++) {
            swap(p, start, k);
            permute(p, start + 1, found);
            swap(p, start, k);
        }
    }

    private static void swap(int[] p, int i, int j) {
        int atom = p[i];
        p[i] = p[j];
        p[j] = atom;
    }

    private static List<Integer> cycles(int[] p) {
        List<Integer> lengths = new ArrayList<>();
        boolean[] seen = new boolean[p.length];
        for (int start = 0; start < p.length; start++) {
            int length = 0;
            for (int k = start; !seen[k]; k = p[k], length++) seen[k] = true;
            if (length > 0) lengths.add(length);
        }
        return lengths;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void likeAtomsMayChangePlaces(long seed) {
        PermutationInvariants d = PermutationInvariants.ofGroups(DecayingPairs.of(5, 1), METHANE, 4);
        double[] x = Samples.molecule(5, seed);
        double[] features = Results.evaluate(d, x);
        for (int[] p : List.of(new int[] {0, 2, 1, 3, 4}, new int[] {0, 2, 3, 4, 1}, new int[] {0, 4, 3, 1, 2}))
            assertArrayEquals(features, Results.evaluate(d, permuted(x, p)), DIGITS);
        double[] unlike = Results.evaluate(d, permuted(x, new int[] {1, 0, 2, 3, 4}));
        assertTrue(Math.abs(unlike[0] - features[0]) > 1e-3, "the carbon is no hydrogen");
    }

    private static double[] permuted(double[] x, int[] p) {
        double[] y = new double[x.length];
        for (int i = 0; i < p.length; i++) System.arraycopy(x, 3 * p[i], y, 3 * i, 3);
        return y;
    }

    @Test
    void everyMonomialIsInOneFeature() {
        PermutationInvariants d =
                PermutationInvariants.ofGroups(DecayingPairs.of(9, 1), new int[][] {{3, 4, 5}, {6, 7}}, 3);
        assertEquals(1897, d.featureCount());
        int monomials = 0;
        for (int f = 0; f < d.featureCount(); f++) monomials += terms(d.featureName(f));
        assertEquals(9138, monomials); // 39! / (3! 36!) - 1: every monomial is in one feature
    }

    private static int terms(String name) {
        int plus = name.indexOf(" + ");
        return plus < 0 ? 1 : 1 + Integer.parseInt(name.substring(plus + 3, name.indexOf(" more")));
    }

    @Test
    void automorphismsOfATopologyAreItsGroup() {
        List<Bond> bonds = List.of(
                new Bond(0, 1),
                new Bond(1, 2),
                new Bond(0, 3),
                new Bond(0, 4),
                new Bond(0, 5),
                new Bond(1, 6),
                new Bond(1, 7),
                new Bond(2, 8));
        Topology ethanol = Topology.of(Geometry.of(new int[] {6, 6, 8, 1, 1, 1, 1, 1, 1}, new double[27]), bonds);
        int[][] all = ethanol.automorphisms().toArray(int[][]::new);
        PermutationInvariants d = PermutationInvariants.of(DecayingPairs.of(9, 1), all, 2);
        assertEquals(12, d.groupSize());
        assertTrue(d.generators().length <= 3, "2 x 2 x 3 = 12 needs no more generators");
        double[] x = Samples.molecule(9, 1);
        for (int[] p : all) assertArrayEquals(Results.evaluate(d, x), Results.evaluate(d, permuted(x, p)), DIGITS);
    }

    @Test
    void anotherMoleculeNeedsLikeAtomsWhereTheyAreExchanged() {
        PermutationInvariants d = PermutationInvariants.ofGroups(DecayingPairs.of(3, 1), WATER, 2);
        assertEquals(d, d.forAtoms(new int[] {16, 1, 1}));
        refuses(
                "PermutationInvariants: expected like atoms 2 and 3, found elements 1 and 8",
                () -> d.forAtoms(new int[] {8, 1, 8}));
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        DecayingPairs pairs = DecayingPairs.of(4, 1);
        refuses("invariants: expected a degree of 1 to 30, found 0", () -> PermutationInvariants.of(pairs, NONE, 0));
        refuses("invariants: expected a degree of 1 to 30, found 31", () -> PermutationInvariants.of(pairs, NONE, 31));
        refuses(
                "invariants: expected at most 1000000 monomials, found 2118760 of 45 variables up to degree 5;"
                        + " take a lower degree or fewer pairs",
                () -> PermutationInvariants.of(DecayingPairs.of(10, 1), NONE, 6));
        refuses(
                "invariants: expected at most 100000 features, found 211875; take a lower degree",
                () -> PermutationInvariants.of(DecayingPairs.of(10, 1), NONE, 4));
        int[][] other = {{3, 1, 2, 0}};
        assertThrows(
                IllegalArgumentException.class,
                () -> PermutationInvariants.of(DecayingPairs.of(4, new int[] {0, 1}, 1), other, 2));
        assertThrows(
                IllegalArgumentException.class, () -> PermutationInvariants.ofGroups(pairs, new int[][] {{3, 4}}, 2));
    }

    @Test
    void laterChangesToTheArgumentsDoNotReachIt() {
        int[][] generators = {{0, 2, 1}};
        PermutationInvariants d = PermutationInvariants.of(DecayingPairs.of(3, 1), generators, 2);
        generators[0][0] = 2;
        d.generators()[0][0] = 2;
        assertEquals(PermutationInvariants.ofGroups(DecayingPairs.of(3, 1), WATER, 2), d);
    }

    @Test
    void atomsInOnePlaceAreNotHidden() {
        Descriptor d = PermutationInvariants.ofGroups(InverseDistances.of(3), WATER, 2);
        double[] x = {0, 0, 0, 1, 2, 3, 1, 2, 3};
        assertEquals(Double.POSITIVE_INFINITY, Results.evaluate(d, x)[1]);
        double[] gradient = Results.pullBack(d, x, new double[] {1, 1, 1, 1, 1, 1});
        for (int k = 3; k < 9; k++) assertFalse(Double.isFinite(gradient[k]));
    }

    private static void refuses(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
