package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * An ONNX graph under construction, its numbers float or double. Values go by name; the same operator on the same inputs
 * is the same node.
 */
public final class OnnxGraph implements GraphWriter {
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<List<Object>, String> expressions = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final DataType type;
    private final List<Node> nodes = new ArrayList<>();
    private int named;

    /**
     * An empty graph.
     *
     * @param name of the graph
     * @param type of its numbers, FLOAT or DOUBLE
     */
    public OnnxGraph(String name, DataType type) {
        graph.setName(name);
        this.type = type;
    }

    /**
     * Adds an input of the graph's type.
     *
     * @param name of the input
     * @param shape lengths, or names of lengths that vary
     */
    public void input(String name, Object... shape) {
        input(name, type, shape);
    }

    /**
     * Adds an input.
     *
     * @param name of the input
     * @param type of its values
     * @param shape lengths, or names of lengths that vary
     */
    public void input(String name, DataType type, Object... shape) {
        names.add(name);
        graph.addInput(Protos.value(name, type, shape));
    }

    /**
     * Declares a value as an output of the graph's type.
     *
     * @param name of the value
     * @param shape lengths, or names of lengths that vary
     */
    public void output(String name, Object... shape) {
        graph.addOutput(Protos.value(name, type, shape));
    }

    /**
     * A node whose output gets a name of its own.
     *
     * @param operator of the standard domain
     * @param inputs names of values
     * @return name of the output
     */
    @Override
    public String node(String operator, String... inputs) {
        return node(operator, Attributes.NONE, inputs);
    }

    /**
     * A node with attributes whose output gets a name of its own.
     *
     * @param operator of the standard domain
     * @param attributes of the node
     * @param inputs names of values
     * @return name of the output
     */
    @Override
    public String node(String operator, Attributes attributes, String... inputs) {
        return expressions.computeIfAbsent(List.of(operator, attributes, List.of(inputs)), e -> {
            String output = fresh(operator.toLowerCase(Locale.ROOT));
            add(operator, attributes, List.of(inputs), List.of(output));
            return output;
        });
    }

    /**
     * A node with a given output name.
     *
     * @param operator of the standard domain
     * @param output name of the output
     * @param inputs names of values
     * @return name of the output
     */
    public String named(String operator, String output, String... inputs) {
        add(operator, Attributes.NONE, List.of(inputs), List.of(output));
        return output;
    }

    /** Appends a node with outputs of given names. */
    void add(String operator, Attributes attributes, List<String> inputs, List<String> outputs) {
        add(Node.of(operator, attributes, inputs, outputs));
    }

    @Override
    public void add(Node node) {
        names.addAll(node.outputs());
        nodes.add(node);
    }

    /** The nodes so far, in order. */
    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Takes over an initializer as it is. */
    void add(OnnxMl.TensorProto initializer) {
        names.add(initializer.getName());
        graph.addInitializer(initializer);
    }

    /** Makes a constant of an input. */
    void fix(String name, DataType type, double[] numbers, long... shape) {
        for (int k = 0; k < graph.getInputCount(); k++)
            if (graph.getInput(k).getName().equals(name)) {
                graph.removeInput(k);
                add(Protos.tensor(name, type, numbers, 0, shape));
                return;
            }
        throw new IllegalArgumentException("no input " + name);
    }

    /** Names of the declared outputs. */
    List<String> outputs() {
        return graph.getOutputList().stream()
                .map(OnnxMl.ValueInfoProto::getName)
                .toList();
    }

    /** The same inputs and outputs and the constants that some nodes need, without the nodes. */
    OnnxGraph emptied(List<Node> nodes) {
        OnnxGraph made = new OnnxGraph(graph.getName(), type);
        made.named = named;
        made.graph.addAllInput(graph.getInputList()).addAllOutput(graph.getOutputList());
        made.names.addAll(names);
        Set<String> needed = new HashSet<>();
        nodes.forEach(node -> needed.addAll(node.inputs()));
        nodes.forEach(node -> needed.addAll(node.attributes().captured()));
        graph.getInitializerList().stream()
                .filter(constant -> needed.contains(constant.getName()))
                .forEach(made.graph::addInitializer);
        return made;
    }

    /** A constant that stands in the graph. */
    OnnxMl.TensorProto initializer(String name) {
        for (int k = graph.getInitializerCount() - 1; k >= 0; k--)
            if (graph.getInitializer(k).getName().equals(name)) return graph.getInitializer(k);
        throw new IllegalArgumentException("no constant " + name);
    }

    /** Adds an input whose number of dimensions is not stated. */
    void unshaped(String name, DataType type) {
        names.add(name);
        graph.addInput(Protos.unshaped(name, type));
    }

    /** Declares a value as an output of which nothing is stated. */
    void unshapedOutput(String name) {
        graph.addOutput(OnnxMl.ValueInfoProto.newBuilder().setName(name));
    }

    /** Keeps names for values that come later. */
    void reserve(List<String> later) {
        names.addAll(later);
    }

    /** An empty graph for an attribute of this one's nodes: a name there must not be a name here. */
    OnnxGraph inner(String name) {
        OnnxGraph inner = new OnnxGraph(name, type);
        inner.names.addAll(names);
        inner.named = named;
        return inner;
    }

    /** Keeps the names of an inner graph from being given again. */
    void outside(OnnxGraph inner) {
        names.addAll(inner.names);
        named = inner.named;
    }

    /** Declares a value as an output whose shape is not stated. */
    void unshapedOutput(String name, DataType type) {
        graph.addOutput(Protos.unshaped(name, type));
    }

