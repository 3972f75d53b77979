package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;
import nnp4j.network.Views;

/** One worker's memory for residuals and their derivatives, a frame at a time: its energy, then its forces. One thread only. */
final class ResidualLane {
    private final Examples examples;
    private final Views views;
    private final MlpBatch batch;
    private final double[] inputs;
    private final double[] energies;
    private final double[] slopes;
    private final double[] factors;
    private final double[] directions;
    private final double[] viewGradients;
    private final FeatureSlopes featureSlopes;
    private final double[] forces;

    ResidualLane(Examples examples, Mlp shape) {
        this.examples = examples;
        this.views = examples.views();
        int rows = views.count() * (1 + examples.mostCoordinates());
        batch = new MlpBatch(shape, rows);
        inputs = new double[rows * views.inputCount()];
        energies = new double[rows];
        slopes = new double[inputs.length];
        factors = new double[rows];
        directions = new double[inputs.length];
        viewGradients = new double[rows * shape.parameterCount()];
        featureSlopes = new FeatureSlopes(examples);
        forces = new double[examples.mostCoordinates()];
    }

    /**
     * Residuals of one frame and their derivatives.
     *
     * @param zero what the network gives at the anchor
     * @param energyScale factor of the energy error
     * @param forceScale factor of the force errors
     * @param residuals 1 + 3n values, overwritten from position {@code row} on
     * @param jacobian (1 + 3n) rows of parameters, overwritten from that row on
     */
    void evaluate(
            int frame,
            double[] parameters,
            double zero,
            double energyScale,
            double forceScale,
            double[] residuals,
            double[] jacobian,
            int row) {
        int coordinates = examples.hasForces() ? examples.forces()[frame].length : 0;
        int size = views.count() * views.inputCount();
        for (int r = 0; r <= coordinates; r++)
            System.arraycopy(examples.inputs(), frame * size, inputs, r * size, size);
        batch.use(parameters);
        batch.forward((1 + coordinates) * views.count(), inputs, 0, coordinates > 0, energies);
        double sum = 0;
        for (int v = 0; v < views.count(); v++) sum += energies[v];
        residuals[row] = energyScale * (sum / views.count() - zero - examples.energies()[frame]);
        Arrays.fill(factors, 0);
        Arrays.fill(factors, 0, views.count(), energyScale / views.count());
        if (coordinates > 0) {
            batch.slopes(slopes);
            featureSlopes.forces(frame, slopes, 0, forces);
            Arrays.fill(directions, 0, size, 0);
            for (int k = 0; k < coordinates; k++) {
                residuals[row + 1 + k] = forceScale * (forces[k] - examples.forces()[frame][k]);
                featureSlopes.direction(frame, k, directions, (1 + k) * size);
            }
        }
        batch.rowGradients(factors, coordinates > 0 ? directions : null, viewGradients);
        collect(1 + coordinates, forceScale, jacobian, row);
    }

    /** Sums over the views; the rows of forces are scaled here. */
    private void collect(int count, double forceScale, double[] jacobian, int row) {
        int n = batch.parameterCount();
        for (int r = 0; r < count; r++) {
            double scale = r == 0 ? 1 : forceScale;
            int to = (row + r) * n;
            for (int v = 0; v < views.count(); v++) {
                int from = (r * views.count() + v) * n;
                if (v == 0) for (int k = 0; k < n; k++) jacobian[to + k] = scale * viewGradients[from + k];
                else for (int k = 0; k < n; k++) jacobian[to + k] += scale * viewGradients[from + k];
            }
        }
    }
}
