package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Levenberg-Marquardt for perceptrons: each step solves (J^T J + lambda) d = -J^T r, the damping lambda follows the gain ratio
 * (Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05, Technical University of Denmark (1999)). An epoch is one
 * step, tried until it lowers the loss.
 */
final class LevenbergMarquardt implements Optimizer {
    private static final double FIRST_DAMPING = 1e-2;
    /** Below this the damping drowns in the rounding of J^T J. */
    private static final double LEAST_DAMPING = 1e-16;
    /** Above this no step is long enough to change a parameter. */
    private static final double MOST_DAMPING = 1e16;

    private final Loss loss;
    private final NormalEquations equations;
    private final double[] parameters;
    private final double[] tried;
    private final double[][] matrix;
    private final double[][] damped;
    private final double[] vector;
    private double value = Double.NaN;
    private double damping = FIRST_DAMPING;
    private double growth = 2;

    LevenbergMarquardt(Loss loss, double[] start) {
        this.loss = loss;
        this.equations = loss.normalEquations();
        int n = start.length;
        parameters = start.clone();
        tried = new double[n];
        matrix = new double[n][n];
        damped = new double[n][n];
        vector = new double[n];
    }

    @Override
    public double epoch(int epoch, double rate) {
        if (Double.isNaN(value)) value = loss.value(loss.all(), 0, loss.all().length, parameters);
        if (converged()) return value;
        equations.evaluate(parameters, matrix, vector);
        while (!converged()) {
            double[] step = step();
            double triedValue = Double.POSITIVE_INFINITY;
            if (step.length > 0) {
                for (int k = 0; k < tried.length; k++) tried[k] = parameters[k] + step[k];
                triedValue = loss.value(loss.all(), 0, loss.all().length, tried);
            }
            if (triedValue < value) {
                double gain = (value - triedValue) / predicted(step);
                damping = Math.max(LEAST_DAMPING, damping * Math.max(1.0 / 3, 1 - Math.pow(2 * gain - 1, 3)));
                growth = 2;
                value = triedValue;
                System.arraycopy(tried, 0, parameters, 0, tried.length);
                return value;
            }
            damping *= growth;
            growth *= 2;
        }
        return value;
    }

    /** The step at the damping, or nothing where the damped matrix is not positive definite in double precision. */
    private double[] step() {
        for (int i = 0; i < damped.length; i++) {
            System.arraycopy(matrix[i], 0, damped[i], 0, damped.length);
            damped[i][i] += damping;
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(damped, false), Double.MAX_VALUE, 0)
                    .getSolver()
                    .solve(new ArrayRealVector(vector, false).mapMultiply(-1))
                    .toArray();
        } catch (NonPositiveDefiniteMatrixException e) {
            return new double[0];
        }
    }

    /** Decrease that the linear model promises: d . (lambda d - J^T r). */
    private double predicted(double[] step) {
        double decrease = 0;
        for (int k = 0; k < step.length; k++) decrease += step[k] * (damping * step[k] - vector[k]);
        return Math.max(decrease, Double.MIN_NORMAL);
    }

    @Override
    public boolean converged() {
        return damping >= MOST_DAMPING || value == 0;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        Doubles.write(out, parameters);
        out.writeDouble(value);
        out.writeDouble(damping);
        out.writeDouble(growth);
    }

    @Override
    public void read(DataInput in) throws IOException {
        Doubles.read(in, parameters);
        value = in.readDouble();
        damping = in.readDouble();
        growth = in.readDouble();
    }
}
