package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Where nodes and constants are written, with or without being evaluated at once. */
interface GraphWriter {
    String node(String operator, String... inputs);

    String node(String operator, Attributes attributes, String... inputs);

    void add(Node node);

    String scalar(DataType type, double value);

    String integers(long... values);
}
