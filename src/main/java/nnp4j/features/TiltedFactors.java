package nnp4j.features;

/**
 * exp(eta a s - eta s^2/2) for a list of shifts s about their middle. Where the shifts are evenly spaced, as in every ANI model, the
 * factors follow from two exponentials by a recurrence; small deviations from even spacing enter by a series.
 */
final class TiltedFactors {
    /** Up to this exponent two terms of the series of exp are exact to 1e-15. */
    private static final double SMALL = 1e-5;

    private final double eta;
    private final double[] shifts;
    private final double[] deviations;
    /** exp(-eta s^2/2). */
    private final double[] weights;

    private final double spacing;
    private final boolean even;

    TiltedFactors(double eta, double[] absolute, double middle, double cutoff) {
        this.eta = eta;
        int last = absolute.length - 1;
        this.shifts = new double[last + 1];
        this.deviations = new double[last + 1];
        this.weights = new double[last + 1];
        this.spacing = last == 0 ? 0 : (absolute[last] - absolute[0]) / last;
        double worst = 0;
        for (int p = 0; p <= last; p++) {
            shifts[p] = absolute[p] - middle;
            deviations[p] = shifts[p] - (shifts[0] + p * spacing);
            weights[p] = Math.exp(-0.5 * eta * shifts[p] * shifts[p]);
            worst = Math.max(worst, Math.abs(deviations[p]));
        }
        double farthest = eta * Math.max(middle, cutoff);
        double widest = Math.max(Math.abs(shifts[0]), spacing);
        this.even = farthest * worst < SMALL && farthest * widest < FastExponential.MOST;
    }

    /**
     * Fills the factors of some distances a from the middle.
     *
     * @param scratch two numbers a distance
     * @param factors by distance and shift
     */
    void evaluate(int count, double[] a, double[] scratch, double[] factors) {
        if (!even) {
            for (int j = 0; j < count; j++)
                for (int p = 0; p < shifts.length; p++)
                    factors[j * shifts.length + p] = Math.exp(eta * shifts[p] * (a[j] - 0.5 * shifts[p]));
            return;
        }
        for (int j = 0; j < count; j++) {
            scratch[2 * j] = eta * a[j] * shifts[0];
            scratch[2 * j + 1] = eta * a[j] * spacing;
        }
        FastExponential.replace(2 * count, scratch);
        for (int j = 0; j < count; j++) {
            double tilt = eta * a[j];
            double power = scratch[2 * j];
            for (int p = 0, at = j * shifts.length; p < shifts.length; p++, at++) {
                double small = tilt * deviations[p];
                factors[at] = power * weights[p] * (1 + small + 0.5 * small * small);
                power *= scratch[2 * j + 1];
            }
        }
    }
}
