package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How rows of numbers, and atomic numbers, become the inputs that a model declares. */
final class Inputs {
    private final EnergyModel.Feed feed;
    private final ForeignModel.Input numbers;
    private final ForeignModel.Input species;
    /** Lengths of the main input, -1 for the rows. */
    private final long[] shape;

    private Inputs(EnergyModel.Feed feed, ForeignModel.Input numbers, ForeignModel.Input species, long[] shape) {
        this.feed = feed;
        this.numbers = numbers;
        this.species = species;
        this.shape = shape;
    }

    static Inputs of(List<ForeignModel.Input> inputs, List<Node> nodes, EnergyModel.Feed feed) {
        Set<String> used = new HashSet<>();
        nodes.forEach(node -> used.addAll(node.inputs()));
        List<ForeignModel.Input> floating = new ArrayList<>();
        List<ForeignModel.Input> whole = new ArrayList<>();
        for (ForeignModel.Input input : inputs) {
            if (!used.contains(input.name())) continue;
            switch (input.type()) {
                case FLOAT, DOUBLE -> floating.add(input);
                case INT64, INT32 -> whole.add(input);
                default ->
                    throw new GraphException("input " + input.title() + ": expected numbers, found " + input.type());
            }
        }
        if (floating.size() != 1 || whole.size() > (feed.coordinates() ? 1 : 0))
            throw new GraphException("expected one input of "
                    + (feed.coordinates() ? "coordinates, and perhaps one of atomic numbers" : "features") + ", found "
                    + described(floating) + described(whole));
        ForeignModel.Input main = floating.get(0);
        return new Inputs(feed, main, whole.isEmpty() ? null : whole.get(0), shape(main, feed));
    }

    private static String described(List<ForeignModel.Input> inputs) {
        StringBuilder words = new StringBuilder();
        for (ForeignModel.Input input : inputs)
            words.append(input.title())
                    .append(" (")
                    .append(input.type())
                    .append(' ')
                    .append(input.shape())
                    .append(") ");
        return words.toString();
    }

    /** The declared lengths with -1 for rows. */
    private static long[] shape(ForeignModel.Input input, EnergyModel.Feed feed) {
        List<Object> declared = input.shape();
        long atoms = feed.width() / 3;
        for (long[] row :
                feed.coordinates() ? new long[][] {{feed.width()}, {atoms, 3}} : new long[][] {{feed.width()}}) {
            long[] rows = new long[row.length + 1];
            System.arraycopy(row, 0, rows, 1, row.length);
            rows[0] = -1;
            if (fits(declared, rows)) {
                rows[0] = declared.get(0) instanceof Long ? 1 : -1;
                return rows;
            }
            if (fits(declared, row)) return row;
        }
        throw new GraphException("input " + input.title() + ": expected [rows, " + feed.width() + "]"
                + (feed.coordinates() ? ", [rows, " + atoms + ", 3] or [" + atoms + ", 3]" : "") + ", found "
                + declared);
    }

    /** A length that varies takes any; one row is as good as rows. */
    private static boolean fits(List<Object> declared, long[] wanted) {
        if (declared.size() != wanted.length) return false;
        for (int d = 0; d < wanted.length; d++) {
            if (!(declared.get(d) instanceof Long length)) continue;
            if (wanted[d] == -1 ? length != 1 : length != wanted[d]) return false;
        }
        return true;
    }

    boolean batched() {
        return Arrays.stream(shape).anyMatch(length -> length == -1);
    }

    /** The first length of what is made. */
    Object rows() {
        return batched() ? "rows" : 1;
    }

    void declare(Tape tape) {
        int few = batched() ? 2 : 1;
        int more = batched() ? 3 : 1;
        tape.input(EnergyModel.FEATURES, tensor(few), tensor(more), rows(), feed.width());
    }

    private OnnxTensor tensor(int rows) {
        double[] values = Arrays.copyOf(feed.rows(), rows * feed.width());
        try {
            return OnnxTensor.createTensor(
                    OnnxRuntime.environment(), DoubleBuffer.wrap(values), new long[] {rows, feed.width()});
        } catch (OrtException e) {
            throw new GraphException("ONNX Runtime refuses an input (" + OnnxRuntime.oneLine(e) + ")", e);
        }
    }

    /** Type of the numbers that the model takes. */
    DataType type() {
        return numbers.type();
    }

    /** Makes the model's own inputs of rows of double. */
    void connect(GraphWriter to, String rows) {
        String scaled = feed.factor() == 1 ? rows : to.node("Mul", rows, to.scalar(DataType.DOUBLE, feed.factor()));
        String typed = numbers.type() == DataType.DOUBLE
                ? scaled
                : to.node("Cast", Attributes.of("to", numbers.type().getNumber()), scaled);
        to.add(Node.of("Reshape", Attributes.NONE, List.of(typed, to.integers(shape)), List.of(numbers.name())));
        if (species != null) connectSpecies(to, rows);
    }

    private void connectSpecies(GraphWriter to, String rows) {
        int atoms = feed.atomicNumbers().length;
        boolean flat = fits(species.shape(), new long[] {atoms});
        if (!flat && !fits(species.shape(), new long[] {-1, atoms}) && !fitsRows(atoms))
            throw new GraphException("input " + species.title() + ": expected atomic numbers [" + atoms + "] or [rows, "
                    + atoms + "], found " + species.shape());
        long[] atomicNumbers =
                Arrays.stream(feed.atomicNumbers()).asLongStream().toArray();
        Attributes type = Attributes.of("to", species.type().getNumber());
        String typed = to.node("Cast", type, to.integers(atomicNumbers));
        if (flat) {
            to.add(Node.of("Identity", Attributes.NONE, List.of(typed), List.of(species.name())));
            return;
        }
        String row = to.node("Reshape", typed, to.integers(1, atoms));
        String count = batched() ? to.node("Gather", to.node("Shape", rows), to.integers(0)) : to.integers(1);
        String full = to.node("Concat", Attributes.of("axis", 0), count, to.integers(atoms));
        to.add(Node.of("Expand", Attributes.NONE, List.of(row, full), List.of(species.name())));
    }

    private boolean fitsRows(int atoms) {
        List<Object> declared = species.shape();
        return declared.size() == 2
                && !(declared.get(0) instanceof Long)
                && (!(declared.get(1) instanceof Long length) || length == atoms);
    }
}
