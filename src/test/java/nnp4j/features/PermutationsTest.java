package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermutationsTest {
    @Test
    void exchangesGenerateAllPermutationsOfLikeAtoms() {
        int[][] methane = Permutations.exchanges(5, new int[][] {{1, 2, 3, 4}});
        assertEquals(24, Permutations.group(5, methane).size());
        int[][] ethanol = Permutations.exchanges(9, new int[][] {{3, 4, 5}, {6, 7}, {8}});
        assertEquals(12, Permutations.group(9, ethanol).size());
        assertEquals(1, Permutations.group(3, new int[0][]).size());
    }

    @Test
    void generatorsThatEarlierOnesGenerateAreLeftOut() {
        int[][] rotations = {{0, 1, 2, 3}, {1, 2, 3, 0}, {2, 3, 0, 1}, {3, 0, 1, 2}};
        Permutations.Group group = Permutations.group(4, rotations);
        assertEquals(4, group.size());
        assertEquals(1, group.generators().size());
        assertArrayEquals(rotations[1], group.generators().get(0));
    }

    @Test
    void groupsThatAreTooLargeAreRefused() {
        int[][] nine = Permutations.exchanges(9, new int[][] {{0, 1, 2, 3, 4, 5, 6, 7, 8}});
        refuses(
                "permutations: expected a group of at most 50000, found a larger one",
                () -> Permutations.group(9, nine));
    }

    @Test
    void whatIsNoPermutationIsRefused() {
        refuses("permutation: expected 3 atom indices, found 2", () -> Permutations.check(3, new int[] {0, 1}));
        for (int[] p : List.of(new int[] {0, 1, 1}, new int[] {0, 1, 3}, new int[] {-1, 0, 1}))
            refuses(
                    "permutation: expected each of 0 to 2 once, found " + Arrays.toString(p),
                    () -> Permutations.check(3, p));
        refuses(
                "like atoms: expected each of 0 to 2 at most once, found [[0, 1], [1, 2]]",
                () -> Permutations.exchanges(3, new int[][] {{0, 1}, {1, 2}}));
        refuses(
                "like atoms: expected each of 0 to 2 at most once, found [[1, 3]]",
                () -> Permutations.exchanges(3, new int[][] {{1, 3}}));
    }

    private static void refuses(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
