package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the bodies of a model's own functions in the place of their calls. */
final class Functions {
    private static final int DEEPEST = 16;

    private final Map<String, OnnxMl.FunctionProto> functions = new HashMap<>();
    private final int most;
    private final List<Node> inlined = new ArrayList<>();
    private int calls;

    Functions(List<OnnxMl.FunctionProto> functions, int most) {
        for (OnnxMl.FunctionProto f : functions)
            if (this.functions.put(key(f.getDomain(), f.getName()), f) != null)
                throw new GraphException("function " + f.getName() + " stands twice");
        this.most = most;
    }

    List<Node> inlined(List<OnnxMl.NodeProto> nodes, Map<String, Long> versions) {
        for (OnnxMl.NodeProto node : nodes) take(node, versions, Map.of(), null, 0);
        return inlined;
    }

    private static String key(String domain, String name) {
        return domain + "::" + name;
    }

    /**
     * Takes a node or the body that it calls.
     *
     * @param arguments attributes of the call around it
     * @param names values outside of the body by their names inside, or null outside of all functions
     */
    private void take(
            OnnxMl.NodeProto node,
            Map<String, Long> versions,
            Map<String, AttributeProto> arguments,
            Map<String, String> names,
            int depth) {
        String place = node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
        List<AttributeProto> attributes = given(node.getAttributeList(), arguments);
        List<String> inputs = node.getInputList().stream()
                .map(name -> inside(name, names, place))
                .toList();
        if (node.getOutputCount() == 0) throw new GraphException("node " + place + ": no output");
        List<String> outputs = node.getOutputList().stream()
                .map(name -> outside(name, names, depth))
                .toList();
        String domain = node.getDomain().equals("ai.onnx") ? "" : node.getDomain();
        OnnxMl.FunctionProto function = functions.get(key(node.getDomain(), node.getOpType()));
        if (function != null) {
            if (depth == DEEPEST) throw new GraphException("functions call one another deeper than " + DEEPEST);
            call(function, attributes, inputs, outputs, versions, depth);
            return;
        }
        if (!versions.containsKey(domain))
            throw new GraphException(
                    "node " + place + " (" + node.getOpType() + "): its domain \"" + domain + "\" has no version");
        if (inlined.size() == most) throw new GraphException("expected at most " + most + " nodes, found more");
        try {
            inlined.add(new Node(
                    node.getOpType(), domain, versions.get(domain), place, Attributes.of(attributes), inputs, outputs));
        } catch (GraphException e) {
            throw new GraphException("node " + place + " (" + node.getOpType() + "): " + e.getMessage(), e);
        }
    }

    private void call(
            OnnxMl.FunctionProto function,
            List<AttributeProto> attributes,
            List<String> inputs,
            List<String> outputs,
            Map<String, Long> versions,
            int depth) {
        Map<String, String> names = new HashMap<>();
        for (int k = 0; k < function.getInputCount(); k++)
            names.put(function.getInput(k), k < inputs.size() ? inputs.get(k) : "");
        for (int k = 0; k < outputs.size() && k < function.getOutputCount(); k++)
            if (!outputs.get(k).isEmpty()) names.put(function.getOutput(k), outputs.get(k));
        Map<String, AttributeProto> arguments = new HashMap<>();
        function.getAttributeProtoList().forEach(a -> arguments.put(a.getName(), a));
        attributes.forEach(a -> arguments.put(a.getName(), a));
        Map<String, Long> own = new HashMap<>(versions);
        function.getOpsetImportList()
                .forEach(set -> own.put(set.getDomain().equals("ai.onnx") ? "" : set.getDomain(), set.getVersion()));
        calls++;
        for (OnnxMl.NodeProto node : function.getNodeList()) take(node, own, arguments, names, depth + 1);
    }

    private static List<AttributeProto> given(List<AttributeProto> written, Map<String, AttributeProto> arguments) {
        List<AttributeProto> given = new ArrayList<>();
        for (AttributeProto attribute : written) {
            String reference = attribute.getRefAttrName();
            if (reference.isEmpty()) given.add(attribute);
            else if (arguments.containsKey(reference))
                given.add(arguments.get(reference).toBuilder()
                        .setName(attribute.getName())
                        .build());
        }
        return given;
    }

    private static String inside(String name, Map<String, String> names, String place) {
        if (names == null || name.isEmpty()) return name;
        String value = names.get(name);
        if (value == null)
            throw new GraphException("node " + place + ": input " + name + " comes from no earlier node");
        return value;
    }

    private String outside(String name, Map<String, String> names, int depth) {
        if (names == null || name.isEmpty()) return name;
        return names.computeIfAbsent(name, n -> "call_" + calls + "_" + depth + "/" + n);
    }
}
