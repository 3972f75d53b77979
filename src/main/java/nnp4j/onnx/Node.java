package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One operation of a graph.
 *
 * @param operator its kind
 * @param domain of the operator, empty for the standard one
 * @param version of the domain's operators
 * @param name for messages
 * @param attributes what it is told beside its inputs
 * @param inputs names of values, empty where one is left out
 * @param outputs names of values, empty where one is not wanted
 */
record Node(
        String operator,
        String domain,
        long version,
        String name,
        Attributes attributes,
        List<String> inputs,
        List<String> outputs) {
    /** Copies the lists. */
    Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A node of the standard operators in the version that this package writes. */
    static Node of(String operator, Attributes attributes, List<String> inputs, List<String> outputs) {
        return new Node(operator, "", Tape.VERSION, outputs.get(0), attributes, inputs, outputs);
    }

    boolean has(int input) {
        return input < inputs.size() && !inputs.get(input).isEmpty();
    }

    String input(int k) {
        if (!has(k)) throw wrong("expected an input " + (k + 1) + ", found none");
        return inputs.get(k);
    }

    String output() {
        return outputs.get(0);
    }

    /** The same on values of other names. */
    Node renamed(UnaryOperator<String> names) {
        List<String> from = inputs.stream().map(names).toList();
        List<String> to = outputs.stream().map(names).toList();
        return new Node(operator, domain, version, name, attributes, from, to);
    }

    OnnxMl.NodeProto proto() {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setDomain(domain)
                .setName("node_" + outputs.get(0))
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(attributes.protos())
                .build();
    }

    GraphException wrong(String what) {
        return new GraphException("node " + name + " (" + operator + "): " + what);
    }

    @Override
    public String toString() {
        return "node " + name + " (" + operator + ")";
    }
}
