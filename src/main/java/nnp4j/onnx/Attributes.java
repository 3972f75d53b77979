package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attributes of a node; immutable, compared by value. */
public final class Attributes {
    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, AttributeProto> values;

    private Attributes(Map<String, AttributeProto> values) {
        this.values = values;
    }

    /**
     * One whole number.
     *
     * @param name of the attribute
     * @param value of the attribute
     * @return the attributes
     */
    public static Attributes of(String name, long value) {
        return NONE.with(attribute(name, AttributeType.INT).setI(value).build());
    }

    /**
     * A list of whole numbers.
     *
     * @param name of the attribute
     * @param values of the attribute
     * @return the attributes
     */
    public static Attributes of(String name, long[] values) {
        return NONE.with(attribute(name, AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList())
                .build());
    }

    /**
     * A text.
     *
     * @param name of the attribute
     * @param text of the attribute
     * @return the attributes
     */
    public static Attributes of(String name, String text) {
        return NONE.with(attribute(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(text))
                .build());
    }

    /** The attributes of a node that was read. */
    static Attributes of(List<AttributeProto> protos) {
        Map<String, AttributeProto> values = new LinkedHashMap<>();
        for (AttributeProto proto : protos) {
            if (values.put(proto.getName(), proto) != null)
                throw new GraphException("attribute " + proto.getName() + " stands twice");
            AttributeType type = proto.getType();
            if (type == AttributeType.GRAPH || type == AttributeType.GRAPHS)
                throw new GraphException("attribute " + proto.getName() + " is a graph (control flow is not covered)");
            if (!proto.getRefAttrName().isEmpty())
                throw new GraphException("attribute " + proto.getName() + " refers to another outside a function");
        }
        return new Attributes(values);
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    /** These and one more whole number. */
    Attributes with(String name, long value) {
        return with(attribute(name, AttributeType.INT).setI(value).build());
    }

    /** These and one more number. */
    Attributes with(String name, double value) {
        return with(attribute(name, AttributeType.FLOAT).setF((float) value).build());
    }

    /** These and one more text. */
    Attributes with(String name, String text) {
        return with(attribute(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(text))
                .build());
    }

    /** These and a graph. */
    Attributes with(String name, OnnxMl.GraphProto graph) {
        return with(attribute(name, AttributeType.GRAPH).setG(graph).build());
    }

    private Attributes with(AttributeProto proto) {
        Map<String, AttributeProto> more = new LinkedHashMap<>(values);
        more.put(proto.getName(), proto);
        return new Attributes(more);
    }

    /** These without one, whether it is there or not. */
    Attributes without(String name) {
        Map<String, AttributeProto> fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new Attributes(fewer);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    long integer(String name, long otherwise) {
        return find(name, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
    }

    double number(String name, double otherwise) {
        return find(name, AttributeType.FLOAT).map(a -> (double) a.getF()).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return find(name, AttributeType.STRING)
                .map(a -> a.getS().toStringUtf8())
                .orElse(otherwise);
    }

    Optional<long[]> integers(String name) {
        return find(name, AttributeType.INTS)
                .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
    }

    Optional<double[]> numbers(String name) {
        return find(name, AttributeType.FLOATS)
                .map(a -> a.getFloatsList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray());
    }

    Optional<TensorProto> tensor(String name) {
        return find(name, AttributeType.TENSOR).map(AttributeProto::getT);
    }

    private Optional<AttributeProto> find(String name, AttributeType type) {
        AttributeProto attribute = values.get(name);
        if (attribute == null) return Optional.empty();
        if (attribute.getType() != type)
            throw new GraphException(
                    "attribute " + name + ": expected type " + type + ", found " + attribute.getType());
        return Optional.of(attribute);
    }

    /** Names of values outside that graphs among the attributes use. */
    List<String> captured() {
        List<String> captured = new ArrayList<>();
        for (AttributeProto attribute : values.values()) {
            if (attribute.getType() != AttributeType.GRAPH) continue;
            Set<String> inner = new HashSet<>();
            attribute.getG().getInputList().forEach(v -> inner.add(v.getName()));
            attribute.getG().getInitializerList().forEach(v -> inner.add(v.getName()));
            for (OnnxMl.NodeProto node : attribute.getG().getNodeList()) {
                node.getInputList().stream()
                        .filter(name -> !name.isEmpty() && !inner.contains(name))
                        .forEach(captured::add);
                inner.addAll(node.getOutputList());
            }
        }
        return captured;
    }

    List<AttributeProto> protos() {
        return new ArrayList<>(values.values());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes a && a.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
