package nnp4j.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The loss of networks of elements, whose energies are summed over the atoms. The parameters of all networks stand one after the
 * other, by element. Frames are divided among lanes by their number alone and summed in a fixed order: the result is the same
 * for any number of threads. One caller at a time.
 */
final class AtomicLoss implements Loss {
    private static final int MOST_LANES = 8;
    /** Fewer atoms are not worth another thread. */
    private static final int LEAST_ATOMS = 32;
    /** More atoms at a time leave the second-level cache. */
    private static final int MOST_ATOMS = 256;

    private final AtomicExamples examples;
    private final Crew crew;
    private final double forceWeight;
    private final double meanAtoms;
    private final int chunk;
    private final AtomicLane[] lanes;
    /** Of each element's network. */
    private final double[][] parameters;

    private final int[] all;
    private int[] frames = {};
    private int from;
    private int to;
    private int used;
    private boolean differentiate;
    private double energyError;
    private double forceError;

    AtomicLoss(AtomicExamples examples, double forceWeight, Crew crew) {
        this.examples = examples;
        this.crew = crew;
        this.forceWeight = examples.hasForces() ? forceWeight : 0;
        all = IntStream.range(0, examples.count()).toArray();
        meanAtoms =
                Arrays.stream(all).map(i -> examples.atoms(i).count()).average().orElse(1);
        chunk = Math.max(1, MOST_ATOMS / examples.mostAtoms());
        lanes = new AtomicLane[lanes(examples.count())];
        for (int k = 0; k < lanes.length; k++) lanes[k] = new AtomicLane(examples, this.forceWeight, chunk);
        parameters = examples.shapes().stream()
                .map(shape -> new double[shape.parameterCount()])
                .toArray(double[][]::new);
    }

    private int lanes(int frameCount) {
        int most = Math.min(MOST_LANES, frameCount);
        return (int) Math.max(1, Math.min(most, frameCount * meanAtoms / LEAST_ATOMS));
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
        for (int lane = 0; lane < used; lane++) {
            int start = 0;
            for (double[] part : lanes[lane].gradients) {
                for (int k = 0; k < part.length; k++) gradient[start + k] += part[k];
                start += part.length;
            }
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
        throw new TrainingException(AtomicPreparation.NOT_LM);
    }

    private double sum(int[] chosen, int first, int end, double[] at, boolean withGradient) {
        frames = chosen;
        from = first;
        to = end;
        differentiate = withGradient;
        int start = 0;
        for (double[] part : parameters) {
            System.arraycopy(at, start, part, 0, part.length);
            start += part.length;
        }
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
            lanes[lane].add(frames, k, Math.min(k + chunk, stop), parameters, differentiate);
    }
}
