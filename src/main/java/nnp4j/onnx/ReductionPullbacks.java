package nnp4j.onnx;

import java.util.Map;
import java.util.stream.IntStream;

/** Sums, means, norms and extremes over axes. */
final class ReductionPullbacks {
    private ReductionPullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        all.put("ReduceSum", s -> s.give(0, spread(s, s.g())));
        all.put("ReduceMean", s -> s.give(0, spread(s, s.op("Mul", s.g(), s.number(1.0 / count(s))))));
        all.put("ReduceSumSquare", s -> {
            String twice = s.op("Mul", spread(s, s.g()), s.number(2));
            s.give(0, s.op("Mul", twice, s.x(0)));
        });
        all.put("ReduceL1", s -> s.give(0, s.op("Mul", spread(s, s.g()), s.op("Sign", s.x(0)))));
        all.put(
                "ReduceL2",
                s -> { // at the origin the slope is taken as 0
                    String none = s.op("Equal", s.y(), s.number(0));
                    String share = s.op("Div", s.g(), s.op("Where", none, s.number(1), s.y()));
                    s.give(0, s.op("Mul", spread(s, share), s.x(0)));
                });
        all.put("ReduceLogSum", s -> s.give(0, spread(s, s.op("Div", s.g(), s.op("Exp", s.y())))));
        all.put("ReduceLogSumExp", s -> {
            String share = s.op("Exp", s.op("Sub", s.x(0), spread(s, s.y())));
            s.give(0, s.op("Mul", spread(s, s.g()), share));
        });
        all.put("ReduceMax", ReductionPullbacks::extreme);
        all.put("ReduceMin", ReductionPullbacks::extreme);
        all.put("CumSum", s -> {
            Attributes back = Attributes.of("exclusive", s.attributes().integer("exclusive", 0))
                    .with("reverse", 1 - s.attributes().integer("reverse", 0));
            s.give(0, s.op("CumSum", back, s.g(), s.x(1)));
        });
    }

    /** To those that are the largest or smallest, in equal shares. */
    private static void extreme(Step s) {
        Attributes real = Attributes.of("to", s.output(0).type().getNumber());
        String chosen = s.op("Cast", real, s.op("Equal", s.x(0), spread(s, s.y())));
        long[] axes = axes(s);
        String number =
                axes.length == 0 ? chosen : s.op("ReduceSum", Attributes.of("keepdims", 1), chosen, s.whole(axes));
        s.give(0, s.op("Mul", s.op("Div", spread(s, s.g()), number), chosen));
    }

    /** The axes that are reduced, counted from 0. */
    private static long[] axes(Step s) {
        Value x = s.input(0);
        long[] given = s.node().has(1) ? s.integers(1) : new long[0];
        if (given.length > 0)
            return IntStream.range(0, given.length)
                    .mapToLong(k -> x.axis(given[k]))
                    .sorted()
                    .toArray();
        boolean none = s.attributes().integer("noop_with_empty_axes", 0) != 0;
        return none ? new long[0] : IntStream.range(0, x.rank()).asLongStream().toArray();
    }

    /** A value of the reduced shape, repeated to the shape before. */
    private static String spread(Step s, String reduced) {
        long[] axes = axes(s);
        if (axes.length == 0) return reduced;
        boolean kept = s.attributes().integer("keepdims", 1) != 0;
        String wide = kept ? reduced : s.op("Unsqueeze", reduced, s.whole(axes));
        return s.op("Expand", wide, s.shape(s.x(0)));
    }

    private static double count(Step s) {
        double count = 1;
        for (long axis : axes(s)) {
            if (!s.input(0).fixed((int) axis)) throw s.node().wrong("a mean over rows mixes them");
            count *= s.input(0).shape()[(int) axis];
        }
        return count;
    }
}
