package nnp4j.scan;

import nnp4j.geometry.Geometry;

/**
 * The reduced mass of a diatomic, m1 m2 / (m1 + m2). With nuclear masses the levels are those of the Born-Oppenheimer
 * curve as theory defines them; atomic masses let the electrons follow the nuclei, which comes nearer to experiment.
 */
public final class ReducedMass {
    private ReducedMass() {}

    /**
     * From the masses of the atoms.
     *
     * @param molecule two atoms
     * @return dalton
     * @throws IllegalArgumentException if there are not two atoms
     */
    public static double atomic(Geometry molecule) {
        checkDiatomic(molecule);
        return reduced(molecule.mass(0), molecule.mass(1));
    }

    /**
     * From the masses of the nuclei: the atoms' less Z electrons each. The binding energy of the electrons is left aside
     * (1.5e-8 dalton for hydrogen).
     *
     * @param molecule two atoms
     * @return dalton
     * @throws IllegalArgumentException if there are not two atoms
     */
    public static double nuclear(Geometry molecule) {
        return atomic(molecule.withNuclearMasses());
    }

    private static double reduced(double a, double b) {
        return a * b / (a + b);
    }

    static void checkDiatomic(Geometry molecule) {
        if (molecule.atomCount() != 2)
            throw new IllegalArgumentException("diatomic: expected 2 atoms, found " + molecule.atomCount());
    }

    static void check(double reducedMass) {
        if (!(reducedMass > 0 && reducedMass < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "diatomic: expected a positive reduced mass in dalton, found " + reducedMass);
    }
}
