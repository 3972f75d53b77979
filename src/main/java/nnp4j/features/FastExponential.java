package nnp4j.features;

/**
 * The exponential of numbers up to 87 over arrays, in a loop that the compiler turns into vector instructions: e^(y/256) - 1
 * by its series, squared eight times; the first four as (1 + x)^2 - 1 = x (2 + x), so that no more than 16 roundings add up.
 */
final class FastExponential {
    /** Above this it is no longer good to rounding. */
    static final double MOST = 87;
    /** What is below counts as this, of which the exponential is 2e-38. */
    private static final double LEAST = -MOST;

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

    private FastExponential() {}

    /** Replaces the first numbers by their exponentials. */
    static void replace(int count, double[] x) {
        for (int i = 0; i < count; i++) {
            double y = Math.max(LEAST, x[i]) * (1.0 / 256);
            double y2 = y * y;
            double y4 = y2 * y2;
            double low = Math.fma(Math.fma(C4, y, C3), y2, Math.fma(C2, y, 1));
            double middle = Math.fma(Math.fma(C8, y, C7), y2, Math.fma(C6, y, C5));
            double high = Math.fma(Math.fma(C12, y, C11), y2, Math.fma(C10, y, C9));
            double p = y * Math.fma(Math.fma(high, y4, middle), y4, low);
            p *= 2 + p;
            p *= 2 + p;
            p *= 2 + p;
            p *= 2 + p;
            double e = 1 + p;
            e *= e;
            e *= e;
            e *= e;
            x[i] = e * e;
        }
    }
}
