package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MlpNetworkTest extends NetworkContract {
    @Override
    Supplier<Network> sharing(Mlp mlp) {
        return mlp::network;
    }

    @Test
    void aPerceptronByHandAgrees() {
        // Two inputs, two units, tanh: E = 3 tanh(x + 2 y + 0.5) - tanh(-x + 1) + 7.
        Mlp mlp = Mlp.of(new int[] {2, 2, 1}, Activation.TANH, new double[] {1, 2, -1, 0, 0.5, 1, 3, -1, 7});
        double[] energy = new double[1];
        double[] slopes = new double[2];
        try (MlpNetwork network = mlp.network()) {
            network.evaluate(1, new double[] {0.3, -0.2}, energy, slopes);
        }
        double a = Math.tanh(0.4);
        double b = Math.tanh(0.7);
        double rounding = 1e-15 * 8; // the largest partial sum
        assertEquals(3 * a - b + 7, energy[0], rounding);
        assertArrayEquals(new double[] {3 * (1 - a * a) + (1 - b * b), 6 * (1 - a * a)}, slopes, rounding);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void parameterGradientIsTheCentralDifference(Activation activation) {
        Mlp mlp = Mlp.random(new int[] {3, 6, 4, 1}, activation, 23);
        double[] x = features(3, 11);
        double[] parameters = mlp.parameters();
        double step = 1e-5;
        int from = 2;
        double[] gradient = new double[parameters.length + from];
        try (MlpNetwork network = mlp.network()) {
            double energy = network.parameterGradient(x, gradient, from);
            double[] energies = new double[1];
            network.evaluate(1, x, energies, new double[3]);
            assertEquals(energies[0], energy);
            double largest =
                    Math.max(1, Arrays.stream(gradient).map(Math::abs).max().orElseThrow());
            for (int k = 0; k < parameters.length; k++) {
                double start = parameters[k];
                parameters[k] = start + step;
                network.assign(parameters);
                double above = network.parameterGradient(x, new double[parameters.length], 0);
                parameters[k] = start - step;
                network.assign(parameters);
                double below = network.parameterGradient(x, new double[parameters.length], 0);
                parameters[k] = start;
                // Truncation h^2 = 1e-10 times a third derivative below 10 slopes; rounding 1e-15 / h = 1e-10.
                assertEquals((above - below) / (2 * step), gradient[from + k], 2e-9 * largest);
            }
        }
        assertArrayEquals(new double[from], Arrays.copyOf(gradient, from), "before the start nothing changes");
    }

    @Test
    void assigningChangesThisNetworkOnly() {
        Mlp mlp = Mlp.random(new int[] {2, 3, 1}, Activation.SILU, 1);
        Mlp other = Mlp.random(new int[] {2, 3, 1}, Activation.SILU, 2);
        double[] x = {0.3, 0.4};
        try (MlpNetwork network = mlp.network();
                MlpNetwork second = mlp.network();
                MlpNetwork expected = other.network()) {
            network.assign(other.parameters());
            assertEquals(energy(expected, x), energy(network, x));
            assertEquals(energy(mlp.network(), x), energy(second, x));
            Exception e = assertThrows(IllegalArgumentException.class, () -> network.assign(new double[3]));
            assertEquals("expected 13 parameters, found 3", e.getMessage());
        }
    }

    private static double energy(Network network, double[] x) {
        double[] energies = new double[1];
        network.evaluate(1, x, energies, new double[x.length]);
        return energies[0];
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aWarmCallAllocatesNothing(Activation activation) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Mlp mlp = Mlp.random(new int[] {6, 16, 16, 1}, activation, 3);
        double[] x = features(60, 4);
        double[] energies = new double[10];
        double[] slopes = new double[60];
        double[] gradient = new double[mlp.parameterCount()];
        try (MlpNetwork network = mlp.network()) {
            long bytes = 0;
            for (int call = 0; call < 200; call++) { // the first half warms up
                long before = thread.getCurrentThreadAllocatedBytes();
                network.evaluate(10, x, energies, slopes);
                network.parameterGradient(x, gradient, 0);
                if (call >= 100) bytes += thread.getCurrentThreadAllocatedBytes() - before;
            }
            assertEquals(0, bytes);
        }
        assertTrue(Double.isFinite(energies[9]));
    }
}
