package nnp4j.features;

import java.util.Arrays;

/**
 * Decaying exponentials exp(-r/lambda) of the distances between atoms, for each pair and each length scale lambda: the
 * factor that carries the Morse and Born-Mayer potentials. Dimensionless, in (0, 1]. Invariant to translation, rotation
 * and reflection, not to the order of like atoms; smooth for r &gt; 0, vanishing as a molecule dissociates, bounded as
 * atoms approach. At r = 0 the feature is 1, but has a kink there (slope -1/lambda on every side), so the gradient of
 * two atoms in one place is not finite; the repulsion of nuclei keeps that point out of reach. Immutable and
 * thread-safe.
 *
 * <p>Features run over the scales of the first pair, then of the second: pair p, scale s is feature p * scales + s.
 */
public final class DecayingPairs extends PairFeatures {
    private final double[] scales;

    private DecayingPairs(Pairs pairs, double[] scales) {
        super(pairs, scales.length);
        this.scales = checked(scales);
    }

    /**
     * All pairs, in the order 1-2, 1-3, ..., 2-3, ...
     *
     * @param atomCount at least 2
     * @param scales the length scales lambda in angstrom, positive, all different; copied
     * @return n (n - 1) / 2 features a scale
     * @throws IllegalArgumentException if there are fewer than 2 atoms, no scale, or a scale is not positive and finite
     *     or comes twice
     */
    public static DecayingPairs of(int atomCount, double... scales) {
        return new DecayingPairs(Pairs.all(atomCount), scales);
    }

    /**
     * The listed pairs.
     *
     * @param atomCount number of atoms of the molecule
     * @param pairs atom indices from 0, i1 j1 i2 j2 ...; copied, the smaller index of a pair put first
     * @param scales the length scales lambda in angstrom, positive, all different; copied
     * @return one feature a pair and scale
     * @throws IllegalArgumentException if there is no pair or no scale, an index is out of range, a pair names an atom
     *     twice or comes twice, or a scale is not positive and finite or comes twice
     */
    public static DecayingPairs of(int atomCount, int[] pairs, double... scales) {
        return new DecayingPairs(Pairs.of(atomCount, pairs), scales);
    }

    private static double[] checked(double[] scales) {
        if (scales.length == 0)
            throw new IllegalArgumentException("DecayingPairs: expected a length scale, found none");
        for (int s = 0; s < scales.length; s++) {
            if (!(scales[s] > 0 && scales[s] < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "DecayingPairs: expected length scale " + (s + 1) + " positive and finite, found " + scales[s]);
            for (int t = 0; t < s; t++)
                if (scales[t] == scales[s])
                    throw new IllegalArgumentException(
                            "DecayingPairs: expected different length scales, found " + scales[s] + " twice");
        }
        return scales.clone();
    }

    /**
     * The length scales, in the order of the features.
     *
     * @return fresh array, angstrom
     */
    public double[] scales() {
        return scales.clone();
    }

    @Override
    String name(int k, String distance) {
        return "exp(-" + distance + "/" + scales[k] + ")";
    }

    @Override
    double value(int k, double r) {
        return Math.exp(-r / scales[k]);
    }

    @Override
    double slope(int k, double r) {
        return -Math.exp(-r / scales[k]) / scales[k];
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && Arrays.equals(scales, ((DecayingPairs) other).scales);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(scales);
    }

    @Override
    public String toString() {
        return "DecayingPairs[" + listed() + ", scales " + Arrays.toString(scales) + "]";
    }
}