    /** A name that no value has. */
    String fresh(String stem) {
        String name = stem + "_" + ++named;
        while (names.contains(name)) name = stem + "_" + ++named;
        return name;
    }

    /**
     * x W^T + b, for W of shape [outputs, inputs].
     *
     * @param factorsAndBiases x, W and perhaps b
     * @return name of the output
     */
    public String affine(String... factorsAndBiases) {
        return node("Gemm", Attributes.of("transB", 1), factorsAndBiases);
    }

    /**
     * A number as a constant without dimensions, of the graph's type.
     *
     * @param value the number
     * @return name of the constant
     */
    public String scalar(double value) {
        return scalar(type, value);
    }

    @Override
    public String scalar(DataType type, double value) {
        return constants.computeIfAbsent(List.of(type, value), k -> {
            String name = fresh("scalar");
            add(Protos.tensor(name, type, new double[] {value}, 0));
            return name;
        });
    }

    /**
     * A whole number as a constant without dimensions.
     *
     * @param value the number
     * @return name of the constant
     */
    public String whole(long value) {
        return scalar(DataType.INT64, (double) value);
    }

    /**
     * Whole numbers as a constant vector, for a shape, an axis or indices.
     *
     * @param name of the constant
     * @param values 64-bit
     * @return name of the constant
     */
    public String integers(String name, long... values) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) tensor.addInt64Data(value);
        add(tensor.build());
        return name;
    }

    /**
     * Whole numbers as a constant vector with a name of its own.
     *
     * @param values 64-bit
     * @return name of the constant
     */
    @Override
    public String integers(long... values) {
        return constants.computeIfAbsent(
                List.of(Arrays.stream(values).boxed().toList()), k -> integers(fresh("integers"), values));
    }

    /**
     * The columns of a matrix at the indices.
     *
     * @param matrix name of a matrix
     * @param indices name of a vector of whole numbers
     * @return name of the output
     */
    public String gather(String matrix, String indices) {
        return node("Gather", Attributes.of("axis", 1), matrix, indices);
    }

    /**
     * Tensors one after the other along an axis.
     *
     * @param axis along which
     * @param tensors at least one
     * @return name of the output
     */
    public String concatenated(int axis, String... tensors) {
        return tensors.length == 1 ? tensors[0] : node("Concat", Attributes.of("axis", axis), tensors);
    }

    /**
     * The sum along an axis, which is dropped.
     *
     * @param tensor what is summed
     * @param axis name of a vector of whole numbers
     * @return name of the output
     */
    public String sum(String tensor, String axis) {
        return node("ReduceSum", Attributes.of("keepdims", 0), tensor, axis);
    }

    /**
     * A constant tensor of the values that a function gives for the positions in it.
     *
     * @param name of the constant
     * @param values of a position, the last dimension running fastest
     * @param shape its lengths
     * @return name of the constant
     */
    public String constant(String name, IntToDoubleFunction values, long... shape) {
        double[] array = new double[Protos.size(shape)];
        Arrays.setAll(array, values);
        return constant(name, array, 0, shape);
    }

    /**
     * Part of an array, from a position on, as a constant tensor.
     *
     * @param name of the constant
     * @param values an array that holds them
     * @param from position of the first
     * @param shape its lengths
     * @return name of the constant
     */
    public String constant(String name, double[] values, int from, long... shape) {
        add(Protos.tensor(name, type, values, from, shape));
        return name;
    }

    /**
     * The tensor with its axes in another order.
     *
     * @param tensor name of a tensor
     * @param order of its axes
     * @return name of the output
     */
    public String transpose(String tensor, long... order) {
        return node("Transpose", Attributes.of("perm", order), tensor);
    }

    /**
     * The same with a given output name.
     *
     * @param output name of the output
     * @param tensor name of a tensor
     * @param order of its axes
     * @return name of the output
     */
    public String transpose(String output, String tensor, long... order) {
        add("Transpose", Attributes.of("perm", order), List.of(tensor), List.of(output));
        return output;
    }

    /**
     * Strips of as many columns each of a matrix.
     *
     * @param matrix name of a matrix
     * @param strips how many
     * @param columns of each
     * @return names of the outputs
     */
    public String[] split(String matrix, int strips, int columns) {
        String name = fresh("split");
        long[] widths = new long[strips];
        Arrays.fill(widths, columns);
        String[] outputs = new String[strips];
        Arrays.setAll(outputs, k -> name + "_" + k);
        add("Split", Attributes.of("axis", 1), List.of(matrix, integers(name + "_widths", widths)), List.of(outputs));
        return outputs;
    }

    /**
     * The finished model, opset 17, IR version 8.
     *
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file; the same graph gives the same bytes
     */
    public byte[] model(Map<String, String> metadata) {
        return model(17, metadata);
    }

    /** The finished model of a given opset, IR version 8. */
    byte[] model(int opset, Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("nnp4j")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(proto());
        Map<String, Long> others = new TreeMap<>();
        nodes.stream().filter(n -> !n.domain().isEmpty()).forEach(n -> others.put(n.domain(), n.version()));
        others.forEach((domain, version) -> model.addOpsetImport(
                OnnxMl.OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        new TreeMap<>(metadata)
                .forEach((key, text) -> model.addMetadataProps(
                        OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    /** The graph as a message. */
    OnnxMl.GraphProto proto() {
        OnnxMl.GraphProto.Builder written = graph.clone();
        nodes.forEach(node -> written.addNode(node.proto()));
        return written.build();
    }
}
