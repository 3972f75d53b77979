package nnp4j.features;

import java.util.Arrays;
import java.util.Objects;

/**
 * Functions of the distances between atoms, the same for each listed pair: {@link Distances}, {@link InverseDistances}
 * and {@link DecayingPairs}. Invariant to translation, rotation and reflection, not to the order of like atoms: {@link
 * #permuted} says how the features follow it. Immutable and thread-safe; no call of evaluate, pullBack or jacobian
 * allocates.
 *
 * <p>Features run over the functions of the first pair, then of the second.
 */
public abstract sealed class PairFeatures implements Descriptor permits Distances, InverseDistances, DecayingPairs {
    private final Pairs pairs;
    private final int perPair;

    PairFeatures(Pairs pairs, int perPair) {
        this.pairs = pairs;
        this.perPair = perPair;
    }

    /** What function k of the distance with the given name is called. */
    abstract String name(int k, String distance);

    /** Function k at distance r. */
    abstract double value(int k, double r);

    /** The derivative of function k at distance r; any value where r is zero, for there dr/dx is not finite. */
    abstract double slope(int k, double r);

    final Pairs listed() {
        return pairs;
    }

    final int perPair() {
        return perPair;
    }

    /** Feature f as a variable of a polynomial: {@code y(1-2)}, or {@code y2(1-2)} of the second function. */
    final String shortName(int f) {
        return "y" + (perPair == 1 ? "" : f % perPair + 1)
                + pairs.distanceName(f / perPair).substring(1);
    }

    /**
     * Adds the product of column and row f of this descriptor's Jacobian, of which only the two atoms of the pair have
     * values.
     */
    final void addProducts(int f, double[] column, double[] jacobian, double[] products) {
        int n = coordinateCount();
        for (int end = 0; end < 2; end++) {
            int k = 3 * pairs.atom(f / perPair, end);
            double dx = jacobian[f * n + k];
            double dy = jacobian[f * n + k + 1];
            double dz = jacobian[f * n + k + 2];
            for (double c : column) {
                products[k] += c * dx;
                products[k + 1] += c * dy;
                products[k + 2] += c * dz;
                k += n;
            }
        }
    }

    /**
     * Number of atoms of the molecule.
     *
     * @return at least 2
     */
    public final int atomCount() {
        return pairs.atomCount();
    }

    /**
     * The pairs, in the order of the features.
     *
     * @return fresh array, atom indices from 0, i1 j1 i2 j2 ..., i &lt; j
     */
    public final int[] pairs() {
        return pairs.toArray();
    }

    /**
     * How the features follow a permutation of the atoms. Let y be the coordinates x permuted so that atom i of y lies
     * where atom p[i] of x lies; then feature f of y is feature permuted(p)[f] of x, to the last bit.
     *
     * @param p the permutation: n different atom indices from 0
     * @return fresh array, one feature index a feature
     * @throws IllegalArgumentException if p is no permutation of the atoms, or takes a listed pair to one that is not
     *     listed
     */
    public final int[] permuted(int[] p) {
        int[] moved = pairs.permuted(p);
        int[] features = new int[featureCount()];
        for (int f = 0; f < features.length; f++) features[f] = moved[f / perPair] * perPair + f % perPair;
        return features;
    }

    @Override
    public final int coordinateCount() {
        return 3 * pairs.atomCount();
    }

    @Override
    public final int featureCount() {
        return pairs.count() * perPair;
    }

    @Override
    public final String featureName(int feature) {
        Objects.checkIndex(feature, featureCount());
        return name(feature % perPair, pairs.distanceName(feature / perPair));
    }

    @Override
    public final void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        for (int p = 0; p < pairs.count(); p++) {
            double r = pairs.distance(p, x);
            for (int k = 0; k < perPair; k++) features[p * perPair + k] = value(k, r);
        }
    }

    @Override
    public final void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Arrays.fill(gradient, 0);
        for (int p = 0; p < pairs.count(); p++) {
            double r = pairs.distance(p, x);
            double slope = 0;
            for (int k = 0; k < perPair; k++) slope += slopes[p * perPair + k] * slope(k, r);
            pairs.addGradient(p, x, r, slope, gradient, 0);
        }
    }

    @Override
    public final void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        Arrays.fill(jacobian, 0);
        for (int p = 0; p < pairs.count(); p++) {
            double r = pairs.distance(p, x);
            for (int k = 0; k < perPair; k++)
                pairs.addGradient(p, x, r, slope(k, r), jacobian, (p * perPair + k) * x.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairFeatures that && getClass() == that.getClass() && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + pairs + "]";
    }
}
