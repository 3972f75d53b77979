package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nnp4j.onnx.OnnxGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportOnnxCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path made;

    @BeforeEach
    void write() throws IOException {
        OnnxGraph g = new OnnxGraph("net", DataType.DOUBLE);
        g.input("x", "rows", 3);
        String hidden = g.node("Tanh", g.node("MatMul", "x", g.constant("w", k -> Math.cos(k), 3, 4)));
        g.named("MatMul", "e", hidden, g.constant("v", k -> 0.1 * k, 4, 1));
        g.output("e", "rows", 1);
        model = folder.resolve("net.onnx");
        Files.write(model, g.model(Map.of()));
        made = folder.resolve("made.onnx");
    }

    @Test
    void makesAPotentialThatTheOtherCommandsRun() {
        Program imported = Program.run(
                "import",
                "onnx",
                model,
                "--features",
                "inverse-distances",
                "--energy-unit",
                "hartree",
                "--elements",
                "O,H,H",
                "--out",
                made);
        assertEquals(0, imported.status(), imported.err());
        assertTrue(imported.out().contains("forces     exact, in the graph"), imported.out());
        Program energy = Program.run("energy", "molecules/water.mol2", "--potential", made, "--forces");
        assertEquals(0, energy.status(), energy.err());
        Program info = Program.run("info", made);
        assertEquals(0, info.status(), info.err());
        assertTrue(info.out().contains("as published; net.onnx"), info.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--features nonsense --energy-unit eV --elements O,H,H | unknown features",
                "--features distances --energy-unit furlong --elements O,H,H | furlong",
                "--features distances --energy-unit eV --elements O,H,Xx | expected element symbols",
                "--features distances --energy-unit eV --elements O,H | expected [rows, 1]",
                "--features distances --energy-unit eV | --elements",
                "--features distances --elements O,H,H | --energy-unit",
                "--features distances --energy-unit eV --elements O,H,H --output nothing | found outputs e",
                "--features distances --energy-unit eV --molecule nowhere.xyz | nowhere.xyz",
            })
    void aMistakeIsOneLine(String options, String words) {
        String[] arguments = ("import onnx " + model + " --out " + made + " " + options.trim()).split(" ");
        Program failed = Program.run((Object[]) arguments);
        assertEquals(2, failed.status(), failed.err());
        assertTrue(failed.err().contains(words.trim()), failed.err());
        assertEquals(1, failed.err().lines().count(), failed.err());
        assertFalse(Files.exists(made));
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Files.writeString(model, "not a model");
        Program failed = Program.run(
                "import",
                "onnx",
                model,
                "--features",
                "distances",
                "--energy-unit",
                "eV",
                "--elements",
                "H,H",
                "--out",
                made);
        assertEquals(2, failed.status());
        assertTrue(failed.err().contains(model + ": no ONNX model"), failed.err());
    }
}
