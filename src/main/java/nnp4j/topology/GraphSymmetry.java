package nnp4j.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Symmetry of a coloured graph: permutations of the atoms that keep elements and bonds. A backtracking search in
 * which every atom but the first of a component follows a bonded one, pruned by refined colours (Weisfeiler, Leman,
 * Nauchno-Tekh. Inf. Ser. 2, 9, 12 (1968)).
 */
final class GraphSymmetry {
    /** Placements tried before a search gives up; molecules need about one per atom and permutation. */
    private static final long STEP_LIMIT = 20_000_000;

    private final int[][] neighbors;
    private final int[] colors;
    private long steps;

    GraphSymmetry(int[] elements, int[][] neighbors) {
        this.neighbors = neighbors;
        this.colors = refined(elements, neighbors);
    }

    /** Splits the elements by the colours of their neighbours until nothing splits any more. */
    private static int[] refined(int[] elements, int[][] neighbors) {
        int[] colors = elements;
        for (int known = 0; ; ) {
            Map<List<Integer>, Integer> numbers = new HashMap<>();
            int[] finer = new int[colors.length];
            for (int a = 0; a < colors.length; a++) {
                int[] around = new int[neighbors[a].length];
                for (int n = 0; n < around.length; n++) around[n] = colors[neighbors[a][n]];
                Arrays.sort(around);
                List<Integer> key = new ArrayList<>();
                key.add(colors[a]);
                for (int color : around) key.add(color);
                Integer next = numbers.size();
                Integer number = numbers.putIfAbsent(key, next);
                finer[a] = number == null ? next : number;
            }
            if (numbers.size() == known) return finer;
            known = numbers.size();
            colors = finer;
        }
    }

    /** Orbits, numbered from 0 by their first atom. */
    int[] classes() {
        steps = 0;
        int[] classes = new int[colors.length];
        List<Integer> representatives = new ArrayList<>();
        for (int a = 0; a < colors.length; a++) {
            int found = 0;
            while (found < representatives.size() && !maps(representatives.get(found), a)) found++;
            if (found == representatives.size()) representatives.add(a);
            classes[a] = found;
        }
        return classes;
    }

    /**
     * Whether a symmetry takes one atom to another. It is enough to map the component of the one: degrees agree, so
     * its image is the whole component of the other, and the two components can be exchanged.
     */
    private boolean maps(int from, int to) {
        if (colors[from] != colors[to]) return false;
        Visit visit = new Visit();
        visit.component(from);
        return !search(visit, to, 1).isEmpty();
    }

    /** All permutations p (atom a goes to p[a]), the identity first. */
    List<int[]> permutations(int limit) {
        steps = 0;
        Visit visit = new Visit();
        for (int a = 0; a < colors.length; a++) if (!visit.seen[a]) visit.component(a);
        List<int[]> found = search(visit, -1, limit + 1);
        if (found.size() > limit) throw new TopologyException("the molecule has more than " + limit + " automorphisms");
        return found;
    }

    /** The order in which atoms are placed, and for each the bonded atom placed before it, or -1. */
    private final class Visit {
        private final List<Integer> order = new ArrayList<>();
        private final int[] parent = new int[colors.length];
        private final boolean[] seen = new boolean[colors.length];

        /** Breadth first; atoms with one bond come last, so that a skeleton that does not fit is noticed early. */
        private void component(int root) {
            List<Integer> inner = new ArrayList<>(List.of(root));
            List<Integer> ends = new ArrayList<>();
            seen[root] = true;
            parent[root] = -1;
            for (int k = 0; k < inner.size(); k++)
                for (int b : neighbors[inner.get(k)])
                    if (!seen[b]) {
                        seen[b] = true;
                        parent[b] = inner.get(k);
                        (neighbors[b].length == 1 ? ends : inner).add(b);
                    }
            order.addAll(inner);
            order.addAll(ends);
        }
    }

    /** Places atom after atom; iterative, for the depth is the number of atoms. */
    private List<int[]> search(Visit visit, int firstImage, int limit) {
        int n = colors.length;
        int depth = visit.order.size();
        List<int[]> found = new ArrayList<>();
        int[] image = new int[n];
        Arrays.fill(image, -1);
        boolean[] used = new boolean[n];
        int[] next = new int[depth + 1];
        for (int level = 0; level >= 0; ) {
            if (level == depth) {
                found.add(image.clone());
                if (found.size() == limit) return found;
                level--;
                continue;
            }
            int atom = visit.order.get(level);
            if (image[atom] >= 0) {
                used[image[atom]] = false;
                image[atom] = -1;
            }
            int target = nextTarget(visit, level, firstImage, next, image, used);
            if (target < 0) {
                next[level--] = 0;
            } else {
                image[atom] = target;
                used[target] = true;
                level++;
            }
        }
        return found;
    }

    private int nextTarget(Visit visit, int level, int firstImage, int[] next, int[] image, boolean[] used) {
        int atom = visit.order.get(level);
        int parent = visit.parent[atom];
        boolean fixed = level == 0 && firstImage >= 0;
        int[] around = parent < 0 ? null : neighbors[image[parent]];
        int count = fixed ? 1 : around == null ? colors.length : around.length;
        while (next[level] < count) {
            int candidate = fixed ? firstImage : around == null ? next[level] : around[next[level]];
            next[level]++;
            if (++steps > STEP_LIMIT)
                throw new TopologyException("the symmetry search gave up after " + STEP_LIMIT + " steps");
            if (fits(atom, candidate, image, used)) return candidate;
        }
        return -1;
    }

    /** Same colour, still free, and bonded to placed atoms exactly as the atom is. */
    private boolean fits(int atom, int candidate, int[] image, boolean[] used) {
        if (used[candidate] || colors[atom] != colors[candidate]) return false;
        int placed = 0;
        for (int b : neighbors[atom]) {
            if (image[b] < 0) continue;
            placed++;
            if (Arrays.binarySearch(neighbors[candidate], image[b]) < 0) return false;
        }
        for (int b : neighbors[candidate]) if (used[b]) placed--;
        return placed == 0;
    }
}
