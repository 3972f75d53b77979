package nnp4j.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function that falls from 1 at x = 0 to 0 at x = 1, with as many vanishing derivatives at both ends as its number says (Bircher,
 * Singraber and Dellago, Mach. Learn.: Sci. Technol. 2, 035026 (2021), doi:10.1088/2632-2153/abf817). Those with an A take
 * (2 - x) x for x, and so fall earlier.
 */
public enum CompactPolynomial {
    /** (2x - 3) x^2 + 1. */
    P1(1, false),
    /** ((15 - 6x) x - 10) x^3 + 1. */
    P2(2, false),
    /** (x (x (20x - 70) + 84) - 35) x^4 + 1. */
    P3(3, false),
    /** (x (x ((315 - 70x) x - 540) + 420) - 126) x^5 + 1. */
    P4(4, false),
    /** P1 of (2 - x) x. */
    P1A(1, true),
    /** P2 of (2 - x) x. */
    P2A(2, true),
    /** P3 of (2 - x) x. */
    P3A(3, true),
    /** P4 of (2 - x) x. */
    P4A(4, true),
    /** exp(1 - 1 / (1 - x^2)), of which all derivatives vanish at 1; not a polynomial, but used as one. */
    E(0, false);

    private final int order;
    private final boolean early;

    CompactPolynomial(int order, boolean early) {
        this.order = order;
        this.early = early;
    }

    /**
     * The function.
     *
     * @param x 0 or more
     * @return its value, 0 from 1 on
     */
    public double value(double x) {
        if (x >= 1) return 0;
        double y = early ? (2 - x) * x : x;
        if (order == 0) return Math.exp(1 - 1 / (1 - y * y));
        return y > 0.5 ? rise(1 - y) : 1 - rise(y); // the formulas above lose digits near 1
    }

    /** One minus the polynomial, which is the polynomial of 1 - y. */
    private double rise(double y) {
        return switch (order) {
            case 1 -> (3 - 2 * y) * y * y;
            case 2 -> ((6 * y - 15) * y + 10) * y * y * y;
            case 3 -> (((70 - 20 * y) * y - 84) * y + 35) * y * y * y * y;
            default -> ((((70 * y - 315) * y + 540) * y - 420) * y + 126) * y * y * y * y * y;
        };
    }

    /**
     * The first derivative.
     *
     * @param x 0 or more
     * @return its slope, 0 from 1 on
     */
    public double slope(double x) {
        if (x >= 1) return 0;
        double y = early ? (2 - x) * x : x;
        double z = y * (1 - y);
        double slope = switch (order) {
            case 1 -> -6 * z;
            case 2 -> -30 * z * z;
            case 3 -> -140 * z * z * z;
            case 4 -> -630 * z * z * z * z;
            default -> {
                double s = 1 / (1 - y * y);
                yield s > 700 ? 0 : -2 * y * s * s * Math.exp(1 - s);
            }
        };
        return early ? slope * (2 - 2 * x) : slope;
    }

    /**
     * The name in files.
     *
     * @return for example {@code "p2a"}
     */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The function with the given name.
     *
     * @param symbol as {@link #symbol()} gives it
     * @return the function
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static CompactPolynomial of(String symbol) {
        return Arrays.stream(values())
                .filter(p -> p.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown polynomial \"" + symbol + "\" (expected "
                        + Arrays.stream(values()).map(CompactPolynomial::symbol).collect(Collectors.joining(", "))
                        + ")"));
    }
}
