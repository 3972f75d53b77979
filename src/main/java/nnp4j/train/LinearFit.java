package nnp4j.train;

import java.util.Arrays;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Energies as a weighted sum of features, E = b + w . f, by least squares: ordinary, or with a ridge (Hoerl and Kennard,
 * Technometrics 12, 55 (1970), doi:10.1080/00401706.1970.10488634), to energies alone or to forces as well. Immutable.
 */
final class LinearFit {
    /** Ridges to choose from, relative to the mean square of a standardized feature. */
    private static final double[] RIDGES = {
        1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1
    };

    /** A column that is a sum of others but for this part of the longest depends on them. */
    private static final double DEPENDENT = 1e-10;

    private final double[] weights;
    private final double intercept;
    private final double ridge;

    private LinearFit(double[] weights, double intercept, double ridge) {
        this.weights = weights;
        this.intercept = intercept;
        this.ridge = ridge;
    }

    /**
     * Ordinary least squares of energies. Where features depend on one another linearly, as atom counts of one molecule do, the
     * shortest of the best weights is taken.
     *
     * @param features rows x features, row-major, read only
     * @param rows number of energies, at least 1
     * @param energies one a row, read only
     * @param intercept whether to fit a constant, too
     * @return the fit
     * @throws IllegalArgumentException if lengths do not fit
     */
    public static LinearFit ols(double[] features, int rows, double[] energies, boolean intercept) {
        check(features, rows, energies);
        int size = features.length / rows;
        double[][] design = new double[rows][];
        for (int i = 0; i < rows; i++) design[i] = Arrays.copyOfRange(features, i * size, (i + 1) * size);
        double[] solution;
        try {
            OLSMultipleLinearRegression regression =
                    new OLSMultipleLinearRegression(DEPENDENT * longest(features, size));
            regression.setNoIntercept(!intercept);
            regression.newSampleData(energies, design);
            solution = regression.estimateRegressionParameters();
            if (!Arrays.stream(solution).allMatch(Double::isFinite)) solution = shortest(design, energies, intercept);
        } catch (MathIllegalArgumentException e) {
            solution = shortest(design, energies, intercept); // dependent columns, or fewer rows than columns
        }
        return intercept
                ? new LinearFit(Arrays.copyOfRange(solution, 1, solution.length), solution[0], 0)
                : new LinearFit(solution, 0, 0);
    }

    /** The length of the longest column. */
    private static double longest(double[] features, int size) {
        double[] squared = new double[size];
        for (int k = 0; k < features.length; k++) squared[k % size] += features[k] * features[k];
        return Math.sqrt(Arrays.stream(squared).max().orElseThrow());
    }

    /** By singular values; those that are rounding are left out. */
    private static double[] shortest(double[][] design, double[] energies, boolean intercept) {
        double[][] rows = design;
        if (intercept) {
            rows = new double[design.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new double[design[i].length + 1];
                rows[i][0] = 1;
                System.arraycopy(design[i], 0, rows[i], 1, design[i].length);
            }
        }
        RealVector solution = new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false))
                .getSolver()
                .solve(new ArrayRealVector(energies, false));
        return solution.toArray();
    }

    private static void check(double[] features, int rows, double[] energies) {
        if (rows < 1 || energies.length != rows || features.length % rows != 0 || features.length == 0)
            throw new IllegalArgumentException("linear fit: expected an energy for each whole row of features, found "
                    + energies.length + " energies and " + features.length + " features in " + rows + " rows");
    }

    /**
     * Ridge regression of the energies, and where there are Jacobians of the forces, of examples. A ridge below 0 is chosen:
     * the one with the lowest loss of other examples.
     */
    static LinearFit ridge(Examples training, Examples validation, double forceWeight, double ridge) {
        RidgeProblem problem = new RidgeProblem(training, forceWeight);
        LinearFit best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (double candidate : ridge < 0 ? RIDGES : new double[] {ridge}) {
            double[] weights = problem.solve(candidate);
            if (weights.length == 0) continue;
            LinearFit fit = new LinearFit(weights, problem.intercept(weights), candidate);
            double loss = fit.loss(validation.count() == 0 ? training : validation, forceWeight);
            if (loss < lowest) {
                lowest = loss;
                best = fit;
            }
        }
        if (best == null)
            throw new TrainingException(
                    "ridge " + ridge + ": the equations cannot be solved (expected a larger ridge)");
        return best;
    }

    /** Mean squared error as in {@link Loss}. */
    double loss(Examples examples, double forceWeight) {
        int size = weights.length;
        double sum = 0;
        for (int i = 0; i < examples.count(); i++) {
            double error = intercept - examples.energies()[i];
            for (int f = 0; f < size; f++) error += weights[f] * examples.inputs()[i * size + f];
            sum += error * error;
            if (!examples.hasForces()) continue;
            double[] target = examples.forces()[i];
            double[] jacobian = examples.jacobians()[i];
            double[] errors = new double[target.length];
            for (int k = 0; k < errors.length; k++) errors[k] = -target[k];
            for (int f = 0; f < size; f++) {
                double slope = weights[f] / examples.scale()[f];
                for (int k = 0; k < errors.length; k++) errors[k] -= slope * jacobian[f * errors.length + k];
            }
            sum += forceWeight * Arrays.stream(errors).map(e -> e * e).average().orElseThrow();
        }
        return sum / examples.count();
    }

    /**
     * The weights of the features.
     *
     * @return fresh array, energy per unit of a feature
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The constant.
     *
     * @return energy; 0 where none was fitted
     */
    public double intercept() {
        return intercept;
    }

    /**
     * The ridge, relative to the mean square of a standardized feature.
     *
     * @return 0 for ordinary least squares
     */
    public double ridge() {
        return ridge;
    }
}
