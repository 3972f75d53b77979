package nnp4j.features;

import java.util.Arrays;

/** What a descriptor gives, in fresh arrays, and its Jacobian by central differences of fourth order. */
final class Results {
    private static final double STEP = 1e-3; // angstrom

    private Results() {}

    static double[] unset(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    static double[] evaluate(Descriptor d, double[] x) {
        double[] features = unset(d.featureCount());
        d.evaluate(x, features);
        return features;
    }

    static double[] pullBack(Descriptor d, double[] x, double[] slopes) {
        double[] gradient = unset(x.length);
        d.pullBack(x, slopes, gradient);
        return gradient;
    }

    static double[] jacobian(Descriptor d, double[] x) {
        double[] jacobian = unset(d.featureCount() * x.length);
        d.jacobian(x, jacobian);
        return jacobian;
    }

    /** Row-major df/dx = (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, Abramowitz and Stegun 25.3.6. */
    static double[] differences(Descriptor d, double[] x) {
        double[] jacobian = new double[d.featureCount() * x.length];
        for (int k = 0; k < x.length; k++) {
            double[] a = at(d, x, k, STEP);
            double[] b = at(d, x, k, -STEP);
            double[] a2 = at(d, x, k, 2 * STEP);
            double[] b2 = at(d, x, k, -2 * STEP);
            for (int f = 0; f < a.length; f++)
                jacobian[f * x.length + k] = (8 * (a[f] - b[f]) - (a2[f] - b2[f])) / (12 * STEP);
        }
        return jacobian;
    }

    private static double[] at(Descriptor d, double[] x, int k, double step) {
        double[] moved = x.clone();
        moved[k] += step;
        return evaluate(d, moved);
    }
}
