package nnp4j.features;

import nnp4j.geometry.Neighborhood;

/**
 * Computes the features of the atoms of one system, one atom at a time, and their derivatives. Features that are zero at every
 * geometry of the system, such as those of absent elements, are left out: a row holds the live ones. One thread only: it owns
 * scratch memory, and allocates nothing per call once that has grown.
 */
public interface AtomicKernel {
    /**
     * The features that are computed for an element's atoms.
     *
     * @param atomicNumber an element of the system
     * @return fresh array of indices into the descriptor's features of the element, ascending; may be empty
     */
    int[] liveFeatures(int atomicNumber);

    /**
     * The live features of an atom.
     *
     * @param around the atom and its neighbours within the descriptor's cutoff, read only
     * @param row overwritten from position {@code from} on
     * @param from first position
     */
    void evaluate(Neighborhood around, double[] row, int from);

    /**
     * The gradient with respect to the displacements of the neighbours.
     *
     * @param around the atom and its neighbours, read only
     * @param slopes dE/dfeature of the live features, from position {@code from} on, read only
     * @param from first position
     * @param gradient dE/ddisplacement in the slopes' unit per angstrom, 3 values a neighbour, overwritten; may be longer
     */
    void pullBack(Neighborhood around, double[] slopes, int from, double[] gradient);

    /**
     * How the live features change as the displacements do: the Jacobian times a direction, for training with forces.
     *
     * @param around the atom and its neighbours, read only
     * @param direction of the displacements, 3 values a neighbour, read only; may be longer
     * @param rates change of each feature along the direction, overwritten from position {@code from} on
     * @param from first position
     */
    void pushForward(Neighborhood around, double[] direction, double[] rates, int from);
}
