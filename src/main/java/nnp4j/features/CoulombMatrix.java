package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Element;

/**
 * The Coulomb matrix of a molecule, C[i][i] = 0.5 Zi^2.4 and C[i][j] = Zi Zj / r[i][j], padded with zeros to a largest
 * number of atoms, so that molecules of different composition share features: Rupp et al., Phys. Rev. Lett. 108, 058301
 * (2012), doi:10.1103/PhysRevLett.108.058301. In atomic units as published (r in bohr, features in hartree); coordinates
 * are in angstrom as everywhere. Invariant to translation, rotation, reflection and, but for ties, the order of like
 * atoms, by one of three {@linkplain Order orders}. Immutable and thread-safe: scratch memory is kept a thread, allocated
 * on the thread's first call.
 *
 * <p>Features of the matrix are its upper triangle with the diagonal, row after row, C11 C12 ... C1M C22 ...; rows of
 * padding come last. Where two rows change places (or two eigenvalues of opposite sign), the features have a kink or a
 * jump, and energies with them: this serves energies near data, hardly forces. Of rows with the same norm the atom listed
 * first comes first; then, as in benzene, the order of the atoms can show. Derivatives are those at fixed order. Where two
 * atoms lie in one place features and gradient are not finite.
 */
public final class CoulombMatrix implements Descriptor {
    /** How the features become independent of the order of the atoms. */
    public enum Order {
        /** Rows and columns by falling Euclidean norm of the row. */
        SORTED,
        /** The eigenvalues by falling absolute value; where two are equal the derivatives do not exist. */
        EIGENVALUES,
        /**
         * Several matrices one after the other, each with the rows by falling norm plus noise: Montavon et al., New J.
         * Phys. 15, 095003 (2013), doi:10.1088/1367-2630/15/9/095003. The noise is drawn once from the seed, for each
         * matrix and each rank of the order without noise.
         */
        RANDOM
    }

    private final int[] atomicNumbers;
    private final CoulombLayout layout;

    private CoulombMatrix(int[] atomicNumbers, CoulombLayout layout) {
        if (atomicNumbers.length < 1 || atomicNumbers.length > layout.mostAtoms)
            throw new IllegalArgumentException(
                    "CoulombMatrix: expected 1 to " + layout.mostAtoms + " atoms, found " + atomicNumbers.length);
        for (int z : atomicNumbers)
            if (z < 1 || z > Element.LAST)
                throw new IllegalArgumentException(
                        "CoulombMatrix: expected atomic numbers 1 to " + Element.LAST + ", found " + z);
        this.atomicNumbers = atomicNumbers.clone();
        this.layout = layout;
    }

    /**
     * The matrix with its rows by falling norm.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @param mostAtoms atoms M of the largest molecule that shares the features, at least n
     * @return M (M + 1) / 2 features
     * @throws IllegalArgumentException if there is no atom or more than M, an atomic number is no element, or there are
     *     more than 10 million features
     */
    public static CoulombMatrix sorted(int[] atomicNumbers, int mostAtoms) {
        return new CoulombMatrix(atomicNumbers, new CoulombLayout(mostAtoms, Order.SORTED, 1, 0, 0));
    }

    /**
     * The eigenvalues of the matrix by falling absolute value, then zeros.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @param mostAtoms atoms M of the largest molecule that shares the features, at least n
     * @return M features
     * @throws IllegalArgumentException if there is no atom or more than M, an atomic number is no element, or M is more
     *     than 4,471
     */
    public static CoulombMatrix eigenvalues(int[] atomicNumbers, int mostAtoms) {
        return new CoulombMatrix(atomicNumbers, new CoulombLayout(mostAtoms, Order.EIGENVALUES, 1, 0, 0));
    }

