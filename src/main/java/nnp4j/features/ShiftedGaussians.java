package nnp4j.features;

import java.util.List;

/**
 * exp(-eta (r - s)^2) for a list of shifts s. Where the shifts are evenly spaced by h, as in every ANI model, two exponentials
 * a distance give all of them: with z = r - s of the nearest shift, d shifts further it is
 * exp(-eta z^2) exp(2 eta z h)^d exp(-eta (d h)^2); the powers begin at the first shift. Small deviations from even spacing,
 * such as the rounding of the shifts to single precision, enter by a series.
 */
final class ShiftedGaussians {
    /** Up to this exponent the series of exp to the third power is exact to 3e-15; shifts in single precision need 5e-5. */
    private static final double SMALL = 5e-4;

    private final double eta;
    private final double[] shifts;
    private final double spacing;
    private final double density;
    private final boolean even;
    /** exp(-eta (d h)^2) for d from -last to last. */
    private final double[] steps;
    /** The exponents of the deviations from even spacing are these plus rates times the distance. */
    private final double[] offsets;

    private final double[] rates;

    ShiftedGaussians(double eta, List<Double> shifts, double cutoff) {
        this.eta = eta;
        this.shifts = shifts.stream().mapToDouble(Double::doubleValue).toArray();
        int last = this.shifts.length - 1;
        this.spacing = last == 0 ? 1 : (this.shifts[last] - this.shifts[0]) / last;
        this.density = 1 / spacing;
        this.steps = new double[2 * last + 1];
        for (int d = -last; d <= last; d++) steps[d + last] = Math.exp(-eta * d * d * spacing * spacing);
        this.offsets = new double[last + 1];
        this.rates = new double[last + 1];
        double worst = 0;
        for (int k = 0; k <= last; k++) {
            double deviation = this.shifts[k] - even(k);
            offsets[k] = -eta * deviation * (2 * even(k) + deviation);
            rates[k] = 2 * eta * deviation;
            worst = Math.max(worst, Math.abs(deviation));
        }
        double farthest = Math.max(Math.abs(this.shifts[last]), Math.abs(cutoff - this.shifts[0]));
        double beyond = Math.max(0.5 * spacing, cutoff - this.shifts[last]);
        double most = Math.max(shifts.get(0) * shifts.get(0), beyond * beyond + 2 * last * spacing * beyond);
        this.even = 2 * eta * farthest * worst < SMALL && eta * most < FastExponential.MOST;
    }

    private double even(int k) {
        return shifts[0] + k * spacing;
    }

    int count() {
        return shifts.length;
    }

    double shift(int k) {
        return shifts[k];
    }

    /**
     * Fills values for some distances and every shift.
     *
     * @param scratch two numbers a distance
     * @param values by distance and shift
     */
    void evaluate(int count, double[] r, double[] scratch, double[] values) {
        if (!even) {
            for (int j = 0; j < count; j++)
                for (int k = 0; k < shifts.length; k++)
                    values[j * shifts.length + k] = Math.exp(-eta * (r[j] - shifts[k]) * (r[j] - shifts[k]));
            return;
        }
        for (int j = 0; j < count; j++) {
            int nearest = nearest(r[j]);
            double z = r[j] - even(nearest);
            double tilt = 2 * eta * spacing * z;
            scratch[2 * j] = -eta * z * z - nearest * tilt;
            scratch[2 * j + 1] = tilt;
        }
        FastExponential.replace(2 * count, scratch);
        for (int j = 0; j < count; j++) fill(r[j], scratch[2 * j], scratch[2 * j + 1], values, j * shifts.length);
    }

    private int nearest(double r) {
        int k = (int) ((r - shifts[0]) * density + 0.5);
        return Math.max(0, Math.min(shifts.length - 1, k));
    }

    /** In blocks of four, which models have in multiples: loops over so few would cost more than what is in them. */
    private void fill(double r, double start, double tilt, double[] values, int from) {
        int count = shifts.length;
        int step = count - 1 - nearest(r);
        double tilt2 = tilt * tilt;
        double tilt4 = tilt2 * tilt2;
        double p0 = start;
        double p1 = p0 * tilt;
        double p2 = p0 * tilt2;
        double p3 = p1 * tilt2;
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            values[from + k] = p0 * steps[step + k] * series(k, r);
            values[from + k + 1] = p1 * steps[step + k + 1] * series(k + 1, r);
            values[from + k + 2] = p2 * steps[step + k + 2] * series(k + 2, r);
            values[from + k + 3] = p3 * steps[step + k + 3] * series(k + 3, r);
            p0 *= tilt4;
            p1 *= tilt4;
            p2 *= tilt4;
            p3 *= tilt4;
        }
        for (; k < count; k++, p0 *= tilt) values[from + k] = p0 * steps[step + k] * series(k, r);
    }

    /** exp of what the deviation from even spacing adds to the exponent. */
    private double series(int k, double r) {
        double exponent = Math.fma(rates[k], r, offsets[k]);
        return Math.fma(Math.fma(Math.fma(1.0 / 6, exponent, 0.5), exponent, 1), exponent, 1);
    }
}
