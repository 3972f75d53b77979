package nnp4j.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The course of a molecular dynamics run in three panels on one time axis: the potential energy; the conserved quantity on
 * a scale of its own, with its drift in words; the temperature with its running mean and target. The running mean is taken
 * over a window around each time whose width, a round number of about a twentieth of the run, the picture says; runs of
 * few samples have none. Of very many samples only the outline is drawn, which no eye can tell from all.
 *
 * @param title first line
 * @param subtitle second line: potential, thermostat, time step
 * @param time times of the samples, rising
 * @param timeUnit unit of the times
 * @param potential potential energies, as many; what is not finite is a gap here and below
 * @param energyUnit their unit
 * @param conserved the conserved quantity less its start in meV, as many
 * @param driftWords its drift, as it is to be read; empty for none
 * @param temperature temperatures in K, as many
 * @param target temperature of the thermostat in K, if there is one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record DynamicsPlot(
        String title,
        String subtitle,
        double[] time,
        String timeUnit,
        double[] potential,
        String energyUnit,
        double[] conserved,
        String driftWords,
        double[] temperature,
        OptionalDouble target) {

    /**
     * Draws the run.
     *
     * @return the picture
     * @throws IllegalArgumentException if lengths differ, times do not rise, the target is not finite or a quantity has no
     *     finite value
     */
    public Picture draw() {
        expect("potential energies", potential);
        expect("conserved quantities", conserved);
        expect("temperatures", temperature);
        for (int k = 0; k < time.length; k++)
            if (!Double.isFinite(time[k]) || (k > 0 && time[k] <= time[k - 1]))
                throw new IllegalArgumentException("dynamics picture: expected rising times, found " + time[k]
                        + " at index " + k + (k > 0 ? " after " + time[k - 1] : ""));
        if (target.isPresent() && !Double.isFinite(target.getAsDouble()))
            throw new IllegalArgumentException(
                    "dynamics picture: expected a finite target temperature, found " + target.getAsDouble());
        return new DynamicsDrawing(this).picture();
    }

    private void expect(String what, double[] values) {
        if (values.length != time.length)
            throw new IllegalArgumentException(
                    "dynamics picture: expected " + time.length + " " + what + ", found " + values.length);
        if (Arrays.stream(values).noneMatch(Double::isFinite))
            throw new IllegalArgumentException("dynamics picture: expected finite " + what + ", found none");
    }
}