    /**
     * Matrices with their rows by falling norm plus normally distributed noise.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @param mostAtoms atoms M of the largest molecule that shares the features, at least n
     * @param realizations how many matrices, at least 1
     * @param noise the standard deviation in hartree, at least 0; 1 in the published work
     * @param seed of the noise: the same seed gives the same features
     * @return realizations M (M + 1) / 2 features
     * @throws IllegalArgumentException if there is no atom or more than M, an atomic number is no element, there is no
     *     realization, the noise is negative or not finite, or there are more than 10 million features
     */
    public static CoulombMatrix random(int[] atomicNumbers, int mostAtoms, int realizations, double noise, long seed) {
        return new CoulombMatrix(atomicNumbers, new CoulombLayout(mostAtoms, Order.RANDOM, realizations, noise, seed));
    }

    /**
     * The atoms of the molecule.
     *
     * @return fresh array, n atomic numbers
     */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    /**
     * Atoms of the largest molecule.
     *
     * @return at least n
     */
    public int mostAtoms() {
        return layout.mostAtoms;
    }

    /**
     * How the features become independent of the order of the atoms.
     *
     * @return the order
     */
    public Order order() {
        return layout.order;
    }

    /**
     * Number of matrices.
     *
     * @return 1 unless the order is random
     */
    public int realizations() {
        return layout.realizations;
    }

    /**
     * Standard deviation of the noise.
     *
     * @return in hartree, 0 unless the order is random
     */
    public double noise() {
        return layout.noise;
    }

    /**
     * Seed of the noise.
     *
     * @return 0 unless the order is random
     */
    public long seed() {
        return layout.seed;
    }

    /**
     * What is added to the norms of the rows, by falling norm, before they are ordered again.
     *
     * @return fresh array, hartree: mostAtoms() numbers for each realization, zeros where the order is not random
     */
    public double[] shifts() {
        return layout.shifts.clone();
    }

    @Override
    public int coordinateCount() {
        return 3 * atomicNumbers.length;
    }

    @Override
    public int featureCount() {
        return layout.featureCount();
    }

    @Override
    public String featureName(int feature) {
        return layout.featureName(feature);
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        CoulombRows rows = filled(x);
        Arrays.fill(features, 0);
        if (layout.order == Order.EIGENVALUES) rows.eigenvalues(features);
        else
            for (int k = 0; k < layout.realizations; k++) {
                rows.shuffle(layout.shifts, k * layout.mostAtoms);
                rows.entries(features, k * layout.triangle);
            }
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        CoulombRows rows = filled(x);
        rows.clearSlopes();
        if (layout.order == Order.EIGENVALUES) rows.addEigenvalueSlopes(slopes);
        else
            for (int k = 0; k < layout.realizations; k++) {
                rows.shuffle(layout.shifts, k * layout.mostAtoms);
                rows.addEntrySlopes(slopes, k * layout.triangle);
            }
        Arrays.fill(gradient, 0);
        rows.addGradient(x, gradient);
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        CoulombRows rows = filled(x);
        Arrays.fill(jacobian, 0);
        if (layout.order == Order.EIGENVALUES) rows.addEigenvalueJacobian(x, jacobian);
        else
            for (int k = 0; k < layout.realizations; k++) {
                rows.shuffle(layout.shifts, k * layout.mostAtoms);
                rows.addEntryJacobian(x, jacobian, k * layout.triangle);
            }
    }

    private CoulombRows filled(double[] x) {
        CoulombRows rows = layout.rows();
        rows.fill(atomicNumbers, x);
        if (layout.order == Order.EIGENVALUES) rows.decompose();
        else rows.sort();
        return rows;
    }

    /**
     * The same features of another molecule, with the same noise.
     *
     * @throws IllegalArgumentException if it has no atom or more than {@link #mostAtoms()}, or an atomic number is no
     *     element
     */
    @Override
    public CoulombMatrix forAtoms(int[] other) {
        return new CoulombMatrix(other, layout);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoulombMatrix that
                && Arrays.equals(atomicNumbers, that.atomicNumbers)
                && layout.equals(that.layout);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atomicNumbers) + layout.hashCode();
    }

    @Override
    public String toString() {
        return "CoulombMatrix[" + atomicNumbers.length + " atoms, " + layout + "]";
    }
}
