package nnp4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nnp4j.network.NetworkException;
import nnp4j.network.OnnxModel;
import nnp4j.network.OnnxNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that are broken or mean harm end in one clear line, without a crash and without much memory. */
class HostileModelTest {
    private static final int WIDTH = 4;
    private static final double[] ROWS = new Random(2).doubles(3 * WIDTH, -1, 1).toArray();

    @TempDir
    private Path folder;

    /** A small perceptron with a shape, a gather and a softmax, as exporters write them. */
    private static OnnxMl.ModelProto.Builder honest() {
        OnnxGraph g = new OnnxGraph("honest", DataType.DOUBLE);
        g.input("x", "rows", WIDTH);
        String picked = g.gather("x", g.integers(3, 1, 0));
        String hidden = g.node("Tanh", g.node("Gemm", picked, g.constant("w", k -> Math.sin(k + 1), 3, 5)));
        String soft = g.node("Softmax", Attributes.of("axis", -1), hidden);
        String wide = g.node("Expand", g.node("Unsqueeze", soft, g.integers(1)), g.integers(1, 2, 1));
        String flat = g.node("Reshape", wide, g.integers(0, 10));
        g.add(Node.of("ReduceSum", Attributes.of("keepdims", 0), List.of(flat, g.integers(1)), List.of("e")));
        g.output("e", "rows");
        try {
            return OnnxMl.ModelProto.parseFrom(g.model(Tape.VERSION, Map.of())).toBuilder();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] imported(byte[] model) {
        return EnergyModel.read(model, null).withSlopes(new EnergyModel.Feed(ROWS, WIDTH, new int[0], 1), 1, Map.of());
    }

    private static Arguments of(String what, String words, Consumer<OnnxMl.ModelProto.Builder> change) {
        return Arguments.of(what, words, change);
    }

    private static OnnxMl.NodeProto.Builder node(OnnxMl.ModelProto.Builder model, String operator) {
        return model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(n -> n.getOpType().equals(operator))
                .findFirst()
                .orElseThrow();
    }

    private static OnnxMl.TensorProto.Builder constant(OnnxMl.ModelProto.Builder model, String name) {
        return model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(t -> t.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }

    private static void external(OnnxMl.ModelProto.Builder model, String location) {
        constant(model, "w")
                .clearRawData()
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location));
    }

