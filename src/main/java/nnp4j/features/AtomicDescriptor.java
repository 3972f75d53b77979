package nnp4j.features;

/**
 * The surroundings of each atom, up to a cutoff, to a row of features for the network of its element. Immutable and shared by
 * threads; {@link #kernelFor} gives each thread what computes them.
 */
public interface AtomicDescriptor {
    /**
     * The elements that may occur.
     *
     * @return fresh array of atomic numbers, each once, in the descriptor's order
     */
    int[] elements();

    /**
     * The distance at which an atom stops to be a neighbour.
     *
     * @return angstrom
     */
    double cutoff();

    /**
     * Number of features of an element's atoms.
     *
     * @param atomicNumber one of the elements
     * @return at least 1
     * @throws IllegalArgumentException if it is none of the elements
     */
    int featureCount(int atomicNumber);

    /**
     * What a feature measures, for reports.
     *
     * @param atomicNumber one of the elements
     * @param feature 0 to featureCount(atomicNumber) - 1
     * @return for example {@code "H radial 0.9"}
     * @throws IndexOutOfBoundsException if there is no such feature
     * @throws IllegalArgumentException if it is none of the elements
     */
    String featureName(int atomicNumber, int feature);

    /**
     * What computes the features of a system's atoms.
     *
     * @param atomicNumbers of the system's atoms, to which a {@link nnp4j.geometry.Neighborhood} refers; copied
     * @param periodic whether an atom may have neighbours that are images, its own among them
     * @return a kernel for one thread
     * @throws IllegalArgumentException if an atom is of none of the elements; the message names it
     */
    AtomicKernel kernelFor(int[] atomicNumbers, boolean periodic);
}
