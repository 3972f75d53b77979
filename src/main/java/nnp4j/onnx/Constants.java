package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a model's constants and brings in those that lie in files beside it. */
final class Constants {
    private static final Map<DataType, Integer> SIZES =
            Map.of(DataType.FLOAT, 4, DataType.DOUBLE, 8, DataType.INT64, 8, DataType.INT32, 4, DataType.BOOL, 1);

    private static final int MOST_DIMENSIONS = 12;

    private final Path folder;
    private long total;

    Constants(Path folder) {
        this.folder = folder;
    }

    /** The constant, or what its external data say. */
    OnnxMl.TensorProto checked(OnnxMl.TensorProto tensor, String name) {
        DataType type = DataType.forNumber(tensor.getDataType());
        if (type == null || !SIZES.containsKey(type))
            throw wrong(
                    name,
                    "expected numbers of type FLOAT, DOUBLE, INT32, INT64 or BOOL, found "
                            + (type == null ? "type " + tensor.getDataType() : type));
        if (tensor.hasSegment()) throw wrong(name, "segments are not covered");
        if (tensor.getDimsCount() > MOST_DIMENSIONS)
            throw wrong(name, "expected at most " + MOST_DIMENSIONS + " dimensions, found " + tensor.getDimsCount());
        long count = 1;
        for (long length : tensor.getDimsList()) {
            if (length < 0 || length > ForeignModel.MOST_BYTES)
                throw wrong(name, "expected lengths up to " + ForeignModel.MOST_BYTES + ", found " + length);
            count *= length;
            if (count > ForeignModel.MOST_BYTES) throw wrong(name, "absurdly large: " + tensor.getDimsList());
        }
        total += count * SIZES.get(type);
        if (total > ForeignModel.MOST_BYTES)
            throw wrong(name, "the constants are larger than " + ForeignModel.MOST_BYTES + " bytes");
        if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL)
            return external(tensor, name, count * SIZES.get(type));
        if (tensor.getExternalDataCount() > 0) throw wrong(name, "external data of a constant that is not external");
        long found = tensor.hasRawData() ? tensor.getRawData().size() / (long) SIZES.get(type) : listed(tensor, type);
        boolean whole = !tensor.hasRawData() || tensor.getRawData().size() % SIZES.get(type) == 0;
        if (found != count || !whole)
            throw wrong(name, "expected " + count + " values for " + tensor.getDimsList() + ", found " + found);
        return tensor.toBuilder().setName(name).clearDocString().build();
    }

    private static long listed(OnnxMl.TensorProto tensor, DataType type) {
        return switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private OnnxMl.TensorProto external(OnnxMl.TensorProto tensor, String name, long bytes) {
        String location = "";
        long offset = 0;
        long length = bytes;
        for (OnnxMl.StringStringEntryProto entry : tensor.getExternalDataList()) {
            switch (entry.getKey()) {
                case "location" -> location = entry.getValue();
                case "offset" -> offset = number(name, entry);
                case "length" -> length = number(name, entry);
                default -> {} // checksum and what others add
            }
        }
        if (length != bytes) throw wrong(name, "expected " + bytes + " bytes of external data, found " + length);
        try {
            Path file = beside(name, location);
            if (offset < 0 || offset > Files.size(file) - length)
                throw wrong(name, "external data end before " + offset + " + " + length + " bytes");
            byte[] data = new byte[Math.toIntExact(length)];
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(offset);
                in.readFully(data);
            }
            return OnnxMl.TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(tensor.getDataType())
                    .addAllDims(tensor.getDimsList())
                    .setRawData(ByteString.copyFrom(data))
                    .build();
        } catch (IOException e) {
            throw new GraphException("constant " + name + ": external data " + location + " cannot be read", e);
        }
    }

    /** A regular file in the model's folder or below; no link may lead out of it. */
    private Path beside(String name, String location) throws IOException {
        if (folder == null) throw wrong(name, "external data of a model that is no file");
        Path home = folder.toRealPath();
        Path relative;
        try {
            relative = Path.of(location);
        } catch (java.nio.file.InvalidPathException e) {
            throw wrong(name, "external data in " + location + ", which is no path");
        }
        Path file = home.resolve(relative).normalize();
        boolean inside = !location.isEmpty() && !relative.isAbsolute() && file.startsWith(home);
        if (!inside || (Files.exists(file) && !file.toRealPath().startsWith(home)))
            throw wrong(name, "external data in " + location + ", outside the model's folder");
        if (!Files.isRegularFile(file)) throw wrong(name, "external data in " + location + ", which is no file");
        return file;
    }

    private static long number(String name, OnnxMl.StringStringEntryProto entry) {
        try {
            return Long.parseLong(entry.getValue());
        } catch (NumberFormatException e) {
            throw wrong(name, "external data's " + entry.getKey() + " is no number: " + entry.getValue());
        }
    }

    /** What a node of the kind Constant holds. */
    OnnxMl.TensorProto ofNode(Node node) {
        OnnxMl.TensorProto.Builder made = OnnxMl.TensorProto.newBuilder().setName(node.output());
        Attributes given = node.attributes();
        Optional<OnnxMl.TensorProto> tensor = given.tensor("value");
        if (tensor.isPresent()) return checked(tensor.get(), node.output());
        Optional<long[]> whole = given.has("value_int")
                ? Optional.of(new long[] {given.integer("value_int", 0)})
                : given.integers("value_ints");
        Optional<double[]> real = given.has("value_float")
                ? Optional.of(new double[] {given.number("value_float", 0)})
                : given.numbers("value_floats");
        if (whole.isPresent()) {
            made.setDataType(DataType.INT64.getNumber());
            for (long value : whole.get()) made.addInt64Data(value);
        } else if (real.isPresent()) {
            made.setDataType(DataType.FLOAT.getNumber());
            for (double value : real.get()) made.addFloatData((float) value);
        } else {
            throw node.wrong("expected numbers, found attributes " + names(given));
        }
        if (given.has("value_ints") || given.has("value_floats"))
            made.addDims(whole.isPresent() ? whole.get().length : real.orElseThrow().length);
        return checked(made.build(), node.output());
    }

    /** A checked constant in ONNX Runtime's memory. */
    static OnnxTensor tensor(OnnxMl.TensorProto constant) throws OrtException {
        long[] shape =
                constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
        DataType type = DataType.forNumber(constant.getDataType());
        ByteBuffer bytes = bytes(constant, type).order(ByteOrder.LITTLE_ENDIAN);
        OrtEnvironment environment = OnnxRuntime.environment();
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, bytes.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, bytes.asIntBuffer(), shape);
            default -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL);
        };
    }

    private static ByteBuffer bytes(OnnxMl.TensorProto constant, DataType type) {
        if (constant.hasRawData()) return constant.getRawData().asReadOnlyByteBuffer();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(listed(constant, type) * SIZES.get(type)))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT -> constant.getFloatDataList().forEach(bytes::putFloat);
            case DOUBLE -> constant.getDoubleDataList().forEach(bytes::putDouble);
            case INT64 -> constant.getInt64DataList().forEach(bytes::putLong);
            case INT32 -> constant.getInt32DataList().forEach(bytes::putInt);
            default -> constant.getInt32DataList().forEach(b -> bytes.put(b.byteValue()));
        }
        return bytes.flip();
    }

    private static List<String> names(Attributes attributes) {
        return attributes.protos().stream().map(OnnxMl.AttributeProto::getName).toList();
    }

    private static GraphException wrong(String name, String what) {
        return new GraphException("constant " + name + ": " + what);
    }
}
