package nnp4j.train;

import java.util.Locale;
import java.util.Optional;

/**
 * How a training went.
 *
 * @param start the start that was kept, from 1
 * @param bestEpoch the epoch whose weights were kept
 * @param epochs epochs of that start
 * @param bestTrainingLoss in the kept epoch, in units of the targets squared
 * @param bestLoss validation loss in the kept epoch, or the training loss without validation
 * @param lastLoss the lowest in the last ten epochs
 * @param validated whether there were validation frames
 * @param interrupted whether it was stopped before its end
 */
public record TrainingSummary(
        int start,
        int bestEpoch,
        int epochs,
        double bestTrainingLoss,
        double bestLoss,
        double lastLoss,
        boolean validated,
        boolean interrupted) {
    /** The validation loss has risen so much since its minimum that more epochs spoil the network. */
    private static final double RISEN = 1.5;

    /** The validation loss is so many times the training loss (errors: three times) that the network knows its examples by heart. */
    private static final double APART = 9;

    /**
     * Whether the network is overfitted.
     *
     * @return why, in one line; empty if it is not, or where nothing was kept for validation
     */
    public Optional<String> overfitting() {
        if (!validated) return Optional.empty();
        if (bestLoss > APART * bestTrainingLoss)
            return Optional.of(String.format(
                    Locale.ROOT,
                    "overfitted: validation errors are %.1f times the training errors; more data, fewer weights or"
                            + " weight decay would help",
                    Math.sqrt(bestLoss / bestTrainingLoss)));
        if (lastLoss > RISEN * bestLoss || !Double.isFinite(lastLoss))
            return Optional.of(String.format(
                    Locale.ROOT,
                    "overfitting began after epoch %d: the validation loss rose to %.1f times its lowest value"
                            + " (the weights of that epoch are kept)",
                    bestEpoch,
                    lastLoss / bestLoss));
        return Optional.empty();
    }
}
