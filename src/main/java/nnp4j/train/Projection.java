package nnp4j.train;

import nnp4j.network.Mlp;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Features projected onto the principal components of their standardized values, each component divided by its deviation. Those
 * with almost no spread are left out. Immutable.
 */
final class Projection {
    /** Components with less than this part of the largest deviation carry rounding. */
    private static final double LEAST_DEVIATION = 1e-7;

    private final int featureCount;
    private final double[] centre;
    /** Row-major, components x features. */
    private final double[] matrix;

    private Projection(int featureCount, double[] centre, double[] matrix) {
        this.featureCount = featureCount;
        this.centre = centre;
        this.matrix = matrix;
    }

    /**
     * The projection of training rows.
     *
     * @param components how many to keep; 0 for all
     */
    static Projection of(double[] features, int rows, int featureCount, int components) {
        double[] centre = new double[featureCount];
        double[] spread = new double[featureCount];
        for (int k = 0; k < rows * featureCount; k++) centre[k % featureCount] += features[k] / rows;
        for (int k = 0; k < rows * featureCount; k++) {
            double d = features[k] - centre[k % featureCount];
            spread[k % featureCount] += d * d / rows;
        }
        for (int f = 0; f < featureCount; f++) {
            spread[f] = Math.sqrt(spread[f]);
            if (spread[f] <= 1e-10 * Math.max(1, Math.abs(centre[f]))) spread[f] = 1; // constant
        }
        EigenDecomposition eigen =
                new EigenDecomposition(new Array2DRowRealMatrix(covariance(features, rows, centre, spread), false));
        double largest = Math.sqrt(eigen.getRealEigenvalue(0));
        int kept = 0;
        int most = components == 0 ? featureCount : Math.min(components, featureCount);
        while (kept < most && Math.sqrt(Math.max(0, eigen.getRealEigenvalue(kept))) > LEAST_DEVIATION * largest) kept++;
        double[] matrix = new double[kept * featureCount];
        for (int c = 0; c < kept; c++) {
            double deviation = Math.sqrt(eigen.getRealEigenvalue(c));
            for (int f = 0; f < featureCount; f++)
                matrix[c * featureCount + f] = eigen.getEigenvector(c).getEntry(f) / (deviation * spread[f]);
        }
        return new Projection(featureCount, centre, matrix);
    }

    private static double[][] covariance(double[] features, int rows, double[] centre, double[] spread) {
        int n = centre.length;
        double[][] covariance = new double[n][n];
        double[] row = new double[n];
        for (int r = 0; r < rows; r++) {
            for (int f = 0; f < n; f++) row[f] = (features[r * n + f] - centre[f]) / spread[f];
            for (int i = 0; i < n; i++) {
                double value = row[i] / rows;
                for (int j = 0; j < n; j++) covariance[i][j] += value * row[j];
            }
        }
        return covariance;
    }

    int componentCount() {
        return matrix.length / featureCount;
    }

    /** Rows of components. */
    double[] apply(double[] features, int rows) {
        int n = componentCount();
        double[] result = new double[rows * n];
        double[] row = new double[featureCount];
        for (int r = 0; r < rows; r++) {
            for (int f = 0; f < featureCount; f++) row[f] = features[r * featureCount + f] - centre[f];
            for (int c = 0; c < n; c++) {
                double sum = 0;
                for (int f = 0; f < featureCount; f++) sum += matrix[c * featureCount + f] * row[f];
                result[r * n + c] = sum;
            }
        }
        return result;
    }

    /** The derivatives of the components, components x coordinates. */
    double[] apply(double[] jacobian) {
        int coordinates = jacobian.length / featureCount;
        int n = componentCount();
        double[] result = new double[n * coordinates];
        for (int c = 0; c < n; c++)
            for (int f = 0; f < featureCount; f++) {
                double factor = matrix[c * featureCount + f];
                for (int k = 0; k < coordinates; k++)
                    result[c * coordinates + k] += factor * jacobian[f * coordinates + k];
            }
        return result;
    }

    /** The network for features as they are: the first layer's weights times the matrix. */
    Mlp folded(Mlp mlp) {
        int[] widths = mlp.widths();
        double[] old = mlp.parameters();
        int n = widths[0];
        int units = widths[1];
        widths[0] = featureCount;
        double[] changed = new double[old.length + units * (featureCount - n)];
        for (int u = 0; u < units; u++)
            for (int f = 0; f < featureCount; f++)
                for (int c = 0; c < n; c++)
                    changed[u * featureCount + f] += old[u * n + c] * matrix[c * featureCount + f];
        int from = units * n;
        int to = units * featureCount;
        System.arraycopy(old, from, changed, to, old.length - from);
        for (int u = 0; u < units; u++)
            for (int f = 0; f < featureCount; f++) changed[to + u] -= changed[u * featureCount + f] * centre[f];
        return Mlp.of(widths, mlp.activations(), changed);
    }
}
