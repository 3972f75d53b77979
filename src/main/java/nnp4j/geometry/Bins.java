package nnp4j.geometry;

import java.util.Arrays;

/**
 * Atoms sorted into bins that are at least as wide as the reach, along the cell's directions, so that the neighbours of an atom
 * lie in the bins around its own. One thread only.
 */
final class Bins {
    private final int atomCount;
    private final boolean[] repeats;
    private final double reach;
    private final double[] inverse = new double[9];
    private final double[] low = new double[3];
    /** Bins along each direction, how many around an atom's own are looked at, and bins per unit of the direction. */
    private final int[] counts = new int[3];

    private final int[] around = new int[3];
    private final double[] density = new double[3];
    /** Fractional coordinates, bin along each direction, and the cell each atom is in. */
    private final double[] fractional;

    private final int[] place;
    private final int[] home;
    /** Atoms by bin, those of bin b from start[b] to start[b + 1]. */
    private final int[] sorted;

    private int[] start = {};
    private int[] foundAtoms = new int[64];
    private int[] foundShifts = new int[3 * 64];
    private int found;
    private double[] x;
    private double[] cell;

    Bins(int atomCount, boolean[] repeats, double reach) {
        this.atomCount = atomCount;
        this.repeats = repeats;
        this.reach = reach;
        fractional = new double[3 * atomCount];
        place = new int[3 * atomCount];
        home = new int[3 * atomCount];
        sorted = new int[atomCount];
    }

    /** Sorts the atoms; both arrays are read by later calls. */
    void sort(double[] coordinates, double[] vectors) {
        x = coordinates;
        cell = vectors;
        invert();
        for (int i = 0; i < atomCount; i++)
            for (int k = 0; k < 3; k++) {
                double s = x[3 * i] * inverse[k] + x[3 * i + 1] * inverse[3 + k] + x[3 * i + 2] * inverse[6 + k];
                double floor = repeats[k] ? Math.floor(s) : 0;
                home[3 * i + k] = (int) floor;
                fractional[3 * i + k] = s - floor;
            }
        divide();
        int total = counts[0] * counts[1] * counts[2];
        if (start.length < total + 1) start = new int[total + 1];
        Arrays.fill(start, 0, total + 1, 0);
        for (int i = 0; i < atomCount; i++) {
            for (int k = 0; k < 3; k++) {
                int bin = (int) ((fractional[3 * i + k] - low[k]) * density[k]);
                place[3 * i + k] = Math.max(0, Math.min(bin, counts[k] - 1));
            }
            start[bin(place[3 * i], place[3 * i + 1], place[3 * i + 2]) + 1]++;
        }
        for (int b = 0; b < total; b++) start[b + 1] += start[b];
        for (int i = atomCount - 1; i >= 0; i--) {
            int b = bin(place[3 * i], place[3 * i + 1], place[3 * i + 2]);
            sorted[--start[b + 1]] = i;
        }
        // Each end has been counted down to its bin's beginning; moved by one they are the beginnings.
        System.arraycopy(start, 1, start, 0, total);
        start[total] = atomCount;
    }

    /** Columns of the inverse cell give fractional coordinates. */
    private void invert() {
        double[] c = cell;
        for (int k = 0; k < 3; k++) {
            int p = 3 * ((k + 1) % 3);
            int q = 3 * ((k + 2) % 3);
            inverse[k] = c[p + 1] * c[q + 2] - c[p + 2] * c[q + 1];
            inverse[3 + k] = c[p + 2] * c[q] - c[p] * c[q + 2];
            inverse[6 + k] = c[p] * c[q + 1] - c[p + 1] * c[q];
        }
        double volume = c[0] * inverse[0] + c[1] * inverse[3] + c[2] * inverse[6];
        if (volume == 0 || !Double.isFinite(volume))
            throw new IllegalArgumentException("neighbour list: the cell vectors span no volume");
        for (int k = 0; k < 9; k++) inverse[k] /= volume;
    }

