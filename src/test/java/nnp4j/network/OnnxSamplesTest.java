package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaves models in target/onnx-samples for check_onnx.py, which judges them with the ONNX project's own tools. */
class OnnxSamplesTest {
    private static final Path FOLDER = Path.of("target", "onnx-samples");

    @ParameterizedTest
    @EnumSource(Activation.class)
    void samplesOfEveryDepthOpen(Activation activation) throws Exception {
        Files.createDirectories(FOLDER);
        for (int depth = 0; depth <= 4; depth++) {
            int[] widths = new int[depth + 2];
            Arrays.fill(widths, 6);
            widths[0] = 3;
            widths[depth + 1] = 1;
            Path file = FOLDER.resolve(activation.symbol() + "-" + depth + ".onnx");
            Mlp mlp = Mlp.random(widths, activation, depth);
            Files.write(file, OnnxExport.model(mlp, Map.of("activation", activation.symbol())));
            try (OnnxModel model = OnnxModel.open(file)) {
                assertEquals(3, model.inputSize());
                assertEquals(Map.of("activation", activation.symbol()), model.metadata());
            }
        }
    }
}
