package nnp4j.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import nnp4j.dynamics.MolecularDynamics;
import nnp4j.dynamics.Thermostat;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;
import nnp4j.potential.PotentialFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of a step of dynamics: what the driver itself costs, and hydrogen's network alone and as a batch. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MdBench {
    private static final int STEPS = 100_000;
    private static final int REPLICAS = 1_024;
    private static final int BATCH_STEPS = 500;

    /** A molecule whose energy costs nothing: all that is measured is the driver. */
    @State(Scope.Benchmark)
    public static class Free {
        /** Number of atoms. */
        @Param({"9", "100"})
        public int atoms;

        /** none, langevin, nose-hoover, bussi. */
        @Param({"none", "langevin", "nose-hoover", "bussi"})
        public String thermostat;

        private MolecularDynamics dynamics;

        /** Builds the run. */
        @Setup
        public void build() {
            int[] elements = new int[atoms];
            Arrays.fill(elements, 6);
            double[] x = new double[3 * atoms];
            for (int k = 0; k < x.length; k++) x[k] = 0.5 * k + Math.sin(k);
            Potential free = (at, forces) -> 0;
            dynamics = MolecularDynamics.of(free, Geometry.of(elements, x))
                    .withThermostat(
                            switch (thermostat) {
                                case "langevin" -> new Thermostat.Langevin(300, 100);
                                case "nose-hoover" -> new Thermostat.NoseHoover(300, 100, 3);
                                case "bussi" -> new Thermostat.Bussi(300, 100);
                                default -> new Thermostat.None();
                            });
        }
    }

    /** The hydrogen molecule with its network. */
    @State(Scope.Benchmark)
    public static class Hydrogen {
        private PotentialFile file;
        private MolecularDynamics dynamics;

        /** Opens the potential. */
        @Setup
        public void open() {
            Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
            file = PotentialFile.open(Path.of("potentials/h2.onnx"));
            dynamics = MolecularDynamics.of(file.potentialFor(h2), h2).withTimeStep(0.1);
        }

        /** Closes it. */
        @TearDown
        public void close() {
            file.close();
        }
    }

    /**
     * The driver's own time.
     *
     * @param free molecule without forces
     * @return something of the result
     */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double freeStep(Free free) {
        return free.dynamics.run(STEPS).conserved(0);
    }

    /**
     * A step of H2, constant energy.
     *
     * @param hydrogen its network
     * @return something of the result
     */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double hydrogenStep(Hydrogen hydrogen) {
        return hydrogen.dynamics.run(STEPS).conserved(0);
    }

    /**
     * A step of one of 1,024 replicas of H2.
     *
     * @param hydrogen its network
     * @return something of the result
     */
    @Benchmark
    @OperationsPerInvocation(BATCH_STEPS * REPLICAS)
    public double hydrogenReplicaStep(Hydrogen hydrogen) {
        return hydrogen.dynamics.withReplicas(REPLICAS).run(BATCH_STEPS).conserved(0);
    }
}
