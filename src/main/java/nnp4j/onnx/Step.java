package nnp4j.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** One node on the way back: its values, the adjoints of its outputs, and where those of its inputs go. */
final class Step {
    private final Node node;
    private final Tape tape;
    private final OnnxGraph graph;
    private final Map<String, String> adjoints;
    private final BiConsumer<String, String> sink;

    Step(Node node, Tape tape, Map<String, String> adjoints, BiConsumer<String, String> sink) {
        this.node = node;
        this.tape = tape;
        this.graph = tape.graph();
        this.adjoints = adjoints;
        this.sink = sink;
    }

    Node node() {
        return node;
    }

    Attributes attributes() {
        return node.attributes();
    }

    /** Name of an input. */
    String x(int k) {
        return node.input(k);
    }

    /** Name of the first output. */
    String y() {
        return node.output();
    }

    /** Adjoint of the first output. */
    String g() {
        return adjoints.get(node.output());
    }

    /** Adjoint of an output, or null if nothing depends on it. */
    String g(int output) {
        return adjoints.get(node.outputs().get(output));
    }

    Value input(int k) {
        return tape.value(node.input(k));
    }

    Value output(int k) {
        return tape.value(node.outputs().get(k));
    }

    /** Whether the derivative with respect to an input is wanted. */
    boolean wants(int k) {
        return node.has(k) && input(k).smooth();
    }

    /** The whole numbers of an input that is the same for every geometry. */
    long[] integers(int k) {
        long[] values = input(k).integers();
        if (values == null)
            throw node.wrong("expected a constant input " + (k + 1) + ", found one that varies or is long");
        return values;
    }

    String op(String operator, String... inputs) {
        return graph.node(operator, inputs);
    }

    String op(String operator, Attributes attributes, String... inputs) {
        return graph.node(operator, attributes, inputs);
    }

    List<String> several(String operator, Attributes attributes, int outputs, String... inputs) {
        String stem = graph.fresh("grad");
        String[] names = new String[outputs];
        for (int k = 0; k < outputs; k++) names[k] = stem + "_" + k;
        graph.add(operator, attributes, List.of(inputs), List.of(names));
        return List.of(names);
    }

    /** A number of the first output's type. */
    String number(double value) {
        return graph.scalar(output(0).type(), value);
    }

    String whole(long... values) {
        return graph.integers(values);
    }

    /** The shape of a value, as a constant if it is the same for any number of rows. */
    String shape(String name) {
        Value value = tape.value(name);
        return value.fixed() ? graph.integers(value.shape()) : graph.node("Shape", name);
    }

    /** Zeros in the shape of a value. */
    String zerosLike(String name) {
        return graph.node("Expand", graph.scalar(tape.value(name).type(), 0), shape(name));
    }

    /** Gives an input an adjoint of its own shape. */
    void give(int k, String adjoint) {
        if (wants(k)) sink.accept(node.input(k), adjoint);
    }

    /** Gives an input an adjoint of the first output's shape; what was repeated to fill it is summed. */
    void giveBroadcast(int k, String adjoint) {
        if (wants(k)) sink.accept(node.input(k), summed(adjoint, output(0), node.input(k)));
    }

    /** The sum over the repetitions that brought an input into a larger shape. */
    String summed(String adjoint, Value from, String name) {
        Value to = tape.value(name);
        int more = from.rank() - to.rank();
        long[] axes = java.util.stream.IntStream.range(0, from.rank())
                .filter(d -> d < more
                        || (to.fixed(d - more)
                                && to.shape()[d - more] == 1
                                && !(from.fixed(d) && from.shape()[d] == 1)))
                .asLongStream()
                .toArray();
        if (axes.length == 0) return adjoint;
        String sum = graph.node("ReduceSum", Attributes.of("keepdims", 1), adjoint, graph.integers(axes));
        return more == 0 ? sum : graph.node("Reshape", sum, shape(name));
    }
}
