package nnp4j.geometry;

import java.util.Arrays;

/** Cell of a periodic system: three lattice vectors and the directions that repeat. Immutable, compared by value. */
public final class Cell {
    private final double[] vectors;
    private final boolean[] periodic;

    private Cell(double[] vectors, boolean[] periodic) {
        this.vectors = vectors;
        this.periodic = periodic;
    }

    /**
     * A cell.
     *
     * @param vectors angstrom, 9 values, a then b then c; copied
     * @param periodic 3 flags, whether a, b, c repeat; copied
     * @return the cell
     * @throws IllegalArgumentException if a length is wrong, a value is not finite or the volume is zero
     */
    public static Cell of(double[] vectors, boolean... periodic) {
        if (vectors.length != 9) throw new IllegalArgumentException("expected 9 cell values, found " + vectors.length);
        if (periodic.length != 3)
            throw new IllegalArgumentException("expected 3 periodic flags, found " + periodic.length);
        for (double v : vectors)
            if (!Double.isFinite(v)) throw new IllegalArgumentException("cell value " + v + " is not finite");
        Cell cell = new Cell(vectors.clone(), periodic.clone());
        if (cell.volume() == 0) throw new IllegalArgumentException("the cell vectors span no volume");
        return cell;
    }

    /**
     * The lattice vectors.
     *
     * @return fresh array, angstrom, 9 values, a then b then c
     */
    public double[] toArray() {
        return vectors.clone();
    }

    /**
     * Whether a direction repeats.
     *
     * @param direction 0, 1 or 2 for a, b or c
     * @return true if it repeats
     */
    public boolean isPeriodic(int direction) {
        return periodic[direction];
    }

    /**
     * Whether any direction repeats.
     *
     * @return false for a box that is only drawn
     */
    public boolean isPeriodic() {
        return periodic[0] || periodic[1] || periodic[2];
    }

    /**
     * Volume of the cell, |a . (b x c)|.
     *
     * @return cubic angstrom
     */
    public double volume() {
        double[] v = vectors;
        return Math.abs(v[0] * (v[4] * v[8] - v[5] * v[7])
                + v[1] * (v[5] * v[6] - v[3] * v[8])
                + v[2] * (v[3] * v[7] - v[4] * v[6]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that
                && Arrays.equals(vectors, that.vectors)
                && Arrays.equals(periodic, that.periodic);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(vectors) + Arrays.hashCode(periodic);
    }

    @Override
    public String toString() {
        return "Cell" + Arrays.toString(vectors) + Arrays.toString(periodic);
    }
}
