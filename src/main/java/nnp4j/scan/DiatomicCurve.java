package nnp4j.scan;

import nnp4j.geometry.Geometry;
import nnp4j.potential.PairTerm;
import nnp4j.potential.Potential;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.MathIllegalStateException;

/**
 * A diatomic's potential as a function of the distance. {@link #energy} and {@link #slope} allocate nothing. One thread
 * only: it owns scratch memory.
 */
public final class DiatomicCurve implements PairTerm {
    private final Potential potential;
    private final double[] x = new double[6];
    private final double[] forces = new double[6];

    /**
     * The curve of a molecule of two atoms.
     *
     * @param potential of the molecule; called with the first atom at the origin and the second on the z axis
     * @param molecule two atoms; its distance does not matter
     * @throws IllegalArgumentException if the molecule does not have two atoms
     */
    public DiatomicCurve(Potential potential, Geometry molecule) {
        ReducedMass.checkDiatomic(molecule);
        this.potential = potential;
    }

    @Override
    public double energy(double r) {
        x[5] = r;
        return potential.energyAndForces(x, forces);
    }

    @Override
    public double slope(double r) {
        x[5] = r;
        potential.energyAndForces(x, forces);
        return -forces[5];
    }

    /**
     * Energies at many distances, in one batch.
     *
     * @param r angstrom, read only
     * @param energies eV, as many, overwritten
     */
    public void energies(double[] r, double[] energies) {
        double[] all = new double[6 * r.length];
        for (int k = 0; k < r.length; k++) all[6 * k + 5] = r[k];
        potential.energiesAndForces(r.length, all, energies, new double[all.length]);
    }

    /**
     * The distance of lowest energy, from the slope: a search on a grid finds the well, Brent's method its minimum.
     *
     * @param from angstrom, positive, where the search begins
     * @param to angstrom, where it ends
     * @return r_e in angstrom; the slope changes sign within 1e-12 angstrom of it
     * @throws IllegalArgumentException unless 0 &lt; from &lt; to
     * @throws ScanException if the lowest energy is at an end, or no energy is finite
     */
    public double equilibrium(double from, double to) {
        if (!(from > 0 && from < to && to < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "diatomic curve: expected 0 < from < to, found from " + from + " to " + to + " angstrom");
        int points = 400; // a well narrower than 1/400 of the range is no chemistry
        double step = (to - from) / points;
        int lowest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k <= points; k++) {
            double e = energy(from + k * step);
            if (Double.isFinite(e) && e < least) {
                least = e;
                lowest = k;
            }
        }
        if (lowest <= 0 || lowest == points)
            throw new ScanException("diatomic curve: no minimum between " + from + " and " + to + " angstrom");
        double center = from + lowest * step;
        return root(center - step, center + step);
    }

    private double root(double from, double to) {
        double below = slope(from);
        double above = slope(to);
        if (!(below < 0 && above > 0))
            throw new ScanException(
                    "diatomic curve: expected a falling and a rising slope around the lowest energy, found " + below
                            + " and " + above + " eV/angstrom at " + from + " and " + to + " angstrom");
        try {
            return new BrentSolver(1e-14, 1e-13, 0).solve(200, this::slope, from, to);
        } catch (MathIllegalStateException e) {
            throw new ScanException("diatomic curve: the slope has no clear zero between " + from + " and " + to, e);
        }
    }
}
