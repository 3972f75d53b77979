package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.InternalCoordinates;
import nnp4j.features.InverseDistances;
import nnp4j.features.Standardized;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.network.Activation;
import nnp4j.network.Network;
import nnp4j.network.OnnxExport;
import nnp4j.network.OnnxModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of potentials for networks on each kind of descriptor, in plain Java and in ONNX Runtime. */
class NeuralContractTest {
    private static final PotentialFile H2 = PotentialFile.open(Path.of("potentials/h2.onnx"));
    private static final OnnxModel WATER_MODEL =
            OnnxModel.open(OnnxExport.model(Samples.mlp(Samples.PAIRS, Activation.TANH), Map.of()));

    @AfterAll
    static void closeFiles() {
        H2.close();
        WATER_MODEL.close();
    }

    private static NeuralPotential potential(Descriptor descriptor, Network network) {
        Potential base = new Morse(4, 2, 0.96).between(3);
        return new NeuralPotential(
                descriptor, network, base, -76.5, Samples.range(descriptor, 10), Extrapolation.ALLOW);
    }

    /** The contract at the number of geometries and the tolerance that a user may rely on. */
    abstract static class Contract extends PotentialContract {
        @Override
        protected double gradientTolerance() {
            return 1e-7;
        }

        @Override
        protected double[] randomGeometry(Random random) {
            return Samples.water(random);
        }

        @Override
        protected int[][] permutations() {
            return new int[][] {{0, 1, 2}};
        }
    }

    /** Three smooth activations on one descriptor, added with {@link Potential#plus}. */
    abstract static class OnWater extends Contract {
        abstract Descriptor descriptor();

        @Override
        protected Potential potential() {
            return of(Activation.TANH).plus(of(Activation.SILU)).plus(of(Activation.SOFTPLUS));
        }

        private NeuralPotential of(Activation activation) {
            Network network = Samples.mlp(descriptor(), activation).network();
            return NeuralContractTest.potential(descriptor(), network);
        }
    }

    @Nested
    class OnInverseDistances extends OnWater {
        @Override
        Descriptor descriptor() {
            return InverseDistances.of(3);
        }
    }

    @Nested
    class OnDecayingPairs extends OnWater {
        @Override
        Descriptor descriptor() {
            return DecayingPairs.of(3, 0.7, 1.9);
        }
    }

    @Nested
    class OnInternalCoordinates extends OnWater {
        @Override
        Descriptor descriptor() {
            return InternalCoordinates.of(
                    3,
                    List.of(InternalCoordinate.of(0, 1), InternalCoordinate.of(0, 2), InternalCoordinate.of(1, 0, 2)));
        }
    }

    @Nested
    class OnStandardizedFeatures extends OnWater {
        @Override
        Descriptor descriptor() {
            return Standardized.of(Samples.PAIRS, new double[] {1, 0.9, 0.6}, new double[] {0.1, 0.12, 0.05});
        }
    }

    /** ONNX Runtime sums a batch in another order than one row. */
    abstract static class InOnnxRuntime extends Contract {
        @Override
        protected double batchTolerance() {
            return 1e-13; // some hundred roundings
        }
    }

    @Nested
    class OfWaterInOnnxRuntime extends InOnnxRuntime {
        @Override
        protected Potential potential() {
            return NeuralContractTest.potential(Samples.PAIRS, WATER_MODEL.network());
        }

        @Test
        void itIsTheSameAsInPlainJava() {
            Network plain = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
            Potential java = NeuralContractTest.potential(Samples.PAIRS, plain);
            double[] x = randomGeometry(new Random(1));
            double[] expected = new double[9];
            double[] found = new double[9];
            double rounding = 1e-12;
            assertEquals(java.energyAndForces(x, expected), potential().energyAndForces(x, found), rounding);
            assertArrayEquals(expected, found, rounding);
        }
    }

    @Nested
    class OfHydrogen extends InOnnxRuntime {
        @Override
        protected Potential potential() {
            Geometry molecule = Geometry.of(new int[] {1, 1}, new double[6]);
            return H2.potentialFor(molecule, Extrapolation.ALLOW);
        }

        /** From the wall to where the force is a thousandth of that at the inflection. */
        @Override
        protected double[] randomGeometry(Random random) {
            double[] x = new double[6];
            for (int c = 0; c < 6; c++) x[c] = random.nextGaussian();
            double length = Math.sqrt(x[3] * x[3] + x[4] * x[4] + x[5] * x[5]);
            double r = 0.3 + 3.7 * random.nextDouble();
            for (int c = 3; c < 6; c++) x[c] = x[c - 3] + x[c] * r / length;
            return x;
        }

        @Override
        protected int[][] permutations() {
            return new int[][] {{1, 0}};
        }
    }
}
