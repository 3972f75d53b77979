package nnp4j.geometry;

import java.util.Arrays;

/**
 * Which atoms are within a cutoff of one another, periodic images included, also an atom's own. Pairs are searched in a grid
 * of bins, at linear cost in atoms, and kept with a skin (Verlet, Phys. Rev. 159, 98 (1967), doi:10.1103/PhysRev.159.98):
 * only once an atom has moved by half of it are they searched again. The neighbours of an atom come in an order that depends on
 * the atoms' positions alone, so that a result does not depend on when the list was made. One thread only; allocates
 * nothing per call once its memory has grown.
 */
public final class NeighborList {
    /** A molecule with fewer atoms keeps all pairs, for good: searching would cost more. */
    private static final int SMALL = 48;

    private static final int SHIFT_BITS = 13;
    private static final int SHIFT_ZERO = 1 << (SHIFT_BITS - 1);
    private static final int SHIFT_MASK = (1 << SHIFT_BITS) - 1;
    private static final int MOST_ATOMS = 1 << (63 - 3 * SHIFT_BITS);

    private final int atomCount;
    private final double cutoff;
    private final double skin;
    private final boolean all;
    private final Bins bins;
    private final double[] cell;
    /** Positions and cell at the last search. */
    private final double[] searched;

    private final double[] searchedCell = new double[9];
    /** Candidates of atom i, sorted, from first[i] to first[i + 1]: atom and cell shifts in one number. */
    private final int[] first;

    private long[] candidates = {};
    private double[] x;
    private boolean fresh;

    private NeighborList(Geometry geometry, double cutoff, double skin) {
        this.atomCount = geometry.atomCount();
        this.cutoff = cutoff;
        this.skin = skin;
        boolean periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
        this.all = !periodic && atomCount <= SMALL;
        this.cell = periodic ? geometry.cell().orElseThrow().toArray() : new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
        boolean[] repeats = new boolean[3];
        for (int k = 0; k < 3; k++)
            repeats[k] = periodic && geometry.cell().orElseThrow().isPeriodic(k);
        this.bins = new Bins(atomCount, repeats, cutoff + skin);
        this.searched = new double[3 * atomCount];
        this.first = new int[atomCount + 1];
    }

