package nnp4j.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Pairs of atoms i < j among n atoms, in a fixed order: what every descriptor of distances iterates. Immutable. */
final class Pairs {
    private final int atomCount;
    /** i1 j1 i2 j2 ..., i < j, from 0. */
    private final int[] atoms;

    private Pairs(int atomCount, int[] atoms) {
        this.atomCount = atomCount;
        this.atoms = atoms;
    }

    /** All pairs: 1-2, 1-3, ..., 2-3, ... */
    static Pairs all(int atomCount) {
        if (atomCount < 2) throw new IllegalArgumentException("pairs: expected at least 2 atoms, found " + atomCount);
        int[] atoms = new int[Math.multiplyExact(atomCount, atomCount - 1)];
        int k = 0;
        for (int i = 0; i < atomCount; i++)
            for (int j = i + 1; j < atomCount; j++) {
                atoms[k++] = i;
                atoms[k++] = j;
            }
        return new Pairs(atomCount, atoms);
    }

    /** The listed pairs i1 j1 i2 j2 ... in the order given; within a pair the smaller index is put first. */
    static Pairs of(int atomCount, int[] listed) {
        if (listed.length == 0 || listed.length % 2 != 0)
            throw new IllegalArgumentException(
                    "pairs: expected two indices a pair and at least one pair, found " + listed.length + " indices");
        int[] atoms = listed.clone();
        Map<Long, Integer> seen = new HashMap<>();
        for (int k = 0; k < atoms.length; k += 2) {
            int i = Math.min(listed[k], listed[k + 1]);
            int j = Math.max(listed[k], listed[k + 1]);
            if (i < 0 || j >= atomCount)
                throw new IllegalArgumentException("pair " + (k / 2 + 1) + ": expected atom indices 0 to "
                        + (atomCount - 1) + ", found " + listed[k] + " and " + listed[k + 1]);
            if (i == j)
                throw new IllegalArgumentException(
                        "pair " + (k / 2 + 1) + ": expected two different atoms, found index " + i + " twice");
            Integer earlier = seen.putIfAbsent(key(i, j), k / 2);
            if (earlier != null)
                throw new IllegalArgumentException("pair " + (k / 2 + 1) + ": atom indices " + i + " and " + j
                        + " are listed before, as pair " + (earlier + 1));
            atoms[k] = i;
            atoms[k + 1] = j;
        }
        return new Pairs(atomCount, atoms);
    }

    /** One number a pair of atoms in either order. */
    private static long key(int i, int j) {
        return ((long) Math.min(i, j) << Integer.SIZE) | Math.max(i, j);
    }

    /** The pair p[i], p[j] for each pair i, j. */
    int[] permuted(int[] p) {
        Permutations.check(atomCount, p);
        Map<Long, Integer> index = new HashMap<>();
        for (int pair = 0; pair < count(); pair++) index.put(key(atoms[2 * pair], atoms[2 * pair + 1]), pair);
        int[] moved = new int[count()];
        for (int pair = 0; pair < moved.length; pair++) {
            int i = p[atoms[2 * pair]];
            int j = p[atoms[2 * pair + 1]];
            Integer image = index.get(key(i, j));
            if (image == null)
                throw new IllegalArgumentException("pairs: expected a list that the permutation keeps, found "
                        + distanceName(pair) + " taken to r(" + (i + 1) + "-" + (j + 1) + "), which is not listed");
            moved[pair] = image;
        }
        return moved;
    }

    int atomCount() {
        return atomCount;
    }

    int count() {
        return atoms.length / 2;
    }

    /** The first (0) or second (1) atom of a pair. */
    int atom(int pair, int end) {
        return atoms[2 * pair + end];
    }

    /** Fresh array i1 j1 i2 j2 ..., from 0. */
    int[] toArray() {
        return atoms.clone();
    }

    /** As people write it, atoms counted from 1: {@code r(1-2)}. */
    String distanceName(int pair) {
        Objects.checkIndex(pair, count());
        return "r(" + (atoms[2 * pair] + 1) + "-" + (atoms[2 * pair + 1] + 1) + ")";
    }

    /** Distance of a pair in the unit of x. */
    double distance(int pair, double[] x) {
        int i = 3 * atoms[2 * pair];
        int j = 3 * atoms[2 * pair + 1];
        double dx = x[i] - x[j];
        double dy = x[i + 1] - x[j + 1];
        double dz = x[i + 2] - x[j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /**
     * Adds slope dr/dx of a pair at distance r, dr/dxi = (xi - xj) / r, to the 3n values of gradient from start on; not
     * finite (0/0) where r is zero.
     */
    void addGradient(int pair, double[] x, double r, double slope, double[] gradient, int start) {
        int i = 3 * atoms[2 * pair];
        int j = 3 * atoms[2 * pair + 1];
        for (int c = 0; c < 3; c++) {
            double part = slope * ((x[i + c] - x[j + c]) / r);
            gradient[start + i + c] += part;
            gradient[start + j + c] -= part;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pairs that && atomCount == that.atomCount && Arrays.equals(atoms, that.atoms);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atoms) + atomCount;
    }

    /** For example {@code 3 atoms, pairs 1-2 1-3}; all pairs are not spelled out. */
    @Override
    public String toString() {
        if (count() == atomCount * (atomCount - 1) / 2 && equals(all(atomCount)))
            return atomCount + " atoms, all pairs";
        StringBuilder text = new StringBuilder(atomCount + " atoms, pairs");
        for (int k = 0; k < atoms.length; k += 2)
            text.append(' ').append(atoms[k] + 1).append('-').append(atoms[k + 1] + 1);
        return text.toString();
    }
}
