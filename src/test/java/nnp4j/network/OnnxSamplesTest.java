package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nnp4j.units.Precision;
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
            // These grow too fast with depth for differences to tell their slopes.
            boolean steep = activation == Activation.EXPONENTIAL || activation == Activation.SQUARE;
            double scale = steep ? 0.25 : 1;
            double[] parameters = Mlp.random(widths, activation, depth).parameters();
            Arrays.setAll(parameters, k -> scale * parameters[k]);
            Mlp mlp = Mlp.of(widths, activation, parameters);
            Files.write(file, OnnxExport.model(mlp, Map.of("activation", activation.symbol())));
            try (OnnxModel model = OnnxModel.open(file)) {
                assertEquals(3, model.inputSize());
                assertEquals(Map.of("activation", activation.symbol()), model.metadata());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void samplesOfAtomsOpen(Precision precision) throws Exception {
        Files.createDirectories(FOLDER);
        for (int members = 1; members <= 3; members += 2) {
            Map<Integer, List<Mlp>> networks = new HashMap<>();
            for (int z : new int[] {1, 6, 8}) {
                List<Activation> hidden =
                        List.of(Activation.CELU, Activation.TANH).subList(0, z == 8 ? 0 : 2);
                int[] widths = z == 8 ? new int[] {5, 1} : new int[] {3 + z, 6, 4, 1};
                List<Mlp> list = new ArrayList<>();
                for (int m = 0; m < members; m++)
                    list.add(Mlp.of(
                            widths,
                            hidden,
                            Mlp.random(widths, Activation.TANH, 10 * z + m).parameters()));
                networks.put(z, list);
            }
            Path file = FOLDER.resolve("atoms-" + members + "-" + precision + ".onnx");
            Files.write(file, AtomicOnnx.model(AtomicNetworks.of(networks), precision, Map.of()));
            try (AtomicModel model = AtomicModel.open(file)) {
                assertEquals(members, model.memberCount());
                assertEquals(5, model.featureCount("O"));
            }
        }
    }
}
