package nnp4j.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One H2 energy and forces against the bare run of its session, and 10,000 geometries in one batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class H2CallBench {
    private static final Path FILE = Path.of("potentials/h2.onnx");
    private static final int MANY = 10_000;

    private PotentialFile file;
    private BoundPotential potential;
    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;
    private final double[] x = {0, 0, 0, 0, 0, 0.8};
    private final double[] forces = new double[6];
    private final double[] batch = new double[6 * MANY];
    private final double[] batchForces = new double[6 * MANY];
    private final double[] energies = new double[MANY];

    /** Opens the potential twice: through the library, and bare. */
    @Setup
    public void open() throws OrtException {
        file = PotentialFile.open(FILE);
        potential = file.potentialFor(Geometry.of(new int[] {1, 1}, x));
        for (int k = 0; k < MANY; k++) batch[6 * k + 5] = 0.4 + 5.6 * k / (MANY - 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        session = environment.createSession(FILE.toString(), options);
        inputs = Map.of("features", tensor(environment, 1, 1));
        outputs = Map.of("energy", tensor(environment, 1), "slopes", tensor(environment, 1, 1));
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long... shape) throws OrtException {
        DoubleBuffer buffer =
                ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asDoubleBuffer();
        return OnnxTensor.createTensor(environment, buffer.put(0, 0.5), shape);
    }

    /** Closes both. */
    @TearDown
    public void close() throws OrtException {
        file.close();
        session.close();
    }

    /** The floor: ONNX Runtime alone with pinned buffers. */
    @Benchmark
    public int bareSession() throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
            return result.size();
        }
    }

    /** The same through the library: features, network, forces, base, range check. */
    @Benchmark
    public double energyAndForces() {
        return potential.energyAndForces(x, forces);
    }

    /** A scan of 10,000 points in one run. */
    @Benchmark
    public double tenThousandPoints() {
        potential.energiesAndForces(MANY, batch, energies, batchForces);
        return energies[0];
    }
}
