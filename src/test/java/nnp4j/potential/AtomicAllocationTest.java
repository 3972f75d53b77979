package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Geometry;
import nnp4j.network.AtomicModel;
import nnp4j.network.AtomicNetwork;
import nnp4j.units.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicAllocationTest {
    private static final int WARM_UP = 3000;
    private static final int CALLS = 2000;
    /** Bytes a call: the two measurements themselves. */
    private static final double OF_THE_TEST = 1;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void energiesAndForcesAllocateWhatTheNetworksDo(boolean periodic) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean);
        SplittableRandom random = new SplittableRandom(3);
        Geometry geometry = periodic ? AtomSamples.crystal(random, 12, 6) : AtomSamples.molecule(random, 9);
        int members = 2;
        byte[] bytes = AtomSamples.bytes(Precision.DOUBLE, members, 1e9);
        try (AtomicModel model = AtomicModel.open(bytes);
                PotentialFile file = PotentialFile.open(java.nio.file.Path.of("test.onnx"), bytes)) {
            AtomInputs inputs = (AtomInputs) file.card().inputs();
            AtomicKernel kernel = inputs.descriptor().kernelFor(geometry.atomicNumbers(), periodic);
            AtomicSystem system = new AtomicSystem(geometry, inputs, kernel);
            int[] atoms = new int[system.elementCount()];
            for (int e = 0; e < atoms.length; e++) atoms[e] = system.atomCount(e);
            double[] rows = new double[system.rowSize()];
            double[] slopes = new double[rows.length];
            double[] energies = new double[geometry.atomCount() * members];
            double networks;
            try (AtomicNetwork network =
                    model.network(system.symbols(), system.columns(), system.inputsAtZero(inputs))) {
                networks = bytesACall(k -> network.evaluate(atoms, rows, energies, slopes));
            }
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            double[] start = geometry.toArray();
            double[] x = start.clone();
            double[] forces = new double[x.length];
            double[] virial = new double[9];
            double all = bytesACall(k -> {
                // An atom that moves by more than the skin, so that neighbours are searched again.
                x[0] = start[0] + 0.5 * Math.sin(0.01 * k);
                if (periodic) potential.energyForcesAndVirial(x, forces, virial);
                else potential.energyAndForces(x, forces);
                potential.energySpread(0);
            });
            assertTrue(all <= networks + OF_THE_TEST, all + " bytes a call, the networks alone " + networks);
        }
    }

    private static double bytesACall(java.util.function.IntConsumer call) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int k = 0; k < WARM_UP; k++) call.accept(k);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < CALLS; k++) call.accept(k);
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
    }
}
