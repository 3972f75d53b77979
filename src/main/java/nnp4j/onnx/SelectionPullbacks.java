package nnp4j.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators that pick numbers out or put them in; picking twice means adding on the way back. */
final class SelectionPullbacks {
    private SelectionPullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        for (String operator : new String[] {"Gather", "GatherND", "Slice", "Tile"})
            all.put(operator, SelectionPullbacks::picked);
        all.put("GatherElements", s -> along(s, s.x(1)));
        all.put("TopK", s -> {
            if (s.g() != null) along(s, s.node().outputs().get(1));
        });
        all.put("ScatterND", SelectionPullbacks::scattered);
        all.put("ScatterElements", SelectionPullbacks::scattered);
    }

    /** The same operator picks positions; each adjoint is added at the position that its number came from. */
    private static void picked(Step s) {
        if (!s.wants(0)) return;
        String shape = s.shape(s.x(0));
        String size = s.op("ReduceProd", Attributes.of("keepdims", 0), shape);
        String numbers = s.op("Range", whole(s, 0), size, whole(s, 1));
        List<String> inputs = new ArrayList<>(s.node().inputs());
        inputs.set(0, s.op("Reshape", numbers, shape));
        String positions = s.op(s.node().operator(), s.attributes(), inputs.toArray(String[]::new));
        String none = s.op("Expand", s.number(0), s.op("Reshape", size, s.whole(1)));
        String sum = s.op(
                "ScatterElements",
                Attributes.of("reduction", "add"),
                none,
                s.op("Reshape", positions, s.whole(-1)),
                s.op("Reshape", s.g(), s.whole(-1)));
        s.give(0, s.op("Reshape", sum, shape));
    }

    private static String whole(Step s, long number) {
        return s.op("Squeeze", s.whole(number));
    }

    private static void along(Step s, String indices) {
        boolean last = s.node().operator().equals("TopK");
        Attributes add =
                Attributes.of("reduction", "add").with("axis", s.attributes().integer("axis", last ? -1 : 0));
        s.give(0, s.op("ScatterElements", add, s.zerosLike(s.x(0)), indices, s.g()));
    }

    private static void scattered(Step s) {
        String reduction = s.attributes().text("reduction", "none");
        boolean adds = reduction.equals("add");
        if (!adds && !reduction.equals("none")) throw s.node().wrong("reduction " + reduction + " is not covered");
        boolean elements = s.node().operator().equals("ScatterElements");
        Attributes axis = elements ? Attributes.of("axis", s.attributes().integer("axis", 0)) : Attributes.NONE;
        if (s.wants(0)) {
            String none = s.zerosLike(s.x(2));
            s.give(0, adds ? s.g() : s.op(s.node().operator(), axis, s.g(), s.x(1), none));
        }
        if (s.wants(2)) s.give(2, s.op(elements ? "GatherElements" : "GatherND", axis, s.g(), s.x(1)));
    }
}
