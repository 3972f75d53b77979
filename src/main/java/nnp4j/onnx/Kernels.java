package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/** Writes a node so that ONNX Runtime can run it: some operators exist there for float only, and are composed for double. */
final class Kernels {
    private Kernels() {}

    static void write(Node node, DataType type, OnnxGraph graph) {
        if (type != DataType.DOUBLE || !node.domain().isEmpty() || node.inputs().isEmpty()) graph.add(node);
        else compose(node, node.inputs().get(0), graph);
    }

    private static void compose(Node node, String x, OnnxGraph g) {
        switch (node.operator()) {
            case "Softplus" -> { // ln(1 + e^-|x|) = -ln sigmoid(|x|), which never overflows
                String log = g.node("Log", g.node("Sigmoid", g.node("Abs", x)));
                g.named("Sub", node.output(), g.node("Relu", x), log);
            }
            case "Elu", "Selu", "Celu" -> exponential(node, x, g);
            case "Softsign" -> g.named("Div", node.output(), x, g.node("Add", g.scalar(1), g.node("Abs", x)));
            case "ThresholdedRelu" -> {
                String above = g.node("Greater", x, g.scalar(node.attributes().number("alpha", 1)));
                g.named("Where", node.output(), above, x, g.scalar(0));
            }
            case "HardSigmoid" -> {
                String slope = g.scalar(node.attributes().number("alpha", 0.2f));
                String line = g.node(
                        "Add",
                        g.node("Mul", x, slope),
                        g.scalar(node.attributes().number("beta", 0.5)));
                g.named("Min", node.output(), g.scalar(1), g.node("Max", g.scalar(0), line));
            }
            case "Cos" -> g.named("Sin", node.output(), g.node("Add", x, g.scalar(Math.PI / 2)));
            case "Tan" -> g.named("Div", node.output(), g.node("Sin", x), cosine(g, x));
            case "Sinh" -> g.named("Mul", node.output(), g.scalar(0.5), g.node("Sub", grown(g, x), shrunk(g, x)));
            case "Cosh" -> g.named("Mul", node.output(), g.scalar(0.5), g.node("Add", grown(g, x), shrunk(g, x)));
            case "Atan" -> angle("Atan", x, x, g.scalar(1), node.output(), g);
            case "Asin" -> angle("Asin", x, x, root(g, x), node.output(), g);
            case "Acos" -> angle("Acos", x, root(g, x), x, node.output(), g);
            default -> g.add(node);
        }
    }

    /** scale (x above 0, alpha (e^(x / width) - 1) below). */
    private static void exponential(Node node, String x, OnnxGraph g) {
        boolean selu = node.operator().equals("Selu");
        double alpha = node.attributes().number("alpha", selu ? 1.6732631921768188 : 1);
        double scale = selu ? node.attributes().number("gamma", 1.0507010221481323) : 1;
        String below = g.node("Min", x, g.scalar(0));
        String scaled = node.operator().equals("Celu") ? g.node("Div", below, g.scalar(alpha)) : below;
        String fall = g.node("Mul", g.scalar(alpha), g.node("Sub", g.node("Exp", scaled), g.scalar(1)));
        g.named("Mul", node.output(), g.scalar(scale), g.node("Add", g.node("Relu", x), fall));
    }

    /**
     * The angle whose sine and cosine are in the ratio given: the float operator's, to which one Newton step adds the digits of
     * double, theta + (s cos theta - c sin theta) / |(s, c)|, wrong by the cube of 1e-7.
     */
    private static void angle(String operator, String x, String sine, String cosine, String output, OnnxGraph g) {
        String rough = g.node(
                "Cast",
                Attributes.of("to", DataType.DOUBLE.getNumber()),
                g.node(operator, g.node("Cast", Attributes.of("to", DataType.FLOAT.getNumber()), x)));
        String turned =
                g.node("Sub", g.node("Mul", sine, cosine(g, rough)), g.node("Mul", cosine, g.node("Sin", rough)));
        String length = g.node("Sqrt", g.node("Add", g.node("Mul", sine, sine), g.node("Mul", cosine, cosine)));
        g.add("Add", Attributes.NONE, List.of(rough, g.node("Div", turned, length)), List.of(output));
    }

    private static String cosine(OnnxGraph g, String x) {
        return g.node("Sin", g.node("Add", x, g.scalar(Math.PI / 2)));
    }

    /** sqrt(1 - x^2). */
    private static String root(OnnxGraph g, String x) {
        return g.node("Sqrt", g.node("Sub", g.scalar(1), g.node("Mul", x, x)));
    }

    private static String grown(OnnxGraph g, String x) {
        return g.node("Exp", x);
    }

    private static String shrunk(OnnxGraph g, String x) {
        return g.node("Exp", g.node("Neg", x));
    }
}
