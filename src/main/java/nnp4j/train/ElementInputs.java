package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nnp4j.network.Mlp;
import nnp4j.potential.FeatureRange;

/**
 * What happens to the features of one element's atoms before its network: input j is (feature - mean_j) / scale_j. Found from
 * training frames alone and folded into the first layer at the end. A feature that hardly varies is not blown up: its scale is
 * at least a part of the largest.
 *
 * @param features indices into the descriptor's, ascending
 * @param mean of each
 * @param scale of each
 * @param low lowest value of each
 * @param high highest value of each
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside the package, never compared
record ElementInputs(int[] features, double[] mean, double[] scale, double[] low, double[] high) {
    /** Least scale as part of the largest: on ethanol 3 to 10 % gave the same test errors, 30 % larger ones. */
    private static final double FLOOR = 0.05;

    /** Mean 0 and deviation 1, or -1 to 1. */
    static ElementInputs of(AtomicTable table, int element, int[] features, boolean byRange) {
        int width = features.length;
        ElementInputs inputs =
                new ElementInputs(features, new double[width], new double[width], filled(width, 1), filled(width, -1));
        int atoms = inputs.addValues(table, element);
        if (byRange) inputs.takeRange();
        else inputs.takeMoments(table, element, atoms);
        double largest = Arrays.stream(inputs.scale).max().orElseThrow();
        for (int j = 0; j < width; j++) inputs.scale[j] = largest == 0 ? 1 : Math.max(inputs.scale[j], FLOOR * largest);
        return inputs;
    }

    private static double[] filled(int width, int sign) {
        double[] values = new double[width];
        Arrays.fill(values, sign * Double.POSITIVE_INFINITY);
        return values;
    }

    /** Sums of values, their lowest and highest; returns the number of atoms. */
    private int addValues(AtomicTable table, int element) {
        int atoms = 0;
        for (int i = 0; i < table.rows().length; i++)
            for (int atom = 0; atom < table.atoms()[i].count(); atom++) {
                if (table.atoms()[i].element(atom) != element) continue;
                atoms++;
                int start = table.atoms()[i].start(atom);
                for (int j = 0; j < mean.length; j++) {
                    double value = table.rows()[i][start + j];
                    mean[j] += value;
                    low[j] = Math.min(low[j], value);
                    high[j] = Math.max(high[j], value);
                }
            }
        return atoms;
    }

    private void takeRange() {
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (low[j] + high[j]) / 2;
            scale[j] = (high[j] - low[j]) / 2;
        }
    }

    private void takeMoments(AtomicTable table, int element, int atoms) {
        for (int j = 0; j < mean.length; j++) mean[j] /= atoms;
        for (int i = 0; i < table.rows().length; i++)
            for (int atom = 0; atom < table.atoms()[i].count(); atom++) {
                if (table.atoms()[i].element(atom) != element) continue;
                int start = table.atoms()[i].start(atom);
                for (int j = 0; j < mean.length; j++) {
                    double d = table.rows()[i][start + j] - mean[j];
                    scale[j] += d * d / atoms;
                }
            }
        for (int j = 0; j < mean.length; j++) scale[j] = Math.sqrt(scale[j]);
    }

    /** Turns an atom's features into inputs, in place. */
    void apply(double[] row, int start) {
        for (int j = 0; j < mean.length; j++) row[start + j] = (row[start + j] - mean[j]) / scale[j];
    }

    /** The network for all features of the descriptor as they are; those it never saw have no weight. */
    Mlp folded(Mlp mlp, int featureCount) {
        Mlp plain = mlp.unstandardized(mean, scale);
        int[] widths = plain.widths();
        double[] narrow = plain.parameters();
        int first = widths[1];
        double[] wide = new double[narrow.length + first * (featureCount - features.length)];
        for (int unit = 0; unit < first; unit++)
            for (int j = 0; j < features.length; j++)
                wide[unit * featureCount + features[j]] = narrow[unit * features.length + j];
        System.arraycopy(
                narrow, first * features.length, wide, first * featureCount, narrow.length - first * features.length);
        widths[0] = featureCount;
        return Mlp.of(widths, plain.activations(), wide);
    }

    /** The range of all features of the descriptor; those that are always zero included. */
    FeatureRange range(int featureCount) {
        List<Double> lows = new ArrayList<>(Collections.nCopies(featureCount, 0.0));
        List<Double> highs = new ArrayList<>(lows);
        for (int j = 0; j < features.length; j++) {
            lows.set(features[j], low[j]);
            highs.set(features[j], high[j]);
        }
        return new FeatureRange(lows, highs);
    }
}
