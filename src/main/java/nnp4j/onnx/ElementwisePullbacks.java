package nnp4j.onnx;

import java.util.Map;

/** Operators that take each number by itself, or numbers at the same place of several tensors. */
final class ElementwisePullbacks {
    /** The slope of a function of one number, in terms of its argument and its value. */
    @FunctionalInterface
    private interface Slope {
        String of(Step s, String x, String y);
    }

    private ElementwisePullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        Pullback same = s -> s.give(0, s.g());
        all.put("Identity", same);
        all.put("Neg", s -> s.give(0, s.op("Neg", s.g())));
        all.put("Cast", s -> {
            int type = s.wants(0) ? s.input(0).type().getNumber() : 0;
            if (type != 0) s.give(0, s.op("Cast", Attributes.of("to", type), s.g()));
        });
        one(all, "Abs", (s, x, y) -> s.op("Sign", x));
        one(all, "Exp", (s, x, y) -> y);
        one(all, "Log", (s, x, y) -> s.op("Reciprocal", x));
        one(all, "Sqrt", (s, x, y) -> s.op("Div", s.number(0.5), y));
        one(all, "Reciprocal", (s, x, y) -> s.op("Neg", s.op("Mul", y, y)));
        one(all, "Sin", (s, x, y) -> cosine(s, x));
        one(all, "Cos", (s, x, y) -> s.op("Neg", s.op("Sin", x)));
        one(all, "Tan", (s, x, y) -> s.op("Add", s.number(1), s.op("Mul", y, y)));
        one(all, "Sinh", (s, x, y) -> s.op("Sqrt", s.op("Add", s.number(1), s.op("Mul", y, y))));
        one(
                all,
                "Cosh",
                (s, x, y) -> s.op("Mul", s.number(0.5), s.op("Sub", s.op("Exp", x), s.op("Exp", s.op("Neg", x)))));
        one(all, "Asin", (s, x, y) -> s.op("Reciprocal", s.op("Sqrt", oneMinusSquare(s, x))));
        one(all, "Acos", (s, x, y) -> s.op("Neg", s.op("Reciprocal", s.op("Sqrt", oneMinusSquare(s, x)))));
        one(all, "Atan", (s, x, y) -> s.op("Reciprocal", onePlusSquare(s, x)));
        one(all, "Asinh", (s, x, y) -> s.op("Reciprocal", s.op("Sqrt", onePlusSquare(s, x))));
        one(all, "Acosh", (s, x, y) -> s.op("Reciprocal", s.op("Sqrt", s.op("Sub", s.op("Mul", x, x), s.number(1)))));
        one(all, "Atanh", (s, x, y) -> s.op("Reciprocal", oneMinusSquare(s, x)));
        one(
                all,
                "Erf",
                (s, x, y) ->
                        s.op("Mul", s.number(2 / Math.sqrt(Math.PI)), s.op("Exp", s.op("Neg", s.op("Mul", x, x)))));
        all.put("Add", s -> {
            s.giveBroadcast(0, s.g());
            s.giveBroadcast(1, s.g());
        });
        all.put("Sum", s -> {
            for (int k = 0; k < s.node().inputs().size(); k++) s.giveBroadcast(k, s.g());
        });
        all.put("Sub", s -> {
            s.giveBroadcast(0, s.g());
            if (s.wants(1)) s.giveBroadcast(1, s.op("Neg", s.g()));
        });
        all.put("Mul", s -> {
            if (s.wants(0)) s.giveBroadcast(0, s.op("Mul", s.g(), s.x(1)));
            if (s.wants(1)) s.giveBroadcast(1, s.op("Mul", s.g(), s.x(0)));
        });
        all.put("Div", ElementwisePullbacks::quotient);
        all.put("Pow", ElementwisePullbacks::power);
        all.put("Mod", s -> {
            s.giveBroadcast(0, s.g());
            if (s.wants(1)) throw s.node().wrong("its divisor depends on the input, which is not covered");
        });
        all.put("Max", ElementwisePullbacks::extreme);
        all.put("Min", ElementwisePullbacks::extreme);
        all.put("Clip", ElementwisePullbacks::clip);
        all.put("Where", s -> {
            if (s.wants(1)) s.giveBroadcast(1, s.op("Where", s.x(0), s.g(), s.number(0)));
            if (s.wants(2)) s.giveBroadcast(2, s.op("Where", s.x(0), s.number(0), s.g()));
        });
    }

    private static void one(Map<String, Pullback> all, String operator, Slope slope) {
        all.put(operator, s -> s.give(0, s.op("Mul", s.g(), slope.of(s, s.x(0), s.y()))));
    }

    /** ONNX Runtime 1.23 has Sin of doubles but no Cos. */
    private static String cosine(Step s, String x) {
        return s.op("Sin", s.op("Add", x, s.number(Math.PI / 2)));
    }

    private static String onePlusSquare(Step s, String x) {
        return s.op("Add", s.number(1), s.op("Mul", x, x));
    }

    private static String oneMinusSquare(Step s, String x) {
        return s.op("Sub", s.number(1), s.op("Mul", x, x));
    }

    private static void quotient(Step s) {
        String part = s.op("Div", s.g(), s.x(1));
        s.giveBroadcast(0, part);
        if (s.wants(1)) s.giveBroadcast(1, s.op("Neg", s.op("Mul", part, s.y())));
    }

    private static void power(Step s) {
        if (s.wants(0)) {
            String exponent = s.input(1).type() == s.input(0).type()
                    ? s.x(1)
                    : s.op("Cast", Attributes.of("to", s.input(0).type().getNumber()), s.x(1));
            String lower = s.op("Pow", s.x(0), s.op("Sub", exponent, s.number(1)));
            s.giveBroadcast(0, s.op("Mul", s.g(), s.op("Mul", exponent, lower)));
        }
        if (s.wants(1)) s.giveBroadcast(1, s.op("Mul", s.g(), s.op("Mul", s.y(), s.op("Log", s.x(0)))));
    }

    /** To those that are the largest or smallest, in equal shares. */
    private static void extreme(Step s) {
        int count = s.node().inputs().size();
        if (count == 1) {
            s.give(0, s.g());
            return;
        }
        String[] chosen = new String[count];
        Attributes real = Attributes.of("to", s.output(0).type().getNumber());
        for (int k = 0; k < count; k++) chosen[k] = s.op("Cast", real, s.op("Equal", s.x(k), s.y()));
        String share = s.op("Div", s.g(), s.op("Sum", chosen));
        for (int k = 0; k < count; k++) if (s.wants(k)) s.giveBroadcast(k, s.op("Mul", share, chosen[k]));
    }

    private static void clip(Step s) {
        for (int bound = 1; bound <= 2; bound++)
            if (s.wants(bound)) throw s.node().wrong("its bounds depend on the input, which is not covered");
        String g = s.g();
        if (s.node().has(1)) g = s.op("Where", s.op("Less", s.x(0), s.x(1)), s.number(0), g);
        if (s.node().has(2)) g = s.op("Where", s.op("Greater", s.x(0), s.x(2)), s.number(0), g);
        s.give(0, g);
    }
}
