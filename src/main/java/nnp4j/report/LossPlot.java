package nnp4j.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The course of a training: losses of training and validation on a logarithmic scale against the epoch, the epoch whose
 * weights were kept, and the learning rate in a panel below.
 *
 * @param title first line
 * @param subtitle second line: data, network, optimizer
 * @param lossUnit unit of the losses; empty for none
 * @param epochs numbers of the epochs, rising
 * @param training losses, as many; what is not a number was not measured, what is not positive is a gap
 * @param validation losses, as many, or none; likewise
 * @param rate learning rates, as many, or none
 * @param chosen epoch whose weights were kept; negative for none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record LossPlot(
        String title,
        String subtitle,
        String lossUnit,
        double[] epochs,
        double[] training,
        double[] validation,
        double[] rate,
        int chosen) {

    /**
     * Draws the course.
     *
     * @return the picture
     * @throws IllegalArgumentException if no loss is positive, lengths differ, epochs do not rise or the chosen one is
     *     not among them
     */
    public Picture draw() {
        expect("training losses", training.length, epochs.length);
        if (validation.length > 0) expect("validation losses", validation.length, epochs.length);
        if (rate.length > 0) expect("learning rates", rate.length, epochs.length);
        if (DoubleStream.concat(Arrays.stream(training), Arrays.stream(validation))
                .noneMatch(LogAxis::canShow))
            throw new IllegalArgumentException("loss picture: expected at least one positive finite loss, found none");
        for (int k = 0; k < epochs.length; k++)
            if (!Double.isFinite(epochs[k]) || (k > 0 && epochs[k] <= epochs[k - 1]))
                throw new IllegalArgumentException("loss picture: expected rising epochs, found " + epochs[k]
                        + " at index " + k + (k > 0 ? " after " + epochs[k - 1] : ""));
        if (chosen >= 0 && (chosen < epochs[0] || chosen > epochs[epochs.length - 1]))
            throw new IllegalArgumentException("loss picture: expected a chosen epoch between " + epochs[0] + " and "
                    + epochs[epochs.length - 1] + ", found " + chosen);
        return new LossDrawing(this).picture();
    }

    private static void expect(String what, int found, int expected) {
        if (found != expected)
            throw new IllegalArgumentException("loss picture: expected " + expected + " " + what + ", found " + found);
    }
}
