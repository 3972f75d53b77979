package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxNetworkTest extends NetworkContract {
    private final List<OnnxModel> opened = new ArrayList<>();

    @Override
    Supplier<Network> sharing(Mlp mlp) {
        OnnxModel model = OnnxModel.open(OnnxExport.model(mlp, Map.of()));
        opened.add(model);
        return model::network;
    }

    @AfterEach
    void closeModels() {
        opened.forEach(OnnxModel::close);
    }

    @Test
    void aNetworkOfAClosedModelRefusesToEvaluate() {
        OnnxModel model =
                OnnxModel.open(OnnxExport.model(Mlp.random(new int[] {2, 3, 1}, Activation.TANH, 1), Map.of()));
        try (OnnxNetwork network = model.network()) {
            network.evaluate(1, new double[2], new double[1], new double[2]);
            model.close();
            model.close();
            assertThrows(
                    IllegalStateException.class,
                    () -> network.evaluate(1, new double[2], new double[1], new double[2]));
        }
    }
}
