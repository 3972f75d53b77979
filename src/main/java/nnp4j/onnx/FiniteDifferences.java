package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Central differences as a graph: each row is copied with each of its numbers moved up and down, and the model sees all copies,
 * as one batch if it takes batches and one after the other in a Scan if not. A number x moves by a cube root of the rounding
 * error times the larger of |x| and 1, where truncation and rounding weigh alike.
 */
final class FiniteDifferences {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx.ml");
    private static final int OLDEST = 9;

    private final OnnxGraph graph = new OnnxGraph("energy_and_differences", DataType.DOUBLE);
    private final Inputs inputs;
    private final List<Node> nodes;
    private final List<OnnxMl.TensorProto> constants;
    private final String output;
    private final int width;
    private final double energyFactor;

    FiniteDifferences(
            Inputs inputs,
            List<Node> nodes,
            List<OnnxMl.TensorProto> constants,
            String output,
            int width,
            double energyFactor) {
        this.inputs = inputs;
        this.nodes = nodes;
        this.constants = constants;
        this.output = output;
        this.width = width;
        this.energyFactor = energyFactor;
    }

    byte[] model(Map<String, String> metadata) {
        long version = nodes.get(0).version();
        for (Node node : nodes) {
            if (!DOMAINS.contains(node.domain()))
                throw node.wrong("operators of " + node.domain() + " are not ONNX's own");
            if (node.operator().startsWith("Random") || node.operator().equals("Multinomial"))
                throw node.wrong("a random energy has no slope");
            if (node.domain().isEmpty()) version = node.version();
        }
        long standard = version;
        if (standard < OLDEST || nodes.stream().anyMatch(n -> n.domain().isEmpty() && n.version() != standard))
            throw new GraphException("expected operators of one version, " + OLDEST + " or later");
        nodes.forEach(node -> graph.reserve(node.inputs()));
        nodes.forEach(node -> graph.reserve(node.outputs()));
        graph.input(EnergyModel.FEATURES, inputs.rows(), width);
        write();
        graph.output(EnergyModel.ENERGY, inputs.rows());
        graph.output(EnergyModel.SLOPES, inputs.rows(), width);
        return graph.model((int) standard, metadata);
    }

    private void write() {
        String x = EnergyModel.FEATURES;
        double rounding = inputs.type() == DataType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        String step = graph.node(
                "Mul", graph.node("Max", graph.node("Abs", x), graph.scalar(1)), graph.scalar(Math.cbrt(rounding)));
        String unit = graph.constant(graph.fresh("unit"), k -> k % (width + 1) == 0 ? 1 : 0, width, width);
        String moves = graph.node("Mul", graph.node("Reshape", step, graph.integers(-1, width, 1)), unit);
        String row = graph.node("Reshape", x, graph.integers(-1, 1, width));
        String copies = graph.concatenated(1, row, graph.node("Add", row, moves), graph.node("Sub", row, moves));
        String all = graph.node("Reshape", copies, graph.integers(-1, width));
        String energies =
                graph.node("Reshape", inputs.batched() ? batch(all) : scan(all), graph.integers(-1, 2L * width + 1));
        graph.add(Node.of(
                "Gather",
                Attributes.of("axis", 1),
                List.of(energies, graph.scalar(DataType.INT64, 0)),
                List.of(EnergyModel.ENERGY)));
        long[] up = new long[width];
        Arrays.setAll(up, k -> k + 1L);
        long[] down = new long[width];
        Arrays.setAll(down, k -> k + 1L + width);
        String difference = graph.node(
                "Sub", graph.gather(energies, graph.integers(up)), graph.gather(energies, graph.integers(down)));
        graph.named("Div", EnergyModel.SLOPES, difference, graph.node("Add", step, step));
    }

    private String batch(String rows) {
        constants.forEach(graph::add);
        return energies(graph, rows, -1);
    }

    private String energies(OnnxGraph to, String rows, long... shape) {
        inputs.connect(to, rows);
        nodes.forEach(to::add);
        String row = to.node("Reshape", output, to.integers(shape));
        String real = to.node("Cast", Attributes.of("to", DataType.DOUBLE.getNumber()), row);
        return to.node("Mul", real, to.scalar(energyFactor));
    }

    private String scan(String rows) {
        OnnxGraph body = graph.inner("one_row");
        constants.forEach(body::add);
        String row = body.fresh("row");
        body.input(row, width);
        body.output(energies(body, row));
        graph.outside(body);
        String energies = graph.fresh("scan");
        Attributes attributes = Attributes.of("num_scan_inputs", 1).with("body", body.proto());
        graph.add(Node.of("Scan", attributes, List.of(rows), List.of(energies)));
        return energies;
    }
}
