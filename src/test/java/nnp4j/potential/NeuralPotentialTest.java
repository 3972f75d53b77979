package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.Standardized;
import nnp4j.network.Activation;
import nnp4j.network.Network;
import nnp4j.network.OnnxExport;
import nnp4j.network.OnnxModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NeuralPotentialTest {
    private static final double ZERO = -76.5;
    private static final Potential BASE = new Morse(4, 2, 0.96).between(3);
    private static final OnnxModel WATER_MODEL =
            OnnxModel.open(OnnxExport.model(Samples.mlp(Samples.PAIRS, Activation.TANH), Map.of()));

    @AfterAll
    static void closeModel() {
        WATER_MODEL.close();
    }

    private static NeuralPotential potential(Descriptor descriptor, Network network, Consumer<Extrapolation> told) {
        return new NeuralPotential(descriptor, network, BASE, ZERO, Samples.range(descriptor, 10), told);
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
