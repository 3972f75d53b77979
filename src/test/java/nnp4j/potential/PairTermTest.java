package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTermTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void lennardJonesHasItsMinimumAtTheSixthRootOfTwoTimesSigma() {
        LennardJones argon = new LennardJones(0.0104, 3.4);
        double r = Math.pow(2, 1 / 6.0) * 3.4;
        assertEquals(-0.0104, argon.energy(r), ROUNDING * 0.0104);
        assertEquals(0, argon.slope(r), ROUNDING);
        assertEquals(0, argon.energy(3.4));
        assertEquals(0, argon.energy(Double.POSITIVE_INFINITY), 0.0); // of either sign
        assertEquals(Double.POSITIVE_INFINITY, argon.energy(0));
    }

    @Test
    void morseHasItsDepthAtTheMinimumAndCurvatureTwoDASquared() {
        Morse morse = new Morse(4.7446, 1.9426, 0.7414);
        assertEquals(-4.7446, morse.energy(0.7414));
        assertEquals(0, morse.slope(0.7414));
        assertEquals(0, morse.energy(Double.POSITIVE_INFINITY));
        double h = 1e-6;
        double curvature = (morse.slope(0.7414 + h) - morse.slope(0.7414 - h)) / (2 * h);
        double differences = 1e-9; // h^2 of the differences and rounding over h
        assertEquals(1, curvature / (2 * 4.7446 * 1.9426 * 1.9426), differences);
    }

    @Test
    void screenedRepulsionWithoutDecayIsCoulombs() {
        assertEquals(7.2, new ScreenedRepulsion(14.4, 0).energy(2), ROUNDING * 7.2);
        assertEquals(-3.6, new ScreenedRepulsion(14.4, 0).slope(2), ROUNDING * 3.6);
        assertEquals(14.4 / 2 * Math.exp(-3), new ScreenedRepulsion(14.4, 1.5).energy(2), ROUNDING);
    }

    @Test
    void dispersionIsUndampedFarOutAndGoesToZeroInside() {
        Dispersion helium = new Dispersion(0.87, 2.4, 9, 4);
        double r = 30;
        assertEquals(
                1, helium.energy(r) / -(0.87 / Math.pow(r, 6) + 2.4 / Math.pow(r, 8) + 9 / Math.pow(r, 10)), ROUNDING);
        assertEquals(0, helium.energy(0), 0.0); // of either sign
        assertEquals(0, helium.energy(Double.POSITIVE_INFINITY), 0.0);
        double linear = 0.87 * Math.pow(4, 7) / 5040 + 2.4 * Math.pow(4, 9) / 362880 + 9 * Math.pow(4, 11) / 39916800;
        assertEquals(1, helium.slope(0) / -linear, ROUNDING);
        assertEquals(1, helium.energy(1e-18) / (-linear * 1e-18), ROUNDING);
    }

    /** The damped terms in 60 digits, on both sides of the change from series to subtraction. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.01, 0.5, 3, 8, 11.999, 12, 20, 60, 99, 101})
    void dispersionAgreesWithExactArithmetic(double x) {
        double[] c = {1, 1, 1};
        for (int n = 6; n <= 10; n += 2) {
            double[] only = new double[3];
            only[(n - 6) / 2] = c[(n - 6) / 2];
            Dispersion term = new Dispersion(only[0], only[1], only[2], 1);
            double f = damping(n, x);
            double slope = (x * exponential(x, n) - n * f) / Math.pow(x, n + 1);
            assertEquals(1, term.energy(x) / (-f / Math.pow(x, n)), 20 * ROUNDING, "f_" + n);
            double cancellation = 1e-12; // of the two terms of the slope, which is compared in double here
            assertEquals(-slope, term.slope(x), cancellation * n * f / Math.pow(x, n + 1), "slope of f_" + n);
        }
    }

    /** 1 - exp(-x) sum x^k/k! = sum_{k>n} / sum_{all}. */
    private static double damping(int n, double x) {
        MathContext digits = new MathContext(60);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal all = BigDecimal.ONE;
        BigDecimal tail = BigDecimal.ZERO;
        for (int k = 1; k < 600; k++) {
            term = term.multiply(new BigDecimal(x), digits).divide(BigDecimal.valueOf(k), digits);
            all = all.add(term, digits);
            if (k > n) tail = tail.add(term, digits);
        }
        return tail.divide(all, digits).doubleValue();
    }

    /** exp(-x) x^n / n!, the slope of f_n. */
    private static double exponential(double x, int n) {
        double product = Math.exp(-x);
        for (int k = 1; k <= n; k++) product *= x / k;
        return product;
    }

    @Test
    void badParametersAreNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Morse(1, -2, 0.7));
        assertEquals("Morse: expected a positive width, found -2.0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LennardJones(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new ScreenedRepulsion(1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Dispersion(1, Double.POSITIVE_INFINITY, 0, 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Dispersion(1, 0, 0, 0))
                .getMessage()
                .contains("damping"));
    }
}
