package nnp4j.potential;

/** Potential energy surface of one molecule. One thread only: an implementation may own scratch memory. */
@FunctionalInterface
public interface Potential {
    /**
     * Energy and forces at a geometry.
     *
     * @param x angstrom, 3n, read only
     * @param forces eV/angstrom, 3n, overwritten with -dE/dx
     * @return energy in eV
     */
    double energyAndForces(double[] x, double[] forces);

    /**
     * Energies and forces of many geometries of the molecule. Networks do this in one run; here it is a loop.
     *
     * @param count number of geometries, 0 or more
     * @param x angstrom, count x 3n, read only
     * @param energies eV, count values, overwritten
     * @param forces eV/angstrom, count x 3n, overwritten with -dE/dx
     */
    default void energiesAndForces(int count, double[] x, double[] energies, double[] forces) {
        if (count == 0) return;
        int size = x.length / count;
        double[] one = new double[size];
        double[] f = new double[size];
        for (int k = 0; k < count; k++) {
            System.arraycopy(x, k * size, one, 0, size);
            energies[k] = energyAndForces(one, f);
            System.arraycopy(f, 0, forces, k * size, size);
        }
    }

    /**
     * The sum of two potentials, for delta learning on top of a force field for example.
     *
     * @param other what is added
     * @return a potential with the energies and forces of both
     */
    default Potential plus(Potential other) {
        return new SumPotential(this, other);
    }
}
