package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    /** Near 0 but farther from the kinks than the step; saturated on both sides; never NaN at a thousand. */
    private static final double[] POINTS = {
        -1000, -709, -100, -37, -20, -5, -1.3, -0.5, -1e-2, -1e-4, 1e-4, 1e-2, 0.5, 1.3, 5, 20, 37, 100, 709, 1000
    };

    private static final double STEP = 1e-5;

    /** Truncation h^2 / 6 times a third derivative below 3, and rounding 1e-16 |f| / h. */
    private static double tolerance(double size) {
        return 1e-10 + 3e-11 * Math.abs(size);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void slopesAreCentralDifferencesOfValues(Activation f) {
        for (double z : POINTS) {
            if (Double.isInfinite(f.value(z))) continue;
            double above = z + STEP;
            double below = z - STEP;
            double difference = (f.value(above) - f.value(below)) / (above - below);
            assertEquals(difference, f.slope(z), tolerance(f.value(z)), () -> "at " + z);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void curvaturesAreCentralDifferencesOfSlopes(Activation f) {
        for (double z : POINTS) {
            if (Double.isInfinite(f.value(z))) continue;
            double above = z + STEP;
            double below = z - STEP;
            double difference = (f.slope(above) - f.slope(below)) / (above - below);
            assertEquals(difference, f.curvature(z), tolerance(Math.max(1, Math.abs(f.slope(z)))), () -> "at " + z);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EXPONENTIAL", "SQUARE"})
    void nothingOverflows(Activation f) {
        for (double z : new double[] {0, -0.0, Double.MIN_VALUE, 1e-300, 1, 709.8, 745.2, 1e3, 1e6, 1e300})
            for (double signed : new double[] {z, -z}) {
                assertTrue(Double.isFinite(f.value(signed)), () -> "value at " + signed);
                assertTrue(Double.isFinite(f.slope(signed)), () -> "slope at " + signed);
                assertTrue(Double.isFinite(f.curvature(signed)), () -> "curvature at " + signed);
            }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void onlySmoothActivationsHaveASlopeContinuousAtZero(Activation f) {
        double jump = Math.abs(f.slope(1e-9) - f.slope(-1e-9));
        assertEquals(f.isSmooth(), jump < 1e-8, () -> "jump " + jump);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void derivativesAtZeroAreThoseFromTheLeft(Activation f) {
        double near = 1e-12; // third derivatives below 3, so that 1e-11 covers the distance
        assertEquals(f.value(-near), f.value(0), 1e-11);
        assertEquals(f.slope(-near), f.slope(0), 1e-11);
        assertEquals(f.curvature(-near), f.curvature(0), 1e-11);
    }

    @Test
    void knownValuesAgree() {
        double rounding = 1e-15;
        assertEquals(0.7615941559557649, Activation.TANH.value(1), rounding);
        assertEquals(1.3132616875182228, Activation.SOFTPLUS.value(1), rounding);
        assertEquals(0.7310585786300049, Activation.SILU.value(1), rounding);
        assertEquals(-0.6321205588285577, Activation.CELU.value(-1), rounding);
        assertEquals(-1.1113307378125625, Activation.SELU.value(-1), rounding);
        assertEquals(0, Activation.RELU.value(-1));
        assertEquals(-0.3, Activation.IDENTITY.value(-0.3));
        assertEquals(0.7310585786300049, Activation.LOGISTIC.value(1), rounding);
        assertEquals(0.2689414213699951, Activation.REVERSED_LOGISTIC.value(1), rounding);
        assertEquals(0.6065306597126334, Activation.GAUSSIAN.value(1), rounding);
        assertEquals(0.5403023058681398, Activation.COSINE.value(1), rounding);
        assertEquals(0.36787944117144233, Activation.EXPONENTIAL.value(1), rounding);
        assertEquals(2.25, Activation.SQUARE.value(-1.5));
        assertEquals(Math.exp(-50), Activation.SOFTPLUS.value(-50), 1e-15 * Math.exp(-50));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void symbolsNameTheirActivation(Activation f) {
        assertEquals(f, Activation.of(f.symbol()));
        assertEquals(f, Activation.of(f.name()));
    }

    @Test
    void anUnknownSymbolListsTheChoices() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Activation.of("gelu"));
        assertEquals(
                "unknown activation \"gelu\" (expected tanh, softplus, silu, celu, selu, relu, identity, logistic, "
                        + "reversed_logistic, gaussian, cosine, exponential, square)",
                e.getMessage());
    }
}
