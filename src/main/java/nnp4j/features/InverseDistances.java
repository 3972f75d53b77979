package nnp4j.features;

/**
 * Inverse distances 1/r between atoms, in 1/angstrom, one a pair: a Coulomb matrix without charges. Invariant to
 * translation, rotation and reflection, not to the order of like atoms; they vanish as a molecule dissociates. Where
 * two atoms of a pair lie in one place the feature is infinite and the gradient not finite. Immutable and thread-safe.
 */
public final class InverseDistances extends PairFeatures {
    private InverseDistances(Pairs pairs) {
        super(pairs, 1);
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

    @Override
    String name(int k, String distance) {
        return "1/" + distance;
    }

    @Override
    double value(int k, double r) {
        return 1 / r;
    }

    @Override
    double slope(int k, double r) {
        return -1 / (r * r);
    }
}
