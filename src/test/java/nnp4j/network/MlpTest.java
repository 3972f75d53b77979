package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest {
    private static final int[] WIDTHS = {3, 5, 4, 1};

    @Test
    void theSameSeedGivesTheSamePerceptron() {
        double[] first = Mlp.random(WIDTHS, Activation.TANH, 42).parameters();
        assertArrayEquals(first, Mlp.random(WIDTHS, Activation.SILU, 42).parameters());
        assertTrue(!Arrays.equals(first, Mlp.random(WIDTHS, Activation.TANH, 43).parameters()));
    }

    @Test
    void randomParametersHaveTheSaidSpread() {
        int units = 400;
        int inputs = 100;
        double[] p =
                Mlp.random(new int[] {inputs, units, 1}, Activation.TANH, 1).parameters();
        int weights = inputs * units;
        // Relative deviation of a sample variance: sqrt(2 / 40,000) = 0.007 and sqrt(2 / 400) = 0.07; five of them.
        assertEquals(1.0 / inputs, variance(Arrays.copyOf(p, weights)), 0.035 / inputs);
        assertEquals(0.25, variance(Arrays.copyOfRange(p, weights, weights + units)), 0.35 * 0.25);
    }

    private static double variance(double[] values) {
        return Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    }

    @Test
    void scaledGivesScaleTimesOutputPlusShift() {
        for (int[] widths : new int[][] {{3, 1}, WIDTHS}) {
            Mlp mlp = Mlp.random(widths, Activation.SOFTPLUS, 9);
            double[] x = NetworkContract.features(3, 1);
            double[] energy = new double[1];
            double[] slopes = new double[3];
            double[] scaledEnergy = new double[1];
            double[] scaledSlopes = new double[3];
            try (MlpNetwork network = mlp.network();
                    MlpNetwork scaled = mlp.scaled(-2.5, 17).network()) {
                network.evaluate(1, x, energy, slopes);
                scaled.evaluate(1, x, scaledEnergy, scaledSlopes);
            }
            double rounding = 17 * 1e-15; // of the shift, the largest term
            assertEquals(-2.5 * energy[0] + 17, scaledEnergy[0], rounding);
            for (int k = 0; k < 3; k++) assertEquals(-2.5 * slopes[k], scaledSlopes[k], rounding);
        }
    }

    @Test
    void eachHiddenLayerHasItsActivation() {
        double[] parameters = {1, 0, 2, 0.5, 3, 1}; // 3 (2 cos x + 1/2)^2 + 1
        Mlp mlp = Mlp.of(new int[] {1, 1, 1, 1}, List.of(Activation.COSINE, Activation.SQUARE), parameters);
        double[] energy = new double[1];
        double[] slope = new double[1];
        try (MlpNetwork network = mlp.network()) {
            network.evaluate(1, new double[] {0.3}, energy, slope);
        }
        double sum = 2 * Math.cos(0.3) + 0.5;
        assertEquals(3 * sum * sum + 1, energy[0], 1e-14); // a few roundings of 20
        assertEquals(-12 * sum * Math.sin(0.3), slope[0], 1e-14);
        assertEquals(List.of(Activation.COSINE, Activation.SQUARE), mlp.activations());
        assertFalse(mlp.hasShapeOf(Mlp.of(new int[] {1, 1, 1, 1}, Activation.COSINE, parameters)));
    }

    @Test
    void nothingGivenOrTakenIsShared() {
        int[] widths = {1, 1};
        double[] parameters = {2, 3};
        Mlp mlp = Mlp.of(widths, Activation.TANH, parameters);
        widths[0] = 7;
        parameters[0] = 7;
        mlp.widths()[0] = 8;
        mlp.parameters()[0] = 8;
        assertArrayEquals(new int[] {1, 1}, mlp.widths());
        assertArrayEquals(new double[] {2, 3}, mlp.parameters());
        assertEquals(2, mlp.parameterCount());
        assertArrayEquals(
                new double[] {4, 5}, mlp.withParameters(new double[] {4, 5}).parameters());
    }

    @Test
    void badCallsAreRefused() {
        refused("expected 2 parameters for widths [1, 1], found 3", new int[] {1, 1}, 1, 2, 3);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Mlp.of(new int[] {1, 1, 1}, List.<Activation>of(), new double[] {1, 2, 3, 4}));
        assertEquals("expected an activation for each of 1 hidden layers, found 0", e.getMessage());
        refused("parameter NaN is not finite", new int[] {1, 1}, 1, Double.NaN);
        refused("width 0 is not positive", new int[] {0, 1}, 1);
        refused("expected widths of inputs, hidden layers and 1 output, found [1, 2]", new int[] {1, 2}, 1, 1, 1, 1);
        refused("expected widths of inputs, hidden layers and 1 output, found [1]", new int[] {1}, 1);
        refused("too many parameters: 10000200001", new int[] {100_000, 100_000, 1}, 1);
        Mlp mlp = Mlp.random(WIDTHS, Activation.TANH, 1);
        assertThrows(IllegalArgumentException.class, () -> mlp.scaled(Double.POSITIVE_INFINITY, 0));
    }

    private static void refused(String message, int[] widths, double... parameters) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Mlp.of(widths, Activation.TANH, parameters));
        assertEquals(message, e.getMessage());
    }
}
