package nnp4j.geometry;

import java.util.Arrays;

/**
 * The neighbours of one atom within a cutoff: which atoms, where from it, how far. Filled by {@link NeighborList#gather}; its
 * arrays are live, longer than the count, and good until the next filling. One thread only.
 */
public final class Neighborhood {
    private static final int FIRST_ROOM = 32;

    private int centre;
    private int count;
    private int[] atoms = new int[FIRST_ROOM];
    private double[] displacements = new double[3 * FIRST_ROOM];
    private double[] distances = new double[FIRST_ROOM];

    /** An empty neighbourhood with room that grows as needed. */
    public Neighborhood() {}

    /**
     * The atom in the middle.
     *
     * @return 0 to n - 1
     */
    public int centre() {
        return centre;
    }

    /**
     * Number of neighbours; an atom counts once for each of its images within the cutoff.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * The neighbours' indices.
     *
     * @return live array, 0 to n - 1 each
     */
    public int[] atoms() {
        return atoms;
    }

    /**
     * Vectors from the centre to the neighbours.
     *
     * @return live array, angstrom, 3 values a neighbour
     */
    public double[] displacements() {
        return displacements;
    }

    /**
     * Lengths of the displacements.
     *
     * @return live array, angstrom
     */
    public double[] distances() {
        return distances;
    }

    void begin(int atom) {
        centre = atom;
        count = 0;
    }

    void add(int atom, double dx, double dy, double dz, double distance) {
        if (count == atoms.length) grow();
        atoms[count] = atom;
        displacements[3 * count] = dx;
        displacements[3 * count + 1] = dy;
        displacements[3 * count + 2] = dz;
        distances[count++] = distance;
    }

    private void grow() {
        atoms = Arrays.copyOf(atoms, 2 * count);
        displacements = Arrays.copyOf(displacements, 6 * count);
        distances = Arrays.copyOf(distances, 2 * count);
    }
}
