package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

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
    private final boolean validated;
    /** The loss to choose by. */
    private final Loss judge;

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
     * @param preparation what to fit
     */
    TrainingRun(int start, Preparation preparation, TrainingSettings settings, Crew crew) {
        this.start = start;
        this.epochs = settings.whole(Setting.EPOCHS);
        this.patience = settings.whole(Setting.PATIENCE);
        this.rate = new Rate(settings);
        this.spread = preparation.target().spread();
        long seed = settings.seed() + 7919L * (start - 1);
        double[] parameters = preparation.start(seed);
        this.training = preparation.trainingLoss(crew);
        Optional<Loss> validation = preparation.validationLoss(crew);
        this.validated = validation.isPresent();
        this.judge = validation.orElse(training);
        this.optimizer = optimizer(parameters, settings, seed);
        this.best = parameters.clone();
    }

    private Optimizer optimizer(double[] parameters, TrainingSettings settings, long seed) {
        return switch (settings.method()) {
            case ADAM ->
                new Adam(
                        training,
                        parameters,
                        settings.whole(Setting.BATCH),
                        settings.number(Setting.WEIGHT_DECAY),
                        settings.clip(),
                        settings.number(Setting.AVERAGING),
                        seed);
            case LBFGS -> new Lbfgs(training, parameters);
            case LM -> new LevenbergMarquardt(training, parameters);
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
        return new Epoch(
                start,
                epoch,
                trainingLoss,
                validated ? loss : Double.NaN,
                judge.energyError() * spread,
                judge.forceError() * spread,
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
