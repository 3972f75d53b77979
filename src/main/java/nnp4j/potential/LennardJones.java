package nnp4j.potential;

/**
 * The 12-6 potential, V(r) = 4 epsilon [(sigma/r)^12 - (sigma/r)^6], with its minimum -epsilon at 2^(1/6) sigma
 * (Lennard-Jones, Proc. Phys. Soc. 43, 461 (1931), doi:10.1088/0959-5309/43/5/301).
 *
 * @param epsilon depth, eV, positive
 * @param sigma distance of zero energy, angstrom, positive
 */
public record LennardJones(double epsilon, double sigma) implements PairTerm {
    /**
     * A 12-6 potential.
     *
     * @param epsilon eV
     * @param sigma angstrom
     * @throws IllegalArgumentException if a parameter is not positive and finite
     */
    public LennardJones {
        Parameters.positive("Lennard-Jones", "epsilon", epsilon);
        Parameters.positive("Lennard-Jones", "sigma", sigma);
    }

    @Override
    public double energy(double r) {
        double s6 = sixth(r);
        return 4 * epsilon * s6 * (s6 - 1);
    }

    @Override
    public double slope(double r) {
        double s6 = sixth(r);
        return -24 * epsilon * s6 * (2 * s6 - 1) / r;
    }

    private double sixth(double r) {
        double s = sigma / r;
        double s2 = s * s;
        return s2 * s2 * s2;
    }
}
