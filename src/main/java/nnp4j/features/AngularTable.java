package nnp4j.features;

import java.util.List;

/**
 * ((1 + cos(theta - a))/2)^zeta for a list of angles a, and its derivative, as piecewise polynomials of
 * v = tan((pi/2 - theta)/2) = c/(1 + sqrt(1 - c^2)), c = cos(theta). In v the functions are smooth up to the ends, and neither
 * an arc cosine nor a power is left; the polynomials interpolate in Chebyshev nodes to rounding.
 */
final class AngularTable {
    private static final int DEGREE = 7;
    private static final int TERMS = DEGREE + 1;

    private final int angles;
    private final int intervals;
    private final double end;
    private final double density;
    /** By interval, angle, and power of the position from -1 to 1 in the interval. */
    private final double[] coefficients;

    /** A table for |cos(theta)| up to the largest cosine, which is below 1. */
    AngularTable(double zeta, List<Double> centres, double largestCosine) {
        this.angles = centres.size();
        this.intervals = Math.max(64, Integer.highestOneBit((int) (24 * Math.sqrt(zeta))));
        this.end = largestCosine / (1 + Math.sqrt(1 - largestCosine * largestCosine));
        this.density = intervals / (2 * end);
        this.coefficients = new double[intervals * TERMS * angles];
        for (int i = 0; i < intervals; i++) for (int q = 0; q < angles; q++) fit(i, q, zeta, centres.get(q));
    }

    private void fit(int interval, int q, double zeta, double centre) {
        double[] nodes = new double[TERMS];
        double[] values = new double[TERMS];
        for (int k = 0; k < TERMS; k++) {
            nodes[k] = Math.cos(Math.PI * (k + 0.5) / TERMS);
            double v = -end + (interval + 0.5 * (nodes[k] + 1)) / density;
            double theta = 0.5 * Math.PI - 2 * Math.atan(v);
            values[k] = Math.pow(0.5 * (1 + Math.cos(theta - centre)), zeta);
        }
        // Newton's divided differences, then powers.
        for (int order = 1; order < TERMS; order++)
            for (int k = DEGREE; k >= order; k--)
                values[k] = (values[k] - values[k - 1]) / (nodes[k] - nodes[k - order]);
        double[] powers = new double[TERMS];
        for (int k = DEGREE; k >= 0; k--) {
            for (int d = DEGREE; d > 0; d--) powers[d] = powers[d - 1] - nodes[k] * powers[d];
            powers[0] = values[k] - nodes[k] * powers[0];
        }
        for (int d = 0; d < TERMS; d++) coefficients[(interval * angles + q) * TERMS + d] = powers[d];
    }

    /** Fills v, which tables are of, and dv/dcos(theta) for cosines times a factor below 1. */
    static void tangents(int count, double[] cosines, double factor, double[] v, double[] rates) {
        for (int k = 0; k < count; k++) {
            double c = factor * cosines[k];
            double s = Math.sqrt(1 - c * c);
            v[k] = c / (1 + s);
            rates[k] = 0.5 * factor * (1 + v[k] * v[k]) / s;
        }
    }

    /** Fills the values at a v. */
    void evaluate(double v, double[] values) {
        double position = (v + end) * density;
        int interval = Math.max(0, Math.min((int) position, intervals - 1));
        double t = 2 * (position - interval) - 1;
        double t2 = t * t;
        double t4 = t2 * t2;
        int at = interval * TERMS * angles;
        for (int q = 0; q < angles; q++, at += TERMS) {
            double low = Math.fma(term(at, 3), t, term(at, 2)) * t2 + Math.fma(term(at, 1), t, term(at, 0));
            double high = Math.fma(term(at, 7), t, term(at, 6)) * t2 + Math.fma(term(at, 5), t, term(at, 4));
            values[q] = Math.fma(high, t4, low);
        }
    }

    /** Fills the values at a v, and slopes dvalue/dv. */
    void evaluate(double v, double[] values, double[] slopes) {
        double position = (v + end) * density;
        int interval = Math.max(0, Math.min((int) position, intervals - 1));
        double t = 2 * (position - interval) - 1;
        double t2 = t * t;
        double t4 = t2 * t2;
        double scale = 2 * density;
        int at = interval * TERMS * angles;
        for (int q = 0; q < angles; q++, at += TERMS) {
            double low = Math.fma(term(at, 3), t, term(at, 2)) * t2 + Math.fma(term(at, 1), t, term(at, 0));
            double high = Math.fma(term(at, 7), t, term(at, 6)) * t2 + Math.fma(term(at, 5), t, term(at, 4));
            values[q] = Math.fma(high, t4, low);
            double lowSlope = Math.fma(3 * term(at, 3), t, 2 * term(at, 2)) * t + term(at, 1);
            double highSlope =
                    Math.fma(7 * term(at, 7), t, 6 * term(at, 6)) * t2 + Math.fma(5 * term(at, 5), t, 4 * term(at, 4));
            slopes[q] = scale * Math.fma(highSlope, t2 * t, lowSlope);
        }
    }

    private double term(int at, int power) {
        return coefficients[at + power];
    }
}
