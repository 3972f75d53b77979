package nnp4j.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetryTest {
    private static Topology graph(int atoms, int... pairs) {
        int[] carbons = new int[atoms];
        Arrays.fill(carbons, 6);
        List<Bond> bonds = new ArrayList<>();
        for (int k = 0; k < pairs.length; k += 2) bonds.add(new Bond(pairs[k], pairs[k + 1]));
        return Topology.of(Geometry.of(carbons, new double[3 * atoms]), bonds);
    }

    /** n hydrogen molecules. */
    private static Topology hydrogens(int molecules) {
        int[] elements = new int[2 * molecules];
        Arrays.fill(elements, 1);
        List<Bond> bonds = IntStream.range(0, molecules)
                .mapToObj(m -> new Bond(2 * m, 2 * m + 1))
                .toList();
        return Topology.of(Geometry.of(elements, new double[6 * molecules]), bonds);
    }

    @Test
    void methaneHasTwentyFourAutomorphisms() {
        Topology methane = Topology.of(Molecules.methane());
        assertEquals(24, methane.automorphisms().size());
        assertArrayEquals(new int[] {0, 1, 1, 1, 1}, methane.symmetryClasses());
    }

    @Test
    void ethanolTellsMethylMethyleneAndHydroxylApart() {
        Topology ethanol = Topology.of(Molecules.ethanol());
        assertArrayEquals(new int[] {0, 1, 2, 3, 3, 3, 4, 4, 5}, ethanol.symmetryClasses());
        assertEquals(12, ethanol.automorphisms().size()); // 3! of methyl, 2! of methylene
    }

    @Test
    void benzeneHasTheTwelveOfTheHexagon() {
        Topology benzene = Topology.of(Molecules.benzene());
        assertEquals(12, benzene.automorphisms().size());
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, benzene.symmetryClasses());
    }

    @Test
    void equalNeighborhoodsAreNotEnoughToBeEquivalent() {
        // Two triangles and a hexagon: every atom has two like neighbours, so that refined colours do not tell.
        Topology rings = graph(12, 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 3, 9, 10, 10, 11, 11, 9);
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0}, rings.symmetryClasses());
        assertEquals(6 * 6 * 2 * 12, rings.automorphisms().size());
    }

    @Test
    void identityComesFirst() {
        for (Topology topology :
                List.of(Topology.of(Molecules.ethanol()), Topology.of(Molecules.benzene()), hydrogens(3), graph(1))) {
            int[] first = topology.automorphisms().get(0);
            assertArrayEquals(IntStream.range(0, first.length).toArray(), first);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithEveryPermutationTried(long seed) {
        Random random = new Random(seed);
        int n = 7;
        List<Bond> bonds = new ArrayList<>();
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++) if (random.nextInt(10) < 3) bonds.add(new Bond(i, j));
        int[] elements =
                IntStream.range(0, n).map(i -> random.nextInt(6) == 0 ? 8 : 6).toArray();
        Topology topology = Topology.of(Geometry.of(elements, new double[3 * n]), bonds);
        List<int[]> found = topology.automorphisms();
        Set<List<Integer>> expected = new HashSet<>();
        permute(new int[n], 0, elements, new HashSet<>(bonds), expected);
        Set<List<Integer>> listed = new HashSet<>();
        for (int[] p : found) listed.add(Arrays.stream(p).boxed().toList());
        assertEquals(expected, listed);
        assertEquals(expected.size(), found.size());
        int[] classes = topology.symmetryClasses();
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                int from = i;
                int to = j;
                assertEquals(found.stream().anyMatch(p -> p[from] == to), classes[i] == classes[j]);
            }
    }

    private static void permute(int[] p, int level, int[] elements, Set<Bond> bonds, Set<List<Integer>> found) {
        if (level == p.length) {
            if (bonds.stream().allMatch(b -> bonds.contains(new Bond(p[b.first()], p[b.second()]))))
                found.add(Arrays.stream(p).boxed().toList());
            return;
        }
        for (int image = 0; image < p.length; image++) {
            p[level] = image;
            int candidate = image;
            if (elements[level] == elements[image] && Arrays.stream(p, 0, level).noneMatch(q -> q == candidate))
                permute(p, level + 1, elements, bonds, found);
        }
    }

    @Test
    void tooManyAutomorphismsAreAnErrorAndTheClassesAreNot() {
        assertEquals(3840, hydrogens(5).automorphisms().size()); // 5! 2^5
        String message = assertThrows(
                        TopologyException.class, () -> hydrogens(7).automorphisms())
                .getMessage();
        assertEquals("the molecule has more than 50000 automorphisms", message);
        assertTrue(Arrays.stream(hydrogens(500).symmetryClasses()).allMatch(c -> c == 0));
    }
}
