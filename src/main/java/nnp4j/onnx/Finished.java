package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A tape's graph as it is published: nothing that no output needs, every operator in a form that ONNX Runtime can run. */
final class Finished {
    private Finished() {}

    static OnnxGraph of(Tape tape) {
        OnnxGraph graph = tape.graph();
        List<Node> nodes = needed(graph);
        OnnxGraph made = graph.emptied(nodes);
        for (Node node : nodes) {
            String first = node.inputs().isEmpty() ? "" : node.inputs().get(0);
            Kernels.write(node, tape.knows(first) ? tape.value(first).type() : DataType.FLOAT, made);
        }
        return made;
    }

    private static List<Node> needed(OnnxGraph graph) {
        Set<String> wanted = new HashSet<>(graph.outputs());
        List<Node> all = graph.nodes();
        List<Node> kept = new ArrayList<>();
        for (int k = all.size() - 1; k >= 0; k--) {
            Node node = all.get(k);
            if (Collections.disjoint(node.outputs(), wanted)) continue;
            wanted.addAll(node.inputs());
            wanted.addAll(node.attributes().captured());
            kept.add(node);
        }
        Collections.reverse(kept);
        return kept;
    }
}
