package nnp4j.features;

/**
 * Distances r between atoms, in angstrom, one a pair. Invariant to translation, rotation and reflection, not to the
 * order of like atoms. They grow without bound as a molecule dissociates: {@link InverseDistances} and
 * {@link DecayingPairs} do not. Where two atoms of a pair lie in one place the feature is 0 and the gradient not finite.
 * Immutable and thread-safe.
 */
public final class Distances extends PairFeatures {
    private Distances(Pairs pairs) {
        super(pairs, 1);
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

    @Override
    String name(int k, String distance) {
        return distance;
    }

    @Override
    double value(int k, double r) {
        return r;
    }

    @Override
    double slope(int k, double r) {
        return 1;
    }
}
