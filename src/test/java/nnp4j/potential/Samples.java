package nnp4j.potential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nnp4j.features.Descriptor;
import nnp4j.features.InverseDistances;
import nnp4j.geometry.Geometry;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.units.Precision;

/** Water, random geometries of it, and small potentials for it. */
final class Samples {
    static final Geometry WATER =
            Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0.12, 0, 0.76, -0.47, 0, -0.76, -0.47});
    static final Descriptor PAIRS = InverseDistances.of(3);

    private Samples() {}

    /** Water with every coordinate moved by up to 0.15 angstrom. */
    static double[] water(Random random) {
        double[] x = WATER.toArray();
        for (int c = 0; c < x.length; c++) x[c] += 0.3 * (random.nextDouble() - 0.5);
        return x;
    }

    static Mlp mlp(Descriptor descriptor, Activation activation) {
        return Mlp.random(new int[] {descriptor.featureCount(), 7, 5, 1}, activation, 11);
    }

    /** Every feature between -limit and limit. */
    static FeatureRange range(Descriptor descriptor, double limit) {
        int n = descriptor.featureCount();
        return new FeatureRange(Collections.nCopies(n, -limit), Collections.nCopies(n, limit));
    }

    static PotentialCard card(Descriptor descriptor, List<PairTerm> base) {
        return new PotentialCard(
                "water",
                Composition.exactly(List.of("O", "H", "H")),
                new MoleculeInputs(descriptor, range(descriptor, 10)),
                base,
                -0.25,
                AtomicEnergies.free(Map.of("O", -2043.1, "H", -13.6)),
                "none",
                new Training("nothing", 3, "00ff", "1 training, 1 validation, 1 test", "random", Long.MIN_VALUE + 1),
                new Assessment(new Accuracy(1, 0.1, 0.2, 0.3)),
                new Assessment(new Accuracy(2, 0.4, 0.5, 1.0 / 3), Optional.of(new Accuracy(6, 1, 2, 3))),
                1,
                Precision.DOUBLE,
                "Apache-2.0",
                "naïve \"quotes\" \\ <é> 水 \uD835\uDC07\n",
                "a test");
    }

    /** A potential for water with a given text as its card. */
    static byte[] model(String card) {
        return OnnxExport.model(mlp(PAIRS, Activation.TANH), Map.of(PotentialCard.KEY, card));
    }

    static Path write(Path folder, byte[] model) throws IOException {
        return Files.write(folder.resolve("water.onnx"), model);
    }
}
