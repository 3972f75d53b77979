package nnp4j.features;

import java.util.Arrays;
import java.util.Objects;

/**
 * The raw coordinates in angstrom, x1 y1 z1 x2 ... <strong>Not invariant:</strong> translated or rotated copies of one
 * molecule get different features and so different energies, and momentum and angular momentum are not conserved. It
 * serves molecules in a fixed frame, or an outer model that takes care of the symmetry. Immutable and thread-safe.
 */
public final class Cartesian implements Descriptor {
    private final int atomCount;

    private Cartesian(int atomCount) {
        this.atomCount = atomCount;
    }

    /**
     * The coordinates of a molecule.
     *
     * @param atomCount at least 1
     * @return 3n features
     * @throws IllegalArgumentException if there is no atom
     */
    public static Cartesian of(int atomCount) {
        if (atomCount < 1)
            throw new IllegalArgumentException("Cartesian: expected at least one atom, found " + atomCount);
        return new Cartesian(atomCount);
    }

    /**
     * Number of atoms of the molecule.
     *
     * @return at least 1
     */
    public int atomCount() {
        return atomCount;
    }

    @Override
    public int coordinateCount() {
        return 3 * atomCount;
    }

    @Override
    public int featureCount() {
        return 3 * atomCount;
    }

    @Override
    public String featureName(int feature) {
        Objects.checkIndex(feature, featureCount());
        return "xyz".charAt(feature % 3) + "(" + (feature / 3 + 1) + ")";
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        System.arraycopy(x, 0, features, 0, x.length);
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        System.arraycopy(slopes, 0, gradient, 0, slopes.length);
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        Arrays.fill(jacobian, 0);
        for (int k = 0; k < x.length; k++) jacobian[k * x.length + k] = 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cartesian that && atomCount == that.atomCount;
    }

    @Override
    public int hashCode() {
        return atomCount;
    }

    @Override
    public String toString() {
        return "Cartesian[" + atomCount + " atoms]";
    }
}
