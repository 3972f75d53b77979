package nnp4j.features;

/**
 * Coordinates of one molecule to a row of features, and slopes back to a gradient. Immutable and thread-safe.
 * {@link #evaluate} and {@link #pullBack} allocate nothing, and neither does {@link #jacobian} of this package's own.
 */
public interface Descriptor {
    /**
     * Number of coordinates.
     *
     * @return 3n for n atoms
     */
    int coordinateCount();

    /**
     * Number of features.
     *
     * @return at least 1
     */
    int featureCount();

    /**
     * What a feature measures, for reports.
     *
     * @param feature 0 to featureCount() - 1
     * @return for example {@code "exp(-r(1-2)/0.74)"}, atoms counted from 1
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    String featureName(int feature);

    /**
     * The features at a geometry.
     *
     * @param x angstrom, 3n, read only
     * @param features featureCount() values, overwritten; not finite where the features do not exist
     * @throws IllegalArgumentException if an array has another length
     */
    void evaluate(double[] x, double[] features);

    /**
     * The gradient with respect to coordinates: the transposed Jacobian times the slopes.
     *
     * @param x angstrom, 3n, read only
     * @param slopes dE/dfeature, featureCount() values, read only
     * @param gradient dE/dx in the slopes' unit per angstrom, 3n, overwritten; not finite where the Jacobian does not
     *     exist
     * @throws IllegalArgumentException if an array has another length
     */
    void pullBack(double[] x, double[] slopes, double[] gradient);

    /**
     * The Jacobian, for tests and training.
     *
     * @param x angstrom, 3n, read only
     * @param jacobian dfeature/dx, row-major, featureCount() rows of 3n, overwritten; not finite where it does not exist
     * @throws IllegalArgumentException if an array has another length
     */
    default void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        int n = coordinateCount();
        double[] slopes = new double[featureCount()];
        double[] row = new double[n];
        for (int f = 0; f < slopes.length; f++) {
            slopes[f] = 1;
            pullBack(x, slopes, row);
            System.arraycopy(row, 0, jacobian, f * n, n);
            slopes[f] = 0;
        }
    }

    /**
     * The same features of another molecule, so that one fit serves several. Here every molecule with as many atoms gets
     * this descriptor; one that knows elements makes another, or refuses.
     *
     * @param atomicNumbers the other molecule's atoms, 1 to 118, in the order of its coordinates; read only
     * @return a descriptor with as many features that mean the same
     * @throws IllegalArgumentException if these features do not exist for that molecule
     */
    default Descriptor forAtoms(int[] atomicNumbers) {
        Lengths.check(this, "atoms", coordinateCount() / 3, atomicNumbers.length);
        return this;
    }
}
