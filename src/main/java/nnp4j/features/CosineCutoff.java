package nnp4j.features;

/**
 * The cutoff function (1 + cos(pi r/rc))/2 of Behler and Parrinello (Phys. Rev. Lett. 98, 146401 (2007),
 * doi:10.1103/PhysRevLett.98.146401), by the Taylor series of the sine about rc/2, where it is good to rounding; calls of
 * Math.cos would cost more than the rest of a radial function.
 */
final class CosineCutoff {
    /** Coefficients of sin(pi y)/y and cos(pi y) in y^2; the terms beyond (pi/2)^20/20! are below the rounding of 1. */
    private static final double S0 = Math.PI;

    private static final double C1 = -Math.PI * Math.PI / 2;
    private static final double S1 = S0 * -Math.PI * Math.PI / (2 * 3);
    private static final double C2 = C1 * -Math.PI * Math.PI / (3 * 4);
    private static final double S2 = S1 * -Math.PI * Math.PI / (4 * 5);
    private static final double C3 = C2 * -Math.PI * Math.PI / (5 * 6);
    private static final double S3 = S2 * -Math.PI * Math.PI / (6 * 7);
    private static final double C4 = C3 * -Math.PI * Math.PI / (7 * 8);
    private static final double S4 = S3 * -Math.PI * Math.PI / (8 * 9);
    private static final double C5 = C4 * -Math.PI * Math.PI / (9 * 10);
    private static final double S5 = S4 * -Math.PI * Math.PI / (10 * 11);
    private static final double C6 = C5 * -Math.PI * Math.PI / (11 * 12);
    private static final double S6 = S5 * -Math.PI * Math.PI / (12 * 13);
    private static final double C7 = C6 * -Math.PI * Math.PI / (13 * 14);
    private static final double S7 = S6 * -Math.PI * Math.PI / (14 * 15);
    private static final double C8 = C7 * -Math.PI * Math.PI / (15 * 16);
    private static final double S8 = S7 * -Math.PI * Math.PI / (16 * 17);
    private static final double C9 = C8 * -Math.PI * Math.PI / (17 * 18);
    private static final double C10 = C9 * -Math.PI * Math.PI / (19 * 20);
    private static final double S9 = S8 * -Math.PI * Math.PI / (18 * 19);

    private CosineCutoff() {}

    /** Fills values and slopes dvalue/dr at distances from 0 to the cutoff. */
    static void evaluate(int count, double[] r, double cutoff, double[] values, double[] slopes) {
        double inverse = 1 / cutoff;
        for (int k = 0; k < count; k++) {
            double y = 0.5 - r[k] * inverse;
            double s = y * y;
            double s2 = s * s;
            double s4 = s2 * s2;
            double sineLow = Math.fma(Math.fma(S3, s, S2), s2, Math.fma(S1, s, S0));
            double sineHigh = Math.fma(Math.fma(S7, s, S6), s2, Math.fma(S5, s, S4));
            double sine = Math.fma(Math.fma(Math.fma(S9, s, S8), s4, sineHigh), s4, sineLow);
            double cosineLow = Math.fma(Math.fma(C3, s, C2), s2, Math.fma(C1, s, 1));
            double cosineHigh = Math.fma(Math.fma(C7, s, C6), s2, Math.fma(C5, s, C4));
            double cosineTop = Math.fma(C10, s2, Math.fma(C9, s, C8));
            double cosine = Math.fma(Math.fma(cosineTop, s4, cosineHigh), s4, cosineLow);
            values[k] = Math.fma(0.5 * y, sine, 0.5);
            slopes[k] = -0.5 * Math.PI * inverse * cosine;
        }
    }
}