    /**
     * A list for the atoms of a geometry; {@link #update} comes before the first {@link #gather}.
     *
     * @param geometry atoms, and the cell if it is periodic
     * @param cutoff angstrom, positive
     * @param skin by how much more than the cutoff is searched, angstrom, positive
     * @return a list for one thread
     * @throws IllegalArgumentException if the cutoff or the skin is not positive and finite, or there are too many atoms
     */
    public static NeighborList of(Geometry geometry, double cutoff, double skin) {
        if (!(cutoff > 0 && cutoff < Double.POSITIVE_INFINITY && skin > 0 && skin < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "neighbour list: expected a positive cutoff and skin, found " + cutoff + " and " + skin);
        if (geometry.atomCount() > MOST_ATOMS)
            throw new IllegalArgumentException(
                    "neighbour list: expected at most " + MOST_ATOMS + " atoms, found " + geometry.atomCount());
        return new NeighborList(geometry, cutoff, skin);
    }

    /**
     * Takes new positions, and searches again where the old pairs may not do any more.
     *
     * @param coordinates angstrom, 3n, inside or outside the cell; read until the next update, not copied
     * @throws IllegalArgumentException if the length is wrong, a coordinate is not finite, or two atoms are thousands of
     *     cells apart
     */
    public void update(double[] coordinates) {
        if (coordinates.length != searched.length)
            throw new IllegalArgumentException(
                    "neighbour list: expected " + searched.length + " coordinates, found " + coordinates.length);
        x = coordinates;
        boolean moved = moved();
        if (fresh && (all || !(moved || !Arrays.equals(cell, searchedCell)))) return;
        search();
    }

    /**
     * Takes new positions in a changed cell.
     *
     * @param coordinates as in {@link #update(double[])}
     * @param vectors angstrom, 9 values, a then b then c, of the periodic geometry's directions; read only, copied
     * @throws IllegalArgumentException as {@link #update(double[])}, and if there are not 9 values or no volume
     */
    public void update(double[] coordinates, double[] vectors) {
        if (vectors.length != 9)
            throw new IllegalArgumentException("neighbour list: expected 9 cell values, found " + vectors.length);
        System.arraycopy(vectors, 0, cell, 0, 9);
        update(coordinates);
    }

    /** Whether an atom has moved by half the skin since the last search; every coordinate is looked at. */
    private boolean moved() {
        double limit = 0.25 * skin * skin;
        boolean moved = false;
        for (int k = 0; k < x.length; k += 3) {
            double dx = x[k] - searched[k];
            double dy = x[k + 1] - searched[k + 1];
            double dz = x[k + 2] - searched[k + 2];
            double squared = dx * dx + dy * dy + dz * dz;
            if (squared <= limit) continue;
            if (!(squared < Double.POSITIVE_INFINITY)) refuse(k);
            moved = true;
        }
        return moved;
    }

    private void refuse(int from) {
        for (int k = from; k < from + 3; k++)
            if (!Double.isFinite(x[k]))
                throw new IllegalArgumentException(
                        "coordinate " + "xyz".charAt(k % 3) + " of atom " + (k / 3 + 1) + " is not finite: " + x[k]);
        throw new IllegalArgumentException("atom " + (from / 3 + 1) + " is too far away: " + x[from] + ", "
                + x[from + 1] + ", " + x[from + 2] + " angstrom");
    }

    private void search() {
        fresh = false;
        if (all) everyPair();
        else searchBins();
        System.arraycopy(x, 0, searched, 0, x.length);
        System.arraycopy(cell, 0, searchedCell, 0, 9);
        fresh = true;
    }

    private void everyPair() {
        candidates = new long[atomCount * (atomCount - 1)];
        int next = 0;
        for (int i = 0; i < atomCount; i++) {
            first[i] = next;
            for (int j = 0; j < atomCount; j++) if (j != i) candidates[next++] = key(j, 0, 0, 0);
        }
        first[atomCount] = next;
    }

    private void searchBins() {
        bins.sort(x, cell);
        int next = 0;
        for (int i = 0; i < atomCount; i++) {
            first[i] = next;
            bins.around(i);
            int count = bins.foundCount();
            if (next + count > candidates.length)
                candidates = Arrays.copyOf(candidates, Math.max(next + count, candidates.length * 3 / 2 + 64));
            for (int k = 0; k < count; k++)
                candidates[next++] =
                        key(bins.foundAtom(k), bins.foundShift(k, 0), bins.foundShift(k, 1), bins.foundShift(k, 2));
            Arrays.sort(candidates, first[i], next);
        }
        first[atomCount] = next;
    }

    private static long key(int atom, int a, int b, int c) {
        if (Math.max(Math.abs(a), Math.max(Math.abs(b), Math.abs(c))) >= SHIFT_ZERO)
            throw new IllegalArgumentException("neighbour list: atom " + (atom + 1) + " is more than " + SHIFT_ZERO
                    + " cells from a neighbour; wrap the coordinates into the cell");
        return ((((((long) atom << SHIFT_BITS) | (a + SHIFT_ZERO)) << SHIFT_BITS) | (b + SHIFT_ZERO)) << SHIFT_BITS)
                | (c + SHIFT_ZERO);
    }

    /**
     * The neighbours of an atom at the positions of the last update.
     *
     * @param atom 0 to n - 1
     * @param around overwritten
     */
    public void gather(int atom, Neighborhood around) {
        around.begin(atom);
        double x0 = x[3 * atom];
        double y0 = x[3 * atom + 1];
        double z0 = x[3 * atom + 2];
        double limit = cutoff * cutoff;
        for (int k = first[atom]; k < first[atom + 1]; k++) {
            long key = candidates[k];
            int c = (int) (key & SHIFT_MASK) - SHIFT_ZERO;
            int b = (int) ((key >> SHIFT_BITS) & SHIFT_MASK) - SHIFT_ZERO;
            int a = (int) ((key >> (2 * SHIFT_BITS)) & SHIFT_MASK) - SHIFT_ZERO;
            int j = (int) (key >> (3 * SHIFT_BITS));
            double dx = x[3 * j] - x0;
            double dy = x[3 * j + 1] - y0;
            double dz = x[3 * j + 2] - z0;
            if ((a | b | c) != 0) {
                dx += a * cell[0] + b * cell[3] + c * cell[6];
                dy += a * cell[1] + b * cell[4] + c * cell[7];
                dz += a * cell[2] + b * cell[5] + c * cell[8];
            }
            double squared = dx * dx + dy * dy + dz * dz;
            if (squared <= limit) around.add(j, dx, dy, dz, Math.sqrt(squared));
        }
    }
}
