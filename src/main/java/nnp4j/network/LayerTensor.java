package nnp4j.network;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import nnp4j.units.Precision;

/** A stack of weight matrices or bias vectors as it stands in a file: [members, units, inputs] or [members, 1, units]. */
final class LayerTensor {
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    private LayerTensor(FloatBuffer floats, DoubleBuffer doubles) {
        this.floats = floats;
        this.doubles = doubles;
    }

    /** ONNX's type of numbers of this precision. */
    static OnnxMl.TensorProto.DataType type(Precision precision) {
        return precision == Precision.FLOAT ? OnnxMl.TensorProto.DataType.FLOAT : OnnxMl.TensorProto.DataType.DOUBLE;
    }

    /**
     * Views a tensor of a file without copying it.
     *
     * @throws NetworkException if it is of another type or shape, or its data is cut
     */
    static LayerTensor of(OnnxMl.TensorProto tensor, Precision precision, long... shape) {
        boolean single = precision == Precision.FLOAT;
        int type = type(precision).getNumber();
        long size = 1;
        for (long length : shape) size *= length;
        List<Long> expected = java.util.Arrays.stream(shape).boxed().toList();
        long bytes = (single ? 4 : 8) * size;
        if (tensor.getDataType() != type || !tensor.getDimsList().equals(expected))
            throw new NetworkException("tensor " + tensor.getName() + ": expected " + precision + " " + expected
                    + ", found type " + tensor.getDataType() + " " + tensor.getDimsList());
        if (tensor.getRawData().size() != bytes)
            throw new NetworkException("tensor " + tensor.getName() + ": expected " + bytes + " bytes, found "
                    + tensor.getRawData().size());
        var buffer = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return single ? new LayerTensor(buffer.asFloatBuffer(), null) : new LayerTensor(null, buffer.asDoubleBuffer());
    }

    static LayerTensor of(double[] values) {
        return new LayerTensor(null, DoubleBuffer.wrap(values));
    }

    /** The value at a position, row-major. */
    double at(int position) {
        return floats != null ? floats.get(position) : doubles.get(position);
    }

    /** Values from a position on, as many as the array holds. */
    void read(int position, double[] values) {
        if (floats == null) {
            doubles.get(position, values);
            return;
        }
        float[] singles = new float[values.length];
        floats.get(position, singles);
        for (int k = 0; k < singles.length; k++) values[k] = singles[k];
    }

    /** Some columns of rows of a matrix. */
    void read(int firstRow, int rows, int width, int[] columns, double[] values) {
        float[] singles = new float[width];
        double[] row = new double[width];
        for (int r = 0; r < rows; r++) {
            int position = (firstRow + r) * width;
            int to = r * columns.length;
            if (floats == null) {
                doubles.get(position, row);
                for (int k = 0; k < columns.length; k++) values[to + k] = row[columns[k]];
            } else {
                floats.get(position, singles);
                for (int k = 0; k < columns.length; k++) values[to + k] = singles[columns[k]];
            }
        }
    }
}
