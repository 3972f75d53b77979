package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {
    private static final int ROWS = 4;

    /** Rounding of sums of about ten terms of order one in another order. */
    private static final double ROUNDING = 1e-14;

    static Stream<Views> views() {
        return Stream.of(
                Views.one(4),
                Views.of(3, new int[][] {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}}),
                Views.of(2, new int[][] {{1, 0}}),
                Views.blocks(3, 2),
                Views.of(2, new int[][] {{0, 1, 1, 0}, {1, 0, 0, 1}}));
    }

    @ParameterizedTest
    @MethodSource("views")
    void theModelIsTheMeanOverTheViews(Views views) {
        for (int[] widths : new int[][] {{views.inputCount(), 1}, {views.inputCount(), 5, 4, 1}}) {
            Mlp mlp = Mlp.random(widths, Activation.TANH, 2);
            double[] features = new SplittableRandom(3)
                    .doubles((long) ROWS * views.featureCount())
                    .toArray();
            double[] energies = new double[ROWS];
            double[] slopes = new double[features.length];
            try (OnnxModel model = OnnxModel.open(OnnxExport.model(mlp, views, Map.of()));
                    OnnxNetwork network = model.network()) {
                network.evaluate(ROWS, features, energies, slopes);
            }
            double[] expected = new double[ROWS];
            double[] expectedSlopes = new double[features.length];
            for (int row = 0; row < ROWS; row++) add(views, mlp, features, row, expected, expectedSlopes);
            assertArrayEquals(expected, energies, ROUNDING);
            assertArrayEquals(expectedSlopes, slopes, ROUNDING);
        }
    }

    private static void add(Views views, Mlp mlp, double[] features, int row, double[] energies, double[] slopes) {
        int start = row * views.featureCount();
        for (int v = 0; v < views.count(); v++) {
            double[] inputs = new double[views.inputCount()];
            for (int j = 0; j < inputs.length; j++) inputs[j] = features[start + views.index(v, j)];
            double[] energy = new double[1];
            double[] slope = new double[inputs.length];
            mlp.network().evaluate(1, inputs, energy, slope);
            energies[row] += energy[0] / views.count();
            for (int j = 0; j < inputs.length; j++) slopes[start + views.index(v, j)] += slope[j] / views.count();
        }
    }

    static Stream<int[][]> broken() {
        return Stream.of(
                new int[][] {},
                new int[][] {{}},
                new int[][] {{0, 1}, {0}},
                new int[][] {{0, 2}},
                new int[][] {{-1, 0}},
                new int[][] {{0, 0}});
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNoSetOfViewsIsRefused(int[][] indices) {
        String message = assertThrows(IllegalArgumentException.class, () -> Views.of(2, indices))
                .getMessage();
        assertEquals("views:", message.substring(0, 6));
    }
}
