package nnp4j.train;

import java.util.Arrays;

/** Farthest-point selection in standardized features. */
final class FarthestPoints {
    private FarthestPoints() {}

    static int[] choose(double[] features, int rows, int count, int[] forced) {
        double[] points = standardized(features, rows);
        int size = points.length / rows;
        double[] nearest = new double[rows]; // squared distance to the chosen ones
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int[] chosen = Arrays.copyOf(forced, Math.max(count, forced.length));
        int used = forced.length;
        for (int k = 0; k < used; k++) update(points, size, chosen[k], nearest);
        if (used == 0) {
            chosen[used++] = farthestFromMean(points, size, rows);
            update(points, size, chosen[0], nearest);
        }
        while (used < count) {
            int best = 0;
            for (int row = 1; row < rows; row++) if (nearest[row] > nearest[best]) best = row;
            chosen[used++] = best;
            update(points, size, best, nearest);
        }
        return chosen;
    }

    private static double[] standardized(double[] features, int rows) {
        int size = features.length / rows;
        double[] points = features.clone();
        for (int f = 0; f < size; f++) {
            double mean = 0;
            for (int row = 0; row < rows; row++) mean += features[row * size + f] / rows;
            double squared = 0;
            for (int row = 0; row < rows; row++)
                squared += (features[row * size + f] - mean) * (features[row * size + f] - mean) / rows;
            double spread = squared > 0 ? Math.sqrt(squared) : 1;
            for (int row = 0; row < rows; row++) points[row * size + f] = (features[row * size + f] - mean) / spread;
        }
        return points;
    }

    private static int farthestFromMean(double[] points, int size, int rows) {
        int best = 0;
        double most = -1;
        for (int row = 0; row < rows; row++) {
            double squared = 0;
            for (int f = 0; f < size; f++) squared += points[row * size + f] * points[row * size + f];
            if (squared > most) {
                most = squared;
                best = row;
            }
        }
        return best;
    }

    /** A chosen point is at distance below zero, so that none is chosen twice. */
    private static void update(double[] points, int size, int chosen, double[] nearest) {
        for (int row = 0; row < nearest.length; row++) {
            double squared = 0;
            for (int f = 0; f < size; f++) {
                double d = points[row * size + f] - points[chosen * size + f];
                squared += d * d;
            }
            nearest[row] = Math.min(nearest[row], squared);
        }
        nearest[chosen] = -1;
    }
}
