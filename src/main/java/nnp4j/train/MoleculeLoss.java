package nnp4j.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;

/**
 * The loss of one perceptron that sees a whole molecule. Frames are divided among lanes by their number alone and summed in a
 * fixed order: the result is the same for any number of threads. One caller at a time.
 */
final class MoleculeLoss implements Loss {
    private static final int MOST_LANES = 8;
    /** Fewer rows are not worth another thread. */
    private static final int LEAST_ROWS = 16;
    /** More rows at a time leave the second-level cache. */
    private static final int MOST_ROWS = 256;

    private final Examples examples;
    private final Mlp shape;
    private final Crew crew;
    private final double forceWeight;
    private final int chunk;
    private final MoleculeLane[] lanes;
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

    MoleculeLoss(Examples examples, Mlp shape, double forceWeight, Crew crew) {
        this.examples = examples;
        this.shape = shape;
        this.crew = crew;
        this.forceWeight = examples.hasForces() ? forceWeight : 0;
        int views = examples.views().count();
        chunk = Math.max(1, MOST_ROWS / views);
        lanes = new MoleculeLane[lanes(examples.count())];
        for (int k = 0; k < lanes.length; k++) lanes[k] = new MoleculeLane(examples, shape, this.forceWeight, chunk);
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

    @Override
    public int[] all() {
        return all;
    }

    @Override
    public double value(int[] chosen, int first, int end, double[] at) {
        return sum(chosen, first, end, at, false);
    }

    @Override
    public double gradient(int[] chosen, int first, int end, double[] at, double[] gradient) {
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

    @Override
    public double energyError() {
        return energyError;
    }

    @Override
    public double forceError() {
        return examples.hasForces() ? forceError : Double.NaN;
    }

    @Override
    public NormalEquations normalEquations() {
        return new NormalEquations(this, shape, forceWeight, crew);
    }

    /** What the network gives at the anchor; 0 without one. */
    double atAnchor(double[] at) {
        if (!examples.isAnchored()) return 0;
        anchorBatch.use(at);
        anchorBatch.forward(anchorEnergies.length, examples.anchor(), 0, false, anchorEnergies);
        return Arrays.stream(anchorEnergies).average().orElseThrow();
    }

    /** The same for a network that is not being trained. */
    static double atAnchor(Examples examples, Mlp mlp) {
        if (!examples.isAnchored()) return 0;
        double[] energies = new double[examples.views().count()];
        new MlpBatch(mlp, energies.length).forward(energies.length, examples.anchor(), 0, false, energies);
        return Arrays.stream(energies).average().orElseThrow();
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
