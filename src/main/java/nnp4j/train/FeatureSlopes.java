package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Views;

/** From slopes with respect to scaled inputs of all views to forces, and back from force adjoints. One thread only. */
final class FeatureSlopes {
    private final Examples examples;
    private final Views views;
    /** 1 / (scale x views) of each input. */
    private final double[] share;

    private final double[] features;

    FeatureSlopes(Examples examples) {
        this.examples = examples;
        this.views = examples.views();
        this.share = Arrays.stream(examples.scale())
                .map(s -> 1 / (s * views.count()))
                .toArray();
        this.features = new double[views.featureCount()];
    }

    /**
     * F = -J^T s of one frame.
     *
     * @param slopes views x inputs from position {@code first} on
     * @param forces 3n values, overwritten
     */
    void forces(int frame, double[] slopes, int first, double[] forces) {
        Arrays.fill(features, 0);
        int at = first;
        for (int v = 0; v < views.count(); v++)
            for (int j = 0; j < share.length; j++) features[views.index(v, j)] += slopes[at++] * share[j];
        double[] jacobian = examples.jacobians()[frame];
        int n = jacobian.length / features.length;
        Arrays.fill(forces, 0, n, 0);
        for (int g = 0; g < features.length; g++) {
            double slope = features[g];
            int row = g * n;
            for (int k = 0; k < n; k++) forces[k] -= slope * jacobian[row + k];
        }
    }

    /**
     * The direction in scaled inputs along which slopes change the weighted sum of forces.
     *
     * @param adjoints one a force component
     * @param directions views x inputs, overwritten from position {@code first} on
     */
    void directions(int frame, double[] adjoints, double[] directions, int first) {
        double[] jacobian = examples.jacobians()[frame];
        int n = jacobian.length / features.length;
        for (int g = 0; g < features.length; g++) {
            double sum = 0;
            int row = g * n;
            for (int k = 0; k < n; k++) sum -= adjoints[k] * jacobian[row + k];
            features[g] = sum;
        }
        spread(directions, first);
    }

    /** The same for one force component alone. */
    void direction(int frame, int component, double[] directions, int first) {
        double[] jacobian = examples.jacobians()[frame];
        int n = jacobian.length / features.length;
        for (int g = 0; g < features.length; g++) features[g] = -jacobian[g * n + component];
        spread(directions, first);
    }

    private void spread(double[] directions, int first) {
        int at = first;
        for (int v = 0; v < views.count(); v++)
            for (int j = 0; j < share.length; j++) directions[at++] = features[views.index(v, j)] * share[j];
    }
}
