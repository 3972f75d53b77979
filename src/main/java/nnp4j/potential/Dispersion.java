package nnp4j.potential;

/**
 * Damped dispersion energy, V(r) = - sum over n = 6, 8, 10 of f_n(b r) C_n / r^n, with the damping of Tang and Toennies,
 * f_n(x) = 1 - exp(-x) sum_{k=0}^n x^k/k! (J. Chem. Phys. 80, 3726 (1984), doi:10.1063/1.447150). It goes to 0 linearly
 * as r goes to 0, and loses no digits there: the tail of the exponential series is summed, not subtracted.
 *
 * @param c6 C_6, eV angstrom^6, finite; positive attracts
 * @param c8 C_8, eV angstrom^8, finite
 * @param c10 C_10, eV angstrom^10, finite
 * @param damping b, 1/angstrom, positive
 */
public record Dispersion(double c6, double c8, double c10, double damping) implements PairTerm {
    /** Below, the series converges in some tens of terms; above, 1 - exp(-x) sum keeps all but a digit (f_10 = 0.65). */
    private static final double SERIES_LIMIT = 12;

    /** Above, 1 - f_n is below 1e-29. */
    private static final double UNDAMPED_LIMIT = 100;

    /** 1/n! up to 11. */
    private static final double[] INVERSE_FACTORIALS = new double[12];

    static {
        INVERSE_FACTORIALS[0] = 1;
        for (int n = 1; n < INVERSE_FACTORIALS.length; n++) INVERSE_FACTORIALS[n] = INVERSE_FACTORIALS[n - 1] / n;
    }

    /**
     * A damped dispersion energy.
     *
     * @param c6 C_6, eV angstrom^6
     * @param c8 C_8, eV angstrom^8
     * @param c10 C_10, eV angstrom^10
     * @param damping b, 1/angstrom
     * @throws IllegalArgumentException if a coefficient is not finite or the damping is not positive and finite
     */
    public Dispersion {
        Parameters.finite("dispersion", "C6", c6);
        Parameters.finite("dispersion", "C8", c8);
        Parameters.finite("dispersion", "C10", c10);
        Parameters.positive("dispersion", "damping", damping);
    }

    @Override
    public double energy(double r) {
        double x = damping * r;
        double b2 = damping * damping;
        double b6 = b2 * b2 * b2;
        if (x < SERIES_LIMIT) {
            double t10 = tail(x);
            double t8 = before(10, x, t10);
            return -b6 * Math.exp(-x) * x * (c6 * before(8, x, t8) + b2 * (c8 * t8 + b2 * c10 * t10));
        }
        return -b6 * (c6 * scaled(6, x) + b2 * (c8 * scaled(8, x) + b2 * c10 * scaled(10, x)));
    }

    @Override
    public double slope(double r) {
        double x = damping * r;
        double b2 = damping * damping;
        double b7 = b2 * b2 * b2 * damping;
        if (x < SERIES_LIMIT) {
            double t10 = tail(x);
            double t8 = before(10, x, t10);
            double s6 = INVERSE_FACTORIALS[6] - 6 * before(8, x, t8);
            double s8 = INVERSE_FACTORIALS[8] - 8 * t8;
            double s10 = INVERSE_FACTORIALS[10] - 10 * t10;
            return -b7 * Math.exp(-x) * (c6 * s6 + b2 * (c8 * s8 + b2 * c10 * s10));
        }
        return -b7 * (c6 * scaledSlope(6, x) + b2 * (c8 * scaledSlope(8, x) + b2 * c10 * scaledSlope(10, x)));
    }

    /** f_n(x) / x^n. */
    private static double scaled(int n, double x) {
        return x > UNDAMPED_LIMIT ? Math.pow(x, -n) : (1 - Math.exp(-x) * head(n, x)) / Math.pow(x, n);
    }

    /** d/dx of f_n(x) / x^n = exp(-x)/n! - n f_n(x) / x^(n+1). */
    private static double scaledSlope(int n, double x) {
        return Math.exp(-x) * INVERSE_FACTORIALS[n] - n * scaled(n, x) / x;
    }

    /** t_10 of t_n = sum over k &gt; n of x^(k-n-1)/k! = exp(x) f_n(x) / x^(n+1); all terms are positive. */
    private static double tail(double x) {
        double term = INVERSE_FACTORIALS[11];
        double sum = 0;
        for (int k = 12; sum + term != sum; k++) {
            sum += term;
            term *= x / k;
        }
        return sum;
    }

    /** t_(n-2) from t_n. */
    private static double before(int n, double x, double tail) {
        return INVERSE_FACTORIALS[n - 1] + x * (INVERSE_FACTORIALS[n] + x * tail);
    }

    /** Sum over k = 0 to n of x^k/k!. */
    private static double head(int n, double x) {
        double sum = 1;
        for (int k = n; k > 0; k--) sum = 1 + sum * x / k;
        return sum;
    }
}
