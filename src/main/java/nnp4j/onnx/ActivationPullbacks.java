package nnp4j.onnx;

import java.util.Map;

/** Activation functions; where the slope jumps, at the corner it is that from below, as PyTorch has it. */
final class ActivationPullbacks {
    /** The slope, in terms of the argument and the value. */
    @FunctionalInterface
    private interface Slope {
        String of(Step s, String x, String y);
    }

    private ActivationPullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        one(all, "Tanh", (s, x, y) -> s.op("Sub", s.number(1), s.op("Mul", y, y)));
        one(all, "Sigmoid", (s, x, y) -> s.op("Mul", y, s.op("Sub", s.number(1), y)));
        one(all, "Softplus", (s, x, y) -> s.op("Sigmoid", x));
        one(all, "Softsign", (s, x, y) -> {
            String root = s.op("Reciprocal", s.op("Add", s.number(1), s.op("Abs", x)));
            return s.op("Mul", root, root);
        });
        one(all, "Relu", (s, x, y) -> s.op("Sign", y));
        one(
                all,
                "LeakyRelu",
                (s, x, y) -> above(s, x, 0, s.number(1), s.number(s.attributes().number("alpha", 0.01f))));
        one(
                all,
                "ThresholdedRelu",
                (s, x, y) -> above(s, x, s.attributes().number("alpha", 1), s.number(1), s.number(0)));
        one(
                all,
                "Elu",
                (s, x, y) -> above(
                        s,
                        x,
                        0,
                        s.number(1),
                        s.op("Add", y, s.number(s.attributes().number("alpha", 1)))));
        one(all, "Selu", (s, x, y) -> {
            double alpha = s.attributes().number("alpha", 1.6732631921768188);
            double gamma = s.attributes().number("gamma", 1.0507010221481323);
            return above(s, x, 0, s.number(gamma), s.op("Add", y, s.number(gamma * alpha)));
        });
        one(all, "Celu", (s, x, y) -> {
            String alpha = s.number(s.attributes().number("alpha", 1));
            return s.op("Exp", s.op("Div", s.op("Min", x, s.number(0)), alpha));
        });
        one(all, "HardSigmoid", (s, x, y) -> {
            String inside = s.op("And", s.op("Greater", y, s.number(0)), s.op("Less", y, s.number(1)));
            return s.op("Where", inside, s.number(s.attributes().number("alpha", 0.2f)), s.number(0));
        });
        all.put("PRelu", s -> {
            String negative = s.op("Less", s.x(0), s.number(0));
            if (s.wants(0)) s.give(0, s.op("Mul", s.g(), s.op("Where", negative, s.x(1), s.number(1))));
            if (s.wants(1)) {
                String taken = s.op("Where", negative, s.x(0), s.number(0));
                s.giveBroadcast(1, s.op("Mul", s.g(), taken));
            }
        });
        all.put("Softmax", s -> {
            String weighted = s.op("Mul", s.g(), s.y());
            String mean = sumAlong(s, weighted);
            s.give(0, s.op("Sub", weighted, s.op("Mul", s.y(), mean)));
        });
        all.put("LogSoftmax", s -> s.give(0, s.op("Sub", s.g(), s.op("Mul", s.op("Exp", s.y()), sumAlong(s, s.g())))));
    }

    private static void one(Map<String, Pullback> all, String operator, Slope slope) {
        all.put(operator, s -> s.give(0, s.op("Mul", s.g(), slope.of(s, s.x(0), s.y()))));
    }

    private static String above(Step s, String x, double corner, String above, String below) {
        return s.op("Where", s.op("Greater", x, s.number(corner)), above, below);
    }

    private static String sumAlong(Step s, String value) {
        return s.op(
                "ReduceSum",
                Attributes.of("keepdims", 1),
                value,
                s.whole(s.attributes().integer("axis", -1)));
    }
}
