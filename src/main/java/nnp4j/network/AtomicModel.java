package nnp4j.network;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nnp4j.onnx.OnnxRuntime;
import nnp4j.units.Precision;

/**
 * Networks of atoms as {@link AtomicOnnx} writes them. The file's weights are read where they stand; for each set of inputs in
 * use a session of ONNX Runtime is made of the weights that they need, and shared. Immutable and shared by threads;
 * {@link #network} gives each thread an evaluator of its own. Close it after its networks.
 */
public final class AtomicModel implements AutoCloseable {
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int MOST_WIDTH = 1 << 20;

    private final Map<String, String> metadata;
    private final Precision precision;
    private final Map<String, ElementLayers> elements;
    private final Map<Key, Shared> sessions = new HashMap<>();
    private boolean closed;

    private AtomicModel(Map<String, String> metadata, Precision precision, Map<String, ElementLayers> elements) {
        this.metadata = metadata;
        this.precision = precision;
        this.elements = elements;
    }

    /** The graph of a session. */
    enum Form {
        SIDE_BY_SIDE,
        UNROLLED,
        APART
    }

    /** A form, and of each element whether it has one atom and no more, where the graph is another then. */
    record Layout(Form form, List<Boolean> alone) {
        static Layout of(Form form, int[] atoms) {
            return new Layout(
                    form,
                    Arrays.stream(atoms)
                            .mapToObj(count -> form == Form.SIDE_BY_SIDE && count == 1)
                            .toList());
        }
    }

    private record Key(Layout layout, List<String> symbols, List<List<Integer>> columns) {}

    /** A session and the number of its users. */
    private static final class Shared {
        private final OrtSession session;
        private int users;

        Shared(OrtSession session) {
            this.session = session;
        }
    }

