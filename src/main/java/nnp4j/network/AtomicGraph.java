package nnp4j.network;

import java.util.List;
import java.util.Map;

/**
 * ONNX graphs of element networks. For each element El: input {@code features_El} [atoms, inputs]; outputs
 * {@code energies_El} [members, atoms] and {@code slopes_El} [atoms, inputs], of the members' mean. The same networks take
 * three shapes: one that every ONNX program runs, one for an ensemble and few atoms, and one for single networks or many atoms.
 */
final class AtomicGraph {
    static final String FEATURES = "features_";
    static final String ENERGIES = "energies_";
    static final String SLOPES = "slopes_";

    private final OnnxGraph graph;

    private AtomicGraph(Precision precision) {
        graph = new OnnxGraph("atomic_energies_and_slopes", precision);
    }

    /** For files: weights as they are, [members, units, inputs], and standard operators. */
    static byte[] portable(List<ElementLayers> elements, Precision precision, Map<String, String> metadata) {
        AtomicGraph whole = new AtomicGraph(precision);
        for (ElementLayers e : elements) {
            whole.declare(e, false);
            whole.portable(e);
        }
        return whole.graph.model(metadata);
    }

    /**
     * For an ensemble and few atoms, where the time goes into reading weights: the members stacked, each weight read from the
     * same memory forward and backward.
     */
    static byte[] stacked(List<ElementLayers> elements, Precision precision) {
        AtomicGraph whole = new AtomicGraph(precision);
        for (ElementLayers e : elements) {
            whole.declare(e, false);
            whole.stacked(e);
        }
        return whole.graph.model(Map.of());
    }

    /**
     * For single networks or many atoms, where the time goes into arithmetic: member by member, with a copy of the weights for
     * each direction.
     *
     * @param apart whether slopes are those of each member, [members, atoms, inputs], not of the mean
     */
    static byte[] unrolled(List<ElementLayers> elements, Precision precision, boolean apart) {
        AtomicGraph whole = new AtomicGraph(precision);
        for (ElementLayers e : elements) {
            whole.declare(e, apart);
            whole.unrolled(e, apart);
        }
        return whole.graph.model(Map.of());
    }

    private void declare(ElementLayers e, boolean apart) {
        String rows = "atoms_" + e.symbol();
        graph.input(FEATURES + e.symbol(), rows, e.inputCount());
        graph.output(ENERGIES + e.symbol(), e.members(), rows);
        if (apart) graph.output(SLOPES + e.symbol(), e.members(), rows, e.inputCount());
        else graph.output(SLOPES + e.symbol(), rows, e.inputCount());
    }

