package nnp4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThermostatTest {
    /** Standard errors, from blocks, within which an average must be of its canonical value. */
    private static final double ERRORS = 3;

    static Stream<Arguments> thermostats() {
        return Stream.of(100.0, 20.0)
                .flatMap(t -> Stream.of(
                                new Thermostat.Langevin(t, 200),
                                new Thermostat.NoseHoover(t, 100, 3),
                                new Thermostat.Bussi(t, 200))
                        .map(thermostat -> Arguments.of(thermostat, t)));
    }

    /** Twelve oscillators of four frequencies in a trap at 100 K; the icosahedron of argon, floating free, at 20 K. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("thermostats")
    void theKineticEnergyIsCanonical(Thermostat thermostat, double temperature) {
        boolean trapped = temperature == 100;
        Geometry atoms = trapped
                ? Geometry.of(new int[] {1, 6, 8, 16}, new double[] {0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2})
                : Systems.argon13();
        BlockedMean squares = new BlockedMean();
        int[] freedom = {0};
        // The kinetic energy of these integrators is off by (omega dt)^2/4, here 4e-4 at most: below a tenth of the
        // errors.
        MdResult result = MolecularDynamics.of(trapped ? Systems.springs(atoms, 0.2) : Systems.argon(13), atoms)
                .withAnchor(trapped)
                .withTimeStep(trapped ? 1 : 5)
                .withThermostat(thermostat)
                .withObserver(1, state -> {
                    freedom[0] = state.degreesOfFreedom();
                    double mean = freedom[0] * Units.BOLTZMANN * temperature / 2;
                    squares.add((state.kineticEnergy(0) - mean) * (state.kineticEnergy(0) - mean));
                })
                .run(1_000_000);
        double kt = Units.BOLTZMANN * temperature;
        BlockedMean kinetic = result.statistics().kineticEnergy();
        assertEquals(freedom[0] * kt / 2, kinetic.mean(), ERRORS * kinetic.error());
        assertEquals(freedom[0] * kt * kt / 2, squares.mean(), ERRORS * squares.error());
        assertEquals(0.5, kinetic.error() / (0.01 * kinetic.mean()), 0.5); // an error of 1 % at most: the test can fail
    }

    /** A single degree of freedom, for which a wrong sign of the rescaling would show. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("thermostats")
    void oneOscillatorTakesItsShareOfPotentialEnergyToo(Thermostat thermostat, double temperature) {
        if (thermostat instanceof Thermostat.NoseHoover) return; // not ergodic for one oscillator, as is known
        Geometry h2 = Systems.h2(0.74);
        double[] spring = {0.5, 0.74};
        MdResult result = MolecularDynamics.of(
                        (x, f) -> {
                            double r = Math.sqrt(sum(x));
                            for (int c = 0; c < 3; c++) {
                                f[3 + c] = -spring[0] * (r - spring[1]) * (x[3 + c] - x[c]) / r;
                                f[c] = -f[3 + c];
                            }
                            return spring[0] * (r - spring[1]) * (r - spring[1]) / 2;
                        },
                        h2)
                .withTimeStep(0.5)
                .withThermostat(thermostat)
                .withSeed(3)
                .run(1_000_000);
        boolean turns = thermostat instanceof Thermostat.Langevin; // r^2 dr: a little more than kT/2
        double kt = Units.BOLTZMANN * temperature;
        BlockedMean potential = result.statistics().potentialEnergy();
        double wider = turns ? kt * kt / (spring[0] * spring[1] * spring[1]) : 0; // <q^2> gains 2 kT/(k r)^2 of kT/k
        assertEquals(kt / 2 + wider, potential.mean(), ERRORS * potential.error() + 0.2 * wider);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (int c = 0; c < 3; c++) sum += (x[3 + c] - x[c]) * (x[3 + c] - x[c]);
        return sum;
    }

    @Test
    void theErrorOfACorrelatedSeriesIsThatOfItsBlocks() {
        BlockedMean mean = new BlockedMean();
        java.util.Random random = new java.util.Random(2);
        double a = 0.95; // x' = a x + noise: variance 1, correlation time (1 + a)/(1 - a) = 39
        double x = 0;
        int n = 1 << 18;
        for (int k = 0; k < n; k++) {
            x = a * x + Math.sqrt(1 - a * a) * random.nextGaussian();
            mean.add(7 + x);
        }
        double exact = Math.sqrt((1 + a) / (1 - a) / n);
        assertEquals(
                1, mean.error() / exact, 0.35); // 32 blocks at least: an error of 1/sqrt(62) = 13 %, the largest taken
        assertEquals(7, mean.mean(), 3 * exact);
        assertEquals(1, mean.variance(), 3 * Math.sqrt(2.0 * 20 / n));
    }
}