    /**
     * Opens a model file, which is mapped into memory, not read.
     *
     * @param path an ONNX file
     * @return the model
     * @throws NetworkException if there is no such file, it is no ONNX model, or its tensors are not as expected
     */
    public static AtomicModel open(Path path) {
        if (!Files.exists(path)) throw new NetworkException(path + ": no such file");
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > MOST_BYTES)
                throw new NetworkException(
                        path + ": expected at most " + MOST_BYTES + " bytes, found " + channel.size());
            return open(
                    UnsafeByteOperations.unsafeWrap(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())),
                    path.toString());
        } catch (IOException e) {
            throw new NetworkException(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Opens a model in memory.
     *
     * @param bytes an ONNX file
     * @return the model
     * @throws NetworkException if it is no ONNX model or its tensors are not as expected
     */
    public static AtomicModel open(byte[] bytes) {
        return open(ByteString.copyFrom(bytes), "model");
    }

    private static AtomicModel open(ByteString bytes, String where) {
        try {
            CodedInputStream in = bytes.newCodedInput();
            in.enableAliasing(true);
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(in);
            Map<String, String> metadata = new HashMap<>();
            model.getMetadataPropsList().forEach(p -> metadata.put(p.getKey(), p.getValue()));
            String activations = metadata.get(AtomicOnnx.ACTIVATIONS);
            if (activations == null)
                throw new NetworkException(
                        "expected networks of atoms, with the metadata key " + AtomicOnnx.ACTIVATIONS + ", found none");
            Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
            model.getGraph().getInitializerList().forEach(t -> tensors.put(t.getName(), t));
            return read(Map.copyOf(metadata), activations, tensors);
        } catch (IOException e) {
            throw new NetworkException(where + ": no ONNX model (" + e.getMessage() + ")", e);
        } catch (NetworkException | IllegalArgumentException e) {
            throw new NetworkException(where + ": " + e.getMessage(), e);
        }
    }

    private static AtomicModel read(
            Map<String, String> metadata, String activations, Map<String, OnnxMl.TensorProto> tensors) {
        Map<String, ElementLayers> elements = new LinkedHashMap<>();
        Precision precision = null;
        for (String entry : activations.split(";", -1)) {
            String[] words = entry.split("=", -1);
            if (words.length != 2)
                throw new NetworkException(
                        "expected activations such as H=tanh,tanh;O=tanh,tanh, found " + activations);
            List<Activation> hidden = words[1].isEmpty()
                    ? List.of()
                    : Arrays.stream(words[1].split(",", -1)).map(Activation::of).toList();
            if (precision == null)
                precision =
                        tensor(tensors, AtomicGraph.weightsName(words[0], 1)).getDataType()
                                        == OnnxMl.TensorProto.DataType.FLOAT.getNumber()
                                ? Precision.FLOAT
                                : Precision.DOUBLE;
            elements.put(words[0], layers(words[0], hidden, tensors, precision));
        }
        if (elements.values().stream()
                        .mapToInt(ElementLayers::members)
                        .distinct()
                        .count()
                != 1) throw new NetworkException("expected as many networks for each element, found several numbers");
        return new AtomicModel(metadata, precision, elements);
    }

    private static ElementLayers layers(
            String symbol, List<Activation> hidden, Map<String, OnnxMl.TensorProto> tensors, Precision precision) {
        int last = hidden.size() + 1;
        int[] widths = new int[last + 1];
        LayerTensor[] weights = new LayerTensor[last + 1];
        LayerTensor[] biases = new LayerTensor[last + 1];
        int members = 0;
        for (int layer = 1; layer <= last; layer++) {
            OnnxMl.TensorProto tensor = tensor(tensors, AtomicGraph.weightsName(symbol, layer));
            if (tensor.getDimsCount() != 3)
                throw new NetworkException(
                        "tensor " + tensor.getName() + ": expected 3 dimensions, found " + tensor.getDimsCount());
            if (layer == 1) {
                members = length(tensor, 0);
                widths[0] = length(tensor, 2);
            }
            widths[layer] = layer == last ? 1 : length(tensor, 1);
            weights[layer] = LayerTensor.of(tensor, precision, members, widths[layer], widths[layer - 1]);
            biases[layer] = LayerTensor.of(
                    tensor(tensors, AtomicGraph.biasesName(symbol, layer)), precision, members, 1, widths[layer]);
        }
        return new ElementLayers(symbol, members, widths, hidden, weights, biases, ElementLayers.all(widths[0]));
    }

    private static int length(OnnxMl.TensorProto tensor, int dimension) {
        long length = tensor.getDims(dimension);
        if (length < 1 || length > MOST_WIDTH)
            throw new NetworkException(
                    "tensor " + tensor.getName() + ": expected lengths of 1 to " + MOST_WIDTH + ", found " + length);
        return (int) length;
    }

    private static OnnxMl.TensorProto tensor(Map<String, OnnxMl.TensorProto> tensors, String name) {
        OnnxMl.TensorProto tensor = tensors.get(name);
        if (tensor == null) throw new NetworkException("expected a tensor " + name + ", found none");
        return tensor;
    }

    /**
     * Whether a file holds networks of atoms.
     *
     * @param path an ONNX file, or any other
     * @return false for other models, and for files that cannot be read
     */
    public static boolean isIn(Path path) {
        if (!Files.isRegularFile(path)) return false;
        try (InputStream in = Files.newInputStream(path)) {
            return OnnxMetadata.read(CodedInputStream.newInstance(in)).containsKey(AtomicOnnx.ACTIVATIONS);
        } catch (IOException e) {
            return false; // whoever opens it says why
        }
    }

    /**
     * Whether a model in memory holds networks of atoms.
     *
     * @param bytes an ONNX file, or anything else
     * @return false for other models
     */
    public static boolean isIn(byte[] bytes) {
        try {
            return OnnxMetadata.read(bytes).containsKey(AtomicOnnx.ACTIVATIONS);
        } catch (IOException e) {
            return false; // whoever opens it says why
        }
    }

    /**
     * The key-value pairs in the model's metadata.
     *
     * @return immutable map
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * The precision of the model's numbers.
     *
     * @return float or double
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Number of networks of each element.
     *
     * @return at least 1
     */
    public int memberCount() {
        return elements.values().iterator().next().members();
    }

    /**
     * Number of features of an element's atoms.
     *
     * @param symbol of an element
     * @return at least 1, or 0 where there is no network of the element
     */
    public int featureCount(String symbol) {
        ElementLayers layers = elements.get(symbol);
        return layers == null ? 0 : layers.fullInputCount();
    }

    /**
     * An evaluator for the elements of a system.
     *
     * @param symbols elements of the system, each once
     * @param columns for each of them the inputs in use, ascending
     * @param others for each of them the values of all inputs, at which those not in use are held; empty for zeros
     * @return a network for one thread; close it before the model
     * @throws NetworkException if there is no network of an element
     */
    public AtomicNetwork network(List<String> symbols, List<int[]> columns, List<double[]> others) {
        List<ElementLayers> sliced = new ArrayList<>();
        for (int k = 0; k < symbols.size(); k++) {
            ElementLayers layers = elements.get(symbols.get(k));
            if (layers == null)
                throw new NetworkException(
                        "expected an element of " + String.join(", ", elements.keySet()) + ", found " + symbols.get(k));
            sliced.add(layers.sliced(columns.get(k), others.isEmpty() ? null : others.get(k)));
        }
        return new AtomicNetwork(this, precision, sliced);
    }

    /** A session of some networks, made at the first use. */
    synchronized OrtSession acquire(Layout layout, List<ElementLayers> layers) {
        if (closed) throw new IllegalStateException("model of atoms: closed");
        Shared shared = sessions.computeIfAbsent(key(layout, layers), k -> new Shared(create(layout, layers)));
        shared.users++;
        return shared.session;
    }

    /** Gives a session back; the last user closes it. */
    synchronized void release(Layout layout, List<ElementLayers> layers) {
        Key key = key(layout, layers);
        Shared shared = sessions.get(key);
        if (shared == null || --shared.users > 0) return;
        sessions.remove(key);
        OnnxModel.close(shared.session);
    }

    private static Key key(Layout layout, List<ElementLayers> layers) {
        return new Key(
                layout,
                layers.stream().map(ElementLayers::symbol).toList(),
                layers.stream().map(ElementLayers::columns).toList());
    }

    private OrtSession create(Layout layout, List<ElementLayers> layers) {
        byte[] graph = switch (layout.form()) {
            case SIDE_BY_SIDE -> AtomicGraph.besideOneAnother(layers, layout.alone(), precision);
            case UNROLLED -> AtomicGraph.unrolled(layers, precision, false);
            case APART -> AtomicGraph.unrolled(layers, precision, true);
        };
        try {
            return OnnxRuntime.session(graph);
        } catch (OrtException e) {
            throw new NetworkException("ONNX Runtime refuses networks of atoms (" + OnnxRuntime.oneLine(e) + ")", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        sessions.values().forEach(s -> OnnxModel.close(s.session));
        sessions.clear();
    }
}
