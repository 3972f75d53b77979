package nnp4j.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Permutations of n atoms, and the group that some of them generate. */
final class Permutations {
    /** The largest group; the permutations of eight like atoms are 40,320. */
    static final int GROUP_LIMIT = 50_000;

    private Permutations() {}

    /** Refuses what does not name each of n atoms once. */
    static void check(int atomCount, int[] p) {
        boolean[] seen = new boolean[atomCount];
        if (p.length != atomCount)
            throw new IllegalArgumentException(
                    "permutation: expected " + atomCount + " atom indices, found " + p.length);
        for (int atom : p) {
            if (atom < 0 || atom >= atomCount || seen[atom])
                throw new IllegalArgumentException(
                        "permutation: expected each of 0 to " + (atomCount - 1) + " once, found " + Arrays.toString(p));
            seen[atom] = true;
        }
    }

    /** Exchanges of neighbours in each list of like atoms, which generate all their permutations. */
    static int[][] exchanges(int atomCount, int[][] likeAtoms) {
        boolean[] seen = new boolean[atomCount];
        List<int[]> exchanges = new ArrayList<>();
        for (int[] set : likeAtoms)
            for (int k = 0; k < set.length; k++) {
                if (set[k] < 0 || set[k] >= atomCount || seen[set[k]])
                    throw new IllegalArgumentException("like atoms: expected each of 0 to " + (atomCount - 1)
                            + " at most once, found " + Arrays.deepToString(likeAtoms));
                seen[set[k]] = true;
                if (k == 0) continue;
                int[] exchange = identity(atomCount);
                exchange[set[k - 1]] = set[k];
                exchange[set[k]] = set[k - 1];
                exchanges.add(exchange);
            }
        return exchanges.toArray(int[][]::new);
    }

    private static int[] identity(int atomCount) {
        int[] identity = new int[atomCount];
        Arrays.setAll(identity, i -> i);
        return identity;
    }

    /** A group and the generators that are enough for it. */
    record Group(List<int[]> generators, int size) {}

    /** The group of all products of the generators; those that earlier ones generate are left out. */
    static Group group(int atomCount, int[][] generators) {
        List<int[]> kept = new ArrayList<>();
        Set<List<Integer>> elements = closed(atomCount, kept);
        for (int[] generator : generators) {
            check(atomCount, generator);
            if (elements.contains(boxed(generator))) continue;
            kept.add(generator.clone());
            elements = closed(atomCount, kept);
        }
        return new Group(List.copyOf(kept), elements.size());
    }

    private static Set<List<Integer>> closed(int atomCount, List<int[]> generators) {
        List<int[]> found = new ArrayList<>(List.of(identity(atomCount)));
        Set<List<Integer>> elements = new HashSet<>(Set.of(boxed(found.get(0))));
        for (int k = 0; k < found.size(); k++)
            for (int[] generator : generators) {
                int[] product = new int[atomCount];
                for (int i = 0; i < atomCount; i++) product[i] = generator[found.get(k)[i]];
                if (!elements.add(boxed(product))) continue;
                found.add(product);
                if (elements.size() > GROUP_LIMIT)
                    throw new IllegalArgumentException(
                            "permutations: expected a group of at most " + GROUP_LIMIT + ", found a larger one");
            }
        return elements;
    }

    private static List<Integer> boxed(int[] p) {
        return Arrays.stream(p).boxed().toList();
    }
}
