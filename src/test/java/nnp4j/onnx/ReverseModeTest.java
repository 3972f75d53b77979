package nnp4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nnp4j.network.OnnxModel;
import nnp4j.network.OnnxNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivative of every covered operator, in batches and alone, against central differences in double. */
class ReverseModeTest {
    private static final int WIDTH = 6;

    /** Writes a graph from "x" [rows, 6] to anything that keeps the rows apart. */
    private interface Body extends java.util.function.BiFunction<OnnxGraph, String, String> {}

    private static Arguments of(String name, Body body) {
        return Arguments.of(name, body);
    }

    /** An operator of one number, its argument brought into a range where it is smooth. */
    private static Arguments one(String operator, double scale, double shift) {
        return one(operator, Attributes.NONE, scale, shift);
    }

    private static Arguments one(String operator, Attributes attributes, double scale, double shift) {
        return of(operator, (g, x) -> {
            String moved = g.node("Add", g.node("Mul", x, g.scalar(scale)), g.scalar(shift));
            return g.node(operator, attributes, moved);
        });
    }

    static Stream<Arguments> operators() {
        return Stream.of(elementwise(), binary(), linear(), reductions(), shapes(), selections())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> elementwise() {
        Stream<Arguments> anywhere = Stream.of(
                        "Abs",
                        "Acos",
                        "Asin",
                        "Atan",
                        "Celu",
                        "Cos",
                        "Cosh",
                        "Elu",
                        "Exp",
                        "HardSigmoid",
                        "HardSwish",
                        "Identity",
                        "LeakyRelu",
                        "Mish",
                        "Neg",
                        "Relu",
                        "Selu",
                        "Sigmoid",
                        "Sin",
                        "Sinh",
                        "Softplus",
                        "Softsign",
                        "Tan",
                        "Tanh")
                .map(operator -> one(operator, 0.45, 0.01));
        return Stream.concat(
                anywhere,
                Stream.of(
                        one("ThresholdedRelu", 3, 0),
                        one("Log", 0.3, 2),
                        one("Sqrt", 0.3, 2),
                        one("Reciprocal", 0.3, 2),
                        one("Softplus", 300, 0),
                        one("Elu", Attributes.NONE.with("alpha", 0.5), 1, 0),
                        one("Celu", Attributes.NONE.with("alpha", 2.0), 1, 0),
                        one("Clip", 1, 0)));
    }

    private static Stream<Arguments> binary() {
        return Stream.concat(
                Stream.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Pow")
                        .flatMap(operator -> Stream.of(
                                of(operator + " of two", (g, x) -> {
                                    String base = g.node("Add", g.scalar(2.5), g.node("Tanh", x));
                                    return g.node(operator, base, g.node("Add", g.scalar(1.5), g.node("Sigmoid", x)));
                                }),
                                of(operator + " of a column", (g, x) -> {
                                    String column = g.node("Slice", x, g.integers(2), g.integers(3), g.integers(1));
                                    String base = g.node("Add", g.scalar(2.5), g.node("Tanh", column));
                                    return g.node(operator, base, g.node("Add", g.scalar(1.5), g.node("Sigmoid", x)));
                                }),
                                of(operator + " of a row of constants", (g, x) -> {
                                    String row = g.constant("row", k -> 1.1 + 0.3 * k, WIDTH);
                                    return g.node(operator, g.node("Add", g.scalar(2.5), g.node("Tanh", x)), row);
                                }))),
                Stream.of(
                        of(
                                "Where",
                                (g, x) -> g.node(
                                        "Where",
                                        g.node("Greater", x, g.scalar(0.1)),
                                        g.node("Exp", x),
                                        g.node("Sin", x))),
                        of("Sum", (g, x) -> g.node("Sum", x, g.node("Mul", x, x), g.scalar(1))),
                        of("Mean", (g, x) -> g.node("Mean", x, g.node("Mul", x, x))),
                        of("Clip with bounds", (g, x) -> g.node("Clip", x, g.scalar(-0.5), g.scalar(0.6))),
                        of("Mod", (g, x) -> g.node("Mod", Attributes.of("fmod", 1), x, g.scalar(0.7))),
                        of("PRelu", (g, x) -> g.node("PRelu", x, g.constant("p", k -> 0.1 * k, WIDTH))),
                        of("used twice", (g, x) -> g.node("Mul", g.node("Tanh", x), g.node("Add", x, x)))));
    }

    private static Stream<Arguments> linear() {
        Body toMatrices = (g, x) -> g.node("Reshape", x, g.integers(-1, 2, 3));
        return Stream.of(
                of("MatMul", (g, x) -> g.node("MatMul", x, matrix(g, 6, 4))),
                of("MatMul by a vector", (g, x) -> g.node("MatMul", x, g.constant("v", k -> Math.sin(k + 1), 6))),
                of("MatMul of batches", (g, x) -> {
                    String m = toMatrices.apply(g, x);
                    return g.node("MatMul", m, g.transpose(g.node("Tanh", m), 0, 2, 1));
                }),
                of("MatMul with a batch of one", (g, x) -> {
                    String m = toMatrices.apply(g, x);
                    return g.node("MatMul", g.constant("left", k -> Math.cos(k), 1, 4, 2), m);
                }),
                of(
                        "MatMul from the left",
                        (g, x) -> g.node("MatMul", g.constant("l", k -> 1 + k, 2), toMatrices.apply(g, x))),
                of(
                        "Gemm",
                        (g, x) -> g.node(
                                "Gemm",
                                Attributes.of("transB", 1).with("alpha", 0.5).with("beta", 2.0),
                                x,
                                matrix(g, 4, 6),
                                g.constant("c", k -> k, 4))),
                of("Gemm turned", (g, x) -> {
                    Attributes turned = Attributes.of("transA", 1).with("transB", 1);
                    String product = g.node("Gemm", turned, matrix(g, 6, 3), g.node("Tanh", x));
                    return g.transpose(product, 1, 0);
                }),
                of(
                        "Einsum",
                        (g, x) -> g.node(
                                "Einsum",
                                Attributes.of("equation", "bij,kj->bk"),
                                toMatrices.apply(g, x),
                                matrix(g, 4, 3))),
                of("Einsum of two", (g, x) -> {
                    String m = toMatrices.apply(g, x);
                    return g.node("Einsum", Attributes.of("equation", "bij,bkj->bik"), m, g.node("Exp", m));
                }));
    }

    private static String matrix(OnnxGraph g, int rows, int columns) {
        return g.constant("m" + rows + "_" + columns, k -> Math.sin(1.7 * k + 0.3), rows, columns);
    }

    private static Stream<Arguments> reductions() {
        UnaryOperator<String> name = s -> s;
        Stream<Arguments> all = Stream.of(
                        "ReduceL1",
                        "ReduceL2",
                        "ReduceLogSum",
                        "ReduceLogSumExp",
                        "ReduceMax",
                        "ReduceMean",
                        "ReduceMin",
                        "ReduceSum",
                        "ReduceSumSquare")
                .flatMap(operator -> Stream.of(0, 1)
                        .map(keep -> of(name.apply(operator) + " keep " + keep, (g, x) -> {
                            String positive = g.node("Add", g.node("Tanh", x), g.scalar(1.5));
                            return g.node(operator, Attributes.of("keepdims", keep), positive, g.integers(-1));
                        })));
        return Stream.concat(
                all,
                Stream.of(
                        of("Softmax", (g, x) -> g.node("Mul", g.node("Softmax", Attributes.of("axis", 1), x), x)),
                        of(
                                "LogSoftmax",
                                (g, x) -> g.node("Mul", g.node("LogSoftmax", Attributes.of("axis", -1), x), x)),
                        of(
                                "CumSum",
                                (g, x) -> g.node(
                                        "Mul",
                                        x,
                                        g.node(
                                                "CumSum",
                                                Attributes.of("exclusive", 1),
                                                x,
                                                g.scalar(DataType.INT64, 1)))),
                        of(
                                "LayerNormalization",
                                (g, x) -> g.node(
                                        "Exp",
                                        g.node(
                                                "LayerNormalization",
                                                Attributes.of("axis", -1),
                                                x,
                                                g.constant("scale", k -> 1 + 0.1 * k, WIDTH),
                                                g.constant("bias", k -> 0.2 * k, WIDTH)))),
                        of(
                                "LpNormalization",
                                (g, x) -> g.node("Exp", g.node("LpNormalization", Attributes.of("axis", 1), x)))));
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                of("Reshape, Transpose, Flatten", (g, x) -> {
                    String cube = g.node("Reshape", x, g.integers(0, 3, 2));
                    return g.node("Flatten", g.node("Exp", g.transpose(cube, 0, 2, 1)));
                }),
                of("Squeeze and Unsqueeze", (g, x) -> {
                    String wide = g.node("Unsqueeze", x, g.integers(1, 3));
                    return g.node("Exp", g.node("Squeeze", wide, g.integers(1, 3)));
                }),
                of("Expand", (g, x) -> {
                    String wide = g.node("Unsqueeze", x, g.integers(1));
                    String full = g.node("Expand", wide, g.integers(1, 4, 1));
                    return g.node("Mul", g.node("Exp", full), g.constant("w", k -> 0.3 * k, 4, WIDTH));
                }),
                of("Concat", (g, x) -> g.concatenated(1, g.node("Exp", x), x, g.node("Mul", x, x))),
                of("Split", (g, x) -> {
                    String[] parts = g.split(x, 3, 2);
                    return g.node("Mul", g.node("Exp", parts[0]), parts[2]);
                }),
                of("Pad", (g, x) -> g.node("Exp", g.node("Pad", x, g.integers(0, 1, 0, 2)))),
                of("Trilu", (g, x) -> {
                    String square = g.node("Einsum", Attributes.of("equation", "bi,bj->bij"), x, x);
                    return g.node("Exp", g.node("Trilu", square));
                }));
    }

