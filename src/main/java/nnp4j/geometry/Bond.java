package nnp4j.geometry;

/**
 * Two bonded atoms, without a bond order. A bond has no direction: the smaller index is stored first, so that
 * bonds of the same atoms are equal.
 *
 * @param first the smaller atom index, from 0
 * @param second the larger atom index, from 0
 */
public record Bond(int first, int second) {
    /**
     * A bond; the atoms may be given in either order.
     *
     * @param first index from 0
     * @param second index from 0
     * @throws IllegalArgumentException if the atoms are the same or an index is negative
     */
    public Bond {
        if (first < 0 || second < 0)
            throw new IllegalArgumentException("atom indices count from 0, found " + first + " and " + second);
        if (first == second) throw new IllegalArgumentException("atom " + (first + 1) + " is bonded to itself");
        int smaller = Math.min(first, second);
        second = Math.max(first, second);
        first = smaller;
    }

    /**
     * Atoms as people write them, counted from 1.
     *
     * @return for example {@code "1-2"}
     */
    @Override
    public String toString() {
        return (first + 1) + "-" + (second + 1);
    }
}
