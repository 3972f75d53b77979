package nnp4j.network;

import java.util.Arrays;
import java.util.List;

/**
 * The networks of one element, layer by layer, over all members: weights [members, units, inputs] and biases
 * [members, 1, units] of layers 1 to L, the last of which has one unit.
 */
final class ElementLayers {
    private final String symbol;
    private final int members;
    private final int[] widths;
    private final List<Activation> activations;
    private final LayerTensor[] weights;
    private final LayerTensor[] biases;
    /** The inputs in use. */
    private final int[] columns;

    /** What the inputs not in use add to the biases of layer 1, or null. */
    private double[] constants;

    ElementLayers(
            String symbol,
            int members,
            int[] widths,
            List<Activation> activations,
            LayerTensor[] weights,
            LayerTensor[] biases,
            int[] columns) {
        this.symbol = symbol;
        this.members = members;
        this.widths = widths;
        this.activations = activations;
        this.weights = weights;
        this.biases = biases;
        this.columns = columns;
    }

    /** The networks of one element of an ensemble. */
    static ElementLayers of(String symbol, List<Mlp> mlps) {
        int[] widths = mlps.get(0).widths();
        int layers = widths.length - 1;
        LayerTensor[] weights = new LayerTensor[layers + 1];
        LayerTensor[] biases = new LayerTensor[layers + 1];
        double[][] parameters = mlps.stream().map(Mlp::parameters).toArray(double[][]::new);
        int next = 0;
        for (int layer = 1; layer <= layers; layer++) {
            int matrix = widths[layer] * widths[layer - 1];
            double[] w = new double[mlps.size() * matrix];
            double[] b = new double[mlps.size() * widths[layer]];
            for (int m = 0; m < parameters.length; m++) {
                System.arraycopy(parameters[m], next, w, m * matrix, matrix);
                System.arraycopy(parameters[m], next + matrix, b, m * widths[layer], widths[layer]);
            }
            weights[layer] = LayerTensor.of(w);
            biases[layer] = LayerTensor.of(b);
            next += matrix + widths[layer];
        }
        return new ElementLayers(
                symbol, mlps.size(), widths, mlps.get(0).activations(), weights, biases, all(widths[0]));
    }

    static int[] all(int count) {
        int[] columns = new int[count];
        Arrays.setAll(columns, k -> k);
        return columns;
    }

    /**
     * The same networks with some of their inputs.
     *
     * @param others values of all inputs, of which those that are not chosen are held, or null for zeros
     */
    ElementLayers sliced(int[] inputs, double[] others) {
        // A network of no inputs is none to ONNX Runtime: one that is always zero stands for them.
        ElementLayers sliced = new ElementLayers(
                symbol, members, widths, activations, weights, biases, inputs.length == 0 ? new int[1] : inputs);
        if (others == null) return sliced;
        double[] held = others.clone();
        for (int k : inputs) held[k] = 0;
        sliced.constants = new double[members * widths[1]];
        for (int k = 0; k < sliced.constants.length; k++)
            for (int f = 0; f < held.length; f++)
                if (held[f] != 0) sliced.constants[k] += weights[1].at(k * widths[0] + f) * held[f];
        return sliced;
    }

    String symbol() {
        return symbol;
    }

    int members() {
        return members;
    }

    int layers() {
        return widths.length - 1;
    }

    List<Integer> columns() {
        return Arrays.stream(columns).boxed().toList();
    }

    int inputCount() {
        return columns.length;
    }

    int fullInputCount() {
        return widths[0];
    }

    /** Units of a layer. */
    int width(int layer) {
        return layer == 0 ? columns.length : widths[layer];
    }

    Activation activation(int layer) {
        return activations.get(layer - 1);
    }

    List<Activation> activations() {
        return activations;
    }

    double bias(int layer, int member, int unit) {
        int position = member * widths[layer] + unit;
        double bias = biases[layer].at(position);
        return layer == 1 && constants != null ? bias + constants[position] : bias;
    }

    /**
     * Weights of some members one above another, [members x units, inputs].
     *
     * @throws NetworkException if one is not finite
     */
    double[] weights(int layer, int member, int count) {
        int units = count * widths[layer];
        double[] matrix = new double[units * width(layer - 1)];
        if (layer == 1) weights[1].read(member * widths[1], units, widths[0], columns, matrix);
        else weights[layer].read(member * widths[layer] * widths[layer - 1], matrix);
        double sum = 0;
        for (double weight : matrix) sum += weight;
        for (int k = 0; k < units; k++) sum += bias(layer, member + k / widths[layer], k % widths[layer]);
        if (!Double.isFinite(sum))
            throw new NetworkException("a parameter of " + symbol + ", layer " + layer + ", is not finite");
        return matrix;
    }
}
