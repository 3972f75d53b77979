package nnp4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
    @Test
    void constantsOfDoubleThatAreNothingInFloatAreKept() throws OrtException {
        OnnxGraph g = new OnnxGraph("test", DataType.DOUBLE);
        g.input("x", 1);
        String scaled = g.node("Mul", g.node("Abs", "x"), g.scalar(1 + 1e-9));
        g.named("Abs", "y", g.node("Add", scaled, g.scalar(1e-50)));
        g.output("y", 1);
        try (OrtSession session = OnnxRuntime.session(g.model(Map.of()))) {
            assertEquals(1 + 1e-9, run(session, 1));
            assertEquals(1e-50, run(session, 0));
        }
    }

    private static double run(OrtSession session, double x) throws OrtException {
        DoubleBuffer numbers = DoubleBuffer.wrap(new double[] {x});
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxRuntime.environment(), numbers, new long[] {1});
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            return ((OnnxTensor) result.get(0)).getDoubleBuffer().get(0);
        }
    }
}
