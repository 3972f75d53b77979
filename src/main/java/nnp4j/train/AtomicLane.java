package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;

/**
 * One worker's memory for the errors of some frames at a time, and the gradient of their squares. All atoms of an element are rows
 * of one matrix. One thread only.
 */
final class AtomicLane {
    private final AtomicExamples examples;
    private final double forceWeight;
    private final EnvironmentSlopes environments;
    /** Of each element. */
    private final MlpBatch[] batches;

    private final double[][] inputs;
    private final double[][] energies;
    private final double[][] slopes;
    private final double[][] factors;
    private final double[][] directions;
    /** Of each element: rows in use. */
    private final int[] used;
    /** Of each frame and atom: its row among those of its element. */
    private final int[][] rows;

    private final double[] forceErrors;
    /** Of the sums so far, of each element's parameters. */
    final double[][] gradients;

    private double squaredEnergies;
    private double meanSquaredForces;

    AtomicLane(AtomicExamples examples, double forceWeight, int mostFrames) {
        this.examples = examples;
        this.forceWeight = forceWeight;
        int count = examples.elementCount();
        environments = new EnvironmentSlopes(examples);
        batches = new MlpBatch[count];
        inputs = new double[count][];
        energies = new double[count][];
        slopes = new double[count][];
        factors = new double[count][];
        directions = new double[count][];
        gradients = new double[count][];
        used = new int[count];
        rows = new int[mostFrames][examples.mostAtoms()];
        forceErrors = new double[3 * examples.mostAtoms()];
        for (int e = 0; e < count; e++) {
            Mlp shape = examples.shapes().get(e);
            int most = Math.max(1, mostFrames * examples.mostAtoms(e));
            batches[e] = new MlpBatch(shape, most);
            inputs[e] = new double[most * examples.width(e)];
            energies[e] = new double[most];
            factors[e] = new double[most];
            slopes[e] = new double[examples.hasForces() ? inputs[e].length : 0];
            directions[e] = new double[slopes[e].length];
            gradients[e] = new double[shape.parameterCount()];
        }
    }

    void clear() {
        squaredEnergies = 0;
        meanSquaredForces = 0;
        for (double[] gradient : gradients) Arrays.fill(gradient, 0);
    }

    /** Sum of squared energy errors so far, in units of the targets. */
    double squaredEnergies() {
        return squaredEnergies;
    }

    /** Sum over frames of the mean squared force error so far, in units of the targets per angstrom. */
    double meanSquaredForces() {
        return meanSquaredForces;
    }

    /** Adds the errors of frames, and where asked the gradient of squaredEnergies + forceWeight meanSquaredForces. */
    void add(int[] frames, int from, int to, double[][] parameters, boolean differentiate) {
        boolean forces = examples.hasForces();
        gather(frames, from, to);
        for (int e = 0; e < batches.length; e++) {
            if (used[e] == 0) continue;
            batches[e].use(parameters[e]);
            batches[e].forward(used[e], inputs[e], 0, forces && differentiate, energies[e]);
            if (forces) batches[e].slopes(slopes[e]);
        }
        for (int i = 0; i < to - from; i++) {
            addEnergy(i, frames[from + i]);
            if (forces) addForces(i, frames[from + i], differentiate);
        }
        if (!differentiate) return;
        for (int e = 0; e < batches.length; e++)
            if (used[e] > 0) batches[e].addGradient(factors[e], forces ? directions[e] : null, gradients[e]);
    }

    private void gather(int[] frames, int from, int to) {
        Arrays.fill(used, 0);
        for (int i = 0; i < to - from; i++) {
            int frame = frames[from + i];
            BoundAtoms atoms = examples.atoms(frame);
            double[] row = examples.table().rows()[frame];
            for (int atom = 0; atom < atoms.count(); atom++) {
                int element = atoms.element(atom);
                int width = examples.width(element);
                rows[i][atom] = used[element]++;
                System.arraycopy(row, atoms.start(atom), inputs[element], rows[i][atom] * width, width);
            }
        }
    }

    private void addEnergy(int i, int frame) {
        BoundAtoms atoms = examples.atoms(frame);
        double error = -examples.energies()[frame];
        for (int atom = 0; atom < atoms.count(); atom++) error += energies[atoms.element(atom)][rows[i][atom]];
        squaredEnergies += error * error;
        for (int atom = 0; atom < atoms.count(); atom++) factors[atoms.element(atom)][rows[i][atom]] = 2 * error;
    }

    private void addForces(int i, int frame, boolean differentiate) {
        double[] target = examples.forces()[frame];
        environments.forces(frame, slopes, rows[i], forceErrors);
        double sum = 0;
        for (int k = 0; k < target.length; k++) {
            forceErrors[k] -= target[k];
            sum += forceErrors[k] * forceErrors[k];
        }
        meanSquaredForces += sum / target.length;
        if (!differentiate) return;
        double factor = 2 * forceWeight / target.length;
        for (int k = 0; k < target.length; k++) forceErrors[k] *= factor;
        environments.directions(frame, forceErrors, rows[i], directions);
    }
}
