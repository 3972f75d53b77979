package nnp4j.features;

/**
 * How a symmetry function fades out towards its cutoff radius rc (Behler, J. Chem. Phys. 134, 074106 (2011),
 * doi:10.1063/1.3553717; Singraber et al., J. Chem. Theory Comput. 15, 1827 (2019), doi:10.1021/acs.jctc.8b00770).
 *
 * @param shape the function
 * @param inner where it begins to fade, as a share of rc, from 0 to below 1; 0 for the hyperbolic tangents, which begin at 0
 */
public record CutoffFunction(Shape shape, double inner) {
    /** Functions of r/rc, or of x = (r - inner rc) / (rc - inner rc), which hold 1 up to x = 0. */
    public enum Shape {
        /** 1. */
        HARD,
        /** (1 + cos(pi x)) / 2. */
        COSINE,
        /** tanh(1 - r/rc)^3, which is 0.44 at 0. */
        TANH,
        /** (tanh(1 - r/rc) / tanh(1))^3. */
        NORMALIZED_TANH,
        /** exp(1 - 1 / (1 - x^2)). */
        EXPONENTIAL,
        /** {@link CompactPolynomial#P1}. */
        POLY1,
        /** {@link CompactPolynomial#P2}. */
        POLY2,
        /** {@link CompactPolynomial#P3}. */
        POLY3,
        /** {@link CompactPolynomial#P4}. */
        POLY4
    }

    private static final double TANH_1 = Math.tanh(1);

    /**
     * Checks the share.
     *
     * @param shape the function
     * @param inner from 0 to below 1
     * @throws IllegalArgumentException if the share is out of range, or not 0 where the shape has none
     */
    public CutoffFunction {
        if (!(inner >= 0 && inner < 1))
            throw new IllegalArgumentException(
                    "cutoff function: expected an inner share from 0 to below 1, found " + inner);
        if (inner > 0 && (shape == Shape.TANH || shape == Shape.NORMALIZED_TANH))
            throw new IllegalArgumentException(
                    "cutoff function " + shape + ": expected no inner share, found " + inner);
    }

    /**
     * The function.
     *
     * @param r distance, 0 or more, in the radius's unit
     * @param radius rc, positive
     * @return from 1 to 0; 0 from rc on
     */
    public double value(double r, double radius) {
        if (r >= radius) return 0;
        double x = Math.max(0, (r - inner * radius) / (radius - inner * radius));
        return switch (shape) {
            case HARD -> 1;
            case COSINE -> 0.5 * Math.cos(Math.PI * x) + 0.5;
            case TANH -> cube(Math.tanh(1 - r / radius));
            case NORMALIZED_TANH -> cube(Math.tanh(1 - r / radius) / TANH_1);
            case EXPONENTIAL -> CompactPolynomial.E.value(x);
            case POLY1 -> CompactPolynomial.P1.value(x);
            case POLY2 -> CompactPolynomial.P2.value(x);
            case POLY3 -> CompactPolynomial.P3.value(x);
            case POLY4 -> CompactPolynomial.P4.value(x);
        };
    }

    private static double cube(double t) {
        return t * t * t;
    }
}