    private static Stream<Arguments> selections() {
        return Stream.of(
                of("Gather", (g, x) -> g.node("Exp", g.gather(x, g.integers(3, 0, 3, -1)))),
                of("GatherElements", (g, x) -> {
                    String order = g.node("Cast", Attributes.of("to", 7), g.node("Greater", x, g.scalar(0)));
                    return g.node("Exp", g.node("GatherElements", Attributes.of("axis", 1), x, order));
                }),
                of(
                        "Slice with steps",
                        (g, x) -> g.node(
                                "Exp",
                                g.node("Slice", x, g.integers(5), g.integers(-7), g.integers(1), g.integers(-2)))),
                of(
                        "Tile",
                        (g, x) -> g.node(
                                "Mul", g.node("Tile", x, g.integers(1, 2)), g.constant("w", k -> 0.3 * k, 2 * WIDTH))),
                of("ScatterElements", (g, x) -> {
                    String low = g.node("Slice", x, g.integers(0), g.integers(2), g.integers(1));
                    String places = g.node("Expand", g.integers(4, 1), g.node("Shape", low));
                    Attributes along = Attributes.of("axis", 1).with("reduction", "none");
                    return g.node("Exp", g.node("ScatterElements", along, x, places, g.node("Sin", low)));
                }),
                of("ArgMax and the rest", (g, x) -> {
                    String best = g.node("ArgMax", Attributes.of("axis", 1), x);
                    return g.node("Exp", g.node("GatherElements", Attributes.of("axis", 1), x, best));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void slopesAreDifferences(String name, Body body) {
        for (boolean batched : new boolean[] {true, false}) check(model(body, batched));
    }

    /** The sum over all but the rows of a weighted result. */
    private static byte[] model(Body body, boolean batched) {
        OnnxGraph g = new OnnxGraph("test", DataType.DOUBLE);
        if (batched) g.input("x", "batch", WIDTH);
        else g.input("x", 1, WIDTH);
        String y = body.apply(g, "x");
        String flat = g.node("Flatten", Attributes.of("axis", 1), y);
        String curved = g.node("Add", flat, g.node("Mul", g.scalar(0.1), g.node("Mul", flat, flat)));
        g.add(
                "ReduceSum",
                Attributes.of("keepdims", 0),
                java.util.List.of(curved, g.integers(1)),
                java.util.List.of("e"));
        g.output("e", batched ? "batch" : 1);
        return g.model(Tape.VERSION, Map.of());
    }

    private static void check(byte[] foreign) {
        Random random = new Random(5);
        double[] x = random.doubles(3 * WIDTH, -1, 1).toArray();
        byte[] made =
                EnergyModel.read(foreign, null).withSlopes(new EnergyModel.Feed(x, WIDTH, new int[0], 1), 1, Map.of());
        try (OnnxModel model = OnnxModel.open(made);
                OnnxNetwork network = model.network()) {
            double[] energies = new double[3];
            double[] slopes = new double[x.length];
            network.evaluate(3, x, energies, slopes);
            double h = 1e-5;
            for (int k = 0; k < x.length; k++) {
                double[] ends = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[] moved = x.clone();
                    moved[k] += side == 0 ? h : -h;
                    double[] found = new double[3];
                    network.evaluate(3, moved, found, new double[x.length]);
                    ends[side] = found[k / WIDTH];
                }
                double difference = (ends[0] - ends[1]) / (2 * h);
                // Rounding of the energies over h, and the third derivative times h^2.
                double bound = 1e-7 * Math.max(1, Math.abs(energies[k / WIDTH]));
                assertEquals(difference, slopes[k], Math.max(bound, 1e-7 * Math.abs(difference)), "slope " + k);
            }
            assertTrue(java.util.Arrays.stream(slopes).anyMatch(s -> s != 0));
        }
    }

    @Test
    void rowsThatMixAreRefused() {
        byte[] mixing = model((g, x) -> g.node("Softmax", Attributes.of("axis", 0), x), true);
        GraphException e = assertThrows(GraphException.class, () -> check(mixing));
        assertTrue(e.getMessage().contains("depends on the other rows"), e.getMessage());
    }

    @Test
    void anUnknownOperatorIsNamed() {
        byte[] unknown = model((g, x) -> g.node("Det", g.node("Reshape", x, g.integers(-1, 1, 1))), true);
        GraphException e = assertThrows(GraphException.class, () -> check(unknown));
        assertTrue(e.getMessage().contains("(Det): this operator is not covered"), e.getMessage());
    }
}
