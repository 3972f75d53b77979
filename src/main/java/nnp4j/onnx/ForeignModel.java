package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model written by another program, read with distrust: whatever could make ONNX Runtime read other files, loop, or run code
 * that is not ONNX's own is refused here. Its graph is in order, every value has one origin, and constants have the size they
 * state.
 */
final class ForeignModel {
    /** Larger files are refused, external data included. */
    static final long MOST_BYTES = 256L << 20;

    private static final int MOST_NODES = 50_000;
    private static final int OLDEST = 7;

    /**
     * A declared input, its name now and in the file. A length is a number, or the name of one that varies (empty where it has
     * none).
     */
    record Input(String name, String title, DataType type, List<Object> shape) {}

    private final List<Input> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, OnnxMl.TensorProto> constants = new LinkedHashMap<>();

    private ForeignModel() {}

    static ForeignModel read(Path path) {
        try {
            if (!Files.exists(path)) throw new GraphException(path + ": no such file");
            if (!Files.isRegularFile(path))
                throw new GraphException(path + ": expected an ONNX file, found something else");
            if (Files.size(path) > MOST_BYTES)
                throw new GraphException(
                        path + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(path));
            return read(Files.readAllBytes(path), path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new GraphException(path + ": cannot be read (" + e.getMessage() + ")", e);
        } catch (GraphException e) {
            throw e.getMessage().startsWith(path.toString()) ? e : new GraphException(path + ": " + e.getMessage(), e);
        }
    }

    /** Reads a model; external data may lie in the folder. */
    static ForeignModel read(byte[] bytes, Path folder) {
        OnnxMl.ModelProto model;
        try {
            model = OnnxMl.ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new GraphException("no ONNX model (" + oneLine(e) + ")", e);
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0)
            throw new GraphException("no ONNX model (expected a graph with nodes, found none)");
        ForeignModel read = new ForeignModel();
        read.take(model, new Constants(folder));
        return read;
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private void take(OnnxMl.ModelProto model, Constants reader) {
        Map<String, Long> versions = versions(model.getOpsetImportList());
        OnnxMl.GraphProto graph = model.getGraph();
        if (graph.getSparseInitializerCount() > 0) throw new GraphException("sparse constants are not covered");
        Set<String> known = new HashSet<>();
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            define(known, tensor.getName());
            constants.put(tensor.getName(), reader.checked(tensor, tensor.getName()));
        }
        for (OnnxMl.ValueInfoProto input : graph.getInputList()) {
            if (constants.containsKey(input.getName())) continue; // a default value, as old exporters write weights
            define(known, input.getName());
            inputs.add(input(input));
        }
        List<Node> written = new Functions(model.getFunctionsList(), MOST_NODES).inlined(graph.getNodeList(), versions);
        for (Node node : written) {
            for (String name : node.inputs())
                if (!name.isEmpty() && !known.contains(name))
                    throw node.wrong("input " + name + " comes from no earlier node (a cycle, or out of order)");
            if (node.outputs().stream().allMatch(String::isEmpty)) throw node.wrong("no output");
            for (String name : node.outputs()) if (!name.isEmpty()) define(known, name);
            if (node.operator().equals("Constant") && node.domain().isEmpty())
                constants.put(node.output(), reader.ofNode(node));
            else nodes.add(node);
        }
        for (OnnxMl.ValueInfoProto output : graph.getOutputList()) {
            if (!known.contains(output.getName()))
                throw new GraphException("output " + output.getName() + " comes from no node");
            outputs.add(output.getName());
        }
        if (outputs.isEmpty()) throw new GraphException("no output");
    }

    private static Map<String, Long> versions(List<OnnxMl.OperatorSetIdProto> imports) {
        Map<String, Long> versions = new LinkedHashMap<>();
        for (OnnxMl.OperatorSetIdProto set : imports) {
            String domain = set.getDomain().equals("ai.onnx") ? "" : set.getDomain();
            if (domain.isEmpty() && set.getVersion() < OLDEST)
                throw new GraphException("expected opset " + OLDEST + " or later, found " + set.getVersion());
            versions.put(domain, set.getVersion());
        }
        if (!versions.containsKey("")) throw new GraphException("no version of the standard operators (opset)");
        return versions;
    }

    private static void define(Set<String> known, String name) {
        if (name.isEmpty()) throw new GraphException("a constant or input without a name");
        if (!known.add(name)) throw new GraphException("value " + name + " has two origins");
    }

    private static Input input(OnnxMl.ValueInfoProto value) {
        if (!value.getType().hasTensorType())
            throw new GraphException("input " + value.getName() + ": expected a tensor, found something else");
        OnnxMl.TypeProto.Tensor tensor = value.getType().getTensorType();
        DataType type = DataType.forNumber(tensor.getElemType());
        if (type == null)
            throw new GraphException("input " + value.getName() + ": unknown type " + tensor.getElemType());
        if (!tensor.hasShape()) throw new GraphException("input " + value.getName() + ": its shape is not stated");
        List<Object> shape = new ArrayList<>();
        for (OnnxMl.TensorShapeProto.Dimension dim : tensor.getShape().getDimList()) {
            if (dim.hasDimValue() && dim.getDimValue() < 0)
                throw new GraphException("input " + value.getName() + ": length " + dim.getDimValue());
            shape.add(dim.hasDimValue() ? (Object) dim.getDimValue() : dim.getDimParam());
        }
        return new Input(value.getName(), value.getName(), type, shape);
    }

    List<Input> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    List<String> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    OnnxMl.TensorProto constant(String name) {
        return constants.get(name);
    }

    /** The nodes on which an output depends, in order. */
    List<Node> nodesFor(String output) {
        Set<String> needed = new HashSet<>(Set.of(output));
        List<Node> kept = new ArrayList<>();
        for (int k = nodes.size() - 1; k >= 0; k--) {
            Node node = nodes.get(k);
            if (node.outputs().stream().noneMatch(name -> !name.isEmpty() && needed.contains(name))) continue;
            needed.addAll(node.inputs());
            kept.add(node);
        }
        Collections.reverse(kept);
        return kept;
    }
}
