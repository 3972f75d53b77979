package nnp4j.report;

import java.util.Arrays;

/**
 * The course of an optimization: above, on a logarithmic scale, the energy above that of the last step; below, likewise,
 * the largest force and the RMS force with the thresholds at which they count as converged. What is zero has no place on a
 * logarithmic scale and is a gap, such as the energy of the last step.
 *
 * @param title first line
 * @param subtitle second line: potential, method, number of steps
 * @param step numbers of the steps, rising
 * @param energyAbove energies less that of the last step, as many; a negative one is a gap that the picture mentions
 * @param energyUnit their unit
 * @param maxForce largest forces in eV/angstrom, as many, not negative
 * @param rmsForce RMS forces in eV/angstrom, as many, not negative
 * @param maxForceThreshold threshold of the largest force in eV/angstrom, positive; not a number for none
 * @param rmsForceThreshold threshold of the RMS force in eV/angstrom, positive; not a number for none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ConvergencePlot(
        String title,
        String subtitle,
        double[] step,
        double[] energyAbove,
        String energyUnit,
        double[] maxForce,
        double[] rmsForce,
        double maxForceThreshold,
        double rmsForceThreshold) {

    /**
     * Draws the course.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no step, lengths differ, steps do not rise, a force is negative or a
     *     threshold is not positive
     */
    public Picture draw() {
        if (step.length == 0)
            throw new IllegalArgumentException("convergence picture: expected at least one step, found none");
        expect("energies", energyAbove.length);
        expect("largest forces", maxForce.length);
        expect("RMS forces", rmsForce.length);
        for (int k = 0; k < step.length; k++)
            if (!Double.isFinite(step[k]) || (k > 0 && step[k] <= step[k - 1]))
                throw new IllegalArgumentException("convergence picture: expected rising steps, found " + step[k]
                        + " at index " + k + (k > 0 ? " after " + step[k - 1] : ""));
        expectNoNegative("largest forces", maxForce);
        expectNoNegative("RMS forces", rmsForce);
        expectPositive("largest force", maxForceThreshold);
        expectPositive("RMS force", rmsForceThreshold);
        return new ConvergenceDrawing(this).picture();
    }

    private void expect(String what, int found) {
        if (found != step.length)
            throw new IllegalArgumentException(
                    "convergence picture: expected " + step.length + " " + what + ", found " + found);
    }

    private static void expectNoNegative(String what, double[] values) {
        double least = Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(0);
        if (least < 0)
            throw new IllegalArgumentException(
                    "convergence picture: expected " + what + " of zero or more, found " + least);
    }

    private static void expectPositive(String what, double threshold) {
        if (!Double.isNaN(threshold) && !LogAxis.canShow(threshold))
            throw new IllegalArgumentException("convergence picture: expected a positive finite threshold of the "
                    + what + " or not a number, found " + threshold);
    }
}