    /** The request of the node Expand becomes a longer one. */
    private static void expandTo(OnnxMl.ModelProto.Builder model, long... shape) {
        OnnxMl.TensorProto.Builder request =
                constant(model, node(model, "Expand").getInput(1));
        request.clearInt64Data().setDims(0, shape.length);
        for (long length : shape) request.addInt64Data(length);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                of("external data above", "outside the model's folder", m -> external(m, "../weights.bin")),
                of("external data elsewhere", "outside the model's folder", m -> external(m, "/etc/hostname")),
                of("external data nowhere", "which is no file", m -> external(m, "weights.bin")),
                of("external data without a place", "outside the model's folder", m -> external(m, "")),
                of("a cycle", "comes from no earlier node", m -> node(m, "Gemm").setInput(0, "e")),
                of(
                        "an unknown input",
                        "comes from no earlier node",
                        m -> node(m, "Gemm").setInput(0, "nothing")),
                of("two origins", "has two origins", m -> node(m, "Gemm").setOutput(0, "x")),
                of("a custom operator", "is not covered (domain com.example)", m -> {
                    node(m, "Tanh").setDomain("com.example").setOpType("Run");
                    m.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder()
                            .setDomain("com.example")
                            .setVersion(1));
                }),
                of(
                        "a domain without version",
                        "has no version",
                        m -> node(m, "Tanh").setDomain("com.example")),
                of(
                        "control flow",
                        "control flow is not covered",
                        m -> node(m, "Tanh")
                                .setOpType("If")
                                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                        .setName("then_branch")
                                        .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                                        .setG(m.getGraph()))),
                of(
                        "an absurd constant",
                        "expected lengths up to",
                        m -> constant(m, "w").setDims(0, 1L << 50)),
                of(
                        "an absurd product",
                        "absurdly large",
                        m -> constant(m, "w").setDims(0, 1L << 20).setDims(1, 1L << 20)),
                of(
                        "a negative length",
                        "expected lengths up to",
                        m -> constant(m, "w").setDims(0, -3)),
                of(
                        "a constant that is cut",
                        "expected 15 values",
                        m -> constant(m, "w").setRawData(ByteString.copyFrom(new byte[8]))),
                of("an absurd expansion", "absurdly large", m -> expandTo(m, 1, 1L << 40, 1)),
                of("an expansion to many dimensions", "dimensions", m -> expandTo(m, new long[70])),
                of(
                        "texts as numbers",
                        "expected numbers of type",
                        m -> constant(m, "w").setDataType(8)),
                of("no opset", "no version of the standard operators", OnnxMl.ModelProto.Builder::clearOpsetImport),
                of(
                        "an old opset",
                        "expected opset 7 or later",
                        m -> m.getOpsetImportBuilder(0).setVersion(3)),
                of(
                        "no nodes",
                        "expected a graph with nodes",
                        m -> m.getGraphBuilder().clearNode()),
                of("no output", "no output", m -> m.getGraphBuilder().clearOutput()),
                of(
                        "an output from nowhere",
                        "comes from no node",
                        m -> m.getGraphBuilder().getOutputBuilder(0).setName("nothing")),
                of(
                        "another width",
                        "expected [rows, 4]",
                        m -> m.getGraphBuilder()
                                .getInputBuilder(0)
                                .getTypeBuilder()
                                .getTensorTypeBuilder()
                                .getShapeBuilder()
                                .getDimBuilder(1)
                                .setDimValue(7)),
                of(
                        "a wrong attribute",
                        "expected type INT",
                        m -> node(m, "Softmax")
                                .getAttributeBuilder(0)
                                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)),
                of(
                        "an axis that is not there",
                        "expected an axis of 2 dimensions",
                        m -> node(m, "Softmax").getAttributeBuilder(0).setI(9)),
                of("functions that call themselves", "deeper than", m -> {
                    node(m, "Tanh").setDomain("own").setOpType("again");
                    m.addFunctions(OnnxMl.FunctionProto.newBuilder()
                            .setDomain("own")
                            .setName("again")
                            .addInput("a")
                            .addOutput("b")
                            .addNode(OnnxMl.NodeProto.newBuilder()
                                    .setDomain("own")
                                    .setOpType("again")
                                    .addInput("a")
                                    .addOutput("b")));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isRefused(String what, String words, Consumer<OnnxMl.ModelProto.Builder> change) throws IOException {
        OnnxMl.ModelProto.Builder model = honest();
        change.accept(model);
        Path file = folder.resolve("model.onnx");
        Files.write(file, model.build().toByteArray());
        GraphException e = assertThrows(
                GraphException.class,
                () -> EnergyModel.read(file, null)
                        .withSlopes(new EnergyModel.Feed(ROWS, WIDTH, new int[0], 1), 1, Map.of()));
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }

    @Test
    void externalDataBesideTheModelAreRead() throws IOException {
        double[] whole = run(imported(honest().build().toByteArray()));
        OnnxMl.ModelProto.Builder model = honest();
        ByteBuffer bytes =
                ByteBuffer.allocate(8 * 15 + 16).order(ByteOrder.LITTLE_ENDIAN).position(16);
        for (int k = 0; k < 15; k++) bytes.putDouble(Math.sin(k + 1));
        Files.write(folder.resolve("weights.bin"), bytes.array());
        external(model, "weights.bin");
        constant(model, "w").addExternalData(entry("offset", "16")).addExternalData(entry("length", "120"));
        Path file = folder.resolve("model.onnx");
        Files.write(file, model.build().toByteArray());
        byte[] made =
                EnergyModel.read(file, null).withSlopes(new EnergyModel.Feed(ROWS, WIDTH, new int[0], 1), 1, Map.of());
        assertArrayEquals(whole, run(made));
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Path outside = Files.createTempFile("weights", ".bin");
        try {
            Files.write(outside, new byte[120]);
            Files.createSymbolicLink(folder.resolve("weights.bin"), outside);
            OnnxMl.ModelProto.Builder model = honest();
            external(model, "weights.bin");
            Path file = folder.resolve("model.onnx");
            Files.write(file, model.build().toByteArray());
            GraphException e = assertThrows(GraphException.class, () -> EnergyModel.read(file, null));
            assertTrue(e.getMessage().contains("outside the model's folder"), e.getMessage());
        } finally {
            Files.delete(outside);
        }
    }

    private static double[] run(byte[] made) {
        try (OnnxModel model = OnnxModel.open(made);
                OnnxNetwork network = model.network()) {
            double[] results = new double[3 + ROWS.length];
            double[] slopes = new double[ROWS.length];
            network.evaluate(3, ROWS, results, slopes);
            System.arraycopy(slopes, 0, results, 3, slopes.length);
            return results;
        }
    }

    @Test
    void mutatedModelsEndClearly() throws IOException {
        mutate(500, 1);
    }

    @Test
    @Tag("slow")
    void manyMutatedModelsEndClearly() throws IOException {
        mutate(10_000, 2);
    }

    private static void mutate(int count, long seed) throws IOException {
        long before = resident();
        byte[] honest = honest().build().toByteArray();
        Random random = new Random(seed);
        int refused = 0;
        for (int k = 0; k < count; k++) {
            byte[] mutated = mutated(honest, random);
            try {
                run(imported(mutated));
            } catch (GraphException | NetworkException e) {
                refused++;
                assertTrue(!e.getMessage().isBlank() && e.getMessage().lines().count() == 1, e.getMessage());
            }
        }
        assertTrue(refused > count / 10, "only " + refused + " were refused");
        long grown = resident() - before;
        assertTrue(grown <= 512L << 20, grown + " bytes more than before");
    }

    /** The most memory that this process ever held, or 0 where the system does not say. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Bytes changed, removed, doubled or cut off. */
    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> {
                    byte[] shorter = Arrays.copyOf(changed, changed.length - 1);
                    System.arraycopy(changed, at + 1, shorter, at, shorter.length - at);
                    changed = shorter;
                }
                default -> {
                    byte[] longer = Arrays.copyOf(changed, changed.length + 1);
                    System.arraycopy(changed, at, longer, at + 1, changed.length - at);
                    changed = longer;
                }
            }
        }
        return changed;
    }
}
