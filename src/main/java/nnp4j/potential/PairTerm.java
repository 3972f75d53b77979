package nnp4j.potential;

/** Energy of two atoms as a function of their distance. Immutable, so thread-safe, unless an implementation says otherwise. */
public interface PairTerm {
    /**
     * The energy at a distance.
     *
     * @param r angstrom, positive
     * @return V(r) in eV; not finite where the term has no value
     */
    double energy(double r);

    /**
     * The slope at a distance.
     *
     * @param r angstrom, positive
     * @return dV/dr in eV/angstrom
     */
    double slope(double r);

    /**
     * The potential that sums this term over all pairs of a molecule's atoms.
     *
     * @param atoms number of atoms, at least 1
     * @return the potential
     * @throws IllegalArgumentException if there is no atom
     */
    default Potential between(int atoms) {
        return new PairPotential(this, atoms);
    }
}
