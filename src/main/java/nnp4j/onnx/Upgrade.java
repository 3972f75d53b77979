package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Brings the nodes of any version, and operators that are made of others, into the form that {@link ReverseMode} knows:
 * version 18 of the standard operators, as its specification defines them (ONNX operators, https://onnx.ai/onnx/operators).
 */
final class Upgrade {
    private static final Set<String> REDUCTIONS = Set.of(
            "ReduceL1",
            "ReduceL2",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceSum",
            "ReduceSumSquare");

    private final Tape tape;

    Upgrade(Tape tape) {
        this.tape = tape;
    }

    /** Whether a node is understood, whatever its inputs. */
    static boolean covers(Node node) {
        return node.domain().isEmpty()
                ? Pullbacks.covers(node.operator())
                        || Set.of(
                                        "Dropout",
                                        "Gelu",
                                        "Swish",
                                        "Mish",
                                        "HardSwish",
                                        "LayerNormalization",
                                        "RMSNormalization",
                                        "BatchNormalization",
                                        "LpNormalization",
                                        "Scatter",
                                        "Mean")
                                .contains(node.operator())
                : node.domain().equals("ai.onnx.ml")
                        && Set.of("Scaler", "LinearRegressor").contains(node.operator());
    }

    /** Writes a node, and what it is made of, on the tape. */
    void take(Node node) {
        if (!covers(node))
            throw node.wrong("this operator is not covered"
                    + (node.domain().isEmpty() ? "" : " (domain " + node.domain() + ")"));
        try {
            write(node);
        } catch (GraphException e) {
            throw e.getMessage().startsWith("node ") ? e : new GraphException(node + ": " + e.getMessage(), e);
        }
    }

    private void write(Node node) {
        Attributes given = node.attributes();
        if (REDUCTIONS.contains(node.operator())) {
            keep(node, axesAsInput(node), given.without("axes"));
            return;
        }
        switch (node.operator()) {
            case "Squeeze", "Unsqueeze" -> keep(node, axesAsInput(node), given.without("axes"));
            case "Clip" -> keep(node, clipBounds(node), Attributes.NONE);
            case "Split" -> split(node);
            case "Slice" -> keep(node, slice(node), Attributes.NONE);
            case "TopK" ->
                keep(
                        node,
                        given.has("k") ? List.of(node.input(0), tape.integers(given.integer("k", 1))) : node.inputs(),
                        given.without("k"));
            case "Softmax", "LogSoftmax" -> softmax(node);
            case "Dropout" -> dropout(node);
            case "Scatter" -> tape.add(Node.of("ScatterElements", given, node.inputs(), node.outputs()));
            case "Mean" -> mean(node);
            case "Gelu" -> gelu(node);
            case "Swish" -> {
                String scaled = tape.node("Mul", node.input(0), number(node, given.number("alpha", 1)));
                finish(node, "Mul", node.input(0), tape.node("Sigmoid", scaled));
            }
            case "Mish" -> finish(node, "Mul", node.input(0), tape.node("Tanh", tape.node("Softplus", node.input(0))));
            case "HardSwish" -> { // 1/6 as an attribute would be a float
                String line = tape.node("Add", tape.node("Div", node.input(0), number(node, 6)), number(node, 0.5));
                finish(node, "Mul", node.input(0), tape.node("Clip", line, number(node, 0), number(node, 1)));
            }
            case "LayerNormalization", "RMSNormalization" -> layerNormalization(node);
            case "BatchNormalization" -> batchNormalization(node);
            case "LpNormalization" -> lpNormalization(node);
            case "Scaler" -> scaler(node);
            case "LinearRegressor" -> linearRegressor(node);
            case "Cast" -> keep(node, node.inputs(), given.without("saturate"));
            default -> keep(node, node.inputs(), given);
        }
    }

    /** The same operator with other inputs and attributes. */
    private void keep(Node node, List<String> inputs, Attributes attributes) {
        tape.add(new Node(node.operator(), "", Tape.VERSION, node.name(), attributes, inputs, node.outputs()));
    }

    /** The last node of a composition, under the name of the output that it stands for. */
    private void finish(Node node, String operator, String... inputs) {
        tape.add(new Node(
                operator,
                "",
                Tape.VERSION,
                node.name(),
                Attributes.NONE,
                List.of(inputs),
                node.outputs().subList(0, 1)));
    }

    /** A number of the type of the node's first input. */
    private String number(Node node, double value) {
        return tape.scalar(tape.value(node.input(0)).type(), value);
    }

    private List<String> axesAsInput(Node node) {
        return node.attributes()
                .integers("axes")
                .map(axes -> List.of(node.input(0), tape.integers(axes)))
                .orElse(node.inputs());
    }

    private List<String> clipBounds(Node node) {
        if (!node.attributes().has("min") && !node.attributes().has("max")) return node.inputs();
        double most = Float.MAX_VALUE;
        return List.of(
                node.input(0),
                number(node, node.attributes().number("min", -most)),
                number(node, node.attributes().number("max", most)));
    }

    private void split(Node node) {
        Attributes axis = Attributes.of("axis", node.attributes().integer("axis", 0));
        if (node.has(1)) {
            keep(node, node.inputs(), axis);
            return;
        }
        long[] sizes = node.attributes().integers("split").orElseGet(() -> {
            Value value = tape.value(node.input(0));
            int along = value.axis(node.attributes().integer("axis", 0));
            if (!value.fixed(along)) throw node.wrong("splits an axis whose length follows the number of rows");
            long[] equal = new long[node.outputs().size()];
            long each = (value.shape()[along] + equal.length - 1) / equal.length;
            Arrays.fill(equal, each);
            equal[equal.length - 1] = value.shape()[along] - each * (equal.length - 1);
            return equal;
        });
        keep(node, List.of(node.input(0), tape.integers(sizes)), axis);
    }

    private List<String> slice(Node node) {
        Attributes given = node.attributes();
        if (given.integers("starts").isEmpty()) return node.inputs();
        List<String> inputs = new ArrayList<>(List.of(
                node.input(0),
                tape.integers(given.integers("starts").orElseThrow()),
                tape.integers(given.integers("ends").orElseThrow(() -> node.wrong("no ends")))));
        given.integers("axes").ifPresent(axes -> inputs.add(tape.integers(axes)));
        return inputs;
    }

    /** Before version 13 all axes from the given one on were taken as one. */
    private void softmax(Node node) {
        boolean old = node.version() < 13;
        Value value = tape.value(node.input(0));
        int axis = value.axis(node.attributes().integer("axis", old ? 1 : -1));
        if (old && axis != value.rank() - 1)
            throw node.wrong("over several axes, as versions before 13 mean it, is not covered");
        keep(node, node.inputs(), Attributes.of("axis", axis));
    }

    private void dropout(Node node) {
        if (node.outputs().size() > 1 && !node.outputs().get(1).isEmpty())
            throw node.wrong("its mask is used, so it is meant for training");
        if (node.has(2)) throw node.wrong("expected one for evaluation, found a training mode");
        finish(node, "Identity", node.input(0));
    }

    private void mean(Node node) {
        String sum = tape.node("Sum", node.inputs().toArray(String[]::new));
        finish(node, "Div", sum, number(node, node.inputs().size()));
    }

    /** x Phi(x), or its approximation by tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
    private void gelu(Node node) {
        String x = node.input(0);
        String half = tape.node("Mul", x, number(node, 0.5));
        String bell;
        if (node.attributes().text("approximate", "none").equals("tanh")) {
            String cubed = tape.node("Mul", tape.node("Mul", x, x), tape.node("Mul", x, number(node, 0.044715)));
            String inner = tape.node("Mul", number(node, Math.sqrt(2 / Math.PI)), tape.node("Add", x, cubed));
            bell = tape.node("Tanh", inner);
        } else {
            bell = tape.node("Erf", tape.node("Mul", x, number(node, Math.sqrt(0.5))));
        }
        finish(node, "Mul", half, tape.node("Add", bell, number(node, 1)));
    }

    /** (x - mean) / sqrt(variance + epsilon) over the axes from the given one on (Ba et al. 2016, arXiv:1607.06450). */
    private void layerNormalization(Node node) {
        if (node.outputs().size() > 1) throw node.wrong("its means are used, which is not covered");
        boolean centred = node.operator().equals("LayerNormalization");
        Value value = tape.value(node.input(0));
        int from = value.axis(node.attributes().integer("axis", -1));
        long[] over = new long[value.rank() - from];
        for (int k = 0; k < over.length; k++) over[k] = (long) from + k;
        String axes = tape.integers(over);
        String x =
                centred ? tape.node("Sub", node.input(0), tape.node("ReduceMean", node.input(0), axes)) : node.input(0);
        String variance = tape.node("ReduceMean", tape.node("Mul", x, x), axes);
        String deviation = tape.node(
                "Sqrt",
                tape.node("Add", variance, number(node, node.attributes().number("epsilon", 1e-5f))));
        String scaled = tape.node("Mul", tape.node("Div", x, deviation), node.input(1));
        if (centred && node.has(2)) finish(node, "Add", scaled, node.input(2));
        else finish(node, "Identity", scaled);
    }

    /** With the means and variances of training; the channels are axis 1. */
    private void batchNormalization(Node node) {
        if (node.attributes().integer("training_mode", 0) != 0 || node.outputs().size() > 1)
            throw node.wrong("expected one for evaluation, found one for training");
        Value value = tape.value(node.input(0));
        long[] channels = new long[Math.max(value.rank(), 2) - 1];
        Arrays.fill(channels, 1);
        channels[0] = -1;
        String shape = tape.integers(channels);
        String[] terms = new String[4];
        for (int k = 0; k < 4; k++) terms[k] = tape.node("Reshape", node.input(k + 1), shape);
        double epsilon = node.attributes().number("epsilon", 1e-5f);
        String deviation = tape.node("Sqrt", tape.node("Add", terms[3], number(node, epsilon)));
        String centred = tape.node("Sub", node.input(0), terms[2]);
        finish(node, "Add", tape.node("Mul", tape.node("Div", centred, deviation), terms[0]), terms[1]);
    }

    private void lpNormalization(Node node) {
        String norm = node.attributes().integer("p", 2) == 1 ? "ReduceL1" : "ReduceL2";
        String axis = tape.integers(node.attributes().integer("axis", -1));
        finish(node, "Div", node.input(0), tape.node(norm, node.input(0), axis));
    }

    /** (x - offset) scale, of ONNX's machine-learning operators. */
    private void scaler(Node node) {
        String x = inFloat(node.input(0));
        double[] offset = node.attributes().numbers("offset").orElse(new double[] {0});
        double[] scale = node.attributes().numbers("scale").orElse(new double[] {1});
        String centred = tape.node("Sub", x, floats(offset));
        finish(node, "Mul", centred, floats(scale));
    }

    private void linearRegressor(Node node) {
        if (!node.attributes().text("post_transform", "NONE").equals("NONE"))
            throw node.wrong("expected post_transform NONE");
        double[] weights = node.attributes().numbers("coefficients").orElse(new double[0]);
        int targets = (int) node.attributes().integer("targets", 1);
        if (targets < 1 || weights.length % targets != 0)
            throw node.wrong("found " + weights.length + " coefficients for " + targets + " targets");
        String matrix = tape.node("Reshape", floats(weights), tape.integers(targets, weights.length / targets));
        String product = tape.node("MatMul", inFloat(node.input(0)), tape.node("Transpose", matrix));
        finish(
                node,
                "Add",
                product,
                floats(node.attributes().numbers("intercepts").orElse(new double[] {0})));
    }

    private String inFloat(String x) {
        return tape.value(x).type() == DataType.FLOAT
                ? x
                : tape.node("Cast", Attributes.of("to", DataType.FLOAT.getNumber()), x);
    }

    private String floats(double[] values) {
        String made = tape.constant("numbers", values, values.length);
        return inFloat(made);
    }
}
