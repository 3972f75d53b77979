package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The values of a {@link Tape}, in ONNX Runtime's memory, for an input of few rows and for one with a row more. */
final class Values implements AutoCloseable {
    private static final int FEW = 64;
    private static final Set<String> SHAPES_ONLY = Set.of("Shape", "Size");

    /** Operators whose output's shape depends on the numbers of their inputs from one on. */
    private static final Map<String, Integer> SHAPED_FROM = Map.ofEntries(
            Map.entry("ConstantOfShape", 0),
            Map.entry("Expand", 1),
            Map.entry("NonZero", 0),
            Map.entry("Pad", 1),
            Map.entry("Range", 0),
            Map.entry("Reshape", 1),
            Map.entry("Slice", 1),
            Map.entry("Split", 1),
            Map.entry("Squeeze", 1),
            Map.entry("Tile", 1),
            Map.entry("TopK", 1),
            Map.entry("Unsqueeze", 1));

    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, List<OnnxTensor>> tensors = new HashMap<>();
    /** By what they run. */
    private final Map<List<Object>, OneNode> sessions = new HashMap<>();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final long most;
    private long bytes;

    /** All values together take at most so many bytes, for both inputs. */
    Values(long most) {
        this.most = most;
    }

    boolean knows(String name) {
        return values.containsKey(name);
    }

    Value value(String name) {
        Value value = values.get(name);
        if (value == null) throw new GraphException("value " + name + " is not known here");
        return value;
    }

    /** Takes over tensors that stand for an input. */
    Value input(String name, OnnxTensor few, OnnxTensor more) {
        open.add(few);
        open.add(more);
        return learn(name, List.of(few, more), true, true);
    }

    void constant(OnnxMl.TensorProto constant) {
        try {
            OnnxTensor tensor = Constants.tensor(constant);
            open.add(tensor);
            learn(constant.getName(), List.of(tensor, tensor), false, false);
        } catch (OrtException e) {
            throw new GraphException("constant " + constant.getName() + ": ONNX Runtime refuses it", e);
        }
    }

    /** A value that derivatives take for a constant. */
    void hold(String name) {
        Value v = value(name);
        values.put(name, new Value(v.type(), v.shape(), v.later(), v.integers(), v.dependsOnInput(), false));
    }

