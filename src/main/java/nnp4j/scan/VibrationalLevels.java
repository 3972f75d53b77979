package nnp4j.scan;

import java.util.Arrays;
import nnp4j.units.Units;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Bound levels of a diatomic: the radial Schroedinger equation with the centrifugal term J(J+1) hbar^2/(2 mu r^2), in the
 * sinc basis of Colbert and Miller (J. Chem. Phys. 96, 1982 (1992), doi:10.1063/1.462100, eq. 2.1 for the whole line:
 * T_ij = hbar^2/(2 mu h^2) (-1)^(i-j) {pi^2/3 if i = j, else 2/(i-j)^2}) on equidistant points of a box that ends deep in
 * the forbidden regions. Term values are in cm-1. Immutable.
 */
public final class VibrationalLevels {
    private final int rotation;
    private final double[] energies;
    private final double minimum;
    private final double limit;
    private final double uncertainty;
    private final double[] box;

    private VibrationalLevels(
            int rotation, double[] energies, double minimum, double limit, double uncertainty, RadialGrid grid) {
        this.rotation = rotation;
        this.energies = energies;
        this.minimum = minimum;
        this.limit = limit;
        this.uncertainty = uncertainty;
        this.box = new double[] {grid.from(), grid.to(), grid.step()};
    }

    /**
     * The levels below a limit. Grid spacing and box come from the shortest wave at the limit and from how fast a wave
     * just below it fades; hydrogen needs some 250 points and a third of a second.
     *
     * @param curve of the molecule
     * @param reducedMass dalton, see {@link ReducedMass}
     * @param rotation J, 0 or more
     * @param limit eV, the energy of the separated atoms on the curve's zero; levels above it are not bound
     * @param from angstrom, where the search for the minimum begins
     * @param to angstrom, where it ends
     * @return the levels; none if the well is too shallow or J too large
     * @throws IllegalArgumentException if the mass is not positive, J negative, the limit not finite or the range empty
     * @throws ScanException if there is no minimum in the range, the limit is not above it, the curve does not come up to
     *     the limit or has no wall inside, or needs more than 1000 points
     */
    public static VibrationalLevels of(
            DiatomicCurve curve, double reducedMass, int rotation, double limit, double from, double to) {
        ReducedMass.check(reducedMass);
        if (rotation < 0) throw new IllegalArgumentException("diatomic: expected J of 0 or more, found " + rotation);
        if (!Double.isFinite(limit))
            throw new IllegalArgumentException("diatomic: expected a finite limit in eV, found " + limit);
        double re = curve.equilibrium(from, to);
        double minimum = curve.energy(re);
        if (limit <= minimum)
            throw new ScanException(
                    "diatomic: expected a limit above the minimum of " + minimum + " eV, found " + limit);
        double unit = Units.HBAR_SQUARED / (2 * reducedMass); // eV angstrom^2
        EffectiveCurve effective = new EffectiveCurve(curve, unit * rotation * (rotation + 1.0));
        RadialGrid grid = RadialGrid.around(effective, re, limit, limit - minimum, unit);
        double[] fine = below(limit, solve(effective, grid, unit));
        double[] coarse = solve(effective, grid.coarser(), unit);
        double worst = 0;
        for (int v = 0; v < fine.length; v++) worst = Math.max(worst, Math.abs(fine[v] - coarse[v]));
        return new VibrationalLevels(rotation, fine, minimum, limit, worst, grid);
    }

    private static double[] solve(EffectiveCurve curve, RadialGrid grid, double unit) {
        int n = grid.count();
        double[] potential = curve.energies(grid);
        double scale = unit / (grid.step() * grid.step());
        double[][] h = new double[n][n];
        for (int i = 0; i < n; i++) {
            h[i][i] = scale * Math.PI * Math.PI / 3 + potential[i];
            for (int j = 0; j < i; j++) {
                double t = scale * 2 / ((i - j) * (double) (i - j));
                h[i][j] = (i - j) % 2 == 0 ? t : -t;
                h[j][i] = h[i][j];
            }
        }
        double[] energies = new EigenDecomposition(new Array2DRowRealMatrix(h, false)).getRealEigenvalues();
        Arrays.sort(energies);
        return energies;
    }

    private static double[] below(double limit, double[] energies) {
        int count = 0;
        while (count < energies.length && energies[count] < limit) count++;
        return Arrays.copyOf(energies, count);
    }

    /**
     * The rotational quantum number.
     *
     * @return J, 0 or more
     */
    public int rotation() {
        return rotation;
    }

    /**
     * Number of bound levels.
     *
     * @return 0 or more; v runs from 0 to count() - 1
     */
    public int count() {
        return energies.length;
    }

    /**
     * Energy of a level on the curve's zero.
     *
     * @param v 0 to count() - 1
     * @return eV
     */
    public double energy(int v) {
        return energies[v];
    }

    /**
     * Energy of a level above the lowest of the same J, G(v) - G(0).
     *
     * @param v 0 to count() - 1
     * @return cm-1
     */
    public double term(int v) {
        return (energies[v] - energies[0]) / Units.PER_CM;
    }

    /**
     * Energy of the lowest level above the curve's minimum (rotation included if J is not 0).
     *
     * @return cm-1
     * @throws ScanException if no level is bound
     */
    public double zeroPoint() {
        return (lowest() - minimum) / Units.PER_CM;
    }

    /**
     * Energy from the lowest level to the limit, D_0 for J = 0.
     *
     * @return cm-1
     * @throws ScanException if no level is bound
     */
    public double dissociation() {
        return (limit - lowest()) / Units.PER_CM;
    }

    /**
     * How well the levels are converged: the largest change of one of them on a grid a fifth coarser in a box a tenth
     * shorter outside, which overestimates the error of all but the last level.
     *
     * @return cm-1; 0 if no level is bound
     */
    public double uncertainty() {
        return uncertainty / Units.PER_CM;
    }

    /**
     * The grid: where the box begins, where it ends, and the spacing.
     *
     * @return fresh array of 3 values, angstrom
     */
    public double[] grid() {
        return box.clone();
    }

    private double lowest() {
        if (energies.length == 0)
            throw new ScanException("diatomic: no level with J = " + rotation + " is bound below " + limit + " eV");
        return energies[0];
    }
}
