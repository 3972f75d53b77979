package nnp4j.export;

import nnp4j.onnx.Attributes;
import nnp4j.onnx.Tape;

/** Formulas on a tape, in double. Values go by name; numbers stand for themselves. */
final class Maths {
    private final Tape tape;

    Maths(Tape tape) {
        this.tape = tape;
    }

    Tape tape() {
        return tape;
    }

    String add(String a, String b) {
        return tape.node("Add", a, b);
    }

    String add(String a, double b) {
        return b == 0 ? a : add(a, tape.scalar(b));
    }

    String sub(String a, String b) {
        return tape.node("Sub", a, b);
    }

    /** The number minus the value. */
    String from(double a, String b) {
        return sub(tape.scalar(a), b);
    }

    String mul(String a, String b) {
        return tape.node("Mul", a, b);
    }

    String mul(String a, double b) {
        return b == 1 ? a : mul(a, tape.scalar(b));
    }

    String div(String a, String b) {
        return tape.node("Div", a, b);
    }

    String over(double a, String b) {
        return div(tape.scalar(a), b);
    }

    String square(String a) {
        return mul(a, a);
    }

    String exp(String a) {
        return tape.node("Exp", a);
    }

    String sqrt(String a) {
        return tape.node("Sqrt", a);
    }

    String abs(String a) {
        return tape.node("Abs", a);
    }

    /** ONNX Runtime 1.23 has Sin of doubles but no Cos. */
    String cos(String a) {
        return tape.node("Sin", add(a, Math.PI / 2));
    }

    String atLeast(String a, double least) {
        return tape.node("Max", a, tape.scalar(least));
    }

    String atMost(String a, double most) {
        return tape.node("Min", a, tape.scalar(most));
    }

    String below(String a, double bound) {
        return tape.node("Less", a, tape.scalar(bound));
    }

    String and(String a, String b) {
        return tape.node("And", a, b);
    }

    String where(String condition, String a, double b) {
        return tape.node("Where", condition, a, tape.scalar(b));
    }

    String where(String condition, String a, String b) {
        return tape.node("Where", condition, a, b);
    }

    /** A positive power; a whole one up to 64 by multiplication. */
    String power(String a, double exponent) {
        int whole = (int) exponent;
        if (whole != exponent || whole < 1 || whole > 64) return tape.node("Pow", a, tape.scalar(exponent));
        String product = null;
        String squared = a;
        for (int left = whole; left > 0; left >>= 1) {
            if ((left & 1) != 0) product = product == null ? squared : mul(product, squared);
            if (left > 1) squared = square(squared);
        }
        return product;
    }

    /** c0 + x (c1 + x (c2 + ...)). */
    String polynomial(String x, double... c) {
        String sum = tape.scalar(c[c.length - 1]);
        for (int k = c.length - 2; k >= 0; k--) sum = add(mul(x, sum), c[k]);
        return sum;
    }

    /** Sums over axes, which are dropped. */
    String sum(String a, long... axes) {
        return tape.node("ReduceSum", Attributes.of("keepdims", 0), a, tape.integers(axes));
    }

    String reshape(String a, long... shape) {
        return tape.node("Reshape", a, tape.integers(shape));
    }

    String unsqueeze(String a, long... axes) {
        return tape.node("Unsqueeze", a, tape.integers(axes));
    }

    /** Slices of a tensor along an axis, at the indices. */
    String take(String a, int axis, long... indices) {
        return tape.node("Gather", Attributes.of("axis", axis), a, tape.integers(indices));
    }

    String concat(int axis, String... parts) {
        return parts.length == 1 ? parts[0] : tape.node("Concat", Attributes.of("axis", axis), parts);
    }

    /** A sum of products. Not MatMul of a Transpose, which ONNX Runtime 1.23 fuses to a node that it cannot run in double. */
    String einsum(String equation, String a, String b) {
        return tape.node("Einsum", Attributes.of("equation", equation), a, b);
    }
}
