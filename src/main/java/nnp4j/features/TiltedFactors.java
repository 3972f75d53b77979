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
        this.even = eta * worst * Math.max(middle, cutoff) < SMALL;
    }

    /** Fills the factors of a distance a from the middle. */
    void evaluate(double a, double[] factors, int from) {
        if (!even) {
            for (int p = 0; p < shifts.length; p++)
                factors[from + p] = Math.exp(eta * shifts[p] * (a - 0.5 * shifts[p]));
            return;
        }
        double tilt = eta * a;
        double power = Math.exp(tilt * shifts[0]);
        double step = Math.exp(tilt * spacing);
        for (int p = 0; p < shifts.length; p++) {
            double small = tilt * deviations[p];
            factors[from + p] = power * weights[p] * (1 + small + 0.5 * small * small);
            power *= step;
        }
    }
}
