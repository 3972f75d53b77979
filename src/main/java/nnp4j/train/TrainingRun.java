package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import nnp4j.network.Mlp;

/**
 * One training from one start, an epoch at a time: the optimizer, the learning rate, and the weights with the lowest validation
 * loss. What it depends on can be written down between epochs and read back; it then goes on as if it had not stopped.
 */
final class TrainingRun {
    /** Epochs that tell how the training ends. */
    private static final int RECENT = 10;

    private final int start;
    private final int epochs;
    private final int patience;
    private final Rate rate;
    private final Optimizer optimizer;
    private final Loss training;
    private final Loss validation;
    private final double spread;
    private final double[] best;
    private int epoch;
    private int bestEpoch;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private double bestTrainingLoss = Double.NaN;
    /** Losses of the last epochs, which jump from one to the next with mini-batches. */
    private final double[] recent = new double[RECENT];

    /**
     * A run at its beginning.
     *
     * @param start its number, from 1
     * @param training frames to fit
     * @param validation frames to choose by; may be empty
     */
    TrainingRun(int start, Examples training, Examples validation, TrainingSettings settings, Crew crew) {
        this.start = start;
        this.epochs = settings.whole(Setting.EPOCHS);
        this.patience = settings.whole(Setting.PATIENCE);
        this.rate = new Rate(settings);
        this.spread = training.spread();
        long seed = settings.seed() + 7919L * (start - 1);
        Mlp mlp = Mlp.random(widths(training.inputCount(), settings.hidden()), settings.activation(), seed);
        double forceWeight = settings.number(Setting.FORCE_WEIGHT);
        this.training = new Loss(training, mlp, forceWeight, crew);
        this.validation = validation.count() == 0 ? null : new Loss(validation, mlp, forceWeight, crew);
        this.optimizer = optimizer(mlp, settings, forceWeight, seed, crew);
        this.best = mlp.parameters();
    }

    static int[] widths(int inputs, int[] hidden) {
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[hidden.length + 1] = 1;
        return widths;
    }

    private Optimizer optimizer(Mlp mlp, TrainingSettings settings, double forceWeight, long seed, Crew crew) {
        return switch (settings.method()) {
            case ADAM ->
                new Adam(
                        training,
                        mlp.parameters(),
                        settings.whole(Setting.BATCH),
                        settings.number(Setting.WEIGHT_DECAY),
                        settings.clip(),
                        settings.number(Setting.AVERAGING),
                        seed);
            case LBFGS -> new Lbfgs(training, mlp.parameters());
            case LM -> new LevenbergMarquardt(training, mlp, forceWeight, mlp.parameters(), crew);
            case LINEAR -> throw new IllegalArgumentException("a linear fit has no epochs");
        };
    }

    boolean done() {
        return epoch >= epochs
                || optimizer.converged()
                || rate.exhausted()
                || (patience > 0 && epoch - bestEpoch >= patience);
    }

    /** The next epoch. */
    Epoch next() {
        epoch++;
        double now = rate.at(epoch);
        double trainingLoss = optimizer.epoch(epoch, now);
        double[] parameters = optimizer.parameters();
        Loss judge = validation == null ? training : validation;
        double loss = judge.value(judge.all(), 0, judge.all().length, parameters);
        recent[epoch % RECENT] = loss;
        boolean better = loss < bestLoss;
        if (better) {
            bestLoss = loss;
            bestEpoch = epoch;
            bestTrainingLoss = trainingLoss;
            System.arraycopy(parameters, 0, best, 0, best.length);
        }
        rate.tell(better);
        double forceError = judge.examples().hasForces() ? judge.forceError() * spread : Double.NaN;
        return new Epoch(
                start,
                epoch,
                trainingLoss,
                validation == null ? Double.NaN : loss,
                judge.energyError() * spread,
                forceError,
                now,
                better);
    }

    /** The weights with the lowest loss of validation, or of training where nothing is kept for it. */
    double[] best() {
        return best;
    }

    double bestLoss() {
        return bestLoss;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    /** Loss of the training frames in the best epoch. */
    double bestTrainingLoss() {
        return bestTrainingLoss;
    }

    /** The lowest loss of the last epochs. */
    double lastLoss() {
        return Arrays.stream(recent).limit(epoch).min().orElse(Double.NaN);
    }

    int start() {
        return start;
    }

    int epoch() {
        return epoch;
    }

    /** What the network gives at the anchor with the best weights. */
    double atAnchor() {
        return training.atAnchor(best);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(epoch);
        out.writeInt(bestEpoch);
        out.writeDouble(bestLoss);
        out.writeDouble(bestTrainingLoss);
        Doubles.write(out, recent);
        Doubles.write(out, best);
        rate.write(out);
        optimizer.write(out);
    }

    void read(DataInput in) throws IOException {
        epoch = in.readInt();
        bestEpoch = in.readInt();
        bestLoss = in.readDouble();
        bestTrainingLoss = in.readDouble();
        Doubles.read(in, recent);
        Doubles.read(in, best);
        rate.read(in);
        optimizer.read(in);
    }
}
