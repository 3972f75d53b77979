package nnp4j.network;

/**
 * Activation functions over arrays, with first and second derivatives, in loops that the compiler turns into vector
 * instructions. They agree with {@link Activation} to 1e-14: the exponential is e^(y/64) by its series, squared six times.
 */
final class BatchActivation {
    /** Beyond this tanh and the sigmoid are constant in double precision. */
    private static final double LIMIT = 40;

    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;
    private static final double C7 = 1.0 / 5040;
    private static final double C8 = 1.0 / 40320;
    private static final double C9 = 1.0 / 362880;
    private static final double C10 = 1.0 / 3628800;
    private static final double C11 = 1.0 / 39916800;
    private static final double C12 = 1.0 / 479001600;
    private static final double C13 = 1.0 / 6227020800.0;

    private BatchActivation() {}

    /**
     * Values, slopes and curvatures of the first {@code count} arguments.
     *
     * @param z arguments, read only
     * @param curvatures may be null where they are not needed
     */
    static void evaluate(
            Activation activation, int count, double[] z, double[] values, double[] slopes, double[] curvatures) {
        switch (activation) {
            case TANH -> {
                exponential(count, 2, z, slopes);
                tanh(count, slopes, values);
                if (curvatures != null) tanhCurvature(count, values, slopes, curvatures);
            }
            case SILU -> {
                exponential(count, 1, z, slopes);
                if (curvatures != null) siluCurvature(count, z, slopes, curvatures);
                silu(count, z, slopes, values);
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = activation.value(z[i]);
                    slopes[i] = activation.slope(z[i]);
                }
                if (curvatures != null) for (int i = 0; i < count; i++) curvatures[i] = activation.curvature(z[i]);
            }
        }
    }

    /** e^(factor z), with factor z held within +-40. */
    private static void exponential(int count, double factor, double[] z, double[] e) {
        for (int i = 0; i < count; i++) {
            double y = Math.max(-LIMIT, Math.min(LIMIT, factor * z[i])) * (1.0 / 64);
            double p = Math.fma(C13, y, C12);
            p = Math.fma(p, y, C11);
            p = Math.fma(p, y, C10);
            p = Math.fma(p, y, C9);
            p = Math.fma(p, y, C8);
            p = Math.fma(p, y, C7);
            p = Math.fma(p, y, C6);
            p = Math.fma(p, y, C5);
            p = Math.fma(p, y, C4);
            p = Math.fma(p, y, C3);
            p = Math.fma(p, y, C2);
            p = Math.fma(p, y, 1);
            p = Math.fma(p, y, 1);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            e[i] = p * p;
        }
    }

    /** From e^2z: tanh z = 1 - 2 / (1 + e^2z), slope 1 - tanh^2, which replaces the exponential. */
    private static void tanh(int count, double[] e, double[] t) {
        for (int i = 0; i < count; i++) t[i] = 1 - 2 / (1 + e[i]);
        for (int i = 0; i < count; i++) e[i] = 1 - t[i] * t[i];
    }

    private static void tanhCurvature(int count, double[] t, double[] slope, double[] curvature) {
        for (int i = 0; i < count; i++) curvature[i] = -2 * t[i] * slope[i];
    }

    /** From e^z, s = e^z / (1 + e^z): value z s; slope s + z s (1 - s), which replaces the exponential. */
    private static void silu(int count, double[] z, double[] e, double[] value) {
        for (int i = 0; i < count; i++) {
            double c = 1 / (1 + e[i]);
            double s = 1 - c;
            value[i] = z[i] * s;
            e[i] = s + z[i] * s * c;
        }
    }

    /** s (1 - s) (2 + z (1 - 2 s)). */
    private static void siluCurvature(int count, double[] z, double[] e, double[] curvature) {
        for (int i = 0; i < count; i++) {
            double c = 1 / (1 + e[i]);
            double s = 1 - c;
            curvature[i] = s * c * (2 + z[i] * (c - s));
        }
    }
}
