package nnp4j.network;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** An ONNX graph under construction, in one precision. Values go by name; constants are written once and only if used. */
final class OnnxGraph {
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final Map<Double, String> scalars = new HashMap<>();
    private final Map<List<String>, String> expressions = new HashMap<>();
    private final Precision precision;
    private int nodes;

    OnnxGraph(String name) {
        this(name, Precision.DOUBLE);
    }

    OnnxGraph(String name, Precision precision) {
        graph.setName(name);
        this.precision = precision;
    }

    void input(String name, Object... shape) {
        graph.addInput(value(name, shape));
    }

    void output(String name, Object... shape) {
        graph.addOutput(value(name, shape));
    }

    /** A node whose output gets a name of its own; the same operator on the same inputs is the same node. */
    String node(String operator, String... inputs) {
        List<String> expression = new ArrayList<>(List.of(inputs));
        expression.add(operator);
        return expressions.computeIfAbsent(
                expression, e -> named(operator, operator.toLowerCase(Locale.ROOT) + "_" + ++nodes, inputs));
    }

    /** A node with a given output name. */
    String named(String operator, String output, String... inputs) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName("node_" + output)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return output;
    }

    /** x W^T + b, for W of shape [outputs, inputs], perhaps without b. */
    String affine(String... factorsAndBiases) {
        return with("transB", 1, "Gemm", "gemm_" + ++nodes, factorsAndBiases);
    }

    /** A node with one whole-number attribute. */
    private String with(String attribute, long value, String operator, String output, String... inputs) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName("node_" + output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName(attribute)
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(value)));
        return output;
    }

    String scalar(double value) {
        return scalars.computeIfAbsent(value, v -> constant("scalar_" + (scalars.size() + 1), new double[] {v}, 0));
    }

    /** Whole numbers as a constant vector, for a shape, an axis or indices. */
    String integers(String name, long... values) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) tensor.addInt64Data(value);
        graph.addInitializer(tensor);
        return name;
    }

    /** The columns of a matrix at the indices. */
    String gather(String matrix, String indices, String output) {
        return with("axis", 1, "Gather", output, matrix, indices);
    }

    /** Tensors one after the other along an axis. */
    String concatenated(int axis, String... tensors) {
        return tensors.length == 1 ? tensors[0] : with("axis", axis, "Concat", "concat_" + ++nodes, tensors);
    }

    /** The sum along an axis, which is dropped. */
    String sum(String tensor, String axis) {
        return with("keepdims", 0, "ReduceSum", "sum_" + ++nodes, tensor, axis);
    }

    /** A constant tensor of the values that a function gives for the positions in it. */
    String constant(String name, IntToDoubleFunction values, long... shape) {
        double[] array = new double[size(shape)];
        Arrays.setAll(array, values);
        return constant(name, array, 0, shape);
    }

    /** Part of an array, from a position on, as a constant tensor; the shape says how many values. */
    String constant(String name, double[] values, int from, long... shape) {
        int end = from + size(shape);
        boolean single = precision == Precision.FLOAT;
        ByteBuffer bytes = ByteBuffer.allocate((single ? 4 : 8) * size(shape)).order(ByteOrder.LITTLE_ENDIAN);
        if (single) bytes.asFloatBuffer().put(singles(values, from, end));
        else bytes.asDoubleBuffer().put(values, from, end - from);
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
        for (long length : shape) tensor.addDims(length);
        graph.addInitializer(tensor);
        return name;
    }

    private static float[] singles(double[] values, int from, int end) {
        float[] singles = new float[end - from];
        for (int k = from; k < end; k++) singles[k - from] = (float) values[k];
        return singles;
    }

    private static int size(long... shape) {
        int size = 1;
        for (long length : shape) size *= (int) length;
        return size;
    }

    /** The tensor with its axes in another order. */
    String transpose(String tensor, long... order) {
        return transpose("transpose_" + ++nodes, tensor, order);
    }

    /** The same with a given output name. */
    String transpose(String output, String tensor, long... order) {
        OnnxMl.AttributeProto.Builder axes =
                OnnxMl.AttributeProto.newBuilder().setName("perm").setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long axis : order) axes.addInts(axis);
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Transpose")
                .setName("node_" + output)
                .addInput(tensor)
                .addOutput(output)
                .addAttribute(axes));
        return output;
    }

    /** Strips of as many columns each of a matrix. */
    String[] split(String matrix, int strips, int columns) {
        String name = "split_" + ++nodes;
        long[] widths = new long[strips];
        Arrays.fill(widths, columns);
        String[] outputs = new String[strips];
        Arrays.setAll(outputs, k -> name + "_" + k);
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Split")
                .setName("node_" + name)
                .addInput(matrix)
                .addInput(integers(name + "_widths", widths))
                .addAllOutput(List.of(outputs))
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(1)));
        return outputs;
    }

    private int type() {
        return (precision == Precision.FLOAT ? OnnxMl.TensorProto.DataType.FLOAT : OnnxMl.TensorProto.DataType.DOUBLE)
                .getNumber();
    }

    /** The finished model, opset 17, IR version 8. */
    byte[] model(Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("nnp4j")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
        new TreeMap<>(metadata)
                .forEach((key, text) -> model.addMetadataProps(
                        OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    private OnnxMl.ValueInfoProto value(String name, Object... shape) {
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
        for (Object length : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dim = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            if (length instanceof String symbol) dim.setDimParam(symbol);
            else dim.setDimValue(((Number) length).longValue());
            dims.addDim(dim);
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type())
                                .setShape(dims)))
                .build();
    }
}
