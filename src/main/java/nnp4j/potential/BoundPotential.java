package nnp4j.potential;

import java.util.Optional;
import java.util.OptionalDouble;

/** A potential of a source, bound to the atoms of one system. One thread only: it owns scratch memory. */
public interface BoundPotential extends Potential, AutoCloseable {
    /**
     * Whether a geometry lies outside the range seen in training. The question is not counted in {@link #extrapolations}.
     *
     * @param x angstrom, 3n, read only
     * @return the first feature that does, or empty
     */
    Optional<Extrapolation> extrapolation(double[] x);

    /**
     * What lay outside the range in all energies asked for so far.
     *
     * @return counts and farthest values, atom by atom and feature by feature
     */
    ExtrapolationReport extrapolations();

    /**
     * The count of that report alone; allocates nothing.
     *
     * @return features outside, summed over atoms and geometries
     */
    long extrapolationTotal();

    /**
     * Number of networks whose mean the energy is.
     *
     * @return 1 unless it is an ensemble
     */
    default int memberCount() {
        return 1;
    }

    /**
     * How far the members' energies are apart at a geometry of the last call: their sample standard deviation, the measure of
     * query by committee (Smith, Nebgen, Lubbers, Isayev, Roitberg, J. Chem. Phys. 148, 241733 (2018),
     * doi:10.1063/1.5023802, who divide it by the square root of the number of atoms). It was computed with the energy:
     * asking costs nothing.
     *
     * @param geometry its place in the call, 0 for a single one
     * @return eV; NaN of a single network
     * @throws IllegalArgumentException if the last call had no such geometry
     */
    default double energySpread(int geometry) {
        return Double.NaN;
    }

    /**
     * The spread at the last call's only or first geometry.
     *
     * @return eV, or empty for a single network
     * @throws IllegalArgumentException if there was no call
     */
    default OptionalDouble energySpread() {
        return memberCount() > 1 ? OptionalDouble.of(energySpread(0)) : OptionalDouble.empty();
    }

    /**
     * How far the members are apart at a geometry, in energy and in forces. Takes a little longer than an energy, and is not
     * counted in {@link #extrapolations}.
     *
     * @param x angstrom, 3n, read only
     * @return both spreads, or empty for a single network
     */
    default Optional<Spread> spread(double[] x) {
        return Optional.empty();
    }

    /** Frees what the potential holds; a second call does nothing. */
    @Override
    void close();
}
