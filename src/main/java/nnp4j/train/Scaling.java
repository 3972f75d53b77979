package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Mlp;
import nnp4j.network.Views;

/**
 * What happens to features before the network: input j is (feature - mean_j) / scale_j, or, after a projection onto principal
 * components, (P (features - centre))_j. It is found from training frames alone and folded into the first layer at the end.
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record Scaling(double[] mean, double[] scale, Projection projection) {
    /** A spread below this part of the largest is taken for rounding: the feature carries nothing. */
    private static final double CONSTANT = 1e-10;

    /** One mean and spread an input, over all views: an input sees a feature of every view. */
    static Scaling of(double[] features, int rows, Views views, boolean byRange) {
        double[] mean = new double[views.inputCount()];
        double[] scale = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            if (byRange) range(features, rows, views, j, mean, scale);
            else moments(features, rows, views, j, mean, scale);
            if (scale[j] <= CONSTANT * Math.max(1, Math.abs(mean[j]))) scale[j] = 1;
        }
        return new Scaling(mean, scale, null);
    }

    /** Features as they are. */
    static Scaling none(int inputs) {
        double[] ones = new double[inputs];
        Arrays.fill(ones, 1);
        return new Scaling(new double[inputs], ones, null);
    }

    private static void moments(double[] features, int rows, Views views, int j, double[] mean, double[] scale) {
        double count = (double) rows * views.count();
        for (int row = 0; row < rows; row++)
            for (int v = 0; v < views.count(); v++) mean[j] += at(features, row, views, v, j) / count;
        double squared = 0;
        for (int row = 0; row < rows; row++)
            for (int v = 0; v < views.count(); v++) {
                double d = at(features, row, views, v, j) - mean[j];
                squared += d * d / count;
            }
        scale[j] = Math.sqrt(squared);
    }

    private static void range(double[] features, int rows, Views views, int j, double[] mean, double[] scale) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++)
            for (int v = 0; v < views.count(); v++) {
                low = Math.min(low, at(features, row, views, v, j));
                high = Math.max(high, at(features, row, views, v, j));
            }
        mean[j] = (low + high) / 2;
        scale[j] = (high - low) / 2;
    }

    private static double at(double[] features, int row, Views views, int view, int input) {
        return features[row * views.featureCount() + views.index(view, input)];
    }

    /** Projection onto principal components, and their spreads as scales. */
    static Scaling projected(double[] features, int rows, int featureCount, int components) {
        Projection projection = Projection.of(features, rows, featureCount, components);
        Scaling none = none(projection.componentCount());
        return new Scaling(none.mean, none.scale, projection);
    }

    /** The inputs of all views, one row a view. */
    double[] inputs(double[] features, int rows, Views views) {
        double[] inputs = new double[rows * views.count() * views.inputCount()];
        int next = 0;
        for (int row = 0; row < rows; row++)
            for (int v = 0; v < views.count(); v++)
                for (int j = 0; j < views.inputCount(); j++)
                    inputs[next++] = (at(features, row, views, v, j) - mean[j]) / scale[j];
        return inputs;
    }

    /** The network for features as they are. */
    Mlp folded(Mlp mlp) {
        Mlp plain = mlp.unstandardized(mean, scale);
        return projection == null ? plain : projection.folded(plain);
    }
}
