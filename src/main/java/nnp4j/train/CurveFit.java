package nnp4j.train;

import java.util.Arrays;
import nnp4j.features.Descriptor;
import nnp4j.network.Mlp;
import nnp4j.network.MlpNetwork;

/**
 * Fits a perceptron to energies by Levenberg-Marquardt, anchored: its output is zero where the features take given values
 * (at infinite separation, say), whatever its parameters. Targets are scaled to unit spread for the fit and back after it.
 */
public final class CurveFit {
    private final Descriptor descriptor;
    private final double[] anchor;
    private final LevenbergMarquardt optimizer;

    /**
     * A fit.
     *
     * @param descriptor coordinates to features
     * @param anchor features at which the network gives zero; copied
     * @param iterations of the optimizer
     * @throws IllegalArgumentException if the anchor is no row of the descriptor's features or there is no iteration
     */
    public CurveFit(Descriptor descriptor, double[] anchor, int iterations) {
        if (anchor.length != descriptor.featureCount())
            throw new IllegalArgumentException(
                    "expected an anchor of " + descriptor.featureCount() + " features, found " + anchor.length);
        this.descriptor = descriptor;
        this.anchor = anchor.clone();
        this.optimizer = new LevenbergMarquardt(iterations);
    }

    /**
     * Fits a network.
     *
     * @param start the perceptron to start from, for the descriptor's features
     * @param geometries angstrom, rows x 3n, read only
     * @param energies eV, one a row, read only
     * @return the fitted perceptron, in eV
     * @throws IllegalArgumentException if there is no energy, the lengths do not fit, or a residual is not finite
     */
    public Mlp fit(Mlp start, double[] geometries, double[] energies) {
        check(start, geometries, energies);
        double spread =
                Math.sqrt(Arrays.stream(energies).map(e -> e * e).average().orElseThrow());
        if (spread == 0) spread = 1; // nothing to scale
        Anchored problem = new Anchored(start, energies, spread);
        double[] x = new double[descriptor.coordinateCount()];
        for (int row = 0; row < energies.length; row++) {
            System.arraycopy(geometries, row * x.length, x, 0, x.length);
            descriptor.evaluate(x, problem.rows[row]);
        }
        problem.rows[energies.length] = anchor;
        double[] best = optimizer.minimize(problem, start.parameters()).parameters();
        return start.withParameters(best).scaled(spread, -spread * problem.atAnchor(best));
    }

    private void check(Mlp start, double[] geometries, double[] energies) {
        if (energies.length == 0)
            throw new IllegalArgumentException("curve fit: expected at least one energy, found none");
        int coordinates = energies.length * descriptor.coordinateCount();
        if (geometries.length != coordinates)
            throw new IllegalArgumentException("curve fit: expected " + coordinates + " coordinates for "
                    + energies.length + " energies, found " + geometries.length);
        if (start.widths()[0] != anchor.length)
            throw new IllegalArgumentException(
                    "curve fit: expected a network of " + anchor.length + " features, found " + start.widths()[0]);
    }

    /** Residuals (N(x) - N(anchor)) - E / spread. */
    private static final class Anchored implements LeastSquares {
        private final MlpNetwork network;
        private final int parameterCount;
        private final double[] targets;
        /** Features of each geometry, then of the anchor. */
        private final double[][] rows;

        private final double[] anchorGradient;

        Anchored(Mlp start, double[] energies, double spread) {
            network = start.network();
            parameterCount = start.parameterCount();
            targets = Arrays.stream(energies).map(e -> e / spread).toArray();
            rows = new double[energies.length + 1][network.inputSize()];
            anchorGradient = new double[parameterCount];
        }

        @Override
        public int residualCount() {
            return targets.length;
        }

        @Override
        public int parameterCount() {
            return parameterCount;
        }

        @Override
        public void evaluate(double[] parameters, double[] residuals, double[] jacobian) {
            double zero = atAnchor(parameters);
            for (int row = 0; row < targets.length; row++) {
                int from = row * parameterCount;
                residuals[row] = network.parameterGradient(rows[row], jacobian, from) - zero - targets[row];
                for (int k = 0; k < parameterCount; k++) jacobian[from + k] -= anchorGradient[k];
            }
        }

        double atAnchor(double[] parameters) {
            network.assign(parameters);
            return network.parameterGradient(rows[targets.length], anchorGradient, 0);
        }
    }
}