    /** Runs a node, unless its output would be absurdly large. */
    void evaluate(Node node) {
        List<String> inputs = Stream.concat(node.inputs().stream(), node.attributes().captured().stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        inputs.forEach(this::value);
        checkShape(node);
        OutputSize.check(node, this);
        List<String> outputs =
                node.outputs().stream().filter(name -> !name.isEmpty()).toList();
        List<List<OnnxTensor>> found = found(node);
        boolean depends = !SHAPES_ONLY.contains(node.operator())
                && inputs.stream().anyMatch(name -> value(name).dependsOnInput());
        boolean smooth = inputs.stream().anyMatch(name -> value(name).smooth());
        for (int k = 0; k < outputs.size(); k++) learn(outputs.get(k), found.get(k), depends, smooth);
    }

    /** The outputs of a node, each for both inputs. */
    private List<List<OnnxTensor>> found(Node node) {
        List<List<OnnxTensor>> found = new ArrayList<>();
        try {
            OneNode one = sessions.get(OneNode.key(node, this::type));
            if (one == null) {
                one = new OneNode(node, this::type);
                sessions.put(OneNode.key(node, this::type), one);
            }
            for (int probe : List.of(0, 1)) {
                int at = probe;
                OrtSession.Result result =
                        one.run(node, name -> tensors.get(name).get(at));
                open.add(result);
                for (int k = 0; k < result.size(); k++) {
                    if (probe == 0) found.add(new ArrayList<>());
                    found.get(k).add(tensor(result.get(k), node.toString()));
                }
            }
        } catch (OrtException e) {
            throw new GraphException(node + ": ONNX Runtime refuses it (" + OnnxRuntime.oneLine(e) + ")", e);
        }
        return found;
    }

    private DataType type(String name) {
        return value(name).type();
    }

    /** Shapes must be the same for every geometry; numbers may choose what is picked, not how many. */
    private void checkShape(Node node) {
        Integer first = SHAPED_FROM.get(node.operator());
        if (first == null) return;
        for (int k = first; k < node.inputs().size(); k++)
            if (node.has(k)
                    && value(node.input(k)).dependsOnInput()
                    && !(node.operator().equals("Pad") && k == 2))
                throw node.wrong("its output's shape depends on the input's numbers");
    }

    private static OnnxTensor tensor(OnnxValue value, String what) {
        if (value instanceof OnnxTensor tensor) return tensor;
        throw new GraphException(what + ": expected tensors, found " + value.getType());
    }

    private Value learn(String name, List<OnnxTensor> found, boolean depends, boolean smooth) {
        DataType type = type(name, found.get(0).getInfo());
        long[] shape = found.get(0).getInfo().getShape();
        long[] later = found.get(1).getInfo().getShape();
        if (shape.length != later.length)
            throw new GraphException("value " + name + ": its number of dimensions depends on the number of rows");
        boolean floating = type == DataType.FLOAT || type == DataType.DOUBLE;
        Value value = new Value(type, shape, later, integers(type, found), depends, smooth && floating);
        bytes += found.get(0).getInfo().getNumElements() * 8
                + found.get(1).getInfo().getNumElements() * 8;
        if (bytes > most) throw new GraphException("value " + name + ": the values are larger than " + most + " bytes");
        values.put(name, value);
        tensors.put(name, found);
        return value;
    }

    private static DataType type(String name, TensorInfo info) {
        return switch (info.type) {
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
            case INT64 -> DataType.INT64;
            case INT32 -> DataType.INT32;
            case BOOL -> DataType.BOOL;
            default -> throw new GraphException("value " + name + ": type " + info.type + " is not covered");
        };
    }

    /** The whole numbers of a value, for the input with the most rows. */
    long[] numbers(String name) {
        Value value = value(name);
        if (value.type() != DataType.INT64 && value.type() != DataType.INT32)
            throw new GraphException("value " + name + ": expected whole numbers, found " + value.type());
        return integers(value.type(), tensors.get(name).get(1));
    }

    /** The numbers of a value of double for both inputs. */
    double[][] doubles(String name) {
        return tensors.get(name).stream()
                .map(tensor -> {
                    double[] numbers = new double[(int) tensor.getInfo().getNumElements()];
                    tensor.getDoubleBuffer().get(numbers);
                    return numbers;
                })
                .toArray(double[][]::new);
    }

    /** A value of one number. */
    double number(String name) {
        Value value = value(name);
        if (value.size() != 1) throw new GraphException("value " + name + ": expected one number, found several");
        OnnxTensor tensor = tensors.get(name).get(1);
        return switch (value.type()) {
            case DOUBLE -> tensor.getDoubleBuffer().get(0);
            case FLOAT -> tensor.getFloatBuffer().get(0);
            default -> numbers(name)[0];
        };
    }

    private static long[] integers(DataType type, List<OnnxTensor> found) {
        if (type != DataType.INT64 && type != DataType.INT32) return null;
        if (found.get(0).getInfo().getNumElements() > FEW) return null;
        long[] first = integers(type, found.get(0));
        return Arrays.equals(first, integers(type, found.get(1))) ? first : null;
    }

    private static long[] integers(DataType type, OnnxTensor tensor) {
        if (tensor.getInfo().getNumElements() == 0) return new long[0];
        if (type == DataType.INT32)
            return Arrays.stream(array(tensor)).asLongStream().toArray();
        long[] values = new long[(int) tensor.getInfo().getNumElements()];
        tensor.getLongBuffer().get(values);
        return values;
    }

    private static int[] array(OnnxTensor tensor) {
        int[] values = new int[(int) tensor.getInfo().getNumElements()];
        tensor.getIntBuffer().get(values);
        return values;
    }

    @Override
    public void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new GraphException("ONNX Runtime failed to free a value", e);
            }
        }
        open.clear();
        tensors.clear();
        sessions.values().forEach(OneNode::close);
        sessions.clear();
    }
}
