package nnp4j.potential;

import java.util.List;

/**
 * How features become a network's inputs: (feature - shift) factor.
 *
 * @param shift of each feature
 * @param factor of each feature
 */
public record FeatureScaling(List<Double> shift, List<Double> factor) {
    /**
     * Checks and copies.
     *
     * @param shift of each feature
     * @param factor of each feature
     * @throws IllegalArgumentException if the lists differ in length or a value is not finite
     */
    public FeatureScaling {
        shift = List.copyOf(shift);
        factor = List.copyOf(factor);
        if (shift.size() != factor.size())
            throw new IllegalArgumentException(
                    "feature scaling: " + shift.size() + " shifts but " + factor.size() + " factors");
        for (double value : shift) Parameters.finite("feature scaling", "shift", value);
        for (double value : factor) Parameters.finite("feature scaling", "factor", value);
    }
}
