package nnp4j.network;

import java.util.Map;

/**
 * Writes a perceptron as an ONNX model that gives energies and slopes: the reverse-mode derivative stands in the graph as
 * ordinary nodes, in double precision. Input {@code features} [rows, inputs]; outputs {@code energy} [rows] and
 * {@code slopes} [rows, inputs].
 */
public final class OnnxExport {
    /** Name of the input. */
    public static final String FEATURES = "features";
    /** Name of the first output. */
    public static final String ENERGY = "energy";
    /** Name of the second output. */
    public static final String SLOPES = "slopes";

    private OnnxExport() {}

    /**
     * The model of a perceptron.
     *
     * @param mlp the perceptron
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, opset 17, IR version 8; the same input gives the same bytes
     */
    public static byte[] model(Mlp mlp, Map<String, String> metadata) {
        int[] widths = mlp.widths();
        double[] parameters = mlp.parameters();
        int last = widths.length - 1;
        OnnxGraph graph = new OnnxGraph("energy_and_slopes");
        graph.input(FEATURES, "rows", widths[0]);
        graph.output(ENERGY, "rows");
        graph.output(SLOPES, "rows", widths[0]);

        String x = FEATURES;
        String[] weights = new String[last];
        String[] slopes = new String[last];
        int next = 0;
        for (int layer = 1; layer < last; layer++) {
            int inputs = widths[layer - 1];
            int units = widths[layer];
            weights[layer] = graph.constant("weights_" + layer, parameters, next, units, inputs);
            String biases = graph.constant("biases_" + layer, parameters, next + units * inputs, units);
            next += units * (inputs + 1);
            String sum = graph.affine(x, weights[layer], biases);
            x = value(graph, mlp.activation(), sum);
            slopes[layer] = slope(graph, mlp.activation(), sum, x);
        }
        String output = graph.constant("weights_" + last, parameters, next, 1, widths[last - 1]);
        String bias = graph.constant("biases_" + last, parameters, next + widths[last - 1], 1);
        graph.named("Reshape", ENERGY, graph.affine(x, output, bias), graph.integer("vector", -1));

        if (last == 1) {
            graph.named("Expand", SLOPES, output, graph.node("Shape", FEATURES));
            return graph.model(metadata);
        }
        // Gemm, since ONNX Runtime rounds a single number times a MatMul to float when it fuses them (hidden width 1).
        String adjoint = output;
        for (int layer = last - 1; layer >= 1; layer--) {
            String product = graph.node("Mul", slopes[layer], adjoint);
            adjoint = layer > 1
                    ? graph.node("Gemm", product, weights[layer])
                    : graph.named("Gemm", SLOPES, product, weights[layer]);
        }
        return graph.model(metadata);
    }

    private static String value(OnnxGraph graph, Activation activation, String z) {
        return switch (activation) {
            case TANH -> graph.node("Tanh", z);
            case SOFTPLUS -> { // ln(1 + e^-|z|) = -ln sigmoid(|z|)
                String log = graph.node("Log", graph.node("Sigmoid", graph.node("Abs", z)));
                yield graph.node("Sub", graph.node("Relu", z), log);
            }
            case SILU -> graph.node("Mul", z, graph.node("Sigmoid", z));
            case CELU -> graph.node("Max", z, graph.node("Sub", bounded(graph, z), graph.scalar(1)));
            case SELU -> {
                String below = graph.node("Sub", bounded(graph, z), graph.scalar(1));
                String scaled = graph.node("Mul", below, graph.scalar(Activation.SELU_SCALE * Activation.SELU_ALPHA));
                String above = graph.node("Mul", graph.node("Relu", z), graph.scalar(Activation.SELU_SCALE));
                yield graph.node("Add", above, scaled);
            }
            case RELU -> graph.node("Relu", z);
        };
    }

    private static String slope(OnnxGraph graph, Activation activation, String z, String value) {
        return switch (activation) {
            case TANH -> graph.node("Sub", graph.scalar(1), graph.node("Mul", value, value));
            case SOFTPLUS -> graph.node("Sigmoid", z);
            case SILU -> { // s + z s (1 - s)
                String s = graph.node("Sigmoid", z);
                yield graph.node("Add", s, graph.node("Mul", value, graph.node("Sub", graph.scalar(1), s)));
            }
            case CELU -> bounded(graph, z);
            case SELU ->
                graph.node(
                        "Where",
                        graph.node("Greater", z, graph.scalar(0)),
                        graph.scalar(Activation.SELU_SCALE),
                        graph.node(
                                "Mul", bounded(graph, z), graph.scalar(Activation.SELU_SCALE * Activation.SELU_ALPHA)));
            case RELU -> graph.node("Sign", value);
        };
    }

    /** e^min(z, 0), which never overflows. */
    private static String bounded(OnnxGraph graph, String z) {
        return graph.node("Exp", graph.node("Min", z, graph.scalar(0)));
    }
}
