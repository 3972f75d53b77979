package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.MatrixProduct;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Least squares of energies and weighted forces in standardized, centred features, by normal equations with a ridge. The
 * solution is refined with residuals of the data themselves, which brings back digits that the normal equations lose.
 */
final class RidgeProblem {
    /** Rows of a product at a time. */
    private static final int BLOCK_ROWS = 512;
    /** Refinements, which also wear the ridge down: more than a few gain nothing. */
    private static final int REFINEMENTS = 3;

    /** Takes rows of the design and their targets. */
    @FunctionalInterface
    private interface Block {
        void take(double[] rows, double[] targets, int count);
    }

    private final Examples examples;
    private final double energyWeight;
    private final double forceWeight;
    private final int size;
    private final double[] centre;
    private final double meanEnergy;
    private final double[] matrix;
    private final double[] rows;
    private final double[] targets = new double[BLOCK_ROWS];

    RidgeProblem(Examples examples, double forceWeight) {
        this(examples, 1, forceWeight);
    }

    /** With a weight for the energies, too: 0 fits forces alone. */
    RidgeProblem(Examples examples, double energyWeight, double forceWeight) {
        this.examples = examples;
        this.energyWeight = energyWeight;
        this.forceWeight = forceWeight;
        size = examples.inputCount();
        centre = new double[size];
        for (int k = 0; k < examples.count() * size; k++) centre[k % size] += examples.inputs()[k] / examples.count();
        meanEnergy = Arrays.stream(examples.energies()).average().orElseThrow();
        rows = new double[BLOCK_ROWS * size];
        matrix = new double[size * size];
        forEachBlock(
                (block, t, count) -> MatrixProduct.addTransposedFirst(size, size, count, block, block, 0, matrix, 0));
    }

    /** The energies' rows and the forces' rows, each scaled so that the sum of squares is the loss. */
    private void forEachBlock(Block block) {
        int used = 0;
        double share = 1 / Math.sqrt(examples.count());
        for (int i = 0; i < examples.count(); i++) {
            int coordinates = examples.hasForces() ? examples.forces()[i].length : 0;
            for (int k = -1; k < coordinates; k++) {
                if (used == BLOCK_ROWS) {
                    block.take(rows, targets, used);
                    used = 0;
                }
                if (k < 0) energyRow(i, share * Math.sqrt(energyWeight), used++);
                else forceRow(i, k, share * Math.sqrt(forceWeight / coordinates), used++);
            }
        }
        block.take(rows, targets, used);
    }

    private void energyRow(int i, double scale, int row) {
        targets[row] = scale * (examples.energies()[i] - meanEnergy);
        for (int f = 0; f < size; f++) rows[row * size + f] = scale * (examples.inputs()[i * size + f] - centre[f]);
    }

    private void forceRow(int i, int component, double scale, int row) {
        double[] forces = examples.forces()[i];
        double[] jacobian = examples.jacobians()[i];
        targets[row] = scale * forces[component];
        for (int f = 0; f < size; f++)
            rows[row * size + f] = -scale * jacobian[f * forces.length + component] / examples.scale()[f];
    }

    /** The weights at a ridge, or nothing where the matrix is not positive definite in double precision. */
    double[] solve(double ridge) {
        double scale = 0;
        for (int f = 0; f < size; f++) scale += matrix[f * size + f] / size;
        double[][] damped = new double[size][];
        for (int f = 0; f < size; f++) {
            damped[f] = Arrays.copyOfRange(matrix, f * size, (f + 1) * size);
            damped[f][f] += ridge * scale;
        }
        DecompositionSolver solver;
        try {
            solver =
                    new CholeskyDecomposition(new Array2DRowRealMatrix(damped, false), Double.MAX_VALUE, 0).getSolver();
        } catch (NonPositiveDefiniteMatrixException e) {
            return new double[0];
        }
        double[] weights = new double[size];
        for (int pass = 0; pass <= REFINEMENTS; pass++) {
            double[] step =
                    solver.solve(new ArrayRealVector(remainder(weights), false)).toArray();
            for (int f = 0; f < size; f++) weights[f] += step[f];
        }
        return weights;
    }

    /** X^T (y - X w). */
    private double[] remainder(double[] weights) {
        double[] sum = new double[size];
        forEachBlock((block, t, count) -> {
            for (int row = 0; row < count; row++) {
                double left = t[row];
                for (int f = 0; f < size; f++) left -= block[row * size + f] * weights[f];
                for (int f = 0; f < size; f++) sum[f] += left * block[row * size + f];
            }
        });
        return sum;
    }

    double intercept(double[] weights) {
        double b = meanEnergy;
        for (int f = 0; f < size; f++) b -= weights[f] * centre[f];
        return b;
    }
}
