package nnp4j.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Products of matrices and what Einsum makes of them. */
final class LinearPullbacks {
    private LinearPullbacks() {}

    static void addTo(Map<String, Pullback> all) {
        all.put("MatMul", LinearPullbacks::product);
        all.put("Gemm", LinearPullbacks::affine);
        all.put("Einsum", LinearPullbacks::einsum);
    }

    /** A B with vectors seen as one row or one column, and batches broadcast. */
    private static void product(Step s) {
        boolean row = s.input(0).rank() == 1;
        boolean column = s.input(1).rank() == 1;
        String g = s.g();
        if (column) g = s.op("Unsqueeze", g, s.whole(-1));
        if (row) g = s.op("Unsqueeze", g, s.whole(-2));
        String a = row ? s.op("Unsqueeze", s.x(0), s.whole(0)) : s.x(0);
        String b = column ? s.op("Unsqueeze", s.x(1), s.whole(1)) : s.x(1);
        if (s.wants(0)) s.give(0, toFactor(s, times(s, g, b, 1, "io", "ko", "ik"), 0, row));
        if (s.wants(1)) s.give(1, toFactor(s, times(s, g, a, 0, "io", "ik", "ko"), 1, column));
    }

    /**
     * The adjoint of a product times the other factor, by the labels of their last two axes. Not MatMul of a Transpose, which
     * ONNX Runtime 1.23 fuses to a node that it cannot run in double.
     */
    private static String times(Step s, String g, String factor, int k, String ofG, String ofFactor, String wanted) {
        int rank = Math.max(2, s.input(k).rank());
        int full = Math.max(rank, Math.max(2, s.input(1 - k).rank()));
        if (full == 2) {
            boolean first = ofFactor.equals("ko");
            Attributes turned = Attributes.of(first ? "transB" : "transA", 1);
            return first ? s.op("Gemm", turned, g, factor) : s.op("Gemm", turned, factor, g);
        }
        String batch = "abcdefgh".substring(0, full - 2);
        StringBuilder own = new StringBuilder();
        for (int d = 0; d < rank - 2; d++) {
            boolean one = s.input(k).fixed(d) && s.input(k).shape()[d] == 1; // repeated, or 1 there, too
            own.append(one ? "rstuvwxy".charAt(d) : batch.charAt(full - rank + d));
        }
        String equation = batch + ofG + "," + own + ofFactor + "->" + batch + wanted;
        return s.op("Einsum", Attributes.of("equation", equation), g, factor);
    }

    /** The sum over the batches in which a factor was repeated; the last two axes are the factor's own. */
    private static String toFactor(Step s, String adjoint, int k, boolean vector) {
        Value to = s.input(k);
        Value other = s.input(1 - k);
        int rank = Math.max(2, to.rank());
        int batch = Math.max(rank, Math.max(2, other.rank()));
        long[] axes = IntStream.range(0, batch - 2)
                .filter(d -> d < batch - rank || (to.fixed(d - (batch - rank)) && to.shape()[d - (batch - rank)] == 1))
                .asLongStream()
                .toArray();
        String sum = axes.length == 0 ? adjoint : s.op("ReduceSum", adjoint, s.whole(axes));
        return axes.length == 0 && !vector ? sum : s.op("Reshape", sum, s.shape(s.x(k)));
    }

    private static void affine(Step s) {
        boolean transA = s.attributes().integer("transA", 0) != 0;
        boolean transB = s.attributes().integer("transB", 0) != 0;
        double alpha = s.attributes().number("alpha", 1);
        double beta = s.attributes().number("beta", 1);
        if (s.wants(0)) {
            String b = s.x(1);
            s.give(0, transA ? gemm(s, alpha, b, transB, s.g(), true) : gemm(s, alpha, s.g(), false, b, !transB));
        }
        if (s.wants(1)) {
            String a = s.x(0);
            s.give(1, transB ? gemm(s, alpha, s.g(), true, a, transA) : gemm(s, alpha, a, !transA, s.g(), false));
        }
        if (s.wants(2)) s.giveBroadcast(2, beta == 1 ? s.g() : s.op("Mul", s.g(), s.number(beta)));
    }

    private static String gemm(Step s, double alpha, String a, boolean transA, String b, boolean transB) {
        Attributes given = Attributes.of("transA", transA ? 1 : 0).with("transB", transB ? 1 : 0);
        return s.op("Gemm", alpha == 1 ? given : given.with("alpha", alpha), a, b);
    }

    /** The adjoint takes the place of its operand in the equation; what only the operand has is repeated. */
    private static void einsum(Step s) {
        String equation = s.attributes().text("equation", "").replace(" ", "");
        if (equation.contains(".")) throw s.node().wrong("dots in its equation are not covered: " + equation);
        String[] sides = equation.split("->", -1);
        String[] operands = sides[0].split(",", -1);
        String output = sides.length > 1 ? sides[1] : implied(sides[0]);
        for (int k = 0; k < operands.length; k++) {
            if (!s.wants(k)) continue;
            checkPlain(s, operands, k);
            List<String> inputs = new ArrayList<>(List.of(s.g()));
            List<String> labels = new ArrayList<>(List.of(output));
            for (int other = 0; other < operands.length; other++) {
                if (other == k) continue;
                inputs.add(s.x(other));
                labels.add(operands[other]);
            }
            Set<Integer> present =
                    labels.stream().flatMapToInt(String::chars).boxed().collect(Collectors.toSet());
            String kept = operands[k]
                    .chars()
                    .filter(present::contains)
                    .mapToObj(c -> String.valueOf((char) c))
                    .collect(Collectors.joining());
            Attributes attributes = Attributes.of("equation", String.join(",", labels) + "->" + kept);
            String adjoint = s.op("Einsum", attributes, inputs.toArray(String[]::new));
            s.give(k, repeated(s, adjoint, operands[k], kept, k));
        }
    }

    private static String repeated(Step s, String adjoint, String labels, String kept, int k) {
        long[] missing = IntStream.range(0, labels.length())
                .filter(d -> kept.indexOf(labels.charAt(d)) < 0)
                .asLongStream()
                .toArray();
        if (missing.length == 0) return adjoint;
        return s.op("Expand", s.op("Unsqueeze", adjoint, s.whole(missing)), s.shape(s.x(k)));
    }

    /** Without an arrow: the labels that stand once, in alphabetical order. */
    private static String implied(String operands) {
        return operands.chars()
                .filter(c -> c != ',' && operands.indexOf(c) == operands.lastIndexOf(c))
                .sorted()
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static void checkPlain(Step s, String[] operands, int k) {
        Set<Integer> seen = new HashSet<>();
        operands[k].chars().forEach(c -> {
            if (!seen.add(c)) throw s.node().wrong("a label that stands twice in an operand is not covered");
        });
        for (int d = 0; d < operands[k].length(); d++)
            for (int other = 0; other < operands.length; other++) {
                int at = operands[other].indexOf(operands[k].charAt(d));
                if (at >= 0 && s.input(other).shape()[at] != s.input(k).shape()[d])
                    throw s.node().wrong("lengths that are repeated to fit are not covered");
            }
    }
}
