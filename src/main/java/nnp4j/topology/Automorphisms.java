package nnp4j.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Permutations of atoms that keep elements and bonds, by backtracking from neighbor to neighbor within classes of atoms
 * that look alike: by element, then again and again by the classes of their neighbors (Morgan, J. Chem. Doc. 5, 107
 * (1965), doi:10.1021/c160017a018).
 */
final class Automorphisms {
    /** More than these are refused: they serve no descriptor and fill the memory. */
    static final int MOST = 50_000;
    /** Steps after which a search is given up; methane takes about 100. */
    private static final long MOST_STEPS = 20_000_000;

    private final List<List<Integer>> neighbors;
    private final int[] colors;
    private final int[] order;
    private final int[] parents;
    private final int[] images;
    private final boolean[] used;
    private final List<int[]> found = new ArrayList<>();
    private long steps;

    Automorphisms(int[] atomicNumbers, List<List<Integer>> neighbors) {
        int n = atomicNumbers.length;
        this.neighbors = neighbors;
        colors = refined(atomicNumbers);
        order = new int[n];
        parents = new int[n];
        images = new int[n];
        used = new boolean[n];
        arrange();
    }

    /** All of them, the identity first. */
    List<int[]> all() {
        place(0);
        return List.copyOf(found);
    }

    private int[] refined(int[] atomicNumbers) {
        int[] colors = atomicNumbers.clone();
        long count = Arrays.stream(colors).distinct().count();
        while (true) {
            Map<List<Integer>, Integer> numbers = new HashMap<>();
            int[] finer = new int[colors.length];
            for (int i = 0; i < finer.length; i++) {
                List<Integer> key = new ArrayList<>();
                for (int neighbor : neighbors.get(i)) key.add(colors[neighbor]);
                key.sort(null);
                key.add(colors[i]);
                finer[i] = numbers.computeIfAbsent(key, k -> numbers.size());
            }
            if (numbers.size() == count) return colors;
            count = numbers.size();
            colors = finer;
        }
    }

    /** Atoms in an order in which each follows a neighbor, its parent, where it has one; -1 for the first of a part. */
    private void arrange() {
        Arrays.fill(parents, -1);
        boolean[] listed = new boolean[order.length];
        int end = 0;
        for (int start = 0; start < order.length; start++) {
            if (listed[start]) continue;
            listed[start] = true;
            order[end++] = start;
            for (int at = end - 1; at < end; at++)
                for (int next : neighbors.get(order[at]))
                    if (!listed[next]) {
                        listed[next] = true;
                        parents[next] = order[at];
                        order[end++] = next;
                    }
        }
    }

    private void place(int depth) {
        if (++steps > MOST_STEPS) throw tooMany();
        if (depth == order.length) {
            if (found.size() == MOST) throw tooMany();
            found.add(images.clone());
            return;
        }
        int atom = order[depth];
        tryImage(depth, atom, atom); // so that the identity comes first
        if (parents[atom] >= 0) {
            for (int image : neighbors.get(images[parents[atom]])) if (image != atom) tryImage(depth, atom, image);
        } else {
            for (int image = 0; image < order.length; image++) if (image != atom) tryImage(depth, atom, image);
        }
    }

    private void tryImage(int depth, int atom, int image) {
        if (used[image] || colors[atom] != colors[image]) return;
        for (int d = 0; d < depth; d++) {
            int other = order[d];
            if (neighbors.get(atom).contains(other) != neighbors.get(image).contains(images[other])) return;
        }
        used[image] = true;
        images[atom] = image;
        place(depth + 1);
        used[image] = false;
    }

    private static IllegalArgumentException tooMany() {
        return new IllegalArgumentException("expected at most " + MOST + " automorphisms, found more");
    }
}
