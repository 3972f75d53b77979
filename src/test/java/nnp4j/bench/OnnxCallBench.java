package nnp4j.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.MlpNetwork;
import nnp4j.network.OnnxExport;
import nnp4j.network.OnnxModel;
import nnp4j.network.OnnxNetwork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call for energies and slopes through OnnxNetwork, against the bare session call on the same model with pinned tensors
 * (the floor) and against plain Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OnnxCallBench {
    private static final int INPUTS = 3;

    /** Hidden layers. */
    @Param({"8,8", "32,32,32"})
    public String hidden;

    /** Rows a call. */
    @Param({"1", "10000"})
    public int rows;

    private double[] features;
    private double[] energies;
    private double[] slopes;
    private OnnxModel model;
    private OnnxNetwork onnx;
    private MlpNetwork java;
    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;

    /** Opens the model twice. */
    @Setup
    public void open() throws OrtException {
        int[] layers =
                Arrays.stream(hidden.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        int[] widths = new int[layers.length + 2];
        widths[0] = INPUTS;
        System.arraycopy(layers, 0, widths, 1, layers.length);
        widths[layers.length + 1] = 1;
        Mlp mlp = Mlp.random(widths, Activation.TANH, 1);
        features = new SplittableRandom(2).doubles((long) rows * INPUTS, -2, 2).toArray();
        energies = new double[rows];
        slopes = new double[rows * INPUTS];
        byte[] bytes = OnnxExport.model(mlp, Map.of());
        model = OnnxModel.open(bytes);
        onnx = model.network();
        java = mlp.network();

        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "nnp4j");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(bytes, options);
        }
        inputs = Map.of("features", tensor(environment, features, rows, INPUTS));
        outputs = Map.of(
                "energy", tensor(environment, energies, rows), "slopes", tensor(environment, slopes, rows, INPUTS));
    }

    private static OnnxTensor tensor(OrtEnvironment environment, double[] values, long... shape) throws OrtException {
        DoubleBuffer buffer = ByteBuffer.allocateDirect(8 * values.length)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
        return OnnxTensor.createTensor(environment, buffer.put(0, values), shape);
    }

    /** Frees what was opened. */
    @TearDown
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
        onnx.close();
        java.close();
        model.close();
    }

    /** The session alone. */
    @Benchmark
    public void bareSession() throws OrtException {
        session.run(inputs, Set.of(), outputs).close();
    }

    /** What the library calls. */
    @Benchmark
    public double[] onnxNetwork() {
        onnx.evaluate(rows, features, energies, slopes);
        return slopes;
    }

    /** The reference in plain Java. */
    @Benchmark
    public double[] mlpNetwork() {
        java.evaluate(rows, features, energies, slopes);
        return slopes;
    }
}
