package nnp4j.network;

import java.util.List;
import java.util.Map;
import nnp4j.onnx.OnnxGraph;
import nnp4j.units.Precision;

/**
 * ONNX graphs of element networks. For each element El: input {@code features_El} [atoms, inputs]; outputs
 * {@code energies_El} [members, atoms] and {@code slopes_El} [atoms, inputs], of the members' mean. The same networks take
 * these shapes: one that every ONNX program runs, one for an ensemble and few atoms, with another for elements of one atom, and
 * one for single networks or many atoms.
 */
final class AtomicGraph {
    static final String FEATURES = "features_";
    static final String ENERGIES = "energies_";
    static final String SLOPES = "slopes_";

    private final OnnxGraph graph;

    private AtomicGraph(Precision precision) {
        graph = new OnnxGraph("atomic_energies_and_slopes", LayerTensor.type(precision));
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
     * For an ensemble and few atoms, where the time goes into nodes: the members side by side, so that only the products of deeper
     * layers are one node a member.
     *
     * @param alone of each element, whether it has one atom and no more
     */
    static byte[] besideOneAnother(List<ElementLayers> elements, List<Boolean> alone, Precision precision) {
        AtomicGraph whole = new AtomicGraph(precision);
        for (int k = 0; k < alone.size(); k++) {
            ElementLayers e = elements.get(k);
            whole.declare(e, false);
            if (alone.get(k)) whole.ofOneAtom(e);
            else whole.besideOneAnother(e);
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
            weights[layer] = weights(e, layer);
            String biases = biases(e, layer);
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

    private void besideOneAnother(ElementLayers e) {
        int last = e.layers();
        String[] slopes = new String[last];
        String[][] weights = new String[last][];
        String first = weights(e, 1, 0, e.members());
        String x = FEATURES + e.symbol();
        for (int layer = 1; layer < last; layer++) {
            if (layer > 1) weights[layer] = each(e, layer);
            String sum = layer == 1
                    ? graph.affine(x, first, biasRow(e, 1))
                    : graph.node("Add", eachTimes(e, x, weights[layer], e.width(layer - 1), true), biasRow(e, layer));
            x = OnnxExport.value(graph, e.activation(layer), sum);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), sum, x);
        }
        graph.transpose(ENERGIES + e.symbol(), graph.node("Gemm", x, lastBlocks(e), biasRow(e, last)), 1, 0);
        String adjoint = graph.node("Mul", slopes[last - 1], shares(e, 0, e.members(), 1.0 / e.members()));
        for (int layer = last - 1; layer > 1; layer--)
            adjoint =
                    graph.node("Mul", slopes[layer - 1], eachTimes(e, adjoint, weights[layer], e.width(layer), false));
        graph.named("Gemm", SLOPES + e.symbol(), adjoint, first);
    }

    /**
     * Of one atom, where the time goes into reading weights: stacks of matrices times vectors. ONNX Runtime copies no such matrix
     * into an order of its own, so that both directions read the same [members, inputs, units], of layer 1
     * [1, inputs, members x units].
     */
    private void ofOneAtom(ElementLayers e) {
        int last = e.layers();
        String[] weights = new String[last];
        String[] slopes = new String[last];
        weights[1] = graph.constant(
                e.symbol() + ".first",
                e.weights(1, 0, e.members()),
                0,
                1,
                (long) e.members() * e.width(1),
                e.inputCount());
        String x = reshaped(FEATURES + e.symbol(), 1, 1, e.inputCount());
        for (int layer = 1; layer < last; layer++) {
            weights[layer] = graph.transpose(layer == 1 ? weights[1] : weights(e, layer), 0, 2, 1);
            String product = reshaped(graph.node("MatMul", x, weights[layer]), e.members(), 1, e.width(layer));
            String sum = graph.node("Add", product, biases(e, layer));
            x = OnnxExport.value(graph, e.activation(layer), sum);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), sum, x);
        }
        String out = graph.node("MatMul", x, graph.transpose(weights(e, last), 0, 2, 1));
        String energies = graph.node("Add", out, biases(e, last));
        graph.named("Reshape", ENERGIES + e.symbol(), energies, graph.integers(e.members(), 1));
        String adjoint = shares(e, 0, e.members(), 1.0 / e.members());
        for (int layer = last - 1; layer > 0; layer--) {
            adjoint = graph.node("Mul", slopes[layer], reshaped(adjoint, e.members(), 1, e.width(layer)));
            String column = layer == 1
                    ? reshaped(adjoint, 1, (long) e.members() * e.width(1), 1)
                    : reshaped(adjoint, e.members(), e.width(layer), 1);
            adjoint = graph.node("MatMul", weights[layer], column);
        }
        graph.named("Reshape", SLOPES + e.symbol(), adjoint, graph.integers(1, e.inputCount()));
    }

    private String reshaped(String tensor, long... shape) {
        return graph.node("Reshape", tensor, graph.integers(shape));
    }

    /** Each member's columns times its own weights of a layer, forward or backward. */
    private String eachTimes(ElementLayers e, String x, String[] weights, int width, boolean forward) {
        String[] parts = graph.split(x, e.members(), width);
        for (int m = 0; m < parts.length; m++)
            parts[m] = forward ? graph.affine(parts[m], weights[m]) : graph.node("Gemm", parts[m], weights[m]);
        return graph.concatenated(1, parts);
    }

    /** Weights of each member, [units, inputs], read forward and backward. */
    private String[] each(ElementLayers e, int layer) {
        String[] weights = new String[e.members()];
        for (int m = 0; m < weights.length; m++) weights[m] = weights(e, layer, m, 1);
        return weights;
    }

    /** Weights of some members, [members x units, inputs]. */
    private String weights(ElementLayers e, int layer, int member, int count) {
        long units = (long) count * e.width(layer);
        String name = e.symbol() + "." + member + ".weights_" + layer;
        return graph.constant(name, e.weights(layer, member, count), 0, units, e.width(layer - 1));
    }

    private String biasRow(ElementLayers e, int layer) {
        int out = e.width(layer);
        return graph.constant(
                e.symbol() + ".bias_row_" + layer, k -> e.bias(layer, k / out, k % out), (long) e.members() * out);
    }

    /** The last layer of every member, [members x width, members]: a member's energy takes nothing from the others. */
    private String lastBlocks(ElementLayers e) {
        double[] weights = e.weights(e.layers(), 0, e.members());
        int members = e.members();
        int width = weights.length / members;
        double[] blocks = new double[weights.length * members];
        for (int k = 0; k < weights.length; k++) blocks[k * members + k / width] = weights[k];
        return graph.constant(e.symbol() + ".last_blocks", blocks, 0, weights.length, members);
    }

    /** The slopes of a share of some members' energies with respect to the last hidden layer, [members x width]. */
    private String shares(ElementLayers e, int member, int count, double share) {
        double[] weights = e.weights(e.layers(), member, count);
        return graph.constant(e.symbol() + "." + member + ".share", k -> share * weights[k], weights.length);
    }

    private String weights(ElementLayers e, int layer) {
        double[] all = e.weights(layer, 0, e.members());
        return graph.constant(weightsName(e.symbol(), layer), all, 0, e.members(), e.width(layer), e.width(layer - 1));
    }

    private String biases(ElementLayers e, int layer) {
        int out = e.width(layer);
        return graph.constant(biasesName(e.symbol(), layer), k -> e.bias(layer, k / out, k % out), e.members(), 1, out);
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
        String[] weights = new String[last + 1];
        String x = FEATURES + e.symbol();
        String prefix = e.symbol() + "." + m + ".";
        for (int layer = 1; layer <= last; layer++) {
            int l = layer;
            String biases = graph.constant(prefix + "biases_" + layer, k -> e.bias(l, m, k), e.width(layer));
            weights[layer] = weights(e, layer, m, 1);
            String z = graph.affine(x, weights[layer], biases);
            if (layer == last) {
                x = z;
                break;
            }
            x = OnnxExport.value(graph, e.activation(layer), z);
            slopes[layer] = OnnxExport.slope(graph, e.activation(layer), z, x);
        }
        String adjoint = shares(e, m, 1, share);
        for (int layer = last - 1; layer >= 1; layer--) {
            String product = graph.node("Mul", slopes[layer], adjoint);
            adjoint = layer == 1 && sum != null
                    ? graph.node("Gemm", product, weights[layer], sum)
                    : graph.node("Gemm", product, weights[layer]);
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
