package nnp4j.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.InternalCoordinates;
import nnp4j.features.InverseDistances;
import nnp4j.features.Standardized;
import nnp4j.geometry.InternalCoordinate;
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
import org.openjdk.jmh.annotations.Warmup;

/** Features and gradient of one molecule: evaluate, then pullBack. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DescriptorBench {
    /** Number of atoms: hydrogen and aspirin. */
    @Param({"2", "21"})
    public int atoms;

    /** Which descriptor, all pairs where there are pairs. */
    @Param({"inverse", "decaying", "internal", "standardized"})
    public String kind;

    private Descriptor descriptor;
    private double[] x;
    private double[] features;
    private double[] gradient;

    @Setup
    public void molecule() {
        x = new Random(1).doubles(3L * atoms, 0, 8).toArray();
        descriptor = switch (kind) {
            case "inverse" -> InverseDistances.of(atoms);
            case "decaying" -> DecayingPairs.of(atoms, 1);
            case "internal" -> chain();
            case "standardized" -> Standardized.fit(InverseDistances.of(atoms), x, 1);
            default ->
                throw new IllegalArgumentException("expected inverse, decaying, internal or standardized: " + kind);
        };
        features = new double[descriptor.featureCount()];
        gradient = new double[x.length];
    }

    /** A chain of atoms: n - 1 bonds, n - 2 angles, n - 3 dihedrals. */
    private InternalCoordinates chain() {
        return InternalCoordinates.of(
                atoms,
                IntStream.rangeClosed(2, Math.min(4, atoms))
                        .boxed()
                        .flatMap(size -> IntStream.rangeClosed(0, atoms - size)
                                .mapToObj(first -> InternalCoordinate.of(
                                        IntStream.range(first, first + size).toArray())))
                        .toList());
    }

    @Benchmark
    public double[] evaluateAndPullBack() {
        descriptor.evaluate(x, features);
        descriptor.pullBack(x, features, gradient);
        return gradient;
    }
}
