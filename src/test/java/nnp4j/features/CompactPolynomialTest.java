package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactPolynomialTest {
    @ParameterizedTest
    @EnumSource(CompactPolynomial.class)
    void fallsSmoothlyFromOneToZero(CompactPolynomial p) {
        assertEquals(1, p.value(0));
        assertEquals(0, p.slope(0), Double.MIN_VALUE);
        assertEquals(0, p.value(1), Double.MIN_VALUE);
        assertEquals(0, p.slope(1), Double.MIN_VALUE);
        assertEquals(0, p.value(1.5));
        // The slope falls at least linearly, with a curvature of 24 at most: P1A's at 0.
        assertEquals(0, p.value(1 - 1e-6), 1e-10);
        assertEquals(0, p.slope(1 - 1e-6), 2.4e-5);
        for (double x = 0.05; x < 1; x += 0.05) {
            double step = 1e-6;
            double difference = (p.value(x + step) - p.value(x - step)) / (2 * step);
            assertEquals(difference, p.slope(x), 2e-8, () -> p + ""); // h^2 f'''/6 with f''' up to 1e5 of E near 1
            assertEquals(p, CompactPolynomial.of(p.symbol()));
        }
    }

    @Test
    void knownValuesAgree() {
        double x = 0.3;
        double rounding = 1e-14; // of terms of up to 540 x^5
        assertEquals((2 * x - 3) * x * x + 1, CompactPolynomial.P1.value(x), rounding);
        assertEquals(((15 - 6 * x) * x - 10) * x * x * x + 1, CompactPolynomial.P2.value(x), rounding);
        assertEquals((x * (x * (20 * x - 70) + 84) - 35) * Math.pow(x, 4) + 1, CompactPolynomial.P3.value(x), rounding);
        for (double y : new double[] {0.3, 0.8})
            assertEquals(
                    (y * (y * ((315 - 70 * y) * y - 540) + 420) - 126) * Math.pow(y, 5) + 1,
                    CompactPolynomial.P4.value(y),
                    rounding * 10);
        assertEquals(0.5, CompactPolynomial.P3.value(0.5), 1e-15);
        assertEquals(CompactPolynomial.P2.value(0.75), CompactPolynomial.P2A.value(0.5), 1e-15);
        assertEquals(Math.exp(-1.0 / 3), CompactPolynomial.E.value(0.5), 1e-15);
    }
}
