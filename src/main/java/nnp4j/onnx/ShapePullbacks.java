package nnp4j.onnx;

import java.util.Arrays;
import java.util.Map;

/** Operators that move numbers as a whole. */
final class ShapePullbacks {
    private ShapePullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        for (String operator : new String[] {"Reshape", "Flatten", "Squeeze", "Unsqueeze"})
            all.put(operator, s -> s.give(0, s.op("Reshape", s.g(), s.shape(s.x(0)))));
        all.put("Expand", s -> s.giveBroadcast(0, s.g()));
        all.put("Transpose", ShapePullbacks::transpose);
        all.put("Concat", ShapePullbacks::concat);
        all.put("Split", ShapePullbacks::split);
        all.put("Pad", ShapePullbacks::pad);
        all.put(
                "Trilu",
                s -> s.give(
                        0,
                        s.node().has(1)
                                ? s.op("Trilu", s.attributes(), s.g(), s.x(1))
                                : s.op("Trilu", s.attributes(), s.g())));
    }

    private static void transpose(Step s) {
        int rank = s.input(0).rank();
        long[] order = s.attributes().integers("perm").orElseGet(() -> {
            long[] reversed = new long[rank];
            Arrays.setAll(reversed, k -> rank - 1 - k);
            return reversed;
        });
        long[] inverse = new long[rank];
        for (int k = 0; k < rank; k++) inverse[(int) order[k]] = k;
        s.give(0, s.op("Transpose", Attributes.of("perm", inverse), s.g()));
    }

    private static void concat(Step s) {
        int axis = s.output(0).axis(s.attributes().integer("axis", 0));
        long start = 0;
        for (int k = 0; k < s.node().inputs().size(); k++) {
            Value part = s.input(k);
            if (!part.fixed(axis)) throw s.node().wrong("along an axis whose length follows the number of rows");
            long end = start + part.shape()[axis];
            if (s.wants(k)) s.give(k, s.op("Slice", s.g(), s.whole(start), s.whole(end), s.whole(axis)));
            start = end;
        }
    }

    private static void split(Step s) {
        if (!s.wants(0)) return;
        int count = s.node().outputs().size();
        String[] parts = new String[count];
        for (int k = 0; k < count; k++)
            parts[k] = s.g(k) != null ? s.g(k) : s.zerosLike(s.node().outputs().get(k));
        s.give(0, s.op("Concat", Attributes.of("axis", s.attributes().integer("axis", 0)), parts));
    }

    private static void pad(Step s) {
        if (!s.attributes().text("mode", "constant").equals("constant"))
            throw s.node().wrong("modes other than constant are not covered");
        if (s.wants(2)) throw s.node().wrong("its value depends on the input, which is not covered");
        Value x = s.input(0);
        int rank = x.rank();
        long[] pads = s.integers(1);
        long[] axes = new long[pads.length / 2];
        Arrays.setAll(axes, k -> k);
        if (s.node().has(3)) {
            long[] given = s.integers(3);
            Arrays.setAll(axes, k -> x.axis(given[k]));
        }
        if (pads.length != 2 * axes.length || axes.length > rank) throw s.node().wrong("its pads do not fit");
        long[] starts = new long[axes.length];
        long[] ends = new long[axes.length];
        for (int k = 0; k < axes.length; k++) {
            if (pads[k] < 0 || pads[k + axes.length] < 0) throw s.node().wrong("negative pads are not covered");
            starts[k] = pads[k];
            ends[k] = pads[k + axes.length] == 0 ? Long.MAX_VALUE : -pads[k + axes.length];
        }
        s.give(0, s.op("Slice", s.g(), s.whole(starts), s.whole(ends), s.whole(axes)));
    }
}
