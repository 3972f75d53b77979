package nnp4j.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Map;
import java.util.Set;
import nnp4j.onnx.OnnxRuntime;

/**
 * Evaluates an {@link OnnxModel} with input and outputs in memory of its own that ONNX Runtime reads and writes in place.
 * One thread only. A change of the number of rows makes new tensors; the same number again reuses them.
 */
public final class OnnxNetwork implements Network {
    private static final Set<String> NO_OTHER_OUTPUTS = Set.of();

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int inputSize;
    private final boolean oneRow;
    private int rows;
    private DoubleBuffer features;
    private DoubleBuffer energies;
    private DoubleBuffer slopes;
    private Map<String, OnnxTensor> inputs = Map.of();
    private Map<String, OnnxTensor> outputs = Map.of();

    OnnxNetwork(OrtEnvironment environment, OrtSession session, int inputSize, boolean oneRow) {
        this.environment = environment;
        this.session = session;
        this.inputSize = inputSize;
        this.oneRow = oneRow;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public void evaluate(int rows, double[] features, double[] energies, double[] slopes) {
        Batch.check(rows, inputSize, features, energies, slopes);
        if (rows == 0) return;
        if (oneRow) for (int row = 0; row < rows; row++) run(row, 1, features, energies, slopes);
        else run(0, rows, features, energies, slopes);
    }

    private void run(int from, int count, double[] features, double[] energies, double[] slopes) {
        try {
            if (count != rows) bind(count);
            this.features.put(0, features, from * inputSize, count * inputSize);
            session.run(inputs, NO_OTHER_OUTPUTS, outputs).close();
        } catch (OrtException e) {
            throw new NetworkException("ONNX Runtime failed (" + OnnxRuntime.oneLine(e) + ")", e);
        }
        this.energies.get(0, energies, from, count);
        this.slopes.get(0, slopes, from * inputSize, count * inputSize);
    }

    /** Makes tensors for a number of rows over buffers that only grow. */
    private void bind(int count) throws OrtException {
        close();
        features = buffer(features, count * inputSize);
        energies = buffer(energies, count);
        slopes = buffer(slopes, count * inputSize);
        long[] matrix = {count, inputSize};
        inputs = Map.of(OnnxExport.FEATURES, tensor(features, matrix));
        outputs = Map.of(OnnxExport.ENERGY, tensor(energies, count), OnnxExport.SLOPES, tensor(slopes, matrix));
        rows = count;
    }

    private OnnxTensor tensor(DoubleBuffer buffer, long... shape) throws OrtException {
        int size = 1;
        for (long length : shape) size *= (int) length;
        return OnnxTensor.createTensor(environment, buffer.slice(0, size), shape);
    }

    private static DoubleBuffer buffer(DoubleBuffer old, int size) {
        if (old != null && old.capacity() >= size) return old;
        if (size > Integer.MAX_VALUE / 8)
            throw new IllegalArgumentException(
                    "expected at most " + Integer.MAX_VALUE / 8 + " features a batch, found " + size);
        return ByteBuffer.allocateDirect(8 * size)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        inputs = Map.of();
        outputs = Map.of();
        rows = 0;
    }
}
