package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nnp4j.onnx.OnnxGraph;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
    private static final String FEATURES = "model: input expected features of double [rows, features], found ";
    private static final String ENERGY = "model: output expected energy of double [rows], found ";

    private static String message(byte[] bytes) {
        return assertThrows(NetworkException.class, () -> OnnxModel.open(bytes).close())
                .getMessage();
    }

    @Test
    void brokenFilesAreRefusedInOneLine() {
        BrokenModels.unreadable().forEach((name, bytes) -> {
            String message = message(bytes);
            String expected = bytes.length == 0
                    ? "model: expected an ONNX model, found an empty file"
                    : "model: no ONNX model that ONNX Runtime can load (";
            assertTrue(message.startsWith(expected), () -> name + ": " + message);
            assertEquals(1, message.lines().count(), () -> name + ": " + message);
        });
    }

    /** ONNX Runtime writes to the process's own standard error, which only another process can read. */
    @Test
    void nothingIsPrinted(@TempDir Path folder) throws Exception {
        File errors = folder.resolve("errors").toFile();
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenModels.class.getName())
                .redirectError(errors)
                .redirectOutput(output)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "no end");
        assertEquals("", Files.readString(errors.toPath()));
        assertEquals(
                "refused " + BrokenModels.unreadable().size() + System.lineSeparator(),
                Files.readString(output.toPath()));
    }

    @Test
    void otherTensorsAreRefused() {
        OnnxMl.TensorProto.DataType real = OnnxMl.TensorProto.DataType.DOUBLE;
        String[] names = {"features", "energy", "slopes"};
        OnnxModel.open(model(real, names, 0, "rows", 3)).close();
        assertEquals(
                FEATURES + "float [-1, 3]", message(model(OnnxMl.TensorProto.DataType.FLOAT, names, 0, "rows", 3)));
        assertEquals(
                FEATURES + "tensors named [x]",
                message(model(real, new String[] {"x", "energy", "slopes"}, 0, "rows", 3)));
        assertEquals(
                ENERGY + "tensors named [e, slopes]",
                message(model(real, new String[] {"features", "e", "slopes"}, 0, "rows", 3)));
        assertEquals(
                ENERGY + "tensors named [energy]",
                message(model(real, new String[] {"features", "energy"}, 0, "rows", 3)));
        assertEquals(FEATURES + "double [5, 3]", message(model(real, names, 0, 5, 3)));
        assertEquals(FEATURES + "double [-1, -1]", message(model(real, names, 0, "rows", "columns")));
        assertEquals(FEATURES + "double [-1, 3, 2]", message(model(real, names, 0, "rows", 3, 2)));
        assertEquals(ENERGY + "double [-1, 1]", message(model(real, names, 1, "rows", 3)));
    }

    @Test
    void aFactorBeforeAProductKeepsDoublePrecision() {
        OnnxGraph graph = new OnnxGraph("other", LayerTensor.type(Precision.DOUBLE));
        graph.input("features", "rows", 1);
        graph.output("energy", "rows");
        graph.output("slopes", "rows", 1);
        String third = graph.node("Mul", "features", graph.scalar(1.0 / 3));
        graph.named("MatMul", "slopes", third, graph.constant("weights", new double[] {1}, 0, 1, 1));
        graph.named("Reshape", "energy", third, graph.integers("vector", -1));
        double[] energy = new double[1];
        double[] slope = new double[1];
        try (OnnxModel model = OnnxModel.open(graph.model(Map.of()));
                OnnxNetwork network = model.network()) {
            network.evaluate(1, new double[] {1}, energy, slope);
        }
        assertEquals(1.0 / 3, energy[0]);
        assertEquals(1.0 / 3, slope[0]);
    }

    @Test
    void filesThatAreNoneSayWhere(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.onnx");
        assertEquals(missing + ": no such file", message(missing));
        assertEquals(folder + ": expected an ONNX file, found a folder", message(folder));
        Path text = Files.writeString(folder.resolve("text.onnx"), "text");
        assertTrue(message(text).startsWith(text + ": no ONNX model"), () -> message(text));
    }

    @Test
    void aFileOpensAsItsBytes(@TempDir Path folder) throws Exception {
        Mlp mlp = Mlp.random(new int[] {3, 8, 1}, Activation.SILU, 1);
        Path file = folder.resolve("potential \u03b1.onnx");
        Files.write(file, OnnxExport.model(mlp, Map.of("key", "value")));
        try (OnnxModel model = OnnxModel.open(file)) {
            assertEquals(Map.of("key", "value"), model.metadata());
            assertEquals(3, model.inputSize());
        }
    }

    private static String message(Path path) {
        return assertThrows(NetworkException.class, () -> OnnxModel.open(path).close())
                .getMessage();
    }

    /** Features in; their sum over columns and they themselves out, under the given names. */
    private static byte[] model(OnnxMl.TensorProto.DataType type, String[] names, int keep, Object... shape) {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("graph");
        graph.addInitializerBuilder()
                .setName("columns")
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addDims(1)
                .addInt64Data(1);
        graph.addNodeBuilder()
                .setOpType("ReduceSum")
                .addInput(names[0])
                .addInput("columns")
                .addOutput(names[1])
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("keepdims")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(keep));
        if (names.length > 2)
            graph.addNodeBuilder().setOpType("Identity").addInput(names[0]).addOutput(names[2]);
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
        for (Object length : shape) {
            if (length instanceof Integer number) dims.addDimBuilder().setDimValue(number);
            else dims.addDimBuilder().setDimParam((String) length);
        }
        OnnxMl.TypeProto.Tensor.Builder tensor =
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        graph.addInput(value(names[0], tensor.clone().setShape(dims)));
        for (int k = 1; k < names.length; k++) graph.addOutput(value(names[k], tensor));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TypeProto.Tensor.Builder tensor) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
