package nnp4j.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An energy model of another program, without its gradient. It takes rows of numbers (features, or coordinates), or those of
 * one geometry at a time, and perhaps the atomic numbers; it gives one energy for each row. {@link #withSlopes} adds the
 * gradient.
 */
public final class EnergyModel {
    /** Name of the input of what is made. */
    public static final String FEATURES = "features";
    /** Name of its first output. */
    public static final String ENERGY = "energy";
    /** Name of its second output. */
    public static final String SLOPES = "slopes";

    private final List<ForeignModel.Input> inputs;
    private final List<OnnxMl.TensorProto> constants;
    private final List<Node> nodes;
    private final String output;
    /** What the file calls it. */
    private final String title;

    private EnergyModel(ForeignModel model, String output) {
        List<Node> written = model.nodesFor(output);
        UnaryOperator<String> names = freed(written);
        this.output = names.apply(output);
        this.title = output;
        this.inputs = model.inputs().stream()
                .map(input ->
                        new ForeignModel.Input(names.apply(input.name()), input.name(), input.type(), input.shape()))
                .toList();
        this.constants = written.stream()
                .flatMap(node -> node.inputs().stream())
                .distinct()
                .filter(name -> model.constant(name) != null)
                .map(name -> model.constant(name).toBuilder()
                        .setName(names.apply(name))
                        .build())
                .toList();
        this.nodes = written.stream().map(node -> node.renamed(names)).toList();
    }

    /** Other names for the values that are called as what is made of the model will be. */
    private static UnaryOperator<String> freed(List<Node> nodes) {
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> taken.addAll(node.inputs()));
        nodes.forEach(node -> taken.addAll(node.outputs()));
        String suffix = "_of_model";
        while (taken.contains(FEATURES + suffix) || taken.contains(ENERGY + suffix) || taken.contains(SLOPES + suffix))
            suffix += "_";
        String free = suffix;
        return name -> List.of(FEATURES, ENERGY, SLOPES).contains(name) ? name + free : name;
    }

    /**
     * Reads a model.
     *
     * @param path an ONNX file; external data may lie in its folder
     * @param output name of the energy, or null if the model has one output
     * @return the model
     * @throws GraphException if the file is broken, or does what no energy model needs to do: reads other files, loops, runs
     *     operators that are not ONNX's own
     */
    public static EnergyModel read(Path path, String output) {
        ForeignModel model = ForeignModel.read(path);
        return new EnergyModel(model, output(model, output));
    }

    /**
     * Reads a model in memory.
     *
     * @param content of an ONNX file without external data
     * @param output name of the energy, or null if the model has one output
     * @return the model
     * @throws GraphException as {@link #read(Path, String)}
     */
    public static EnergyModel read(byte[] content, String output) {
        ForeignModel model = ForeignModel.read(content, null);
        return new EnergyModel(model, output(model, output));
    }

    private static String output(ForeignModel model, String wanted) {
        if (wanted == null && model.outputs().size() == 1)
            return model.outputs().get(0);
        if (wanted == null || !model.outputs().contains(wanted))
            throw new GraphException("expected " + (wanted == null ? "the name of one output" : "output " + wanted)
                    + ", found outputs " + String.join(", ", model.outputs()));
        return wanted;
    }

    /** What is fed into a model. */
    @SuppressWarnings("ArrayRecordComponent") // copied, and not compared
    public record Feed(double[] rows, int width, int[] atomicNumbers, double factor) {
        /**
         * Copies the arrays.
         *
         * @param rows three rows of numbers as they come later, to try the model with
         * @param width numbers in a row
         * @param atomicNumbers of the atoms if the rows are coordinates, otherwise empty
         * @param factor from what comes to what the model takes
         */
        public Feed {
            rows = rows.clone();
            atomicNumbers = atomicNumbers.clone();
            if (rows.length != 3 * width) throw new IllegalArgumentException("expected three rows");
        }

        boolean coordinates() {
            return atomicNumbers.length > 0;
        }

        /**
         * Three rows of numbers.
         *
         * @return a copy
         */
        @Override
        public double[] rows() {
            return rows.clone();
        }

        /**
         * Atomic numbers.
         *
         * @return a copy
         */
        @Override
        public int[] atomicNumbers() {
            return atomicNumbers.clone();
        }
    }

    /**
     * The model with its gradient in the graph: input {@code features} [rows, width] of double, outputs {@code energy} [rows]
     * and {@code slopes} [rows, width]. Where the model takes one geometry only, rows is 1.
     *
     * @param feed what comes in
     * @param energyFactor from the model's unit to eV
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, opset 18, IR version 8
     * @throws GraphException if an operator between input and energy is not covered, an input does not fit, or the rows are
     *     not independent of one another
     */
    public byte[] withSlopes(Feed feed, double energyFactor, Map<String, String> metadata) {
        Inputs given = Inputs.of(inputs, nodes, feed);
        for (Node node : nodes) if (!Upgrade.covers(node)) throw uncovered(node);
        OnnxGraph graph = new OnnxGraph("energy_and_slopes", DataType.DOUBLE);
        try (Tape tape = new Tape(graph)) {
            nodes.forEach(node -> tape.reserve(node.inputs()));
            nodes.forEach(node -> tape.reserve(node.outputs()));
            given.declare(tape);
            constants.forEach(tape::constant);
            given.connect(tape, FEATURES);
            Upgrade upgrade = new Upgrade(tape);
            nodes.forEach(upgrade::take);
            String energies = energies(tape, given, energyFactor);
            checkIndependent(tape, given);
            String seed = graph.node("Expand", graph.scalar(1), graph.node("Shape", energies));
            String slopes = ReverseMode.append(tape, Map.of(energies, seed), FEATURES);
            graph.named("Identity", SLOPES, slopes);
            graph.output(ENERGY, given.rows());
            graph.output(SLOPES, given.rows(), feed.width());
            return Finished.of(tape).model(Tape.VERSION, metadata);
        }
    }

    /**
     * The same with central differences in the place of the gradient, for models with an operator that is not covered: each
     * row costs 2 width + 1 rows of the model. The sizes of what its operators make are not checked.
     *
     * @param feed what comes in
     * @param energyFactor from the model's unit to eV
     * @param metadata written into the model's metadata_props
     * @return bytes of an ONNX file, of the model's opset, IR version 8
     * @throws GraphException if an operator is not ONNX's own, or an input does not fit
     */
    public byte[] withDifferences(Feed feed, double energyFactor, Map<String, String> metadata) {
        Inputs given = Inputs.of(inputs, nodes, feed);
        return new FiniteDifferences(given, nodes, constants, output, feed.width(), energyFactor).model(metadata);
    }

    private static GraphException uncovered(Node node) {
        return node.wrong(
                "this operator is not covered" + (node.domain().isEmpty() ? "" : " (domain " + node.domain() + ")"));
    }

    private String energies(Tape tape, Inputs given, double factor) {
        Value value = tape.value(output);
        long expected = given.batched() ? 2 : 1;
        if (!value.floating() || value.size() != expected || !tape.value(output).dependsOnInput())
            throw new GraphException("output " + title + ": expected one energy for each row, found " + value.type()
                    + " " + Arrays.toString(value.shape()) + " for " + expected + " rows");
        String row = tape.node("Reshape", output, tape.integers(-1));
        String real = tape.cast(row, DataType.DOUBLE);
        tape.add(Node.of("Mul", Attributes.NONE, List.of(real, tape.scalar(DataType.DOUBLE, factor)), List.of(ENERGY)));
        return ENERGY;
    }

    /** A third row must not change the energies of the first two. */
    private void checkIndependent(Tape tape, Inputs given) {
        if (!given.batched()) return;
        double[][] energies = tape.doubles(ENERGY);
        boolean single = tape.value(output).type() == DataType.FLOAT;
        for (int k = 0; k < 2; k++) {
            double bound = (single ? 1e-4 : 1e-9) * Math.max(1, Math.abs(energies[0][k]));
            if (!(Math.abs(energies[0][k] - energies[1][k]) <= bound) && Double.isFinite(energies[0][k]))
                throw new GraphException("the energy of a row depends on the other rows: " + energies[0][k]
                        + " among two and " + energies[1][k] + " among three");
        }
    }
}
