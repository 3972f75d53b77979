package nnp4j.network;

import java.util.Map;
import nnp4j.onnx.OnnxGraph;
import nnp4j.units.Precision;

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
        return model(mlp, Views.one(mlp.widths()[0]), metadata);
    }

    /**
     * The model of a perceptron averaged over views of the features.
     *
     * @param mlp the perceptron
     * @param views how its inputs are picked out of a row of features
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, opset 17, IR version 8; the same input gives the same bytes
     * @throws IllegalArgumentException if the views do not have as many inputs as the perceptron
     */
    public static byte[] model(Mlp mlp, Views views, Map<String, String> metadata) {
        if (views.inputCount() != mlp.widths()[0])
            throw new IllegalArgumentException(
                    "expected views of " + mlp.widths()[0] + " inputs, found " + views.inputCount());
        OnnxGraph graph = new OnnxGraph("energy_and_slopes", LayerTensor.type(Precision.DOUBLE));
        graph.input(FEATURES, "rows", views.featureCount());
        graph.output(ENERGY, "rows");
        graph.output(SLOPES, "rows", views.featureCount());
        if (views.isPlain()) {
            perceptron(graph, mlp, FEATURES, ENERGY, SLOPES);
        } else {
            perceptron(graph, mlp, pick(graph, views), "view_energy", "view_slopes");
            average(graph, views);
        }
        return graph.model(metadata);
    }

    /** The inputs of every view, one row a view. */
    private static String pick(OnnxGraph graph, Views views) {
        long[] picked = new long[views.count() * views.inputCount()];
        for (int k = 0; k < picked.length; k++) picked[k] = views.index(k / views.inputCount(), k % views.inputCount());
        String gathered = graph.gather(FEATURES, graph.integers("view_features", picked));
        return graph.node("Reshape", gathered, graph.integers("view_shape", -1, views.inputCount()));
    }

    /** Means over the views; each feature's slope is summed over the inputs that take it. */
    private static void average(OnnxGraph graph, Views views) {
        int total = views.count() * views.inputCount();
        String share = graph.scalar(1.0 / views.count());
        String axis = graph.integers("view_axis", 1);
        String energies = graph.node("Reshape", "view_energy", graph.integers("energy_shape", -1, views.count()));
        graph.named("Mul", ENERGY, graph.sum(energies, axis), share);

        int uses = total / views.featureCount();
        long[] takers = new long[total];
        int[] seen = new int[views.featureCount()];
        for (int k = 0; k < total; k++) {
            int feature = views.index(k / views.inputCount(), k % views.inputCount());
            takers[seen[feature]++ * views.featureCount() + feature] = k;
        }
        String flat = graph.node("Reshape", "view_slopes", graph.integers("flat_shape", -1, total));
        String sorted = graph.gather(flat, graph.integers("feature_takers", takers));
        String byUse = graph.node("Reshape", sorted, graph.integers("taker_shape", -1, uses, views.featureCount()));
        graph.named("Mul", SLOPES, graph.sum(byUse, axis), share);
    }

    private static void perceptron(OnnxGraph graph, Mlp mlp, String given, String energy, String slopesName) {
        int[] widths = mlp.widths();
        double[] parameters = mlp.parameters();
        int last = widths.length - 1;
        String x = given;
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
            Activation activation = mlp.activations().get(layer - 1);
            x = value(graph, activation, sum);
            slopes[layer] = slope(graph, activation, sum, x);
        }
        String output = graph.constant("weights_" + last, parameters, next, 1, widths[last - 1]);
        String bias = graph.constant("biases_" + last, parameters, next + widths[last - 1], 1);
        graph.named("Reshape", energy, graph.affine(x, output, bias), graph.integers("vector", -1));

        if (last == 1) {
            graph.named("Expand", slopesName, output, graph.node("Shape", given));
            return;
        }
        // Gemm, since ONNX Runtime rounds a single number times a MatMul to float when it fuses them (hidden width 1).
        String adjoint = output;
        for (int layer = last - 1; layer >= 1; layer--) {
            String product = graph.node("Mul", slopes[layer], adjoint);
            adjoint = layer > 1
                    ? graph.node("Gemm", product, weights[layer])
                    : graph.named("Gemm", slopesName, product, weights[layer]);
        }
    }

    static String value(OnnxGraph graph, Activation activation, String z) {
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
            case IDENTITY -> z;
            case LOGISTIC -> graph.node("Sigmoid", z);
            case REVERSED_LOGISTIC -> graph.node("Sigmoid", graph.node("Neg", z));
            case GAUSSIAN -> graph.node("Exp", graph.node("Mul", graph.scalar(-0.5), graph.node("Mul", z, z)));
            // ONNX Runtime 1.23 has Sin of doubles but no Cos.
            case COSINE -> graph.node("Sin", graph.node("Add", z, graph.scalar(Math.PI / 2)));
            case EXPONENTIAL -> graph.node("Exp", graph.node("Neg", z));
            case SQUARE -> graph.node("Mul", z, z);
        };
    }

    static String slope(OnnxGraph graph, Activation activation, String z, String value) {
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
            case IDENTITY -> graph.node("Expand", graph.scalar(1), graph.node("Shape", z));
            case LOGISTIC -> graph.node("Mul", value, graph.node("Sub", graph.scalar(1), value));
            case REVERSED_LOGISTIC -> graph.node("Mul", value, graph.node("Sub", value, graph.scalar(1)));
            case GAUSSIAN -> graph.node("Neg", graph.node("Mul", z, value));
            case COSINE -> graph.node("Neg", graph.node("Sin", z));
            case EXPONENTIAL -> graph.node("Neg", value);
            case SQUARE -> graph.node("Add", z, z);
        };
    }

    /** e^min(z, 0), which never overflows. */
    private static String bounded(OnnxGraph graph, String z) {
        return graph.node("Exp", graph.node("Min", z, graph.scalar(0)));
    }
}
