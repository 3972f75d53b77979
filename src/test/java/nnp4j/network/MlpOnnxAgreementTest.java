package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class MlpOnnxAgreementTest {
    /**
     * Two orders of adding the same terms differ by roundings of the terms, not of their sum, which may cancel. So the
     * difference is measured against the largest sum of the terms' magnitudes in any layer: rounding 1e-16 of it, times a
     * few tens of terms, layers and last bits of exp and tanh. A wrong formula misses by far more.
     */
    private static final double AGREEMENT = 1e-12;

    private static final int[] HIDDEN_WIDTHS = {1, 2, 7, 32, 256};

    @ParameterizedTest
    @EnumSource(Activation.class)
    void energiesAndSlopesAgree(Activation activation) {
        int deepest = activation == Activation.EXPONENTIAL ? 1 : 6; // more of them overflow
        for (int depth = 0; depth <= deepest; depth++) {
            for (int width : depth == 0 ? new int[] {1} : HIDDEN_WIDTHS) {
                int[] widths = new int[depth + 2];
                Arrays.fill(widths, width);
                widths[0] = 1 + (depth + width) % 5;
                widths[depth + 1] = 1;
                agree(Mlp.random(widths, activation, 100L * depth + width));
            }
        }
    }

    @Test
    void unequalWidthsAndManyInputsAgree() {
        for (Activation activation : Activation.values()) {
            if (activation == Activation.EXPONENTIAL) continue; // overflows
            agree(Mlp.random(new int[] {60, 3, 17, 2, 1}, activation, 4));
            agree(Mlp.random(new int[] {256, 1, 256, 1}, activation, 4));
        }
    }

    @Test
    void anActivationForEachLayerAgrees() {
        List<Activation> all = List.of(Activation.values());
        for (int first = 0; first < all.size(); first++) {
            List<Activation> hidden =
                    List.of(all.get(first), all.get((first + 1) % all.size()), all.get((first + 5) % all.size()));
            int[] widths = {4, 5, 6, 3, 1};
            agree(Mlp.of(
                    widths, hidden, Mlp.random(widths, Activation.TANH, first).parameters()));
        }
    }

    private static void agree(Mlp mlp) {
        int inputs = mlp.widths()[0];
        try (OnnxModel model = OnnxModel.open(OnnxExport.model(mlp, Map.of()));
                OnnxNetwork onnx = model.network();
                MlpNetwork java = mlp.network()) {
            for (int rows : new int[] {0, 1, 3, 1000}) {
                double[] x = features(rows, inputs);
                double[] energies = new double[rows];
                double[] slopes = new double[x.length];
                double[] found = new double[rows];
                double[] foundSlopes = new double[x.length];
                java.evaluate(rows, x, energies, slopes);
                onnx.evaluate(rows, x, found, foundSlopes);
                for (int row = 0; row < rows; row++) {
                    Terms terms = new Terms(mlp, x, row * inputs);
                    close(energies[row], found[row], terms.energy, mlp, row);
                    for (int k = 0; k < inputs; k++)
                        close(slopes[row * inputs + k], foundSlopes[row * inputs + k], terms.slopes, mlp, row);
                }
            }
        }
    }

    /** Of order 1, but in every seventh row of order 100, where activations saturate. */
    private static double[] features(int rows, int inputs) {
        SplittableRandom random = new SplittableRandom(rows);
        double[] x = new double[rows * inputs];
        for (int k = 0; k < x.length; k++) x[k] = random.nextDouble(-2, 2) * (k / inputs % 7 == 6 ? 100 : 1);
        return x;
    }

    private static void close(double expected, double found, double terms, Mlp mlp, int row) {
        double difference = Math.abs(expected - found);
        assertTrue(
                difference <= AGREEMENT * terms,
                () -> mlp.activations() + " " + Arrays.toString(mlp.widths()) + " row " + row + ": " + expected
                        + " and " + found + " differ by " + difference / terms + " of the terms");
    }

    /** Largest sum of the magnitudes of added terms: in any unit forward for the energy, backward for the slopes. */
    private static final class Terms {
        double energy;
        double slopes;

        Terms(Mlp mlp, double[] x, int from) {
            descend(mlp, mlp.parameters(), 0, 0, Arrays.copyOfRange(x, from, from + mlp.widths()[0]));
        }

        /** Goes up through the layers and comes back with dE/d(values that enter the layer). */
        private double[] descend(Mlp mlp, double[] w, int layer, int offset, double[] in) {
            int units = mlp.widths()[layer + 1];
            boolean last = layer == mlp.widths().length - 2;
            double[] slope = new double[units];
            double[] out = new double[units];
            for (int unit = 0; unit < units; unit++) {
                double sum = w[offset + units * in.length + unit];
                double size = Math.abs(sum);
                for (int k = 0; k < in.length; k++) {
                    double term = w[offset + unit * in.length + k] * in[k];
                    sum += term;
                    size += Math.abs(term);
                }
                out[unit] = last ? sum : mlp.activations().get(layer).value(sum);
                slope[unit] = last ? 1 : mlp.activations().get(layer).slope(sum);
                energy = Math.max(energy, size);
            }
            double[] above =
                    last ? new double[] {1} : descend(mlp, w, layer + 1, offset + units * (in.length + 1), out);
            double[] adjoint = new double[in.length];
            for (int k = 0; k < in.length; k++) {
                double size = 0;
                for (int unit = 0; unit < units; unit++) {
                    double term = above[unit] * w[offset + unit * in.length + k];
                    adjoint[k] += term * slope[unit];
                    size += Math.abs(term)
                            * Math.max(Math.abs(slope[unit]), 1); // a slope of 1 - t^2 has the roundings of 1
                }
                slopes = Math.max(slopes, size);
            }
            return adjoint;
        }
    }
}