    /** Chooses the bins: as narrow as the reach, but about as many as atoms at the most. */
    private void divide() {
        for (int k = 0; k < 3; k++) {
            double height = 1
                    / Math.sqrt(inverse[k] * inverse[k]
                            + inverse[3 + k] * inverse[3 + k]
                            + inverse[6 + k] * inverse[6 + k]);
            low[k] = repeats[k] ? 0 : extreme(k, -1);
            double length = repeats[k] ? 1 : Math.max(extreme(k, 1) - low[k], 1e-9);
            double most = Math.cbrt(8.0 * atomCount + 64);
            counts[k] = (int) Math.max(1, Math.min(most, Math.floor(length * height / reach)));
            density[k] = counts[k] / length;
            around[k] = repeats[k] ? (int) Math.ceil(reach * density[k] / height) : Math.min(1, counts[k] - 1);
        }
    }

    private double extreme(int direction, int sign) {
        double extreme = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < atomCount; i++) extreme = Math.max(extreme, sign * fractional[3 * i + direction]);
        return sign * extreme;
    }

    private int bin(int a, int b, int c) {
        return (a * counts[1] + b) * counts[2] + c;
    }

    /** Finds the atoms and images within reach of an atom. */
    void around(int atom) {
        found = 0;
        for (int a = place[3 * atom] - around[0]; a <= place[3 * atom] + around[0]; a++) {
            if (outside(0, a)) continue;
            for (int b = place[3 * atom + 1] - around[1]; b <= place[3 * atom + 1] + around[1]; b++) {
                if (outside(1, b)) continue;
                for (int c = place[3 * atom + 2] - around[2]; c <= place[3 * atom + 2] + around[2]; c++)
                    if (!outside(2, c)) look(atom, a, b, c);
            }
        }
    }

    private boolean outside(int direction, int bin) {
        return !repeats[direction] && (bin < 0 || bin >= counts[direction]);
    }

    /** Looks into one bin, which may be an image of one. */
    private void look(int atom, int a, int b, int c) {
        int image0 = Math.floorDiv(a, counts[0]);
        int image1 = Math.floorDiv(b, counts[1]);
        int image2 = Math.floorDiv(c, counts[2]);
        int bin = bin(a - image0 * counts[0], b - image1 * counts[1], c - image2 * counts[2]);
        for (int k = start[bin]; k < start[bin + 1]; k++) {
            int j = sorted[k];
            int s0 = image0 + home[3 * atom] - home[3 * j];
            int s1 = image1 + home[3 * atom + 1] - home[3 * j + 1];
            int s2 = image2 + home[3 * atom + 2] - home[3 * j + 2];
            if (j == atom && s0 == 0 && s1 == 0 && s2 == 0) continue;
            double dx = x[3 * j] - x[3 * atom] + s0 * cell[0] + s1 * cell[3] + s2 * cell[6];
            double dy = x[3 * j + 1] - x[3 * atom + 1] + s0 * cell[1] + s1 * cell[4] + s2 * cell[7];
            double dz = x[3 * j + 2] - x[3 * atom + 2] + s0 * cell[2] + s1 * cell[5] + s2 * cell[8];
            if (dx * dx + dy * dy + dz * dz <= reach * reach) add(j, s0, s1, s2);
        }
    }

    private void add(int atom, int a, int b, int c) {
        if (found == foundAtoms.length) {
            foundAtoms = Arrays.copyOf(foundAtoms, 2 * found);
            foundShifts = Arrays.copyOf(foundShifts, 6 * found);
        }
        foundAtoms[found] = atom;
        foundShifts[3 * found] = a;
        foundShifts[3 * found + 1] = b;
        foundShifts[3 * found++ + 2] = c;
    }

    int foundCount() {
        return found;
    }

    int foundAtom(int k) {
        return foundAtoms[k];
    }

    int foundShift(int k, int direction) {
        return foundShifts[3 * k + direction];
    }
}
