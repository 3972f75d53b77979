package nnp4j.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.Potential;
import nnp4j.scan.DiatomicCurve;
import nnp4j.scan.ReducedMass;
import nnp4j.scan.RigidScan;
import nnp4j.scan.ScanCoordinate;
import nnp4j.scan.ScanResult;
import nnp4j.scan.ScanValues;
import nnp4j.scan.VibrationalLevels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A pair potential of 20 atoms, a scan of 10,000 points of a Morse curve, and the levels of hydrogen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBench {
    private final Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
    private final Potential morse = new Morse(4.7, 1.95, 0.74).between(2);
    private final Potential argon = new LennardJones(0.0104, 3.4).between(20);
    private final double[] cluster = new Random(1).doubles(60, 0, 12).toArray();
    private final double[] forces = new double[60];
    private final double[] values = ScanValues.points(Kind.BOND, 0.4, 6, 10_000).inside();
    private final ScanCoordinate bond = ScanCoordinate.of(InternalCoordinate.of(0, 1));

    /** One call of 190 pairs; allocates nothing. */
    @Benchmark
    public double pairPotential() {
        return argon.energyAndForces(cluster, forces);
    }

    /** 10,000 points in one batch. */
    @Benchmark
    public ScanResult rigidScan() {
        return RigidScan.run(morse, h2, bond, values);
    }

    /** Two diagonalizations. */
    @Benchmark
    public VibrationalLevels levels() {
        return VibrationalLevels.of(new DiatomicCurve(morse, h2), ReducedMass.nuclear(h2), 0, 0, 0.3, 6);
    }
}
