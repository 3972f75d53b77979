package nnp4j.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import nnp4j.onnx.OnnxRuntime;
import nnp4j.units.Precision;

/** Memory outside the Java heap for real numbers of either precision, which ONNX Runtime reads and writes in place. */
final class RealBuffer {
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final int capacity;

    private RealBuffer(Precision precision, int capacity) {
        if (capacity > Integer.MAX_VALUE / 8)
            throw new IllegalArgumentException(
                    "expected at most " + Integer.MAX_VALUE / 8 + " numbers a batch, found " + capacity);
        boolean single = precision == Precision.FLOAT;
        ByteBuffer bytes =
                ByteBuffer.allocateDirect((single ? 4 : 8) * capacity).order(ByteOrder.nativeOrder());
        this.floats = single ? bytes.asFloatBuffer() : null;
        this.doubles = single ? null : bytes.asDoubleBuffer();
        this.capacity = capacity;
    }

    /** The old buffer where it is large enough, or a new one. */
    static RealBuffer of(RealBuffer old, Precision precision, int size) {
        return old != null && old.capacity >= size ? old : new RealBuffer(precision, size);
    }

    /** A tensor over the first numbers. */
    OnnxTensor tensor(long... shape) throws OrtException {
        int size = 1;
        for (long length : shape) size *= (int) length;
        return floats != null
                ? OnnxTensor.createTensor(OnnxRuntime.environment(), floats.slice(0, size), shape)
                : OnnxTensor.createTensor(OnnxRuntime.environment(), doubles.slice(0, size), shape);
    }

    /** Takes numbers of an array, from a position on, to the beginning. */
    void put(double[] values, int from, int count) {
        if (floats == null) doubles.put(0, values, from, count);
        else for (int k = 0; k < count; k++) floats.put(k, (float) values[from + k]);
    }

    /** Gives the first numbers to an array, from a position on. */
    void get(double[] values, int from, int count) {
        if (floats == null) doubles.get(0, values, from, count);
        else for (int k = 0; k < count; k++) values[from + k] = floats.get(k);
    }
}
