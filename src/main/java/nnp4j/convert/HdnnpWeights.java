package nnp4j.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;

/** Reads weights.ZZZ.data: lines {@code value a index layer neuron layer neuron} and {@code value b index layer neuron}. */
final class HdnnpWeights {
    private HdnnpWeights() {}

    /**
     * The perceptron of a file.
     *
     * @param widths inputs, hidden layers, 1
     * @param activations of the hidden layers and of the output
     * @param normalized whether each sum is divided by the number of its terms' neurons
     */
    static Mlp read(Path file, int[] widths, List<Activation> activations, boolean normalized) {
        int[] from = new int[widths.length];
        for (int l = 1; l < widths.length; l++) from[l] = from[l - 1] + size(widths, l);
        double[] parameters = new double[from[widths.length - 1]];
        Arrays.fill(parameters, Double.NaN);
        for (HdnnpLine line : HdnnpLine.read(file)) {
            int at = position(line, widths, from);
            if (!Double.isNaN(parameters[at])) throw line.wrong("each connection once", String.join(" ", line.words()));
            parameters[at] = line.number(0);
        }
        for (int k = 0; k < parameters.length; k++)
            if (Double.isNaN(parameters[k]))
                throw new ConvertException(file + ": expected " + parameters.length + " values for layers of "
                        + Arrays.toString(widths) + " neurons, found none for " + name(k, widths, from));
        if (normalized)
            for (int l = 1; l < widths.length; l++)
                for (int k = from[l - 1]; k < from[l]; k++) parameters[k] /= widths[l - 1];
        return perceptron(widths, activations, parameters);
    }

    private static int size(int[] widths, int layer) {
        return widths[layer] * (widths[layer - 1] + 1);
    }

    /** Position of a line's value: of each layer the weights, one row a neuron, then the biases. */
    private static int position(HdnnpLine line, int[] widths, int[] from) {
        line.expectWords(5, 7, "value a index layer neuron layer neuron, or value b index layer neuron");
        boolean weight = line.word(1).equals("a");
        if (!weight && !line.word(1).equals("b")) throw line.wrong("a or b", line.word(1));
        line.expectWords(weight ? 7 : 5, weight ? 7 : 5, weight ? "7 columns of a weight" : "5 columns of a bias");
        int layer = line.count(weight ? 5 : 3);
        int neuron = line.count(weight ? 6 : 4);
        if (layer < 1 || layer >= widths.length)
            throw line.wrong("a layer from 1 to " + (widths.length - 1), Integer.toString(layer));
        if (neuron < 1 || neuron > widths[layer])
            throw line.wrong("a neuron from 1 to " + widths[layer] + " of layer " + layer, Integer.toString(neuron));
        int inputs = widths[layer - 1];
        if (!weight) return from[layer - 1] + widths[layer] * inputs + neuron - 1;
        if (line.count(3) != layer - 1) throw line.wrong("a connection from layer " + (layer - 1), line.word(3));
        int start = line.count(4);
        if (start < 1 || start > inputs)
            throw line.wrong("a neuron from 1 to " + inputs + " of layer " + (layer - 1), line.word(4));
        return from[layer - 1] + (neuron - 1) * inputs + start - 1;
    }

    private static String name(int position, int[] widths, int[] from) {
        int layer = 1;
        while (position >= from[layer]) layer++;
        int inLayer = position - from[layer - 1];
        int inputs = widths[layer - 1];
        int weights = widths[layer] * inputs;
        return inLayer < weights
                ? "the weight from neuron " + (inLayer % inputs + 1) + " to neuron " + (inLayer / inputs + 1)
                        + " of layer " + layer
                : "the bias of neuron " + (inLayer - weights + 1) + " of layer " + layer;
    }

    /** A bent output becomes one more hidden layer, followed by weight 1 and bias 0. */
    private static Mlp perceptron(int[] widths, List<Activation> activations, double[] parameters) {
        int last = activations.size() - 1;
        if (activations.get(last) == Activation.IDENTITY)
            return Mlp.of(widths, activations.subList(0, last), parameters);
        int[] longer = Arrays.copyOf(widths, widths.length + 1);
        longer[widths.length] = 1;
        double[] more = Arrays.copyOf(parameters, parameters.length + 2);
        more[parameters.length] = 1;
        return Mlp.of(longer, new ArrayList<>(activations), more);
    }
}
