package nnp4j.features;

import java.util.Arrays;

/**
 * A cutoff function as one polynomial, where that is as good as the function itself: all but the hard and the exponential one.
 * Evaluated in loops that the compiler turns into vector instructions. Immutable.
 */
final class FadePolynomial {
    /** One more than the highest degree; a multiple of 4. */
    private static final int MOST_TERMS = 24;

    /** Difference from the function, 1 at most, that counts as rounding: of its own formula and of 24 terms. */
    private static final double ROUNDING = 1e-14;

    /** Maps distances to -1 to 1. */
    private final double scale;

    private final double zero;
    private final double[] coefficients;

    private FadePolynomial(double scale, double zero, double[] coefficients) {
        this.scale = scale;
        this.zero = zero;
        this.coefficients = coefficients;
    }

    /** The polynomial of a cutoff function, or null if it is none. */
    static FadePolynomial of(CutoffFunction function, double radius) {
        if (function.shape() == CutoffFunction.Shape.HARD) return null;
        double from = function.inner() * radius;
        double half = 0.5 * (radius - from);
        for (int terms = 8; terms <= MOST_TERMS; terms += 4) {
            double[] values = new double[terms];
            for (int k = 0; k < terms; k++) {
                double node = Math.cos(Math.PI * (k + 0.5) / terms);
                values[k] = function.value(from + half * (1 + node), radius);
            }
            double[] fit = powers(chebyshev(values));
            double worst = 0;
            for (int k = 0; k < 8 * terms; k++) {
                double t = -1 + (k + 0.5) / (4 * terms);
                worst = Math.max(worst, Math.abs(value(fit, t) - function.value(from + half * (1 + t), radius)));
            }
            if (worst <= ROUNDING) return new FadePolynomial(1 / half, from + half, fit);
        }
        return null;
    }

    /** Coefficients of the Chebyshev polynomials that take some values at the nodes. */
    private static double[] chebyshev(double[] values) {
        int n = values.length;
        double[] c = new double[n];
        for (int m = 0; m < n; m++) {
            for (int k = 0; k < n; k++) c[m] += values[k] * Math.cos(m * Math.PI * (k + 0.5) / n);
            c[m] *= (m == 0 ? 1.0 : 2.0) / n;
        }
        return c;
    }

    /** Powers of t from Chebyshev polynomials, by their recurrence. */
    private static double[] powers(double[] chebyshev) {
        int n = chebyshev.length;
        double[] sum = new double[n];
        double[] before = new double[n];
        double[] now = new double[n];
        before[0] = 1;
        now[1] = 1;
        sum[0] = chebyshev[0];
        for (int m = 1; m < n; m++) {
            for (int k = 0; k < n; k++) sum[k] += chebyshev[m] * now[k];
            double[] next = new double[n];
            for (int k = 0; k < n; k++) next[k] = (k > 0 ? 2 * now[k - 1] : 0) - before[k];
            before = now;
            now = next;
        }
        return sum;
    }

    private static double value(double[] c, double t) {
        double sum = 0;
        for (int k = c.length - 1; k >= 0; k--) sum = Math.fma(sum, t, c[k]);
        return sum;
    }

    /** Values and slopes at the first distances; scratch is overwritten. */
    void evaluate(int count, double[] r, double[] scratch, double[] values, double[] slopes) {
        double[] t = scratch;
        double[] c = coefficients;
        for (int p = 0; p < count; p++) t[p] = Math.max(-1, Math.min(1, (r[p] - zero) * scale));
        Arrays.fill(values, 0, count, 0);
        Arrays.fill(slopes, 0, count, 0);
        for (int k = c.length - 4; k >= 0; k -= 4) step(count, t, c[k], c[k + 1], c[k + 2], c[k + 3], values, slopes);
        for (int p = 0; p < count; p++) slopes[p] *= scale;
    }

    /** Four steps of Horner's rule for the value and the slope. */
    private static void step(
            int count, double[] t, double c0, double c1, double c2, double c3, double[] values, double[] slopes) {
        for (int p = 0; p < count; p++) {
            double x = t[p];
            double v = values[p];
            double d = Math.fma(slopes[p], x, v);
            v = Math.fma(v, x, c3);
            d = Math.fma(d, x, v);
            v = Math.fma(v, x, c2);
            d = Math.fma(d, x, v);
            v = Math.fma(v, x, c1);
            slopes[p] = Math.fma(d, x, v);
            values[p] = Math.fma(v, x, c0);
        }
    }
}