    private void portable(ElementLayers e) {
        String[] weights = new String[e.layers() + 1];
        String[] slopes = new String[e.layers() + 1];
        String x = FEATURES + e.symbol();
        for (int layer = 1; layer <= e.layers(); layer++) {
            weights[layer] = weights(e, layer, weightsName(e.symbol(), layer));
            String biases = biases(e, layer, biasesName(e.symbol(), layer));
            String product = graph.node("MatMul", x, graph.transpose(weights[layer], 0, 2, 1));
            String sum = graph.node("Add", product, biases);
            if (layer == e.layers()) {
                x = sum;
                break;
            }
            x = OnnxExport.value(graph, e.activation(layer), sum);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), sum, x);
        }
        graph.named("Reshape", ENERGIES + e.symbol(), x, graph.integers(e.symbol() + ".energy_shape", e.members(), -1));
        String adjoint = weights[e.layers()];
        for (int layer = e.layers() - 1; layer >= 1; layer--)
            adjoint = graph.node("MatMul", graph.node("Mul", slopes[layer], adjoint), weights[layer]);
        mean(e, adjoint);
    }

    /** The mean over members of slopes [members, atoms, inputs], or [members, 1, inputs] of a linear network. */
    private void mean(ElementLayers e, String slopes) {
        String sum = graph.sum(slopes, graph.integers(e.symbol() + ".member_axis", 0));
        String share = graph.scalar(1.0 / e.members());
        if (e.layers() > 1) {
            graph.named("Mul", SLOPES + e.symbol(), sum, share);
            return;
        }
        String shape = graph.node("Shape", FEATURES + e.symbol());
        graph.named("Expand", SLOPES + e.symbol(), graph.node("Mul", sum, share), shape);
    }

    private void stacked(ElementLayers e) {
        int last = e.layers();
        String[] weights = new String[last + 1];
        String[] slopes = new String[last + 1];
        String x = FEATURES + e.symbol();
        for (int layer = 1; layer <= last; layer++) {
            weights[layer] = transposed(e, layer);
            String sum;
            if (layer == 1) {
                sum = first(e, x, weights[1]);
            } else {
                sum = graph.node("Add", graph.node("MatMul", x, weights[layer]), biases(e, layer, null));
            }
            if (layer == last) {
                x = sum;
                break;
            }
            x = OnnxExport.value(graph, e.activation(layer), sum);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), sum, x);
        }
        graph.named("Reshape", ENERGIES + e.symbol(), x, graph.integers(e.symbol() + ".energy_shape", e.members(), -1));
        String adjoint = shares(e);
        for (int layer = last - 1; layer > 1; layer--)
            adjoint = graph.timesTransposed(graph.node("Mul", slopes[layer], adjoint), weights[layer]);
        String side = graph.transpose(graph.node("Mul", slopes[1], adjoint), 1, 0, 2);
        String flat = graph.node(
                "Reshape", side, graph.integers(e.symbol() + ".flat_shape", -1, (long) e.members() * e.width(1)));
        String slopesName = SLOPES + e.symbol();
        graph.named("Identity", slopesName, graph.timesTransposed(flat, weights[1]));
    }

    /** Layer 1 of all members side by side, then one above the other. */
    private String first(ElementLayers e, String x, String weights) {
        int units = e.members() * e.width(1);
        String biases =
                graph.constant(e.symbol() + ".first_biases", k -> e.bias(1, k / e.width(1), k % e.width(1)), units);
        String sum = graph.node("Gemm", x, weights, biases);
        String shape = graph.integers(e.symbol() + ".side_shape", -1, e.members(), e.width(1));
        return graph.transpose(graph.node("Reshape", sum, shape), 1, 0, 2);
    }

    /** Weights as [members, inputs, units]; those of layer 1 as [inputs, members x units]. */
    private String transposed(ElementLayers e, int layer) {
        int in = e.width(layer - 1);
        int out = e.width(layer);
        String name = e.symbol() + ".transposed_" + layer;
        if (layer == 1) {
            int units = e.members() * out;
            return graph.constant(name, k -> e.weight(1, k % units / out, k % out, k / units), in, units);
        }
        return graph.constant(name, k -> e.weight(layer, k / (in * out), k % out, k / out % in), e.members(), in, out);
    }

    /** The slopes that the mean's last layer begins with: its weights divided by the number of members. */
    private String shares(ElementLayers e) {
        int last = e.layers();
        int width = e.width(last - 1);
        return graph.constant(
                e.symbol() + ".shares",
                k -> e.weight(last, k / width, 0, k % width) / e.members(),
                e.members(),
                1,
                width);
    }

    private String weights(ElementLayers e, int layer, String name) {
        int in = e.width(layer - 1);
        int out = e.width(layer);
        return graph.constant(name, k -> e.weight(layer, k / (in * out), k / in % out, k % in), e.members(), out, in);
    }

    private String biases(ElementLayers e, int layer, String name) {
        int out = e.width(layer);
        return graph.constant(
                name == null ? e.symbol() + ".stacked_biases_" + layer : name,
                k -> e.bias(layer, k / out, k % out),
                e.members(),
                1,
                out);
    }

    private void unrolled(ElementLayers e, boolean apart) {
        String[] energies = new String[e.members()];
        String[] slopes = new String[e.members()];
        String sum = null;
        for (int m = 0; m < e.members(); m++) {
            String[] out = member(e, m, apart ? 1 : 1.0 / e.members(), apart ? null : sum);
            energies[m] = out[0];
            slopes[m] = out[1];
            sum = out[1];
        }
        String shape = graph.integers(e.symbol() + ".energy_shape", e.members(), -1);
        graph.named("Reshape", ENERGIES + e.symbol(), graph.concatenated(0, energies), shape);
        if (!apart) {
            graph.named("Identity", SLOPES + e.symbol(), sum);
            return;
        }
        String stack = graph.integers(e.symbol() + ".slope_shape", e.members(), -1, e.inputCount());
        graph.named("Reshape", SLOPES + e.symbol(), graph.concatenated(0, slopes), stack);
    }

    /** Energies [atoms, 1] and slopes [atoms, inputs] of one member, times a share and added to a sum. */
    private String[] member(ElementLayers e, int m, double share, String sum) {
        int last = e.layers();
        String[] slopes = new String[last + 1];
        String x = FEATURES + e.symbol();
        String prefix = e.symbol() + "." + m + ".";
        for (int layer = 1; layer <= last; layer++) {
            int l = layer;
            int in = e.width(layer - 1);
            int out = e.width(layer);
            String weights =
                    graph.constant(prefix + "forward_" + layer, k -> e.weight(l, m, k % out, k / out), in, out);
            String biases = graph.constant(prefix + "biases_" + layer, k -> e.bias(l, m, k), out);
            String z = graph.node("Gemm", x, weights, biases);
            if (layer == last) {
                x = z;
                break;
            }
            x = OnnxExport.value(graph, e.activation(layer), z);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), z, x);
        }
        int width = e.width(last - 1);
        String adjoint = graph.constant(prefix + "share", k -> share * e.weight(last, m, 0, k), 1, width);
        for (int layer = last - 1; layer >= 1; layer--) {
            int l = layer;
            int in = e.width(layer - 1);
            String weights = graph.constant(
                    prefix + "backward_" + layer, k -> e.weight(l, m, k / in, k % in), e.width(layer), in);
            String product = graph.node("Mul", slopes[layer], adjoint);
            adjoint = layer == 1 && sum != null
                    ? graph.node("Gemm", product, weights, sum)
                    : graph.node("Gemm", product, weights);
        }
        if (last == 1) {
            adjoint = graph.node("Expand", adjoint, graph.node("Shape", FEATURES + e.symbol()));
            if (sum != null) adjoint = graph.node("Add", adjoint, sum);
        }
        return new String[] {x, adjoint};
    }

    /** Name of a layer's weights in a file. */
    static String weightsName(String symbol, int layer) {
        return symbol + ".weights_" + layer;
    }

    /** Name of a layer's biases in a file. */
    static String biasesName(String symbol, int layer) {
        return symbol + ".biases_" + layer;
    }
}
