package nnp4j.features;

import java.util.List;

/**
 * exp(-eta (r - s)^2) for a list of shifts s. Where the shifts are evenly spaced, as in every ANI model, two exponentials and a
 * recurrence from the nearest shift outwards give all of them; small deviations from even spacing, such as the rounding of
 * the shifts to single precision, enter by a series.
 */
final class ShiftedGaussians {
    /** Up to this exponent three terms of the series of exp are exact to 1e-14. */
    private static final double SMALL = 3e-5;

    private final double eta;
    private final double[] shifts;
    /** The series' coefficients: deviation of each shift from even spacing. */
    private final double[] deviations;

    private final double spacing;
    private final double step;
    private final double ratio;
    private final boolean even;

    ShiftedGaussians(double eta, List<Double> shifts, double cutoff) {
        this.eta = eta;
        this.shifts = shifts.stream().mapToDouble(Double::doubleValue).toArray();
        int last = this.shifts.length - 1;
        this.spacing = last == 0 ? 1 : (this.shifts[last] - this.shifts[0]) / last;
        this.deviations = new double[last + 1];
        double worst = 0;
        for (int k = 0; k <= last; k++) {
            deviations[k] = this.shifts[k] - (this.shifts[0] + k * spacing);
            worst = Math.max(worst, Math.abs(deviations[k]));
        }
        double farthest = Math.max(Math.abs(this.shifts[last]), Math.abs(cutoff - this.shifts[0]));
        this.even = 2 * eta * farthest * worst < SMALL && eta * spacing * spacing < 100;
        this.step = Math.exp(-eta * spacing * spacing);
        this.ratio = step * step;
    }

    int count() {
        return shifts.length;
    }

    double shift(int k) {
        return shifts[k];
    }

    /** Fills values for every shift. */
    void evaluate(double r, double[] values) {
        if (!even) {
            for (int k = 0; k < shifts.length; k++) values[k] = Math.exp(-eta * (r - shifts[k]) * (r - shifts[k]));
            return;
        }
        int last = shifts.length - 1;
        int nearest = (int) Math.max(0, Math.min(last, Math.rint((r - shifts[0]) / spacing)));
        double z = r - (shifts[0] + nearest * spacing);
        double value = Math.exp(-eta * z * z);
        double tilt = Math.exp(2 * eta * z * spacing);
        values[nearest] = value;
        double factor = tilt * step;
        double up = value;
        for (int k = nearest + 1; k <= last; k++) {
            up *= factor;
            factor *= ratio;
            values[k] = up;
        }
        factor = step / tilt;
        double down = value;
        for (int k = nearest - 1; k >= 0; k--) {
            down *= factor;
            factor *= ratio;
            values[k] = down;
        }
        for (int k = 0; k <= last; k++) {
            double d = deviations[k];
            double exponent = eta * d * (2 * (r - shifts[k]) + d);
            values[k] *= 1 + exponent + 0.5 * exponent * exponent;
        }
    }
}
