package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MolecularDynamicsTest {
    private static final Geometry ARGON = Systems.argon13();
    private static final double[] REST = new double[39];

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"300, 1", "3000, 2"})
    void aMillionStepsOfHydrogenHaveNoTrend(double temperature, long seed) {
        try (PotentialFile file = Systems.h2File()) {
            Geometry h2 = Systems.h2(0.7414);
            MdResult result = MolecularDynamics.of(file.potentialFor(h2), h2)
                    .withTimeStep(0.1)
                    .withStartTemperature(temperature)
                    .withSeed(seed)
                    .run(1_000_000);
            double target = 1e-9; // eV/fs/atom
            assertTrue(
                    Math.abs(result.statistics().drift()) / 2 < target,
                    "drift " + result.statistics().drift() / 2);
        }
    }

    @Test
    void theFluctuationOfTheTotalEnergyGrowsWithTheSquareOfTheStep() {
        try (PotentialFile file = Systems.h2File()) {
            Geometry h2 = Systems.h2(0.7414);
            double[] fluctuation = new double[3];
            for (int k = 0; k < 3; k++)
                fluctuation[k] = MolecularDynamics.of(file.potentialFor(h2), h2)
                        .withTimeStep(0.1 * (1 << k))
                        .withStartTemperature(3000)
                        .run(20_000 >> k) // the same 2 ps
                        .statistics()
                        .fluctuation();
            double higherOrders = 0.1; // (omega dt)^2/12 of the largest step, 0.4 fs: 0.01; and the phase at the end
            assertEquals(4, fluctuation[1] / fluctuation[0], 4 * higherOrders);
            assertEquals(4, fluctuation[2] / fluctuation[1], 4 * higherOrders);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 3000})
    void hydrogenReturnsWhenTimeIsReversed(double temperature) {
        try (PotentialFile file = Systems.h2File()) {
            Geometry h2 = Systems.h2(0.7414);
            returns(
                    MolecularDynamics.of(file.potentialFor(h2), h2)
                            .withTimeStep(0.2)
                            .withStartTemperature(temperature),
                    h2);
        }
    }

    @Test
    void aClusterReturnsWhenTimeIsReversed() {
        returns(MolecularDynamics.of(Systems.argon(13), ARGON).withTimeStep(5).withStartTemperature(10), ARGON);
    }

    private static void returns(MolecularDynamics dynamics, Geometry start) {
        int steps = 10_000;
        double[][] first = new double[1][];
        MdResult there = dynamics.withObserver(steps, s -> {
                    if (s.step() == 0) first[0] = s.velocities(0);
                })
                .run(steps);
        double[] back = there.velocities(0);
        for (int k = 0; k < back.length; k++) back[k] = -back[k];
        double[] x = there.geometry(0).toArray();
        MdResult again = dynamics.at(start.at(x)).withVelocities(back).run(steps);
        double asked = 1e-9; // angstrom; rounding of 20,000 steps gives 1e-12 to 1e-10
        assertArrayEquals(start.toArray(), again.geometry(0).toArray(), asked);
        assertNotEquals(start.distance(0, 1), there.geometry(0).distance(0, 1), 1e-4); // it had gone somewhere
    }

    @Test
    void theStartHasExactlyTheTemperatureAndNeitherMomentumNorAngularMomentum() {
        Geometry water = Geometry.of(new int[] {8, 1, 1}, new double[] {0.3, 0, 0.1, 1.2, 0, 0.2, 0, 0.9, 0.5});
        MolecularDynamics.of(Systems.springs(water, 0), water)
                .withStartTemperature(431)
                .withReplicas(3)
                .withObserver(1, s -> {
                    double rounding = 1e-12;
                    assertEquals(3, s.degreesOfFreedom());
                    for (int r = 0; r < 3; r++) {
                        assertEquals(431, s.temperature(r), 431 * rounding);
                        double[] v = s.velocities(r);
                        double[] p = new double[3];
                        double[] l = new double[3];
                        for (int i = 0; i < 3; i++)
                            for (int c = 0; c < 3; c++) {
                                int d = (c + 1) % 3;
                                int e = (c + 2) % 3;
                                double[] x = water.toArray();
                                p[c] += water.mass(i) * v[3 * i + c];
                                l[c] += water.mass(i) * (x[3 * i + d] * v[3 * i + e] - x[3 * i + e] * v[3 * i + d]);
                            }
                        assertArrayEquals(new double[3], p, rounding);
                        assertArrayEquals(new double[3], l, rounding);
                    }
                    assertNotEquals(s.velocities(0)[0], s.velocities(1)[0]);
                })
                .run(0);
    }

    @Test
    void aLinearMoleculeStartsWithoutTurning() {
        Geometry h2 = Systems.h2(0.8);
        MolecularDynamics.of(Systems.springs(h2, 0), h2)
                .withObserver(1, s -> {
                    assertEquals(1, s.degreesOfFreedom());
                    assertEquals(300, s.temperature(0), 1e-10);
                    double[] v = s.velocities(0);
                    double fromRounding = 1e-16; // angstrom/fs
                    for (int k : new int[] {0, 1, 3, 4}) assertEquals(0, v[k], fromRounding);
                })
                .run(0);
    }

    @Test
    void fixedAtomsStayAndTheOthersShareTheTemperature() {
        for (Thermostat thermostat : thermostats(20)) {
            double[] before = ARGON.toArray();
            MdResult result = MolecularDynamics.of(Systems.argon(13), ARGON)
                    .withTimeStep(5)
                    .withThermostat(thermostat)
                    .withFixedAtoms(0, 12)
                    .withObserver(1, s -> assertEquals(33, s.degreesOfFreedom()))
                    .run(100);
            double[] after = result.geometry(0).toArray();
            for (int c = 0; c < 3; c++) {
                assertEquals(before[c], after[c]);
                assertEquals(before[36 + c], after[36 + c]);
            }
            assertNotEquals(before[3], after[3]);
        }
    }

    static List<Thermostat> thermostats(double temperature) {
        return List.of(
                new Thermostat.None(),
                new Thermostat.Langevin(temperature, 500),
                new Thermostat.NoseHoover(temperature, 500, 3),
                new Thermostat.Bussi(temperature, 500));
    }

    @Test
    void theConservedQuantityOfEveryThermostatIsConserved() {
        for (Thermostat thermostat : thermostats(20)) {
            MolecularDynamics dynamics =
                    MolecularDynamics.of(Systems.argon(13), ARGON).withThermostat(thermostat);
            double coarse = dynamics.withTimeStep(10).run(2_000).statistics().fluctuation();
            double fine = dynamics.withTimeStep(5).run(4_000).statistics().fluctuation();
            double kinetic = dynamics.run(1_000).statistics().kineticEnergy().mean();
            assertTrue(coarse < 0.02 * kinetic, thermostat + ": " + coarse);
            assertTrue(fine < 0.5 * coarse, thermostat + ": " + fine + " of " + coarse); // about a quarter, and chance
        }
    }

    @Test
    void aReplicaIsARunOfItsOwn() {
        Geometry pair = Systems.h2(0.75);
        for (Thermostat thermostat : thermostats(300)) {
            MolecularDynamics dynamics = MolecularDynamics.of(Systems.springs(pair, 3), pair)
                    .withAnchor(true)
                    .withThermostat(thermostat)
                    .withSeed(5);
            MdResult many = dynamics.withReplicas(4).run(500);
            MdResult fewer = dynamics.withReplicas(1).run(500);
            assertArrayEquals(fewer.geometry(0).toArray(), many.geometry(0).toArray());
            assertNotEquals(many.geometry(1), many.geometry(0));
        }
    }

    @Test
    void theSeedDecidesTheRun() {
        MolecularDynamics dynamics = MolecularDynamics.of(Systems.argon(13), ARGON)
                .withThermostat(new Thermostat.Langevin(20, 100))
                .withTimeStep(5);
        assertEquals(
                dynamics.withSeed(3).run(50).geometry(0),
                dynamics.withSeed(3).run(50).geometry(0));
        assertNotEquals(
                dynamics.withSeed(3).run(50).geometry(0),
                dynamics.withSeed(4).run(50).geometry(0));
    }

    @Test
    void conditionsEndTheRun() {
        try (PotentialFile file = Systems.h2File()) {
            Geometry h2 = Systems.h2(0.7414);
            MdResult broken = MolecularDynamics.of(file.potentialFor(h2), h2)
                    .withTimeStep(0.1)
                    .withStartTemperature(30_000)
                    .withObserver(1, StopConditions.outside(InternalCoordinate.of(0, 1), 0, 1))
                    .run(1_000);
            assertTrue(
                    broken.stopReason().orElseThrow().startsWith("bond 1-2 is 1.0"),
                    broken.stopReason().toString());
            assertTrue(broken.steps() < 1_000 && broken.geometry(0).distance(0, 1) > 1);
            assertFalse(broken.interrupted());
            MdResult hot = MolecularDynamics.of(file.potentialFor(h2), h2)
                    .withObserver(1, StopConditions.hotter(299))
                    .run(10);
            assertEquals(Optional.of("temperature is 300.0 K, above 299.0"), hot.stopReason());
            assertEquals(0, hot.steps());
        }
    }

    @Test
    void observersSeeTheStartAndEverySoManySteps() {
        List<Long> seen = new ArrayList<>();
        Geometry h2 = Systems.h2(0.75);
        MolecularDynamics.of(Systems.springs(h2, 1), h2)
                .withObserver(3, s -> seen.add(s.step()))
                .run(10);
        assertEquals(List.of(0L, 3L, 6L, 9L), seen);
    }

    @Test
    void aPotentialThatGoesWrongEndsTheRunWithStepAndAtoms() {
        Geometry h2 = Systems.h2(0.75);
        int[] calls = {0};
        DynamicsException nan = assertThrows(
                DynamicsException.class,
                () -> MolecularDynamics.of((x, f) -> calls[0]++ < 5 ? 0 : Double.NaN, h2)
                        .run(10));
        assertEquals(5, nan.step());
        assertTrue(
                nan.getMessage()
                        .startsWith("step 5 (2.5 fs): the energy is NaN; the closest atoms, 1 (H) and 2 (H), are "),
                nan.getMessage());
        DynamicsException force = assertThrows(
                DynamicsException.class,
                () -> MolecularDynamics.of(
                                (x, f) -> {
                                    f[4] = Double.POSITIVE_INFINITY;
                                    return 1;
                                },
                                h2)
                        .run(10));
        assertTrue(
                force.getMessage().startsWith("step 0 (0 fs): the force on atom 2 (H) is Infinity; "),
                force.getMessage());
        DynamicsException thrown = assertThrows(
                DynamicsException.class,
                () -> MolecularDynamics.of(
                                (x, f) -> {
                                    throw new IllegalStateException("no licence");
                                },
                                h2)
                        .run(10));
        assertTrue(
                thrown.getMessage().startsWith("step 0 (0 fs): the potential failed: no licence; "),
                thrown.getMessage());
        assertEquals(IllegalStateException.class, thrown.getCause().getClass());
    }

    @Test
    void twoAtomsInOnePlaceAreNamed() {
        Geometry three = Geometry.of(new int[] {18, 18, 18}, new double[] {0, 0, 0, 4, 0, 0, 4, 0, 0});
        String message = assertThrows(
                        DynamicsException.class,
                        () -> MolecularDynamics.of(Systems.argon(3), three).run(1))
                .getMessage();
        assertEquals(
                "step 0 (0 fs): the energy is NaN; the closest atoms, 2 (Ar) and 3 (Ar), are 0 angstrom apart",
                message.replace("0.000", "0"));
    }

    @Test
    void anExplosionIsNoticedWithTheAtomAndTheLastGoodGeometry() {
        Geometry close = Geometry.of(new int[] {18, 18}, new double[] {0, 0, 0, 2, 0, 0});
        DynamicsException e = assertThrows(
                DynamicsException.class,
                () -> MolecularDynamics.of(Systems.argon(2), close)
                        .withTimeStep(50)
                        .run(100));
        assertTrue(e.getMessage().contains("would move") && e.getMessage().contains("(Ar)"), e.getMessage());
        assertTrue(e.lastGood().distance(0, 1) < 4, e.lastGood().distance(0, 1) + "");
    }

    @Test
    void aTrapThatIsNotSaidToBeOneIsRefused() {
        Geometry pair = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0, 0, 0, 1});
        MolecularDynamics dynamics = MolecularDynamics.of(Systems.springs(pair, 1), pair);
        String message =
                assertThrows(DynamicsException.class, () -> dynamics.run(10)).getMessage();
        assertTrue(message.contains("depends on where in space the molecule stands"), message);
        assertEquals(10, dynamics.withAnchor(true).run(10).steps());
    }

    @Test
    void badSettingsAreRefused() {
        Geometry h2 = Systems.h2(0.75);
        MolecularDynamics dynamics = MolecularDynamics.of(Systems.springs(h2, 1), h2);
        assertThrows(IllegalArgumentException.class, () -> dynamics.withTimeStep(0));
        assertThrows(IllegalArgumentException.class, () -> dynamics.withTimeStep(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> dynamics.withReplicas(0));
        assertThrows(IllegalArgumentException.class, () -> dynamics.withStartTemperature(-1));
        assertThrows(IllegalArgumentException.class, () -> dynamics.withVelocities(new double[5]));
        assertThrows(
                IllegalArgumentException.class, () -> dynamics.withFixedAtoms(2).run(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> dynamics.withFixedAtoms(0, 1).run(1));
        assertThrows(IllegalArgumentException.class, () -> dynamics.run(-1));
        assertThrows(IllegalArgumentException.class, () -> new Thermostat.Langevin(300, 0));
        assertThrows(IllegalArgumentException.class, () -> new Thermostat.NoseHoover(300, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Thermostat.Bussi(-1, 10));
        Geometry atom = Geometry.of(new int[] {2}, new double[3]);
        assertThrows(
                IllegalArgumentException.class,
                () -> MolecularDynamics.of(Systems.springs(atom, 1), atom).run(1));
    }

    @Test
    void kineticEnergyAndTemperatureAgree() {
        MdResult result = MolecularDynamics.of(Systems.argon(13), ARGON)
                .withVelocities(REST)
                .withTimeStep(5)
                .run(100);
        MdStatistics statistics = result.statistics();
        assertEquals(statistics.temperature(), 2 * statistics.kineticEnergy().mean() / (33 * Units.BOLTZMANN), 1e-12);
        assertEquals(101, statistics.kineticEnergy().count());
    }
}
