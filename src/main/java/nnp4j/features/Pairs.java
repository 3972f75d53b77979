package nnp4j.features;

import java.util.Arrays;
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
        for (int k = 0; k < atoms.length; k += 2) {
            int i = Math.min(listed[k], listed[k + 1]);
            int j = Math.max(listed[k], listed[k + 1]);
            if (i < 0 || j >= atomCount)
                throw new IllegalArgumentException("pair " + (k / 2 + 1) + ": expected atom indices 0 to "
                        + (atomCount - 1) + ", found " + listed[k] + " and " + listed[k + 1]);
            if (i == j)
                throw new IllegalArgumentException(
                        "pair " + (k / 2 + 1) + ": expected two different atoms, found index " + i + " twice");
            for (int earlier = 0; earlier < k; earlier += 2)
                if (atoms[earlier] == i && atoms[earlier + 1] == j)
                    throw new IllegalArgumentException("pair " + (k / 2 + 1) + ": atom indices " + i + " and " + j
                            + " are listed before, as pair " + (earlier / 2 + 1));
            atoms[k] = i;
            atoms[k + 1] = j;
        }
        return new Pairs(atomCount, atoms);
    }

    int atomCount() {
        return atomCount;
    }

    int count() {
        return atoms.length / 2;
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

    /** Adds slope dr/dx of a pair at distance r, dr/dxi = (xi - xj) / r; not finite (0/0) where r is zero. */
    void addGradient(int pair, double[] x, double r, double slope, double[] gradient) {
        int i = 3 * atoms[2 * pair];
        int j = 3 * atoms[2 * pair + 1];
        for (int c = 0; c < 3; c++) {
            double part = slope * ((x[i + c] - x[j + c]) / r);
            gradient[i + c] += part;
            gradient[j + c] -= part;
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
