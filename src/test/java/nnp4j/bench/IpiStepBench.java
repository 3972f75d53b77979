package nnp4j.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import nnp4j.geometry.Geometry;
import nnp4j.interop.BareServer;
import nnp4j.interop.IpiClient;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.LennardJones;
import nnp4j.potential.PairPotential;
import nnp4j.potential.Potential;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Energy and forces of nine atoms here, and asked for over a socket by a server that only exchanges messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IpiStepBench {
    private static final int ATOMS = 9;

    /** Where the call goes. */
    @Param({"here", "unix", "tcp"})
    public String place;

    private final Geometry molecule = AtomSamples.molecule(new SplittableRandom(5), ATOMS);
    private final Potential potential = new PairPotential(new LennardJones(0.01, 1), ATOMS);
    private final double[] h = new double[9];
    private final double[] x = molecule.toArray();
    private final double[] forces = new double[x.length];
    private BareServer server;
    private Thread thread;

    /** Connects. */
    @Setup(Level.Trial)
    public void connect() throws IOException {
        if (place.equals("here")) return;
        server = place.equals("unix")
                ? BareServer.at(Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "nnp4j-bench-" + ProcessHandle.current().pid()))
                : BareServer.overTcp();
        IpiClient client = new IpiClient(server.address(), molecule, potential, warning -> {});
        thread = new Thread(() -> client.serve(Duration.ofSeconds(10)));
        thread.start();
        server.accept();
    }

    /** Ends the connection. */
    @TearDown(Level.Trial)
    public void close() throws InterruptedException {
        if (server == null) return;
        server.close();
        thread.join();
    }

    /** One energy and its forces. */
    @Benchmark
    public double step() throws IOException {
        if (server == null) return potential.energyAndForces(x, forces);
        server.ask(h, x);
        return server.answer(ATOMS).getDouble();
    }
}
