package nnp4j.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;

/**
 * Mean squared error of energies plus a weight times that of force components, and its gradient with respect to a perceptron's
 * parameters: L = 1/N sum_i [(E_i - E_i^ref)^2 + w/(3 n_i) |F_i - F_i^ref|^2], in units of the targets. The gradient of the
 * force part is exact: with v = -J dL/dF it is the gradient of the slopes along v (reverse mode over forward mode; Pearlmutter,
 * Neural Comput. 6, 147 (1994), doi:10.1162/neco.1994.6.1.147).
 *
 * <p>Frames are divided among lanes by their number alone and summed in a fixed order: the result is the same for any number
 * of threads. One caller at a time.
 */
final class Loss {
    private static final int MOST_LANES = 8;
    /** Fewer rows are not worth another thread. */
    private static final int LEAST_ROWS = 16;
    /** More rows at a time leave the second-level cache. */
    private static final int MOST_ROWS = 256;

    private final Examples examples;
    private final Crew crew;
    private final double forceWeight;
    private final int chunk;
    private final LossLane[] lanes;
    private final MlpBatch anchorBatch;
    private final double[] anchorEnergies;
    private final double[] anchorFactors;
    private final int[] all;

    private int[] frames = {};
    private int from;
    private int to;
    private int used;
    private double[] parameters = {};
    private double zero;
    private boolean differentiate;
    private double energyError;
    private double forceError;

    Loss(Examples examples, Mlp shape, double forceWeight, Crew crew) {
        this.examples = examples;
        this.crew = crew;
        this.forceWeight = examples.hasForces() ? forceWeight : 0;
        int views = examples.views().count();
        chunk = Math.max(1, MOST_ROWS / views);
        lanes = new LossLane[lanes(examples.count())];
        for (int k = 0; k < lanes.length; k++) lanes[k] = new LossLane(examples, shape, this.forceWeight, chunk);
        anchorBatch = examples.isAnchored() ? new MlpBatch(shape, views) : null;
        anchorEnergies = new double[views];
        anchorFactors = new double[views];
        all = IntStream.range(0, examples.count()).toArray();
    }

    private int lanes(int frameCount) {
        long rows = (long) frameCount * examples.views().count();
        return (int) Math.max(1, Math.min(Math.min(MOST_LANES, frameCount), rows / LEAST_ROWS));
    }

    Examples examples() {
        return examples;
    }

    /** Every frame, in order. */
    int[] all() {
        return all;
    }

    /** The loss of frames from one position of an array to another. */
    double value(int[] chosen, int first, int end, double[] at) {
        return sum(chosen, first, end, at, false);
    }

    /** The same, and its gradient, which is overwritten. */
    double gradient(int[] chosen, int first, int end, double[] at, double[] gradient) {
        double loss = sum(chosen, first, end, at, true);
        Arrays.fill(gradient, 0);
        double factors = 0;
        for (int lane = 0; lane < used; lane++) {
            double[] part = lanes[lane].gradient;
            for (int k = 0; k < gradient.length; k++) gradient[k] += part[k];
            factors += lanes[lane].energyFactors();
        }
        if (examples.isAnchored()) {
            Arrays.fill(anchorFactors, -factors / anchorFactors.length);
            anchorBatch.addGradient(anchorFactors, null, gradient);
        }
        double share = 1.0 / (end - first);
        for (int k = 0; k < gradient.length; k++) gradient[k] *= share;
        return loss;
    }

    /** Root mean squared error of the energies in the last call, in units of the targets. */
    double energyError() {
        return energyError;
    }

    /** Root mean squared error of the force components in the last call, in units of the targets per angstrom. */
    double forceError() {
        return forceError;
    }

    /** What the network gives at the anchor; 0 without one. */
    double atAnchor(double[] at) {
        if (!examples.isAnchored()) return 0;
        anchorBatch.use(at);
        anchorBatch.forward(anchorEnergies.length, examples.anchor(), 0, false, anchorEnergies);
        return Arrays.stream(anchorEnergies).average().orElseThrow();
    }

    private double sum(int[] chosen, int first, int end, double[] at, boolean withGradient) {
        frames = chosen;
        from = first;
        to = end;
        parameters = at;
        differentiate = withGradient;
        zero = atAnchor(at);
        used = Math.min(lanes.length, lanes(end - first));
        crew.run(used, this::runLane);
        double energies = 0;
        double forces = 0;
        for (int lane = 0; lane < used; lane++) {
            energies += lanes[lane].squaredEnergies();
            forces += lanes[lane].meanSquaredForces();
        }
        int count = end - first;
        energyError = Math.sqrt(energies / count);
        forceError = Math.sqrt(forces / count);
        return (energies + forceWeight * forces) / count;
    }

    /** A lane takes an equal share of the frames, some at a time. */
    private void runLane(int lane) {
        long count = (long) to - from;
        int start = from + (int) (count * lane / used);
        int stop = from + (int) (count * (lane + 1) / used);
        lanes[lane].clear();
        for (int k = start; k < stop; k += chunk)
            lanes[lane].add(frames, k, Math.min(k + chunk, stop), parameters, zero, differentiate);
    }
}
