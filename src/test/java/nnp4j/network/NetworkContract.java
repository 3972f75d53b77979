package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every network promises. */
abstract class NetworkContract {
    private static final int INPUTS = 4;
    private static final int[] WIDTHS = {INPUTS, 9, 5, 1};
    /** Step of central differences: truncation about h^2 = 1e-8, rounding about 1e-16 / h = 1e-12. */
    private static final double STEP = 1e-4;
    /** Truncation of the central difference times a third derivative of order 10. */
    private static final double DIFFERENCE_TOLERANCE = 1e-7;

    /** A source of networks that share one model of the perceptron. */
    abstract Supplier<Network> sharing(Mlp mlp);

    private Network network() {
        return sharing(Mlp.random(WIDTHS, Activation.TANH, 5)).get();
    }

    static double[] features(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, -2, 2).toArray();
    }

    private static double[] nans(int length) {
        double[] array = new double[length];
        Arrays.fill(array, Double.NaN);
        return array;
    }

    @Test
    void inputSizeIsTheFirstWidth() {
        try (Network network = network()) {
            assertEquals(INPUTS, network.inputSize());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void slopesAreCentralDifferencesOfTheEnergy(Activation activation) {
        int rows = 6;
        try (Network network = sharing(Mlp.random(WIDTHS, activation, 17)).get()) {
            double[] x = features(rows * INPUTS, 3);
            double[] slopes = new double[x.length];
            network.evaluate(rows, x, new double[rows], slopes);
            double[] unused = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                double[] above = new double[rows];
                double[] below = new double[rows];
                double start = x[k];
                x[k] = start + STEP;
                network.evaluate(rows, x, above, unused);
                x[k] = start - STEP;
                network.evaluate(rows, x, below, unused);
                x[k] = start;
                int row = k / INPUTS;
                double expected = (above[row] - below[row]) / (2 * STEP);
                assertEquals(expected, slopes[k], DIFFERENCE_TOLERANCE * Math.max(1, Math.abs(expected)));
            }
        }
    }

    @Test
    void outputsAreOverwrittenAndLongerArraysUntouchedBeyondTheRows() {
        int rows = 3;
        double[] x = features(rows * INPUTS, 1);
        double[] energies = new double[rows];
        double[] slopes = new double[rows * INPUTS];
        double[] longEnergies = nans(rows + 2);
        double[] longSlopes = nans((rows + 2) * INPUTS);
        double[] longFeatures = Arrays.copyOf(x, x.length + 7);
        try (Network network = network()) {
            network.evaluate(rows, x, energies, slopes);
            network.evaluate(rows, longFeatures, longEnergies, longSlopes);
        }
        assertTrue(Arrays.stream(energies).allMatch(Double::isFinite));
        assertArrayEquals(energies, Arrays.copyOf(longEnergies, rows));
        assertArrayEquals(slopes, Arrays.copyOf(longSlopes, slopes.length));
        assertArrayEquals(nans(2), Arrays.copyOfRange(longEnergies, rows, rows + 2));
        assertArrayEquals(nans(2 * INPUTS), Arrays.copyOfRange(longSlopes, rows * INPUTS, longSlopes.length));
        assertArrayEquals(x, Arrays.copyOf(longFeatures, x.length), "features are read only");
    }

    @Test
    void noRowsWriteNothing() {
        double[] energies = nans(1);
        double[] slopes = nans(INPUTS);
        try (Network network = network()) {
            network.evaluate(0, new double[0], energies, slopes);
            network.evaluate(0, new double[0], new double[0], new double[0]);
        }
        assertArrayEquals(nans(1), energies);
        assertArrayEquals(nans(INPUTS), slopes);
    }

    @Test
    void tooShortArraysAreRefused() {
        try (Network network = network()) {
            refused(network, 2, 2 * INPUTS - 1, 2, 2 * INPUTS, "expected at least 8 features, found 7");
            refused(network, 2, 2 * INPUTS, 1, 2 * INPUTS, "expected at least 2 energies, found 1");
            refused(network, 2, 2 * INPUTS, 2, 2 * INPUTS - 1, "expected at least 8 slopes, found 7");
            refused(network, -1, INPUTS, 1, INPUTS, "expected 0 rows or more, found -1");
            refused(network, 1 << 30, INPUTS, 1, INPUTS, "expected at least 4294967296 features, found 4");
        }
    }

    private static void refused(Network network, int rows, int features, int energies, int slopes, String message) {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> network.evaluate(rows, new double[features], new double[energies], new double[slopes]));
        assertEquals(message, e.getMessage());
    }

    @Test
    void rowsMayGrowAndShrinkAndGrow() {
        int most = 40;
        double[] x = features(most * INPUTS, 2);
        double[] energies = new double[most];
        double[] slopes = new double[most * INPUTS];
        try (Network network = network();
                Network single = network()) {
            for (int rows : new int[] {1, 7, 2, 0, 2, most, 1, most}) {
                network.evaluate(rows, x, energies, slopes);
                for (int row = 0; row < rows; row++) {
                    double[] energy = new double[1];
                    double[] slope = new double[INPUTS];
                    single.evaluate(1, Arrays.copyOfRange(x, row * INPUTS, (row + 1) * INPUTS), energy, slope);
                    // Sums of ten terms of order 1 may be added in another order: 1e-14.
                    assertEquals(energy[0], energies[row], 1e-14);
                    assertArrayEquals(slope, Arrays.copyOfRange(slopes, row * INPUTS, (row + 1) * INPUTS), 1e-14);
                }
            }
        }
    }

    @Test
    void rowsDoNotMix() {
        double[] x = features(2 * INPUTS, 4);
        double[] before = new double[2];
        double[] after = new double[2];
        double[] slopes = new double[2 * INPUTS];
        try (Network network = network()) {
            network.evaluate(2, x, before, slopes);
            x[0] = Double.NaN;
            network.evaluate(2, x, after, slopes);
        }
        assertEquals(before[1], after[1]);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aFeatureThatIsNotANumberGivesAnEnergyThatIsNone(Activation activation) {
        try (Network network = sharing(Mlp.random(WIDTHS, activation, 17)).get()) {
            for (int rows : new int[] {1, 5}) {
                double[] x = features(rows * INPUTS, 6);
                x[1] = Double.NaN;
                double[] energies = new double[rows];
                network.evaluate(rows, x, energies, new double[rows * INPUTS]);
                assertTrue(Double.isNaN(energies[0]), () -> "energy " + energies[0]);
            }
        }
    }

    @Test
    void oneModelServesFourThreadsToTheLastBit() throws Exception {
        int rows = 5;
        int calls = 200;
        Supplier<Network> source = sharing(Mlp.random(WIDTHS, Activation.SILU, 8));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<double[]>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) tasks.add(() -> results(source, rows, calls));
            double[] expected = results(source, rows, calls);
            for (Future<double[]> result : threads.invokeAll(tasks)) assertArrayEquals(expected, result.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static double[] results(Supplier<Network> source, int rows, int calls) {
        int width = rows * (1 + INPUTS);
        double[] all = new double[calls * width];
        try (Network network = source.get()) {
            double[] energies = new double[rows];
            double[] slopes = new double[rows * INPUTS];
            for (int call = 0; call < calls; call++) {
                network.evaluate(rows, features(rows * INPUTS, call), energies, slopes);
                System.arraycopy(energies, 0, all, call * width, rows);
                System.arraycopy(slopes, 0, all, call * width + rows, slopes.length);
            }
        }
        return all;
    }

    @Test
    void closingTwiceDoesNothing() {
        Network network = network();
        network.evaluate(1, new double[INPUTS], new double[1], new double[INPUTS]);
        network.close();
        assertDoesNotThrow(network::close);
        assertDoesNotThrow(() -> network().close(), "never used");
    }
}
