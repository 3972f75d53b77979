package nnp4j.potential;

/**
 * Screened Coulomb (Yukawa) energy, V(r) = A exp(-k r)/r, the repulsion of nuclei behind their electrons at short range
 * (Bohr, Mat. Fys. Medd. Dan. Vid. Selsk. 18, no. 8 (1948)). It grows without bound as r goes to 0.
 *
 * @param strength A, eV angstrom, finite; positive repels. Bare nuclei have Z1 Z2 times 14.3996 eV angstrom
 * @param decay k, 1/angstrom, zero or more; zero is the bare Coulomb energy
 */
public record ScreenedRepulsion(double strength, double decay) implements PairTerm {
    /**
     * A screened Coulomb energy.
     *
     * @param strength A, eV angstrom
     * @param decay k, 1/angstrom
     * @throws IllegalArgumentException if a parameter is not finite or the decay is negative
     */
    public ScreenedRepulsion {
        Parameters.finite("screened repulsion", "strength", strength);
        Parameters.finite("screened repulsion", "decay", decay);
        if (decay < 0)
            throw new IllegalArgumentException("screened repulsion: expected a decay of 0 or more, found " + decay);
    }

    @Override
    public double energy(double r) {
        return strength * Math.exp(-decay * r) / r;
    }

    @Override
    public double slope(double r) {
        return -energy(r) * (decay + 1 / r);
    }
}
