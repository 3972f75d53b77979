package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MlpBatchTest {
    private static final int ROWS = 7;

    /** The batch's exponential differs from Math.exp by up to 64 roundings; sums of up to 9 terms of order one. */
    private static final double AGREEMENT = 1e-13;

    /** Central differences with h = 1e-5 leave h^2 f'''/6 and 1e-16 f/h: 1e-10 of the largest entry, here up to 10. */
    private static final double DIFFERENCES = 1e-8;

    private static final double STEP = 1e-5;

    static Stream<Arguments> shapes() {
        return Arrays.stream(Activation.values())
                .flatMap(activation -> Stream.of(
                                new int[] {3, 1}, new int[] {3, 5, 1}, new int[] {2, 4, 6, 1}, new int[] {9, 8, 7, 6, 1
                                })
                        .filter(widths -> activation != Activation.EXPONENTIAL || widths.length < 5) // three reach 1e15
                        .map(widths -> Arguments.of(activation, widths)));
    }

    private static double[] numbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count).map(u -> 2 * u - 1).toArray();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheRowByRowEvaluation(Activation activation, int[] widths) {
        Mlp mlp = Mlp.random(widths, activation, 3);
        double[] inputs = numbers(ROWS * widths[0] + 2, 4);
        double[] energies = new double[ROWS];
        double[] slopes = new double[ROWS * widths[0]];
        mlp.network().evaluate(ROWS, Arrays.copyOfRange(inputs, 2, inputs.length), energies, slopes);
        MlpBatch batch = new MlpBatch(mlp, ROWS + 1);
        double[] found = new double[ROWS];
        double[] foundSlopes = new double[slopes.length];
        batch.forward(ROWS, inputs, 2, false, found);
        batch.slopes(foundSlopes);
        assertArrayEquals(energies, found, AGREEMENT);
        assertArrayEquals(slopes, foundSlopes, 10 * AGREEMENT); // a few layers of products
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientOfEnergiesAndSlopesIsTheirDerivative(Activation activation, int[] widths) {
        Mlp mlp = Mlp.random(widths, activation, 5);
        double[] inputs = numbers(ROWS * widths[0], 6);
        double[] factors = numbers(ROWS, 7);
        double[] directions = numbers(ROWS * widths[0], 8);
        double[] gradient = new double[mlp.parameterCount()];
        MlpBatch batch = new MlpBatch(mlp, ROWS);
        batch.forward(ROWS, inputs, 0, true, new double[ROWS]);
        batch.slopes(new double[inputs.length]);
        batch.addGradient(factors, directions, gradient);
        double[] rows = new double[ROWS * gradient.length];
        batch.rowGradients(factors, directions, rows);

        double[] expected = new double[gradient.length];
        double[] parameters = mlp.parameters();
        for (int k = 0; k < parameters.length; k++) {
            double middle = parameters[k];
            parameters[k] = middle + STEP;
            double above = weightedSum(mlp.withParameters(parameters), inputs, factors, directions);
            parameters[k] = middle - STEP;
            expected[k] =
                    (above - weightedSum(mlp.withParameters(parameters), inputs, factors, directions)) / (2 * STEP);
            parameters[k] = middle;
        }
        double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        assertArrayEquals(expected, gradient, DIFFERENCES * scale);

        double[] summed = new double[gradient.length];
        for (int k = 0; k < rows.length; k++) summed[k % summed.length] += rows[k];
        assertArrayEquals(gradient, summed, AGREEMENT * scale);
    }

    private static double weightedSum(Mlp mlp, double[] inputs, double[] factors, double[] directions) {
        double[] energies = new double[ROWS];
        double[] slopes = new double[inputs.length];
        mlp.network().evaluate(ROWS, inputs, energies, slopes);
        double sum = 0;
        for (int row = 0; row < ROWS; row++) sum += factors[row] * energies[row];
        for (int k = 0; k < slopes.length; k++) sum += directions[k] * slopes[k];
        return sum;
    }

    @Test
    void extremeSumsGiveTheLimitsOfTheActivation() {
        for (Activation activation : new Activation[] {Activation.TANH, Activation.SILU}) {
            Mlp mlp = Mlp.of(new int[] {1, 1, 1}, activation, new double[] {1, 0, 1, 0});
            double[] energies = new double[4];
            new MlpBatch(mlp, 4).forward(4, new double[] {-1e6, -50, 50, 1e6}, 0, true, energies);
            double[] expected = Arrays.stream(new double[] {-1e6, -50, 50, 1e6})
                    .map(activation::value)
                    .toArray();
            // e^-40 = 4e-18 stands for all below it: of z = -1e6 SiLU keeps 4e-12, of the others less than rounding
            assertArrayEquals(expected, energies, 1e-11);
        }
    }

    @Test
    void moreRowsThanRoomAreRefused() {
        MlpBatch batch = new MlpBatch(Mlp.random(new int[] {1, 1}, Activation.TANH, 1), 2);
        assertThrows(IllegalArgumentException.class, () -> batch.forward(3, new double[3], 0, false, new double[3]));
        assertEquals(2, batch.parameterCount());
    }
}
