package nnp4j.train;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * Damped least squares: each step minimizes |J d + r|^2 + lambda |d|^2 by a QR decomposition of the stacked matrix, which
 * keeps the digits that normal equations lose and takes fewer residuals than parameters. The damping follows the gain
 * ratio (Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05, Technical University of Denmark (1999)).
 */
public final class LevenbergMarquardt {
    private static final double FIRST_DAMPING = 1e-2;
    /** Below this a step is an undamped Gauss-Newton step in double precision. */
    private static final double LEAST_DAMPING = 1e-20;
    /** Above this no step is long enough to change a parameter. */
    private static final double MOST_DAMPING = 1e20;

    private final int iterations;

    /**
     * An optimizer.
     *
     * @param iterations how many steps to try at most
     * @throws IllegalArgumentException if that is less than 1
     */
    public LevenbergMarquardt(int iterations) {
        if (iterations < 1) throw new IllegalArgumentException("expected at least 1 iteration, found " + iterations);
        this.iterations = iterations;
    }

    /**
     * Where the optimizer came to rest.
     *
     * @param parameters the best found
     * @param sumOfSquares of the residuals there
     * @param iterations steps tried
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Minimum(double[] parameters, double sumOfSquares, int iterations) {}

    /**
     * Minimizes a sum of squares.
     *
     * @param problem the residuals
     * @param start n values, read only
     * @return the best parameters found; never worse than the start
     * @throws IllegalArgumentException if the start has not n values or the residuals there are not finite
     */
    public Minimum minimize(LeastSquares problem, double[] start) {
        int m = problem.residualCount();
        int n = problem.parameterCount();
        if (start.length != n)
            throw new IllegalArgumentException("expected a start of " + n + " parameters, found " + start.length);
        double[] best = start.clone();
        double[] residuals = new double[m];
        double[] jacobian = new double[m * n];
        problem.evaluate(best, residuals, jacobian);
        double cost = squared(residuals);
        if (!Double.isFinite(cost)) throw new IllegalArgumentException("the residuals at the start are not finite");
        double[] tried = new double[n];
        double[] triedResiduals = new double[m];
        double[] triedJacobian = new double[m * n];
        double damping = FIRST_DAMPING;
        double growth = 2;
        int iteration = 0;
        while (iteration < iterations && damping < MOST_DAMPING && cost > 0) {
            iteration++;
            double[] step = step(jacobian, residuals, damping);
            for (int k = 0; k < n; k++) tried[k] = best[k] + step[k];
            problem.evaluate(tried, triedResiduals, triedJacobian);
            double triedCost = squared(triedResiduals);
            if (triedCost < cost) {
                double gain = (cost - triedCost) / predicted(step, jacobian, residuals, damping);
                damping = Math.max(LEAST_DAMPING, damping * Math.max(1.0 / 3, 1 - Math.pow(2 * gain - 1, 3)));
                growth = 2;
                cost = triedCost;
                System.arraycopy(tried, 0, best, 0, n);
                System.arraycopy(triedResiduals, 0, residuals, 0, m);
                System.arraycopy(triedJacobian, 0, jacobian, 0, m * n);
            } else {
                damping *= growth;
                growth *= 2;
            }
        }
        return new Minimum(best, cost, iteration);
    }

    private static double[] step(double[] jacobian, double[] residuals, double damping) {
        int m = residuals.length;
        int n = jacobian.length / m;
        double[][] stacked = new double[m + n][n];
        double[] target = new double[m + n];
        for (int i = 0; i < m; i++) {
            System.arraycopy(jacobian, i * n, stacked[i], 0, n);
            target[i] = -residuals[i];
        }
        for (int k = 0; k < n; k++) stacked[m + k][k] = Math.sqrt(damping);
        return new QRDecomposition(new Array2DRowRealMatrix(stacked, false))
                .getSolver()
                .solve(new ArrayRealVector(target, false))
                .toArray();
    }

    /** Decrease of the sum of squares that the linear model promises: d . (lambda d - J^T r). */
    private static double predicted(double[] step, double[] jacobian, double[] residuals, double damping) {
        int n = step.length;
        double decrease = 0;
        for (int k = 0; k < n; k++) decrease += damping * step[k] * step[k];
        for (int i = 0; i < residuals.length; i++) {
            double along = 0;
            for (int k = 0; k < n; k++) along += jacobian[i * n + k] * step[k];
            decrease -= along * residuals[i];
        }
        return Math.max(decrease, Double.MIN_NORMAL);
    }

    private static double squared(double[] values) {
        double sum = 0;
        for (double value : values) sum += value * value;
        return sum;
    }
}
