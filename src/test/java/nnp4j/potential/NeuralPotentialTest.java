package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
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

class NeuralPotentialTest {
    private static final double ZERO = -76.5;
    private static final Potential BASE = new Morse(4, 2, 0.96).between(3);
    private static final PotentialFile H2 = PotentialFile.open(Path.of("potentials/h2.onnx"));
    private static final OnnxModel WATER_MODEL =
            OnnxModel.open(OnnxExport.model(Samples.mlp(Samples.PAIRS, Activation.TANH), Map.of()));

    @AfterAll
    static void closeFiles() {
        H2.close();
        WATER_MODEL.close();
    }

    private static NeuralPotential potential(Descriptor descriptor, Network network, Consumer<Extrapolation> told) {
        return new NeuralPotential(descriptor, network, BASE, ZERO, Samples.range(descriptor, 10), told);
    }

    /** The contract at the number of geometries and the tolerance that a user may rely on. */
    abstract static class Contract extends PotentialContract {
        @Override
        protected int geometryCount() {
            return 1000;
        }

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
            return NeuralPotentialTest.potential(descriptor(), network, Extrapolation.ALLOW);
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
            return NeuralPotentialTest.potential(Samples.PAIRS, WATER_MODEL.network(), Extrapolation.ALLOW);
        }

