package nnp4j.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators that are covered, and how adjoints go back through each. */
final class Pullbacks {
    /** Whole numbers, truth values, or values that change in steps only. */
    private static final List<String> STEPS = List.of(
            "And",
            "ArgMax",
            "ArgMin",
            "Ceil",
            "ConstantOfShape",
            "Equal",
            "EyeLike",
            "Floor",
            "Greater",
            "GreaterOrEqual",
            "IsInf",
            "IsNaN",
            "Less",
            "LessOrEqual",
            "NonZero",
            "Not",
            "OneHot",
            "Or",
            "Range",
            "Round",
            "Shape",
            "Sign",
            "Size",
            "Xor");

    private static final Map<String, Pullback> ALL = new HashMap<>();

    static {
        STEPS.forEach(operator -> ALL.put(operator, Pullback.NONE));
        ElementwisePullbacks.addTo(ALL);
        ActivationPullbacks.addTo(ALL);
        LinearPullbacks.addTo(ALL);
        ReductionPullbacks.addTo(ALL);
        ShapePullbacks.addTo(ALL);
        SelectionPullbacks.addTo(ALL);
    }

    private Pullbacks() {}

    static boolean covers(String operator) {
        return ALL.containsKey(operator);
    }

    static Pullback of(Node node) {
        Pullback found = ALL.get(node.operator());
        if (found == null) throw node.wrong("this operator has no derivative here");
        return found;
    }
}
