package nnp4j.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refuses a node whose output, or what it needs on the way, would be absurdly large, from what its inputs say. */
final class OutputSize {
    private static final double MOST = 1L << 23;
    private static final int MOST_DIMENSIONS = 12;

    private OutputSize() {}

    static void check(Node node, Values values) {
        double size = estimate(node, values);
        if (!(size <= MOST)) throw node.wrong(String.format(Locale.ROOT, "absurdly large: about %.2g values", size));
    }

    private static double estimate(Node node, Values values) {
        return switch (node.operator()) {
            case "ConstantOfShape" -> product(requested(node, values, 0));
            case "Expand" -> broadcast(shape(node, values, 0), requested(node, values, 1));
            case "Tile" -> size(values, node, 0) * product(requested(node, values, 1));
            case "Range" -> range(node, values);
            case "MatMul", "Gemm" -> product(node, values);
            case "Einsum" -> einsum(node, values);
            case "Gather" -> size(values, node, 0) * size(values, node, 1);
            case "GatherND", "OneHot" -> size(values, node, 0) * Math.max(1, size(values, node, 1));
            case "Pad" -> pad(node, values);
            default -> broadcast(node, values);
        };
    }

    private static double size(Values values, Node node, int input) {
        return product(shape(node, values, input));
    }

    private static double broadcast(long[]... shapes) {
        long[] longest = new long[MOST_DIMENSIONS];
        for (long[] shape : shapes)
            for (int d = 0; d < shape.length; d++) {
                int place = MOST_DIMENSIONS - shape.length + d;
                longest[place] = Math.max(longest[place], shape[d]);
            }
        return product(longest);
    }

    private static long[] requested(Node node, Values values, int input) {
        long[] numbers = values.numbers(node.input(input));
        if (numbers.length > MOST_DIMENSIONS)
            throw node.wrong("expected at most " + MOST_DIMENSIONS + " dimensions, found " + numbers.length);
        return numbers;
    }

    private static double product(long[] lengths) {
        double product = 1;
        for (long length : lengths) product *= Math.max(1, length);
        return product;
    }

    private static double range(Node node, Values values) {
        double[] numbers = new double[3];
        for (int k = 0; k < 3; k++) numbers[k] = values.number(node.input(k));
        return Math.max(1, (numbers[1] - numbers[0]) / numbers[2]);
    }

    /** The longest batch times rows times columns, whichever of the factors are transposed. */
    private static double product(Node node, Values values) {
        long[] first = shape(node, values, 0);
        long[] second = shape(node, values, 1);
        long[] batch = Arrays.copyOf(first, Math.max(0, first.length - 2));
        long[] other = Arrays.copyOf(second, Math.max(0, second.length - 2));
        return broadcast(batch, other) * longer(first) * longer(second);
    }

    private static double longer(long[] shape) {
        double longer = 1;
        for (int d = Math.max(0, shape.length - 2); d < shape.length; d++) longer = Math.max(longer, (double) shape[d]);
        return longer;
    }

    private static double einsum(Node node, Values values) {
        String equation = node.attributes().text("equation", "").replace(" ", "");
        String[] operands = equation.split("->", -1)[0].split(",", -1);
        Map<Character, Long> lengths = new HashMap<>();
        double free = 1;
        for (int k = 0; k < operands.length && node.has(k); k++) {
            long[] shape = shape(node, values, k);
            String labels = operands[k];
            if (labels.contains(".") || labels.length() != shape.length) free *= product(shape);
            else for (int d = 0; d < shape.length; d++) lengths.merge(labels.charAt(d), shape[d], Math::max);
        }
        for (long length : lengths.values()) free *= Math.max(1, length);
        return free / 16; // what is summed is not held at once
    }

    private static double pad(Node node, Values values) {
        long[] shape = shape(node, values, 0);
        long[] pads = requested(node, values, 1);
        double size = 1;
        for (int d = 0; d < shape.length; d++) {
            double more = pads.length == 2 * shape.length ? (double) pads[d] + pads[d + shape.length] : 0;
            size *= Math.max(1, shape[d] + more);
        }
        return size;
    }

    /** Elementwise operators broadcast; all others give no more than they take. */
    private static double broadcast(Node node, Values values) {
        List<long[]> shapes = new ArrayList<>();
        double all = 0;
        for (int k = 0; k < node.inputs().size(); k++) {
            if (!node.has(k)) continue;
            shapes.add(shape(node, values, k));
            all += size(values, node, k);
        }
        return Math.max(all, broadcast(shapes.toArray(long[][]::new)));
    }

    private static long[] shape(Node node, Values values, int input) {
        long[] shape = values.value(node.input(input)).later();
        if (shape.length > MOST_DIMENSIONS)
            throw node.wrong("expected at most " + MOST_DIMENSIONS + " dimensions, found " + shape.length);
        return shape;
    }
}
