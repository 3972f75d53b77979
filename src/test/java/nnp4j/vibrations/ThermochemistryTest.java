package nnp4j.vibrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.LennardJones;
import nnp4j.potential.PairPotential;
import nnp4j.potential.Potential;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThermochemistryTest {
    /** J/(mol K) in eV/K. */
    private static final double JOULE = Units.KJ_PER_MOL / 1000;

    private static Geometry water() {
        double half = Math.toRadians(104.48 / 2);
        double x = 0.9578 * Math.sin(half);
        double y = 0.9578 * Math.cos(half);
        return Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0, x, y, 0, -x, y, 0});
    }

    private static Geometry ring(int element, int count, double radius) {
        double[] x = new double[3 * count];
        for (int i = 0; i < count; i++) {
            x[3 * i] = radius * Math.cos(2 * Math.PI * i / count);
            x[3 * i + 1] = radius * Math.sin(2 * Math.PI * i / count);
        }
        int[] elements = new int[count];
        Arrays.fill(elements, element);
        return Geometry.of(elements, x);
    }

    private static Geometry of(String elements, double... x) {
        int[] numbers = elements.chars()
                .map(c -> switch (c) {
                    case 'H' -> 1;
                    case 'D' -> 1;
                    case 'C' -> 6;
                    case 'N' -> 7;
                    case 'O' -> 8;
                    case 'F' -> 9;
                    default -> 16;
                })
                .toArray();
        Geometry geometry = Geometry.of(numbers, x);
        double[] masses = new double[numbers.length];
        for (int i = 0; i < masses.length; i++) masses[i] = elements.charAt(i) == 'D' ? 2.0141 : geometry.mass(i);
        return geometry.withMasses(masses);
    }

    static Stream<Arguments> molecules() {
        double t = 0.629;
        double[] tetrahedron = {0, 0, 0, t, t, t, t, -t, -t, -t, t, -t, -t, -t, t};
        double p = 0.94;
        double[] ammonia = {0, 0, 0.3, p, 0, 0, -p / 2, p * Math.sqrt(0.75), 0, -p / 2, -p * Math.sqrt(0.75), 0};
        double[] ethene = {0, 0, 0.67, 0, 0, -0.67, 0, 0.92, 1.24, 0, -0.92, 1.24, 0, 0.92, -1.24, 0, -0.92, -1.24};
        double[] hexafluoride = {0, 0, 0, 1.56, 0, 0, -1.56, 0, 0, 0, 1.56, 0, 0, -1.56, 0, 0, 0, 1.56, 0, 0, -1.56};
        return Stream.of(
                Arguments.of("H2", of("HH", 0, 0, 0, 0, 0, 0.74), 2),
                Arguments.of("HD", of("HD", 0, 0, 0, 0, 0, 0.74), 1),
                Arguments.of("atom", of("O", 1, 2, 3), 1),
                Arguments.of("CO2", of("OCO", 0, 0, -1.16, 0, 0, 0, 0, 0, 1.16), 2),
                Arguments.of("OCS", of("OCS", 0, 0, -1.16, 0, 0, 0, 0, 0, 1.56), 1),
                Arguments.of("water", water(), 2),
                Arguments.of("NH3", of("NHHH", ammonia), 3),
                Arguments.of("NH2D", of("NHHD", ammonia), 1),
                Arguments.of("CH4", of("CHHHH", tetrahedron), 12),
                Arguments.of("CH3D", of("CHHHD", tetrahedron), 3),
                Arguments.of("CH2D2", of("CHHDD", tetrahedron), 2),
                Arguments.of("C2H4", of("CCHHHH", ethene), 4),
                Arguments.of("SF6", of("SFFFFFF", hexafluoride), 24),
                Arguments.of("ND3", of("NDDD", ammonia), 3),
                Arguments.of("C2H6 staggered", ethane(Math.PI / 3), 6),
                Arguments.of("C2H6 twisted", ethane(0.5), 6),
                Arguments.of("C2H6 eclipsed", ethane(0), 6),
                Arguments.of("C6H6", joined(ring(6, 6, 1.397), ring(1, 6, 2.481)), 12),
                Arguments.of("icosahedron of 13", even(new double[] {0, 1, 1.618034}, true), 60),
                Arguments.of("C60", fullerene(), 60),
                Arguments.of("ring of six", ring(6, 6, 1.4), 12));
    }

    private static Geometry ethane(double twist) {
        double[] x = new double[24];
        x[2] = 0.765;
        x[5] = -0.765;
        for (int i = 0; i < 6; i++) {
            double angle = 2 * Math.PI * i / 3 + (i < 3 ? 0 : twist);
            x[6 + 3 * i] = 1.02 * Math.cos(angle);
            x[7 + 3 * i] = 1.02 * Math.sin(angle);
            x[8 + 3 * i] = i < 3 ? 1.16 : -1.16;
        }
        return Geometry.of(new int[] {6, 6, 1, 1, 1, 1, 1, 1}, x);
    }

    private static Geometry joined(Geometry a, Geometry b) {
        int[] elements = IntStream.concat(Arrays.stream(a.atomicNumbers()), Arrays.stream(b.atomicNumbers()))
                .toArray();
        return Geometry.of(
                elements,
                DoubleStream.concat(Arrays.stream(a.toArray()), Arrays.stream(b.toArray()))
                        .toArray());
    }

    /** Carbon atoms at the even permutations of some coordinates with all their signs, and one in the middle if asked. */
    private static Geometry even(double[] place, boolean middle) {
        Set<List<Double>> places = new LinkedHashSet<>();
        if (middle) places.add(List.of(0.0, 0.0, 0.0));
        for (int turn = 0; turn < 3; turn++)
            for (int signs = 0; signs < 8; signs++) {
                Double[] p = new Double[3];
                for (int c = 0; c < 3; c++) p[(c + turn) % 3] = ((signs >> c & 1) == 0 ? 1 : -1) * place[c] + 0.0;
                places.add(List.of(p));
            }
        int[] elements = new int[places.size()];
        Arrays.fill(elements, 6);
        return Geometry.of(
                elements,
                places.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }

    /** The truncated icosahedron with edges of 1.44 angstrom. */
    private static Geometry fullerene() {
        double g = (1 + Math.sqrt(5)) / 2;
        double u = 0.72;
        Geometry one = even(new double[] {0, u, 3 * u * g}, false);
        Geometry two = even(new double[] {u, u * (2 + g), 2 * u * g}, false);
        return joined(joined(one, two), even(new double[] {2 * u, u * (1 + 2 * g), u * g}, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("molecules")
    void theSymmetryNumberIsThatOfTheRotationGroup(String name, Geometry molecule, int number) {
        Random random = new Random(7);
        double[] x = molecule.toArray();
        for (int trial = 0; trial < 3; trial++) {
            double[] y = turned(x, random);
            for (int k = 0; k < y.length; k++) y[k] += 0.003 * random.nextGaussian(); // as an optimization leaves it
            assertEquals(number, RotationalSymmetry.number(molecule.at(y)), name);
        }
        assertThrows(IllegalArgumentException.class, () -> RotationalSymmetry.number(molecule, 0));
    }

    private static double[] turned(double[] x, Random random) {
        double a = random.nextDouble() * 6;
        double b = random.nextDouble() * 6;
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k += 3) {
            double u = Math.cos(a) * x[k] - Math.sin(a) * x[k + 1];
            double v = Math.sin(a) * x[k] + Math.cos(a) * x[k + 1];
            y[k] = u + 5;
            y[k + 1] = Math.cos(b) * v - Math.sin(b) * x[k + 2] - 2;
            y[k + 2] = Math.sin(b) * v + Math.cos(b) * x[k + 2];
        }
        return y;
    }

    @Test
    void theEntropyOfArgonIsThatOfTheTables() {
        Geometry argon = Geometry.of(new int[] {18}, new double[3]).withMasses(new double[] {39.948});
        NormalModes modes = NormalModes.of(Hessian.of((x, f) -> 0, argon), argon);
        Thermochemistry t = Thermochemistry.of(modes, 0, Thermochemistry.ROOM, Thermochemistry.BAR, 1, 1);
        double tables = 154.846; // J/(mol K), CODATA key values (Cox, Wagman, Medvedev 1989)
        assertEquals(tables, t.entropy() / JOULE, 0.003);
        assertEquals(2.5 * Units.BOLTZMANN, t.heatCapacity());
        assertEquals(2.5 * Units.BOLTZMANN * Thermochemistry.ROOM, t.enthalpy(), 1e-15);
        assertEquals(t.enthalpy() - Thermochemistry.ROOM * t.entropy(), t.gibbsEnergy());
    }

    /** Springs for two lengths and the angle, fitted by eye to the fundamentals of water. */
    private static double springs(double[] x, double[] forces) {
        Arrays.fill(forces, 0);
        double energy = 0;
        for (int h = 1; h < 3; h++) {
            InternalCoordinate bond = InternalCoordinate.of(0, h);
            double q = bond.value(x) - 0.9578;
            energy += 48.0 * q * q / 2;
            bond.addGradient(x, -48.0 * q, forces);
        }
        InternalCoordinate angle = InternalCoordinate.of(1, 0, 2);
        double q = angle.value(x) - Math.toRadians(104.48);
        angle.addGradient(x, -4.0 * q, forces);
        return energy + 4.0 * q * q / 2;
    }

    @Test
    void theEntropyOfWaterIsThatOfTheTables() {
        NormalModes modes = NormalModes.of(Hessian.of(ThermochemistryTest::springs, water()), water());
        assertEquals(3, modes.count());
        assertTrue(Math.abs(modes.wavenumber(0) - 1595) < 100, modes.wavenumber(0) + "");
        Thermochemistry t = Thermochemistry.of(modes, 0, Thermochemistry.ROOM, Thermochemistry.BAR, 2, 1);
        double tables = 188.835; // J/(mol K), CODATA key values (Cox, Wagman, Medvedev 1989)
        assertEquals(tables, t.entropy() / JOULE, 0.3); // rigid rotor at r_e, not r_0, and no anharmonicity
        assertEquals(33.6, t.heatCapacity() / JOULE, 0.2); // NIST-JANAF, 33.590
        double[] constants = Thermochemistry.rotationalConstants(water());
        assertEquals(27.88, constants[0], 0.7); // cm-1, of the ground state (Herzberg 1966); here of the equilibrium
        assertEquals(14.51, constants[1], 0.2);
        assertEquals(9.28, constants[2], 0.3);
    }

    @Test
    void ofALinearMoleculeTwoRotationsCount() {
        Geometry n2 = Geometry.of(new int[] {7, 7}, new double[] {0, 0, 0, 0, 0, 1.09769});
        double constant = 143.24; // eV/angstrom^2: omega_e 2358.6 cm-1 (Huber, Herzberg 1979), as r_e
        InternalCoordinate bond = InternalCoordinate.of(0, 1);
        Potential spring = (x, f) -> {
            Arrays.fill(f, 0);
            double q = bond.value(x) - 1.09769;
            bond.addGradient(x, -constant * q, f);
            return constant / 2 * q * q;
        };
        NormalModes modes = NormalModes.of(Hessian.of(spring, n2), n2);
        assertEquals(2358.6, modes.wavenumber(0), 0.5);
        Thermochemistry t = Thermochemistry.of(modes, -1, Thermochemistry.ROOM, Thermochemistry.BAR, 2, 1);
        double tables = 191.609; // J/(mol K), CODATA key values (Cox, Wagman, Medvedev 1989)
        assertEquals(tables, t.entropy() / JOULE, 0.1); // r_e in place of r_0 and classical rotation: 0.05
        assertEquals(-1 + modes.zeroPointEnergy(), t.energyAtZero());
        assertEquals(1, Thermochemistry.rotationalConstants(n2).length);
        assertEquals(1.99824, Thermochemistry.rotationalConstants(n2)[0], 0.001); // B_e (Huber, Herzberg 1979)
    }

    /** Atoms on the z axis with springs between neighbours and one in the middle's bend, smooth at 180 degree. */
    private static Potential line(double[] z, double[] constants, double bend) {
        return (x, f) -> {
            Arrays.fill(f, 0);
            double energy = 0;
            for (int i = 0; i + 1 < z.length; i++) {
                InternalCoordinate bond = InternalCoordinate.of(i, i + 1);
                double q = bond.value(x) - (z[i + 1] - z[i]);
                bond.addGradient(x, -constants[i] * q, f);
                energy += constants[i] * q * q / 2;
            }
            if (z.length == 3)
                for (int c = 0; c < 2; c++) {
                    double off = x[3 + c] - (x[c] + x[6 + c]) / 2;
                    f[3 + c] -= bend * off;
                    f[c] += bend * off / 2;
                    f[6 + c] += bend * off / 2;
                    energy += bend * off * off / 2;
                }
            return energy;
        };
    }

    /** A spring so that reduced mass and wavenumber belong together. */
    private static double constant(double wavenumber, double reducedMass) {
        return reducedMass * Math.pow(wavenumber * Units.PER_CM, 2) / Units.HBAR_SQUARED;
    }

    @Test
    void theEntropyOfCarbonDioxideIsThatOfTheTables() {
        double[] z = {-1.1621, 0, 1.1621}; // r_0 of the ground state, angstrom
        Geometry co2 = Geometry.of(new int[] {8, 6, 8}, new double[] {0, 0, z[0], 0, 0, 0, 0, 0, z[2]});
        double o = co2.mass(0);
        double c = co2.mass(1);
        double stretch = constant(1333, o);
        double bend = constant(667.4, 1 / (1 / c + 1 / (2 * o))); // of the middle against both ends
        NormalModes modes = NormalModes.of(Hessian.of(line(z, new double[] {stretch, stretch}, bend), co2), co2);
        assertEquals(667.4, modes.wavenumber(0), 0.01);
        assertEquals(667.4, modes.wavenumber(1), 0.01);
        assertEquals(1333, modes.wavenumber(2), 0.01);
        double tables = 213.785; // J/(mol K), CODATA key values (Cox, Wagman, Medvedev 1989)
        Thermochemistry t = Thermochemistry.of(modes, 0, Thermochemistry.ROOM, Thermochemistry.BAR, 2, 1);
        double left = 0.03; // rarer isotopes, Fermi resonance; measured 0.009
        assertEquals(tables, t.entropy() / JOULE, left);
    }

    @Test
    void theEntropyOfHydrogenMissesTheTablesByWhatARigidClassicalRotorLacks() {
        double[] z = {0, 0.7508}; // r_0, B_0 = 59.33 cm-1 (Huber, Herzberg 1979)
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, z[0], 0, 0, z[1]});
        double spring = constant(4161.17, h2.mass(0) / 2);
        NormalModes modes = NormalModes.of(Hessian.of(line(z, new double[] {spring}, 0), h2), h2);
        assertEquals(59.33, Thermochemistry.rotationalConstants(h2)[0], 0.03);
        Thermochemistry t = Thermochemistry.of(modes, 0, Thermochemistry.ROOM, Thermochemistry.BAR, 2, 1);
        double rotation = rotationOfHydrogen(59.33, Thermochemistry.ROOM);
        double tables = 130.680; // J/(mol K), CODATA key values (Cox, Wagman, Medvedev 1989), without nuclear spin
        // Centrifugal distortion D = 0.0471 cm-1 makes the partition function larger by 1 + 2 D kT/B^2.
        double stretched = 4 * 0.0471 / (59.33 * 59.33) * Math.pow(Units.BOLTZMANN, 2) * Thermochemistry.ROOM;
        double quantum = (t.translationEntropy() + t.vibrationEntropy() + stretched / Units.PER_CM) / JOULE + rotation;
        assertEquals(tables, quantum, 0.02); // measured 0.005
        assertEquals(tables, t.entropy() / JOULE, 0.2); // measured 0.135
    }

    /** Entropy in J/(mol K) of normal hydrogen's rotation: three ortho and one para weights, less R ln 4 of the spins. */
    private static double rotationOfHydrogen(double constant, double temperature) {
        double q = 0;
        double energy = 0;
        double kt = Units.BOLTZMANN * temperature;
        for (int j = 0; j < 30; j++) {
            double level = constant * Units.PER_CM * j * (j + 1);
            double weight = (j % 2 == 0 ? 1 : 3) * (2 * j + 1) * Math.exp(-level / kt);
            q += weight;
            energy += weight * level;
        }
        return Units.BOLTZMANN * (energy / q / kt + Math.log(q / 4)) / JOULE;
    }

    @Test
    void spinAndSymmetryChangeTheEntropyByTheirLogarithms() {
        NormalModes modes = NormalModes.of(Hessian.of(ThermochemistryTest::springs, water()), water());
        double one = Thermochemistry.of(modes, 0, 300, 1e5, 1, 1).entropy();
        assertEquals(
                one - Units.BOLTZMANN * Math.log(2),
                Thermochemistry.of(modes, 0, 300, 1e5, 2, 1).entropy(),
                1e-15);
        assertEquals(
                one + Units.BOLTZMANN * Math.log(3),
                Thermochemistry.of(modes, 0, 300, 1e5, 1, 3).entropy(),
                1e-15);
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Thermochemistry.of(modes, 0, bad, 1e5, 1, 1));
            assertThrows(IllegalArgumentException.class, () -> Thermochemistry.of(modes, 0, 300, bad, 1, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> Thermochemistry.of(modes, 0, 300, 1e5, 0, 1));
    }

    @Test
    void modesOfWhatIsNotFreeAreRefused() {
        Hessian hessian = Hessian.of(ThermochemistryTest::springs, water());
        Cell box = Cell.of(new double[] {9, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, true);
        NormalModes anchored = NormalModes.anchored(hessian, water());
        NormalModes periodic = NormalModes.of(hessian, water().in(Optional.of(box)));
        assertEquals(9, anchored.count());
        assertEquals(6, periodic.count());
        for (NormalModes modes : new NormalModes[] {anchored, periodic})
            assertEquals(
                    "thermochemistry of H2O: expected the modes of a free molecule, found anchored or periodic ones",
                    assertThrows(IllegalArgumentException.class, () -> Thermochemistry.of(modes, 0, 300, 1e5, 2, 1))
                            .getMessage());
    }

    /** A diatomic, which has one mode alone. */
    private static NormalModes oscillator(double wavenumber) {
        Geometry n2 = Geometry.of(new int[] {7, 7}, new double[] {0, 0, 0, 0, 0, 1.1});
        double constant = n2.mass(0) / 2 * Math.pow(wavenumber * Units.PER_CM, 2) / Units.HBAR_SQUARED;
        InternalCoordinate bond = InternalCoordinate.of(0, 1);
        return NormalModes.of(
                Hessian.of(
                        (x, f) -> {
                            Arrays.fill(f, 0);
                            double q = bond.value(x) - 1.1;
                            bond.addGradient(x, -constant * q, f);
                            return constant / 2 * q * q;
                        },
                        n2),
                n2);
    }

    @Test
    void theEntropyOfASoftModeGoesOverToThatOfAFreeRotor() {
        double cutoff = Thermochemistry.ROTOR_CUTOFF;
        for (double wavenumber : new double[] {0.1, 10, 100, 4000}) {
            NormalModes modes = oscillator(wavenumber);
            Thermochemistry harmonic = Thermochemistry.of(modes, 0, 298.15, 1e5, 2, 1);
            Thermochemistry soft = Thermochemistry.of(modes, 0, 298.15, 1e5, 2, 1, cutoff);
            // Grimme's equations 4 to 8 in SI units.
            double planck = 6.62607015e-34;
            double boltzmann = 1.380649e-23;
            double moment = planck / (8 * Math.PI * Math.PI * wavenumber * 29979245800.0);
            double bounded = moment * 1e-44 / (moment + 1e-44);
            double rotor = 0.5
                    + Math.log(Math.sqrt(8 * Math.pow(Math.PI, 3) * bounded * boltzmann * 298.15 / (planck * planck)));
            double weight = 1 / (1 + Math.pow(100 / wavenumber, 4));
            double expected = weight * harmonic.vibrationEntropy() + (1 - weight) * Units.BOLTZMANN * rotor;
            double spring = 1e-6; // of the wavenumber by differences; ROTOR_MOMENT has six digits
            assertEquals(expected, soft.vibrationEntropy(), spring * Units.BOLTZMANN * 10);
            assertEquals(harmonic.enthalpy(), soft.enthalpy());
            assertEquals(harmonic.heatCapacity(), soft.heatCapacity());
            assertEquals(cutoff, soft.rotorCutoff());
        }
        NormalModes modes = oscillator(4000);
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY})
            assertThrows(IllegalArgumentException.class, () -> Thermochemistry.of(modes, 0, 300, 1e5, 2, 1, bad));
    }

    @Test
    void imaginaryModesAreLeftOutAndCounted() {
        Geometry three = Geometry.of(new int[] {18, 18, 18}, new double[] {0, 0, 0, 0, 0, 1.12, 0, 0, 2.24});
        NormalModes modes =
                NormalModes.of(Hessian.of(new PairPotential(new LennardJones(1, 1), 3), three, 1e-3), three);
        Thermochemistry t = Thermochemistry.of(modes, 0, 300, 1e5, 2, 1);
        assertEquals(modes.imaginaryCount(), t.imaginaryModes());
        assertTrue(t.imaginaryModes() > 0 && Double.isFinite(t.entropy()));
    }
}
