package nnp4j.network;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An ONNX graph under construction, in double precision. Values go by name; constants are written once and only if used. */
final class OnnxGraph {
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final Map<Double, String> scalars = new HashMap<>();
    private final Map<List<String>, String> expressions = new HashMap<>();
    private int nodes;

    OnnxGraph(String name) {
        graph.setName(name);
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

    /** x W^T + b, for W of shape [outputs, inputs]. */
    String affine(String x, String weights, String biases) {
        return with("transB", 1, "Gemm", "gemm_" + ++nodes, x, weights, biases);
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

    /** The sum along an axis, which is dropped. */
    String sum(String tensor, String axis) {
        return with("keepdims", 0, "ReduceSum", "sum_" + ++nodes, tensor, axis);
    }

    /** Part of an array, from a position on, as a constant tensor; the shape says how many values. */
    String constant(String name, double[] values, int from, long... shape) {
        int size = 1;
        for (long length : shape) size *= (int) length;
        ByteBuffer bytes = ByteBuffer.allocate(8 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < size; k++) bytes.putDouble(values[from + k]);
        bytes.flip();
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.DOUBLE.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long length : shape) tensor.addDims(length);
        graph.addInitializer(tensor);
        return name;
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

    private static OnnxMl.ValueInfoProto value(String name, Object... shape) {
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
                                .setElemType(OnnxMl.TensorProto.DataType.DOUBLE.getNumber())
                                .setShape(dims)))
                .build();
    }
}
