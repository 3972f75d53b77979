package nnp4j.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends the derivative of a graph to it as ordinary nodes: the adjoints of the outputs are carried back through every node
 * (reverse mode; Griewank and Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, doi:10.1137/1.9780898717761).
 */
final class ReverseMode {
    private ReverseMode() {}

    /**
     * Appends the adjoint of an input.
     *
     * @param tape what was written so far
     * @param seeds adjoints of values, by the values' names; each in its value's shape and type
     * @param input name of the input
     * @return name of its adjoint
     * @throws GraphException if a node on the way has no derivative here, or nothing smooth leads from the input to a seed
     */
    static String append(Tape tape, Map<String, String> seeds, String input) {
        return append(tape, seeds, List.of(input)).get(input);
    }

    /** The same for several inputs. */
    static Map<String, String> append(Tape tape, Map<String, String> seeds, List<String> inputs) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        seeds.forEach((name, seed) ->
                parts.computeIfAbsent(name, n -> new ArrayList<>()).add(seed));
        Map<String, String> adjoints = new HashMap<>();
        List<Node> nodes = tape.graph().nodes();
        for (int k = nodes.size() - 1; k >= 0; k--) {
            Node node = nodes.get(k);
            boolean reached = false;
            for (String output : node.outputs()) {
                if (!parts.containsKey(output)) continue;
                adjoints.put(output, sum(tape, parts.remove(output)));
                reached = true;
            }
            if (!reached || !tape.knows(node.output()) || node.inputs().stream().noneMatch(n -> smooth(tape, n)))
                continue;
            Pullbacks.of(node)
                    .pull(new Step(
                            node,
                            tape,
                            adjoints,
                            (name, adjoint) -> parts.computeIfAbsent(name, n -> new ArrayList<>())
                                    .add(adjoint)));
        }
        Map<String, String> found = new HashMap<>();
        for (String input : inputs) {
            if (!parts.containsKey(input))
                throw new GraphException("the energy does not depend on " + input + " by a way that has a derivative");
            found.put(input, sum(tape, parts.get(input)));
        }
        return found;
    }

    private static boolean smooth(Tape tape, String name) {
        return !name.isEmpty() && tape.knows(name) && tape.value(name).smooth();
    }

    private static String sum(Tape tape, List<String> parts) {
        String sum = parts.get(0);
        for (String part : parts.subList(1, parts.size())) sum = tape.graph().node("Add", sum, part);
        return sum;
    }
}
