package nnp4j.potential;

import java.util.List;

/**
 * The box in feature space that training covered.
 *
 * @param low lowest value of each feature
 * @param high highest value of each feature
 */
public record FeatureRange(List<Double> low, List<Double> high) {
    /**
     * Checks and copies.
     *
     * @param low lowest value of each feature
     * @param high highest value of each feature
     * @throws IllegalArgumentException if the lists differ in length, a low value lies above its high value, or a value
     *     is not finite
     */
    public FeatureRange {
        low = List.copyOf(low);
        high = List.copyOf(high);
        if (low.size() != high.size())
            throw new IllegalArgumentException(
                    "feature range: " + low.size() + " low values but " + high.size() + " high values");
        for (int k = 0; k < low.size(); k++)
            if (!(low.get(k) <= high.get(k)))
                throw new IllegalArgumentException("feature range: low " + low.get(k) + " above high " + high.get(k));
        for (int k = 0; k < low.size(); k++) {
            Parameters.finite("feature range", "low value", low.get(k));
            Parameters.finite("feature range", "high value", high.get(k));
        }
    }

    /**
     * The range of rows of features.
     *
     * @param rows number of rows, at least 1
     * @param features row-major, rows x any number of features
     * @return the smallest box that holds them
     * @throws IllegalArgumentException if there is no row, the features are no whole rows, or one is not finite
     */
    public static FeatureRange of(int rows, double[] features) {
        if (rows < 1 || features.length % rows != 0)
            throw new IllegalArgumentException("feature range: expected whole rows of features, found "
                    + features.length + " in " + rows + " rows");
        int size = features.length / rows;
        Double[] low = new Double[size];
        Double[] high = new Double[size];
        for (int k = 0; k < size; k++) {
            low[k] = high[k] = features[k];
            for (int row = 1; row < rows; row++) {
                low[k] = Math.min(low[k], features[row * size + k]);
                high[k] = Math.max(high[k], features[row * size + k]);
            }
        }
        return new FeatureRange(List.of(low), List.of(high));
    }
}
