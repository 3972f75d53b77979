package nnp4j.potential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AniParameters;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.network.Activation;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.AtomicOnnx;
import nnp4j.network.Mlp;
import nnp4j.units.Precision;

/** Random molecules and crystals of H, C and O, and small networks of atoms for them. */
public final class AtomSamples {
    private static final AniParameters PARAMETERS = new AniParameters(
            5.1,
            19.7,
            List.of(0.8, 1.4, 2.0, 2.6, 3.2),
            3.5,
            12.5,
            List.of(0.8, 1.6, 2.4),
            14.1,
            List.of(0.39, 1.18, 1.96));

    private static final int[] ELEMENTS = {1, 6, 8};
    private static final AniEnvironment DESCRIPTOR = AniEnvironment.of(ELEMENTS, PARAMETERS);

    private AtomSamples() {}

    static AtomicPotential potential(PotentialFile file, Geometry geometry) {
        return (AtomicPotential) file.potentialFor(geometry, Extrapolation.ALLOW);
    }

    static PotentialFile file(Precision precision, int members) {
        return PotentialFile.open(Path.of("test.onnx"), bytes(precision, members));
    }

    /** A potential file that knows no ranges. */
    public static byte[] bytes(Precision precision, int members) {
        return bytes(precision, members, Map.of());
    }

    /** A potential file for which every feature up to a limit is inside the range. */
    public static byte[] bytes(Precision precision, int members, double limit) {
        Map<String, FeatureRange> ranges = new TreeMap<>();
        for (int z : ELEMENTS) {
            int features = DESCRIPTOR.featureCount(z);
            ranges.put(
                    Element.symbol(z),
                    new FeatureRange(Collections.nCopies(features, 0.0), Collections.nCopies(features, limit)));
        }
        return bytes(precision, members, ranges);
    }

    private static byte[] bytes(Precision precision, int members, Map<String, FeatureRange> ranges) {
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        for (int z : ELEMENTS) {
            List<Mlp> list = new ArrayList<>();
            for (int m = 0; m < members; m++)
                list.add(Mlp.random(new int[] {DESCRIPTOR.featureCount(z), 12, 10, 1}, Activation.TANH, 31L * z + m));
            networks.put(z, list);
        }
        PotentialCard card = new PotentialCard(
                "test",
                Composition.anyOf(List.of("H", "C", "O")),
                new AtomInputs(DESCRIPTOR, ranges, Map.of()),
                List.of(),
                0,
                AtomicEnergies.NONE,
                "none",
                new Training("none", 1, "00", "none", "none", 1),
                Assessment.NONE,
                Assessment.NONE,
                members,
                precision,
                "none",
                "none",
                "a test");
        return AtomicOnnx.model(AtomicNetworks.of(networks), precision, Map.of(PotentialCard.KEY, card.toJson()));
    }

    public static Geometry molecule(SplittableRandom random, int atoms) {
        return Geometry.of(numbers(atoms), places(random, atoms, 2.2 * Math.cbrt(atoms)));
    }

    public static Geometry crystal(SplittableRandom random, int atoms, double size) {
        double[] cell = new double[9];
        for (int k = 0; k < 9; k++) cell[k] = size * ((k % 4 == 0 ? 1 : 0) + 0.3 * (random.nextDouble() - 0.5));
        return Geometry.of(numbers(atoms), places(random, atoms, 0.8 * size))
                .in(Optional.of(Cell.of(cell, true, true, true)));
    }

    private static int[] numbers(int atoms) {
        return IntStream.range(0, atoms).map(i -> new int[] {1, 6, 8}[i % 3]).toArray();
    }

    /** At least 0.8 angstrom apart. */
    private static double[] places(SplittableRandom random, int atoms, double size) {
        double[] x = new double[3 * atoms];
        for (int i = 0; i < atoms; ) {
            for (int c = 0; c < 3; c++) x[3 * i + c] = size * random.nextDouble();
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < i; j++)
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]),
                                x[3 * i + 2] - x[3 * j + 2]));
            if (nearest > 0.8) i++;
        }
        return x;
    }
}
