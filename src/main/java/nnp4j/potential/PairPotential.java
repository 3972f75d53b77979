package nnp4j.potential;

/**
 * One pair term summed over all pairs of atoms, E = sum of V(r_ij) over i &lt; j. As thread-safe as the term; allocates
 * nothing. Two atoms in one place have no direction to push: energy and their forces are then NaN.
 */
public final class PairPotential implements Potential {
    private final PairTerm term;
    private final int atoms;

    /**
     * A term between all pairs.
     *
     * @param term the energy of a pair
     * @param atoms number of atoms, at least 1
     * @throws IllegalArgumentException if there is no atom
     */
    public PairPotential(PairTerm term, int atoms) {
        if (atoms < 1) throw new IllegalArgumentException("pair potential: expected at least one atom, found " + atoms);
        this.term = term;
        this.atoms = atoms;
    }

    /**
     * The energy of a pair.
     *
     * @return the term
     */
    public PairTerm term() {
        return term;
    }

    /**
     * Number of atoms.
     *
     * @return n, at least 1
     */
    public int atomCount() {
        return atoms;
    }

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        check(3 * atoms, x.length, "coordinates");
        check(3 * atoms, forces.length, "forces");
        return sum(x, forces, 0);
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] energies, double[] forces) {
        check(3 * atoms * count, x.length, "coordinates");
        check(3 * atoms * count, forces.length, "forces");
        for (int k = 0; k < count; k++) energies[k] = sum(x, forces, 3 * atoms * k);
    }

    private double sum(double[] x, double[] forces, int start) {
        int end = start + 3 * atoms;
        for (int c = start; c < end; c++) forces[c] = 0;
        double energy = 0;
        for (int i = start; i < end; i += 3)
            for (int j = i + 3; j < end; j += 3) {
                double dx = x[i] - x[j], dy = x[i + 1] - x[j + 1], dz = x[i + 2] - x[j + 2];
                double r = Math.sqrt(dx * dx + dy * dy + dz * dz);
                energy += r == 0 ? Double.NaN : term.energy(r);
                double scale = term.slope(r) / r; // dV/dr over r: dV/dri = scale (ri - rj)
                forces[i] -= scale * dx;
                forces[i + 1] -= scale * dy;
                forces[i + 2] -= scale * dz;
                forces[j] += scale * dx;
                forces[j + 1] += scale * dy;
                forces[j + 2] += scale * dz;
            }
        return energy;
    }

    private static void check(int expected, int found, String what) {
        if (found != expected)
            throw new IllegalArgumentException(
                    "pair potential: expected " + expected + " " + what + ", found " + found);
    }
}
