package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.Morse;
import nnp4j.potential.PairPotential;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    static java.util.List<Thermostat> thermostats() {
        return MolecularDynamicsTest.thermostats(300);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thermostats")
    void stepsAllocateNothing(Thermostat thermostat) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Geometry h2 = Systems.h2(0.75);
        long[] allocated = new long[2];
        MolecularDynamics.of(new PairPotential(new Morse(4.7, 1.9, 0.74), 2), h2)
                .withThermostat(thermostat)
                .withTimeStep(0.2)
                .withObserver(1, StopConditions.outside(InternalCoordinate.of(0, 1), 0, 9))
                .withObserver(100_000, state -> {
                    if (state.step() == 100_000) allocated[0] = threads.getCurrentThreadAllocatedBytes();
                    if (state.step() == 1_000_000) allocated[1] = threads.getCurrentThreadAllocatedBytes();
                })
                .run(1_000_000);
        double aStep = (allocated[1] - allocated[0]) / 900_000.0;
        double fromTheTestItself = 0.01; // bytes a step: the call that measures allocates a little
        assertTrue(aStep < fromTheTestItself, aStep + " bytes a step");
    }
}
