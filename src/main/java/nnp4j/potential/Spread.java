package nnp4j.potential;

/**
 * How far the members of an ensemble are apart at one geometry: a measure of how far their mean can be trusted.
 *
 * @param energy sample standard deviation of the members' energies, eV (Smith et al., J. Chem. Phys. 148, 241733 (2018),
 *     doi:10.1063/1.5023802)
 * @param force the largest over atoms of the standard deviation of the atom's force, sqrt(sum over members of
 *     |F - mean F|^2 / (members - 1)), eV/angstrom (Zhang, Lin, Wang, Car, E, Phys. Rev. Materials 3, 023804 (2019),
 *     doi:10.1103/PhysRevMaterials.3.023804, there with members in place of members - 1)
 */
public record Spread(double energy, double force) {
    /** The largest standard deviation of an atom's force; members x 3n forces. */
    static double ofForces(double[] forces, int members) {
        int size = forces.length / members;
        double largest = 0;
        for (int k = 0; k < size; k += 3) {
            double squares = 0;
            for (int c = k; c < k + 3; c++) {
                double mean = 0;
                for (int m = 0; m < members; m++) mean += forces[m * size + c] / members;
                for (int m = 0; m < members; m++) {
                    double off = forces[m * size + c] - mean;
                    squares += off * off;
                }
            }
            largest = Math.max(largest, squares); // NaN stays
        }
        return Math.sqrt(largest / (members - 1));
    }
}
