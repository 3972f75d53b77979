package nnp4j.potential;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;

/** Where potentials come from: a file, or another program. Shared by threads; closing it closes its potentials. */
public interface PotentialSource extends AutoCloseable {
    /**
     * A potential for a molecule.
     *
     * @param geometry the molecule; only its elements, their order and its cell matter
     * @param onExtrapolation told of every geometry outside the range seen in training, if that is known, before its energy is
     *     returned; {@link Extrapolation#REFUSE} and {@link Extrapolation#ALLOW} are ready-made
     * @return a potential for one thread
     * @throws PotentialException if there is none for these atoms
     * @throws IllegalStateException if the source is closed
     */
    BoundPotential potentialFor(Geometry geometry, Consumer<Extrapolation> onExtrapolation);

    /**
     * Closes one potential before the source is.
     *
     * @param potential one that came from here
     */
    void release(BoundPotential potential);

    /**
     * Where it is.
     *
     * @return the path of a file, or an address
     */
    String place();

    /**
     * What it is called.
     *
     * @return for example {@code "h2"}
     */
    String name();

    /**
     * What its energies stand for.
     *
     * @return method and basis set, in words
     */
    String levelOfTheory();

    /**
     * The energy of a molecule's atoms far apart.
     *
     * @param geometry the molecule
     * @return eV, or empty if it is not known
     */
    OptionalDouble atomsEnergy(Geometry geometry);

    /**
     * Number of networks whose mean the energy is.
     *
     * @return 1 unless it is an ensemble
     */
    int memberCount();

    /** Frees what it holds; a second call does nothing. */
    @Override
    void close();
}
