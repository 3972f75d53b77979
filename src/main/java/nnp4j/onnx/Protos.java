package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Parts of ONNX messages. */
final class Protos {
    private Protos() {}

    /** Numbers of an array from a position on, as a constant. */
    static OnnxMl.TensorProto tensor(String name, DataType type, double[] values, int from, long... shape) {
        int end = from + size(shape);
        ByteBuffer bytes = ByteBuffer.allocate((type == DataType.FLOAT ? 4 : 8) * (end - from))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int k = from; k < end; k++) {
            if (type == DataType.FLOAT) bytes.putFloat((float) values[k]);
            else if (type == DataType.DOUBLE) bytes.putDouble(values[k]);
            else bytes.putLong((long) values[k]);
        }
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes.flip()));
        for (long length : shape) tensor.addDims(length);
        return tensor.build();
    }

    static int size(long... shape) {
        int size = 1;
        for (long length : shape) size *= (int) length;
        return size;
    }

    /** A value with lengths, or names of lengths that vary. */
    static OnnxMl.ValueInfoProto value(String name, DataType type, Object... shape) {
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
                                .setElemType(type.getNumber())
                                .setShape(dims)))
                .build();
    }

    /** A value whose number of dimensions is not stated. */
    static OnnxMl.ValueInfoProto unshaped(String name, DataType type) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber())))
                .build();
    }
}
