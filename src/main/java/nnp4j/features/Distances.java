package nnp4j.features;

import java.util.Arrays;

/**
 * Distances r between atoms, in angstrom, one a pair. Invariant to translation, rotation and reflection, not to the
 * order of like atoms. They grow without bound as a molecule dissociates: {@link InverseDistances} and
 * {@link DecayingPairs} do not. Where two atoms of a pair lie in one place the feature is 0 and the gradient not finite.
 * Immutable and thread-safe.
 */
public final class Distances implements Descriptor {
    private final Pairs pairs;

    private Distances(Pairs pairs) {
        this.pairs = pairs;
    }

    /**
     * The distances of all pairs, in the order 1-2, 1-3, ..., 2-3, ...
     *
     * @param atomCount at least 2
     * @return n (n - 1) / 2 features
     * @throws IllegalArgumentException if there are fewer than 2 atoms
     */
    public static Distances of(int atomCount) {
        return new Distances(Pairs.all(atomCount));
    }

    /**
     * The distances of the listed pairs.
     *
     * @param atomCount number of atoms of the molecule
     * @param pairs atom indices from 0, i1 j1 i2 j2 ...; copied, the smaller index of a pair put first
     * @return one feature a pair
     * @throws IllegalArgumentException if there is no pair, an index is out of range, or a pair names an atom twice or
     *     comes twice
     */
    public static Distances of(int atomCount, int[] pairs) {
        return new Distances(Pairs.of(atomCount, pairs));
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
        return pairs.distanceName(feature);
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        for (int p = 0; p < features.length; p++) features[p] = pairs.distance(p, x);
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Arrays.fill(gradient, 0);
        for (int p = 0; p < slopes.length; p++) pairs.addGradient(p, x, pairs.distance(p, x), slopes[p], gradient);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distances that && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    @Override
    public String toString() {
        return "Distances[" + pairs + "]";
    }
}
