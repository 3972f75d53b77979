package nnp4j.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxExportTest {
    private static final int[] WIDTHS = {3, 5, 4, 1};

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theSamePerceptronGivesTheSameBytes(Activation activation) {
        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> two = new LinkedHashMap<>();
        for (int k = 0; k < 20; k++) {
            one.put("key" + k, "text" + k);
            two.put("key" + (19 - k), "text" + (19 - k));
        }
        assertArrayEquals(
                OnnxExport.model(Mlp.random(WIDTHS, activation, 1), one),
                OnnxExport.model(Mlp.random(WIDTHS, activation, 1), two));
    }

    @Test
    void metadataComesBack() {
        Map<String, String> metadata = Map.of(
                "nnp4j.card",
                "{\"name\": \"H\u2082O \u2014 \u03c9B97X, \u6c34 \ud83d\udca7\"}\n\ttail",
                "empty",
                "",
                "long",
                "x".repeat(100_000));
        byte[] bytes = OnnxExport.model(Mlp.random(WIDTHS, Activation.TANH, 1), metadata);
        try (OnnxModel model = OnnxModel.open(bytes)) {
            assertEquals(metadata, model.metadata());
            assertEquals(3, model.inputSize());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyValueIsUsedAndNoNodeStandsTwice(Activation activation) throws Exception {
        for (int[] widths : new int[][] {{3, 1}, {3, 5, 1}, WIDTHS}) {
            OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(
                            OnnxExport.model(Mlp.random(widths, activation, 1), Map.of()))
                    .getGraph();
            Set<String> made = new HashSet<>();
            Set<String> used = new HashSet<>(Set.of("energy", "slopes"));
            Set<String> expressions = new HashSet<>();
            for (OnnxMl.TensorProto constant : graph.getInitializerList()) made.add(constant.getName());
            for (OnnxMl.NodeProto node : graph.getNodeList()) {
                for (String input : node.getInputList())
                    assertTrue(made.contains(input) || input.equals("features"), () -> input + " before it is made");
                used.addAll(node.getInputList());
                assertTrue(made.add(node.getOutput(0)), () -> node.getOutput(0) + " is made twice");
                assertTrue(expressions.add(node.getOpType() + node.getInputList()), () -> node + " stands twice");
            }
            used.remove("features");
            assertEquals(made, used, "ONNX Runtime warns on standard error of constants that nothing uses");
        }
    }
}
