package nnp4j.potential;

/** A potential that also gives the derivative of its energy with respect to the strain of the cell. */
public interface PeriodicPotential extends Potential {
    /**
     * Energy, forces and virial.
     *
     * @param x angstrom, 3n, read only
     * @param forces eV/angstrom, 3n, overwritten with -dE/dx
     * @param virial eV, 9 values, row-major, overwritten with -dE/dstrain: its trace over three times the volume is the part of
     *     the pressure that does not come from motion
     * @return energy in eV
     * @throws IllegalStateException if a part of the potential has no virial
     */
    double energyForcesAndVirial(double[] x, double[] forces, double[] virial);

    /**
     * Energies, forces and virials of many geometries in the same cell. Networks do this in one run; here it is a loop.
     *
     * @param count number of geometries, 0 or more
     * @param x angstrom, count x 3n, read only
     * @param energies eV, count values, overwritten
     * @param forces eV/angstrom, count x 3n, overwritten with -dE/dx
     * @param virials eV, count x 9, overwritten with -dE/dstrain
     * @throws IllegalStateException if a part of the potential has no virial
     */
    default void energiesForcesAndVirials(int count, double[] x, double[] energies, double[] forces, double[] virials) {
        if (count == 0) return;
        int size = x.length / count;
        double[] one = new double[size];
        double[] f = new double[size];
        double[] w = new double[9];
        for (int k = 0; k < count; k++) {
            System.arraycopy(x, k * size, one, 0, size);
            energies[k] = energyForcesAndVirial(one, f, w);
            System.arraycopy(f, 0, forces, k * size, size);
            System.arraycopy(w, 0, virials, 9 * k, 9);
        }
    }
}
