package nnp4j.network;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import nnp4j.onnx.OnnxRuntime;

/**
 * An energy-and-slopes model in ONNX Runtime, with the tensors that {@link OnnxExport} writes. Shared by threads;
 * {@link #network()} gives each thread an evaluator of its own. Close it after its networks.
 */
public final class OnnxModel implements AutoCloseable {
    /** Larger files are refused: the biggest potentials in use are a few tens of megabytes. */
    private static final long MOST_BYTES = 1L << 30;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, String> metadata;
    private final int inputSize;
    private final boolean oneRow;
    private boolean closed;

    private OnnxModel(OrtEnvironment environment, OrtSession session, Map<String, String> metadata, String where)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.metadata = metadata;
        this.inputSize = checkedInputSize(session, where);
        TensorInfo features =
                (TensorInfo) session.getInputInfo().get(OnnxExport.FEATURES).getInfo();
        this.oneRow = features.getShape()[0] == 1;
    }

    /**
     * Opens a model file.
     *
     * @param path an ONNX file
     * @return the model
     * @throws NetworkException if there is no such file, it is no ONNX model, or its tensors are not as expected
     */
    public static OnnxModel open(Path path) {
        byte[] bytes;
        try {
            if (!Files.exists(path)) throw new NetworkException(path + ": no such file");
            if (!Files.isRegularFile(path))
                throw new NetworkException(path + ": expected an ONNX file, found a folder");
            if (Files.size(path) > MOST_BYTES)
                throw new NetworkException(
                        path + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(path));
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new NetworkException(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return open(bytes, path.toString());
    }

    /**
     * Opens a model in memory.
     *
     * @param bytes an ONNX file
     * @return the model
     * @throws NetworkException if it is no ONNX model or its tensors are not as expected
     */
    public static OnnxModel open(byte[] bytes) {
        return open(bytes, "model");
    }

    private static OnnxModel open(byte[] bytes, String where) {
        if (bytes.length == 0) throw new NetworkException(where + ": expected an ONNX model, found an empty file");
        OrtEnvironment environment = OnnxRuntime.environment();
        OrtSession session = null;
        try {
            session = OnnxRuntime.session(bytes);
            return new OnnxModel(environment, session, OnnxMetadata.read(bytes), where);
        } catch (OrtException e) {
            close(session);
            throw new NetworkException(
                    where + ": no ONNX model that ONNX Runtime can load (" + OnnxRuntime.oneLine(e) + ")", e);
        } catch (IOException e) {
            close(session);
            throw new NetworkException(where + ": metadata that cannot be read (" + e.getMessage() + ")", e);
        } catch (NetworkException e) {
            close(session);
            throw e;
        }
    }

    private static int checkedInputSize(OrtSession session, String where) throws OrtException {
        int inputs = checked(session.getInputInfo(), OnnxExport.FEATURES, 1, -1, where + ": input ");
        checked(session.getOutputInfo(), OnnxExport.ENERGY, 2, 0, where + ": output ");
        checked(session.getOutputInfo(), OnnxExport.SLOPES, 2, inputs, where + ": output ");
        return inputs;
    }

    /** Checks one tensor; columns 0 stands for a vector, -1 for any number, which is returned. */
    private static int checked(Map<String, NodeInfo> tensors, String name, int count, int columns, String where) {
        String expected = where + "expected " + name + " of double [rows"
                + (columns == 0 ? "]" : columns < 0 ? ", features]" : ", " + columns + "]");
        NodeInfo node = tensors.get(name);
        if (node == null || tensors.size() != count)
            throw new NetworkException(expected + ", found tensors named " + tensors.keySet());
        if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.DOUBLE)
            throw new NetworkException(expected + ", found " + described(node));
        long[] shape = info.getShape();
        boolean fits = shape.length == (columns == 0 ? 1 : 2)
                && (shape[0] == -1 || shape[0] == 1) // 1: a model that takes one geometry at a time
                && (columns == 0 || (columns < 0 ? shape[1] > 0 : shape[1] == columns));
        if (!fits) throw new NetworkException(expected + ", found " + described(node));
        return columns == 0 ? 0 : (int) shape[1];
    }

    private static String described(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo info
                ? info.type.toString().toLowerCase(Locale.ROOT) + " " + Arrays.toString(info.getShape())
                : "no tensor";
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
     * Number of features in a row.
     *
     * @return at least 1
     */
    public int inputSize() {
        return inputSize;
    }

    /**
     * An evaluator.
     *
     * @return a network for one thread; close it before the model
     */
    public OnnxNetwork network() {
        return new OnnxNetwork(environment, session, inputSize, oneRow);
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        close(session);
    }

    static void close(OrtSession session) {
        if (session == null) return;
        try {
            session.close();
        } catch (OrtException e) {
            throw new NetworkException("ONNX Runtime failed to close a model (" + OnnxRuntime.oneLine(e) + ")", e);
        }
    }
}
