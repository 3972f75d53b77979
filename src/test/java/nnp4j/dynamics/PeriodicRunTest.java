package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomSamples;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PeriodicPotential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Precision;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pressure and spread of runs in a periodic cell by an ensemble. */
class PeriodicRunTest {
    private static final Geometry CRYSTAL = AtomSamples.crystal(new SplittableRandom(8), 5, 5);
    /** Relative: sums in another order, and a list of neighbours found at another step. */
    private static final double ROUNDING = 1e-9;

    @TempDir
    private Path folder;

    private static PotentialFile file(int members) {
        return PotentialFile.open(Path.of("test.onnx"), AtomSamples.bytes(Precision.DOUBLE, members));
    }

    private static MolecularDynamics dynamics(PotentialFile file, int replicas) {
        return MolecularDynamics.of(file.potentialFor(CRYSTAL, Extrapolation.ALLOW), CRYSTAL)
                .withThermostat(new Thermostat.Langevin(300, 50))
                .withTimeStep(0.1)
                .withReplicas(replicas)
                .withOutput(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pressureAndSpreadAreThoseOfTheReplica(int replicas) {
        double volume = CRYSTAL.cell().orElseThrow().volume();
        double[] sums = new double[3];
        try (PotentialFile file = file(3)) {
            BoundPotential other = file.potentialFor(CRYSTAL, Extrapolation.ALLOW);
            double[] forces = new double[15];
            double[] virial = new double[9];
            MdResult result = dynamics(file, replicas)
                    .withObserver(1, state -> {
                        for (int r = 0; r < replicas; r++) {
                            ((PeriodicPotential) other)
                                    .energyForcesAndVirial(state.geometry(r).toArray(), forces, virial);
                            double trace = virial[0] + virial[4] + virial[8];
                            double pressure = (2 * state.kineticEnergy(r) + trace) / (3 * volume);
                            assertEquals(pressure, state.pressure(r), ROUNDING * Math.abs(pressure));
                            assertEquals(other.energySpread(0), state.energySpread(r), ROUNDING);
                            sums[0] += pressure;
                            sums[1] += state.energySpread(r);
                            sums[2] = Math.max(sums[2], state.energySpread(r));
                        }
                    })
                    .run(40);
            MdStatistics statistics = result.statistics();
            assertEquals(
                    sums[0] / replicas / 41, statistics.pressure().orElseThrow().mean(), ROUNDING);
            assertEquals(
                    sums[1] / replicas / 41,
                    statistics.energySpread().orElseThrow().mean(),
                    ROUNDING);
            assertEquals(sums[2], statistics.largestEnergySpread(), ROUNDING);
        }
    }

    @Test
    void theLogHasBothAndAverageSurvivesARestart() throws IOException {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        try (PotentialFile file = file(2)) {
            MdStatistics unbroken = dynamics(file, 2).withFolder(whole).run(30).statistics();
            dynamics(file, 2).withFolder(parts).run(13);
            MdStatistics resumed = dynamics(file, 2).withFolder(parts).run(30).statistics();
            assertEquals(
                    unbroken.pressure().orElseThrow().mean(),
                    resumed.pressure().orElseThrow().mean(),
                    ROUNDING);
            assertEquals(31, resumed.energySpread().orElseThrow().count());
            assertEquals(unbroken.largestEnergySpread(), resumed.largestEnergySpread(), ROUNDING);
            List<String> lines = Files.readAllLines(whole.resolve("log.csv"));
            assertTrue(lines.get(1).endsWith(",conserved_eV,spread_eV,pressure_GPa"), lines.get(1));
            double sum = 0;
            for (String line : lines.subList(2, lines.size()))
                sum += Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
            assertEquals(unbroken.pressure().orElseThrow().mean() / Units.GIGAPASCAL, sum / 62, 1e-6);
        }
    }

    @Test
    void aLargeSpreadEndsTheRunAndASingleNetworkHasNone() {
        try (PotentialFile file = file(2);
                PotentialFile single = file(1)) {
            MdResult result = dynamics(file, 2)
                    .withObserver(1, StopConditions.spread(1e-6))
                    .run(10);
            assertEquals(0, result.steps());
            assertTrue(
                    result.stopReason().orElseThrow().matches("the ensemble's spread of replica 1 is .* eV, above .*"),
                    result.stopReason().toString());
            assertEquals(
                    10,
                    dynamics(file, 1)
                            .withObserver(1, StopConditions.spread(1e6))
                            .run(10)
                            .steps());
            MolecularDynamics unknown = dynamics(single, 1).withObserver(1, StopConditions.spread(1));
            assertThrows(IllegalArgumentException.class, () -> unknown.run(1));
            assertTrue(dynamics(single, 1).run(1).statistics().energySpread().isEmpty());
        }
    }

    @Test
    void aMoleculeHasNoPressure() {
        Geometry molecule = AtomSamples.molecule(new SplittableRandom(1), 4);
        try (PotentialFile file = file(2)) {
            MdResult result = MolecularDynamics.of(file.potentialFor(molecule, Extrapolation.ALLOW), molecule)
                    .withTimeStep(0.1)
                    .withObserver(
                            1, state -> assertArrayEquals(new double[] {Double.NaN}, new double[] {state.pressure(0)}))
                    .run(3);
            assertTrue(result.statistics().pressure().isEmpty());
            assertTrue(result.statistics().energySpread().isPresent());
        }
    }
}
