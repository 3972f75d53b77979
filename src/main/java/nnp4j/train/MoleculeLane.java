package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;
import nnp4j.network.Views;

/** One worker's memory for the errors of some frames at a time, and the gradient of their squares. One thread only. */
final class MoleculeLane {
    private final Examples examples;
    private final Views views;
    private final double forceWeight;
    private final MlpBatch batch;
    private final double[] inputs;
    private final double[] rowEnergies;
    private final double[] slopes;
    private final double[] factors;
    private final double[] directions;
    private final FeatureSlopes featureSlopes;
    private final double[] forceErrors;
    /** Of the sums so far. */
    final double[] gradient;

    private double squaredEnergies;
    private double meanSquaredForces;
    private double energyFactors;

    MoleculeLane(Examples examples, Mlp shape, double forceWeight, int mostFrames) {
        this.examples = examples;
        this.views = examples.views();
        this.forceWeight = forceWeight;
        int rows = mostFrames * views.count();
        batch = new MlpBatch(shape, rows);
        inputs = new double[rows * views.inputCount()];
        rowEnergies = new double[rows];
        factors = new double[rows];
        slopes = new double[examples.hasForces() ? inputs.length : 0];
        directions = new double[slopes.length];
        featureSlopes = new FeatureSlopes(examples);
        forceErrors = new double[examples.mostCoordinates()];
        gradient = new double[shape.parameterCount()];
    }

    void clear() {
        squaredEnergies = 0;
        meanSquaredForces = 0;
        energyFactors = 0;
        Arrays.fill(gradient, 0);
    }

    /** Sum of squared energy errors so far, in units of the targets. */
    double squaredEnergies() {
        return squaredEnergies;
    }

    /** Sum over frames of the mean squared force error so far, in units of the targets per angstrom. */
    double meanSquaredForces() {
        return meanSquaredForces;
    }

    /** What the gradient at the anchor is to be multiplied by and taken off. */
    double energyFactors() {
        return energyFactors;
    }

    /**
     * Adds the errors of frames, and where asked the gradient of squaredEnergies + forceWeight meanSquaredForces.
     *
     * @param zero what the network gives at the anchor
     */
    void add(int[] frames, int from, int to, double[] parameters, double zero, boolean differentiate) {
        int count = to - from;
        int size = views.count() * views.inputCount();
        for (int i = 0; i < count; i++)
            System.arraycopy(examples.inputs(), frames[from + i] * size, inputs, i * size, size);
        boolean forces = examples.hasForces();
        batch.use(parameters);
        batch.forward(count * views.count(), inputs, 0, forces && differentiate, rowEnergies);
        if (forces) batch.slopes(slopes);
        for (int i = 0; i < count; i++) {
            int frame = frames[from + i];
            addEnergy(i, frame, zero);
            if (forces) addForces(i, frame, differentiate);
        }
        if (differentiate) batch.addGradient(factors, forces ? directions : null, gradient);
    }

    private void addEnergy(int i, int frame, double zero) {
        int first = i * views.count();
        double sum = 0;
        for (int v = 0; v < views.count(); v++) sum += rowEnergies[first + v];
        double error = sum / views.count() - zero - examples.energies()[frame];
        squaredEnergies += error * error;
        energyFactors += 2 * error;
        Arrays.fill(factors, first, first + views.count(), 2 * error / views.count());
    }

    private void addForces(int i, int frame, boolean differentiate) {
        double[] target = examples.forces()[frame];
        int first = i * views.count() * views.inputCount();
        featureSlopes.forces(frame, slopes, first, forceErrors);
        double sum = 0;
        for (int k = 0; k < target.length; k++) {
            forceErrors[k] -= target[k];
            sum += forceErrors[k] * forceErrors[k];
        }
        meanSquaredForces += sum / target.length;
        if (!differentiate) return;
        double factor = 2 * forceWeight / target.length;
        for (int k = 0; k < target.length; k++) forceErrors[k] *= factor;
        featureSlopes.directions(frame, forceErrors, directions, first);
    }
}
