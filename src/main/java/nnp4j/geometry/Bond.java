package nnp4j.geometry;

/**
 * Two bonded atoms. Whichever way round they are given, the smaller index comes first.
 *
 * @param first index from 0, the smaller one
 * @param second index from 0, the larger one
 */
public record Bond(int first, int second) {
    /**
     * A bond between two different atoms.
     *
     * @param first index from 0
     * @param second index from 0
     * @throws IllegalArgumentException if an index is negative or both are the same
     */
    public Bond {
        if (first < 0 || second < 0)
            throw new IllegalArgumentException("bond " + first + "-" + second + ": expected indices from 0");
        if (first == second)
            throw new IllegalArgumentException("atom " + (first + 1) + " is bonded to itself, expected two atoms");
        if (first > second) {
            int larger = first;
            first = second;
            second = larger;
        }
    }
}
