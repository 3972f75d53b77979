package nnp4j.features;

/**
 * The cutoff function (1 + cos(pi r/rc))/2 of Behler and Parrinello (Phys. Rev. Lett. 98, 146401 (2007),
 * doi:10.1103/PhysRevLett.98.146401), by the Taylor series of the sine about rc/2, where it is good to rounding; calls of
 * Math.cos would cost more than the rest of a radial function.
 */
final class CosineCutoff {
    /** Terms beyond (pi/2)^19/19! are below the rounding of 1. */
    private static final int TERMS = 10;

    private static final double[] SINE = new double[TERMS];
    private static final double[] COSINE = new double[TERMS];

    static {
        double power = 1;
        for (int k = 0; k < TERMS; k++) {
            COSINE[k] = power;
            SINE[k] = power * Math.PI / (2 * k + 1);
            power *= -Math.PI * Math.PI / ((2 * k + 1) * (2 * k + 2));
        }
    }

    private CosineCutoff() {}

    /** Value at x = r/rc from 0 to 1. */
    static double value(double x) {
        double y = 0.5 - x;
        return 0.5 + 0.5 * y * series(SINE, y * y);
    }

    /** Derivative with respect to x. */
    static double slope(double x) {
        double y = 0.5 - x;
        return -0.5 * Math.PI * series(COSINE, y * y);
    }

    private static double series(double[] terms, double square) {
        double sum = terms[TERMS - 1];
        for (int k = TERMS - 2; k >= 0; k--) sum = sum * square + terms[k];
        return sum;
    }
}
