package nnp4j.features;

import java.util.Arrays;

/**
 * Inverse distances 1/r between atoms, in 1/angstrom, one a pair: a Coulomb matrix without charges. Invariant to
 * translation, rotation and reflection, not to the order of like atoms; they vanish as a molecule dissociates. Where
 * two atoms of a pair lie in one place the feature is infinite and the gradient not finite. Immutable and thread-safe.
 */
public final class InverseDistances implements Descriptor {
    private final Pairs pairs;

    private InverseDistances(Pairs pairs) {
        this.pairs = pairs;
    }

    /**
     * The inverse distances of all pairs, in the order 1-2, 1-3, ..., 2-3, ...
     *
     * @param atomCount at least 2
     * @return n (n - 1) / 2 features
     * @throws IllegalArgumentException if there are fewer than 2 atoms
     */
    public static InverseDistances of(int atomCount) {
        return new InverseDistances(Pairs.all(atomCount));
    }

    /**
     * The inverse distances of the listed pairs.
     *
     * @param atomCount number of atoms of the molecule
     * @param pairs atom indices from 0, i1 j1 i2 j2 ...; copied, the smaller index of a pair put first
     * @return one feature a pair
     * @throws IllegalArgumentException if there is no pair, an index is out of range, or a pair names an atom twice or
     *     comes twice
     */
    public static InverseDistances of(int atomCount, int[] pairs) {
        return new InverseDistances(Pairs.of(atomCount, pairs));
    }

    /**
     * Number of atoms of the molecule.
     *
     * @return at least 2
     */
    public int atomCount() {
        return pairs.atomCount();
    }

    /**
     * The pairs, in the order of the features.
     *
     * @return fresh array, atom indices from 0, i1 j1 i2 j2 ..., i &lt; j
     */
    public int[] pairs() {
        return pairs.toArray();
    }

    @Override
    public int coordinateCount() {
        return 3 * pairs.atomCount();
    }

    @Override
    public int featureCount() {
        return pairs.count();
    }

    @Override
    public String featureName(int feature) {
        return "1/" + pairs.distanceName(feature);
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        for (int p = 0; p < features.length; p++) features[p] = 1 / pairs.distance(p, x);
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Arrays.fill(gradient, 0);
        for (int p = 0; p < slopes.length; p++) {
            double r = pairs.distance(p, x);
            pairs.addGradient(p, x, r, -slopes[p] / (r * r), gradient); // d(1/r)/dr = -1/r^2
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InverseDistances that && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    @Override
    public String toString() {
        return "InverseDistances[" + pairs + "]";
    }
}
