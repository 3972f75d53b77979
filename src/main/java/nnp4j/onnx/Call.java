package nnp4j.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a model's nodes on a tape, under new names, with values of the tape for its inputs. */
final class Call {
    private final Tape tape;
    private final ForeignModel model;
    private final String prefix;
    /** Names on the tape by names in the model. */
    private final Map<String, String> names;

    Call(Tape tape, ForeignModel model, Map<String, String> inputs) {
        this.tape = tape;
        this.model = model;
        this.prefix = tape.graph().fresh("call") + "/";
        this.names = new HashMap<>(inputs);
    }

    List<String> outputs(List<String> outputs) {
        Upgrade upgrade = new Upgrade(tape);
        for (String output : outputs)
            for (Node node : model.nodesFor(output)) {
                if (names.containsKey(node.output())) continue;
                List<String> inputs = node.inputs().stream().map(this::inside).toList();
                List<String> made = node.outputs().stream().map(this::outside).toList();
                upgrade.take(new Node(
                        node.operator(), node.domain(), node.version(), node.name(), node.attributes(), inputs, made));
            }
        return outputs.stream().map(names::get).toList();
    }

    private String inside(String name) {
        if (name.isEmpty()) return name;
        return names.computeIfAbsent(name, n -> {
            if (model.constant(n) == null) throw new GraphException("input " + n + " of the model is given no value");
            tape.constant(model.constant(n).toBuilder().setName(prefix + n).build());
            return prefix + n;
        });
    }

    private String outside(String name) {
        return name.isEmpty() ? name : names.computeIfAbsent(name, n -> prefix + n);
    }
}
