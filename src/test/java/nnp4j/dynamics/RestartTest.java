package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.io.CheckpointException;
import nnp4j.io.FileUnits;
import nnp4j.io.MoleculeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestartTest {
    private static final int STEPS = 400;
    private static final Geometry ARGON = Systems.argon13();

    @TempDir
    private Path folder;

    /** What a kill leaves: no last checkpoint, texts that may be longer than the checkpoint says. */
    private static final class Kill extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Gathers a sum that must last through restarts. */
    private static final class Sum implements StepObserver {
        private double sum;

        @Override
        public void step(MdState state) {
            sum += state.potentialEnergy(0);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeDouble(sum);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            sum = in.readDouble();
        }
    }

    static Stream<Arguments> runs() {
        return MolecularDynamicsTest.thermostats(25).stream()
                .flatMap(t -> Stream.of(Arguments.of(t, 1), Arguments.of(t, 3)));
    }

    private static MolecularDynamics run(Thermostat thermostat, int replicas, Path folder) {
        return MolecularDynamics.of(Systems.argon(13), ARGON)
                .withThermostat(thermostat)
                .withTimeStep(5)
                .withReplicas(replicas)
                .withFolder(folder)
                .withOutput(3, 7, 11);
    }

    @ParameterizedTest(name = "{0}, {1} replicas")
    @MethodSource("runs")
    void aRunKilledAtRandomMomentsEndsWithTheSameBytes(Thermostat thermostat, int replicas) throws IOException {
        Sum whole = new Sum();
        MdResult expected = run(thermostat, replicas, folder.resolve("whole"))
                .withObserver(2, whole)
                .run(STEPS);
        Random random = new Random(4);
        Sum broken = new Sum();
        MdResult result = null;
        while (result == null) {
            long left = 1L + random.nextInt(90);
            long[] steps = {left};
            broken = new Sum();
            try {
                result = run(thermostat, replicas, folder.resolve("broken"))
                        .withObserver(2, broken)
                        .withObserver(1, s -> {
                            if (--steps[0] == 0) throw new Kill();
                        })
                        .run(STEPS);
            } catch (Kill killed) {
                assertEquals(0, steps[0]);
            }
        }
        for (String file : List.of("log.csv", "trajectory.extxyz", "checkpoint.bin"))
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("whole").resolve(file)),
                    Files.readAllBytes(folder.resolve("broken").resolve(file)),
                    file);
        assertEquals(whole.sum, broken.sum);
        assertEquals(expected.geometry(replicas - 1), result.geometry(replicas - 1));
        assertEquals(
                expected.statistics().kineticEnergy().error(),
                result.statistics().kineticEnergy().error());
    }

    @Test
    void aRunToldToStopIsInterruptedAndGoesOn() throws IOException {
        Thermostat thermostat = new Thermostat.Bussi(25, 100);
        int[] left = {17};
        MdResult stopped = run(thermostat, 1, folder.resolve("a"))
                .withStop(() -> --left[0] == 0)
                .run(STEPS);
        assertTrue(stopped.interrupted());
        assertEquals(17, stopped.steps());
        MdResult on = run(thermostat, 1, folder.resolve("a")).run(STEPS);
        assertFalse(on.interrupted());
        run(thermostat, 1, folder.resolve("b")).run(STEPS);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/log.csv")), Files.readAllBytes(folder.resolve("b/log.csv")));
    }

    @Test
    void aFinishedRunIsMadeLonger() throws IOException {
        Thermostat thermostat = new Thermostat.Langevin(25, 100);
        run(thermostat, 1, folder.resolve("a")).run(100);
        run(thermostat, 1, folder.resolve("a")).run(STEPS);
        run(thermostat, 1, folder.resolve("b")).run(STEPS);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/trajectory.extxyz")),
                Files.readAllBytes(folder.resolve("b/trajectory.extxyz")));
    }

    @Test
    void aRunEndedByAConditionStaysEnded() throws IOException {
        StepObserver condition = StopConditions.hotter(30);
        MolecularDynamics run = run(new Thermostat.Langevin(40, 50), 1, folder).withObserver(1, condition);
        MdResult first = run.run(10_000);
        assertTrue(first.stopReason().isPresent());
        byte[] log = Files.readAllBytes(folder.resolve("log.csv"));
        MdResult again = run.run(10_000);
        assertEquals(first.steps(), again.steps());
        assertEquals(first.stopReason(), again.stopReason());
        assertArrayEquals(log, Files.readAllBytes(folder.resolve("log.csv")));
    }

    @Test
    void anotherRunIsRefusedAndNothingIsTouched() throws IOException {
        MolecularDynamics run = run(new Thermostat.Langevin(25, 100), 1, folder);
        run.run(50);
        byte[] log = Files.readAllBytes(folder.resolve("log.csv"));
        for (MolecularDynamics other : List.of(
                run.withSeed(2),
                run.withTimeStep(4),
                run.withFixedAtoms(3),
                run.withReplicas(2),
                run.withOutput(3, 8, 11),
                run.withStartTemperature(26),
                run.withThermostat(new Thermostat.Langevin(25, 101)),
                run.at(ARGON.withMasses(new double[] {39, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40})),
                MolecularDynamics.of(Systems.argon(13).plus((x, f) -> 1), ARGON).withFolder(folder)))
            assertThrows(CheckpointException.class, () -> other.run(100));
        assertArrayEquals(log, Files.readAllBytes(folder.resolve("log.csv")));
    }

    @Test
    void aBrokenCheckpointAndACutLogAreRefused() throws IOException {
        MolecularDynamics run = run(new Thermostat.Bussi(25, 100), 1, folder);
        run.run(50);
        Path log = folder.resolve("log.csv");
        Files.writeString(log, Files.readString(log).substring(0, 100));
        String message =
                assertThrows(CheckpointException.class, () -> run.run(100)).getMessage();
        assertTrue(message.contains("log.csv: is shorter than its checkpoint says: expected "), message);
        Path checkpoint = folder.resolve("checkpoint.bin");
        byte[] bytes = Files.readAllBytes(checkpoint);
        for (int length : new int[] {0, 5, 30, bytes.length / 2, bytes.length - 1}) {
            Files.write(checkpoint, Arrays.copyOf(bytes, length));
            assertThrows(CheckpointException.class, () -> run.run(100), length + " bytes");
        }
    }

    @Test
    void theTrajectoryIsReadByTheLibraryAndTheLogSaysWhatWasRun() throws IOException {
        run(new Thermostat.NoseHoover(25, 100, 3), 1, folder).run(70);
        try (MoleculeReader frames = MoleculeReader.open(folder.resolve("trajectory.extxyz"), FileUnits.DEFAULT)) {
            int count = 0;
            double[] forces = new double[39];
            while (frames.hasNext()) {
                var frame = frames.next();
                double energy =
                        Systems.argon(13).energyAndForces(frame.geometry().toArray(), forces);
                assertEquals(energy, frame.energy().orElseThrow());
                assertArrayEquals(forces, frame.forces().orElseThrow());
                assertEquals(
                        7.0 * count++, Double.parseDouble(frame.properties().get("step")));
            }
            assertEquals(11, count);
        }
        List<String> log = Files.readAllLines(folder.resolve("log.csv"));
        assertEquals(
                "# Ar13; Nose-Hoover chain of 3 at 25.0 K, time 100.0 fs; time step 5.0 fs; start at 25.0 K; 33 degrees of"
                        + " freedom, started without momentum and angular momentum; seed 1",
                log.get(0));
        assertEquals("step,time_fs,potential_eV,kinetic_eV,total_eV,temperature_K,conserved_eV", log.get(1));
        assertEquals(2 + 24, log.size());
        assertTrue(log.get(25).startsWith("69,345.0,"), log.get(25));
    }

    @Test
    void aFailureKeepsTheLastGoodGeometryAndTheCheckpoint() throws IOException {
        int[] calls = {0};
        MolecularDynamics run = MolecularDynamics.of(
                        (x, f) -> {
                            double energy = Systems.argon(13).energyAndForces(x, f);
                            return ++calls[0] == 40 ? Double.NaN : energy;
                        },
                        ARGON)
                .withTimeStep(5)
                .withFolder(folder)
                .withOutput(1, 1, 10);
        DynamicsException failure = assertThrows(DynamicsException.class, () -> run.run(100));
        assertEquals(39, failure.step());
        Geometry last = MoleculeReader.first(folder.resolve("last.extxyz"), FileUnits.DEFAULT)
                .geometry();
        assertEquals(failure.lastGood(), last);
        assertEquals(2 + 39, Files.readAllLines(folder.resolve("log.csv")).size());
        MdResult on = run.run(100); // what went wrong does not come again: on from step 30
        assertEquals(100, on.steps());
        assertFalse(Files.exists(folder.resolve("last.extxyz")));
        assertEquals(2 + 101, Files.readAllLines(folder.resolve("log.csv")).size());
    }
}
