package nnp4j.potential;

import java.util.Optional;

/** A potential of a file, bound to the atoms of one system. One thread only: it owns scratch memory. */
public interface BoundPotential extends Potential, AutoCloseable {
    /**
     * Whether a geometry lies outside the range seen in training.
     *
     * @param x angstrom, 3n, read only
     * @return the first feature that does, or empty
     */
    Optional<Extrapolation> extrapolation(double[] x);

    /** Frees what the potential holds; a second call does nothing. */
    @Override
    void close();
}
