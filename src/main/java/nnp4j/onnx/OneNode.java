package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An operator by itself in ONNX Runtime, for all nodes that differ in nothing but the names of values. */
final class OneNode implements AutoCloseable {
    private final OrtSession session;

    OneNode(Node node, Function<String, DataType> types) throws OrtException {
        OnnxGraph graph = new OnnxGraph("one_node", DataType.DOUBLE);
        List<String> inputs = new ArrayList<>();
        for (int k = 0; k < node.inputs().size(); k++) {
            inputs.add(node.has(k) ? "in_" + k : "");
            if (node.has(k)) graph.unshaped("in_" + k, types.apply(node.input(k)));
        }
        for (String name : node.attributes().captured()) graph.unshaped(name, types.apply(name));
        List<String> outputs = new ArrayList<>();
        for (int k = 0; k < node.outputs().size(); k++)
            outputs.add(node.outputs().get(k).isEmpty() ? "" : "out_" + k);
        DataType first = node.has(0) ? types.apply(node.input(0)) : DataType.DOUBLE;
        Kernels.write(
                new Node(node.operator(), node.domain(), node.version(), "node", node.attributes(), inputs, outputs),
                first,
                graph);
        outputs.stream().filter(name -> !name.isEmpty()).forEach(graph::unshapedOutput);
        session = OnnxRuntime.session(graph.model(Tape.VERSION, Map.of()), OrtSession.SessionOptions.OptLevel.NO_OPT);
    }

    /** What nodes have in common that one session can run. */
    static List<Object> key(Node node, Function<String, DataType> types) {
        List<Object> given = new ArrayList<>();
        for (int k = 0; k < node.inputs().size(); k++) given.add(node.has(k) ? types.apply(node.input(k)) : "none");
        List<Object> wanted = new ArrayList<>();
        for (String name : node.outputs()) wanted.add(name.isEmpty());
        return List.of(node.operator(), node.attributes(), given, wanted);
    }

    /** The outputs that are wanted, in order; to be closed. */
    OrtSession.Result run(Node node, Function<String, OnnxTensor> values) throws OrtException {
        Map<String, OnnxTensor> given = new HashMap<>();
        for (int k = 0; k < node.inputs().size(); k++)
            if (node.has(k)) given.put("in_" + k, values.apply(node.input(k)));
        for (String name : node.attributes().captured()) given.put(name, values.apply(name));
        return session.run(given);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new GraphException("ONNX Runtime failed to close a session (" + OnnxRuntime.oneLine(e) + ")", e);
        }
    }
}