        @Test
        void itIsTheSameAsInPlainJava() {
            Network plain = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
            Potential java = NeuralPotentialTest.potential(Samples.PAIRS, plain, Extrapolation.ALLOW);
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

    @Test
    void theEnergyIsZeroPlusBasePlusNetwork() {
        Network network = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
        double[] x = Samples.WATER.toArray();
        double[] features = new double[3];
        double[] energy = new double[1];
        Samples.PAIRS.evaluate(x, features);
        network.evaluate(1, features, energy, new double[3]);
        double expected = ZERO + BASE.energyAndForces(x, new double[9]) + energy[0];
        Potential potential = potential(Samples.PAIRS, network, Extrapolation.ALLOW);
        assertEquals(expected, potential.energyAndForces(x, new double[9]));
        Potential unshifted =
                new NeuralPotential(Samples.PAIRS, network, BASE, 0, Samples.range(Samples.PAIRS, 1), e -> {});
        double rounding = 1e-13;
        assertEquals(expected - ZERO, unshifted.energyAndForces(x, new double[9]), rounding);
    }

    @Test
    void extrapolationIsToldExactlyWhereAFeatureIsOutside() {
        Descriptor bonds = DecayingPairs.of(2, 1.5);
        FeatureRange range = new FeatureRange(List.of(Math.exp(-2 / 1.5)), List.of(Math.exp(-1 / 1.5)));
        List<Extrapolation> told = new ArrayList<>();
        Network network = Samples.mlp(bonds, Activation.TANH).network();
        Potential none = new Morse(1, 1, 1).between(2);
        NeuralPotential potential = new NeuralPotential(bonds, network, none, 0, range, told::add);
        double[] f = new double[6];
        for (double r : new double[] {1, 1.3, 2}) potential.energyAndForces(new double[] {0, 0, 0, 0, 0, r}, f);
        assertEquals(List.of(), told);
        assertFalse(potential.extrapolation(new double[] {0, 0, 0, 0, 0, 2}).isPresent());

        double far = Math.nextUp(2);
        while (Math.exp(-far / 1.5) == Math.exp(-2 / 1.5)) far = Math.nextUp(far);
        double[] x = {0, 0, 0, 0, 0, 0.999, 0, 0, 0, 0, 0, 1.5, 0, 0, 0, 0, 0, far};
        potential.energiesAndForces(3, x, new double[3], new double[18]);
        assertEquals(2, told.size());
        Extrapolation expected = new Extrapolation(
                bonds.featureName(0),
                Math.exp(-0.999 / 1.5),
                range.low().get(0),
                range.high().get(0));
        assertEquals(expected, told.get(0));
        assertEquals(Math.exp(-far / 1.5), told.get(1).value());
        assertEquals(expected, potential.extrapolation(Arrays.copyOf(x, 6)).orElseThrow());
    }

    @Test
    void refusingLeavesEnergiesAndForcesAsTheyWere() {
        Descriptor d = Samples.PAIRS;
        Network network = Samples.mlp(d, Activation.TANH).network();
        NeuralPotential potential =
                new NeuralPotential(d, network, BASE, ZERO, Samples.range(d, 0.5), Extrapolation.REFUSE);
        double[] energies = {7};
        double[] forces = new double[9];
        double[] x = Samples.WATER.toArray();
        Exception e = assertThrows(PotentialException.class, () -> potential.energyAndForces(x, forces));
        assertEquals(
                "extrapolation: 1/r(1-2) = 1.03936 is outside the range seen in training, -0.500000 to 0.500000",
                e.getMessage());
        assertThrows(PotentialException.class, () -> potential.energiesAndForces(1, x, energies, forces));
        assertArrayEquals(new double[9], forces);
        assertEquals(7, energies[0]);
    }

    @Test
    void aCoordinateThatIsNotANumberIsTold() {
        List<Extrapolation> told = new ArrayList<>();
        Network network = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
        double[] x = Samples.WATER.toArray();
        x[4] = Double.NaN;
        double energy = potential(Samples.PAIRS, network, told::add).energyAndForces(x, new double[9]);
        assertTrue(Double.isNaN(energy));
        assertEquals(1, told.size());
        assertTrue(Double.isNaN(told.get(0).value()));
        Potential strict = potential(Samples.PAIRS, network, Extrapolation.REFUSE);
        assertThrows(PotentialException.class, () -> strict.energyAndForces(x, new double[9]));
    }

    @Test
    void arraysOfAWrongLengthAreRefused() {
        Network network = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
        Potential water = potential(Samples.PAIRS, network, Extrapolation.ALLOW);
        double[] x = Samples.WATER.toArray();
        assertThrows(IllegalArgumentException.class, () -> water.energyAndForces(new double[6], new double[9]));
        Exception e = assertThrows(IllegalArgumentException.class, () -> water.energyAndForces(x, new double[6]));
        assertEquals("neural potential: expected 9 forces, found 6", e.getMessage());
        double[] two = new double[18];
        assertThrows(IllegalArgumentException.class, () -> water.energiesAndForces(1, two, new double[1], two));
        assertThrows(IllegalArgumentException.class, () -> water.energiesAndForces(2, two, new double[1], two));
        assertThrows(
                IllegalArgumentException.class, () -> water.energiesAndForces(2, two, new double[2], new double[9]));
        Descriptor other = DecayingPairs.of(3, 1, 2);
        assertThrows(IllegalArgumentException.class, () -> potential(other, network, Extrapolation.ALLOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NeuralPotential(
                        other,
                        Samples.mlp(other, Activation.TANH).network(),
                        BASE,
                        0,
                        Samples.range(Samples.PAIRS, 1),
                        Extrapolation.ALLOW));
    }

    @Test
    void aCallAllocatesNothing() {
        Network network = Samples.mlp(Samples.PAIRS, Activation.TANH).network();
        Descriptor d = Standardized.of(Samples.PAIRS, new double[3], new double[] {1, 1, 1});
        Potential potential = potential(d, network, Extrapolation.REFUSE);
        double[] x = Samples.WATER.toArray();
        double[] f = new double[9];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        long least = Long.MAX_VALUE; // of some rounds: the virtual machine itself may allocate while it compiles
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 1000; k++) sum += potential.energyAndForces(x, f);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(Double.isFinite(sum));
    }

    @Test
    void aClosedPotentialSaysSo() {
        NeuralPotential potential = potential(Samples.PAIRS, WATER_MODEL.network(), Extrapolation.ALLOW);
        double[] x = Samples.WATER.toArray();
        potential.energyAndForces(x, new double[9]);
        potential.close();
        potential.close();
        assertThrows(IllegalStateException.class, () -> potential.energyAndForces(x, new double[9]));
    }
}
