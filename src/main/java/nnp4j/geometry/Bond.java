package nnp4j.geometry;

/**
 * A chemical bond between two atoms.
 *
 * @param first index from 0
 * @param second index from 0
 */
public record Bond(int first, int second) {
    /**
     * Checks the indices.
     *
     * @throws IllegalArgumentException if an index is negative or both are the same
     */
    public Bond {
        if (first < 0 || second < 0 || first == second)
            throw new IllegalArgumentException(
                    "expected two different atoms, found " + (first + 1) + "-" + (second + 1));
    }
}
