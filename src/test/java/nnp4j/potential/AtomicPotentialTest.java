package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nnp4j.features.AniEnvironment;
import nnp4j.features.AniParameters;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.network.Activation;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.AtomicOnnx;
import nnp4j.network.Mlp;
import nnp4j.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicPotentialTest {
    private static final AniParameters PARAMETERS = new AniParameters(
            5.1,
            19.7,
            List.of(0.8, 1.4, 2.0, 2.6, 3.2),
            3.5,
            12.5,
            List.of(0.8, 1.6, 2.4),
            14.1,
            List.of(0.39, 1.18, 1.96));

    /** Of central differences with a step of 1e-4: the fourth derivative times step^2, and rounding over the step. */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void forcesAreMinusTheGradientOfMoleculesAndCrystals(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Geometry geometry = seed % 2 == 0 ? crystal(random, 6, 4 + random.nextDouble()) : molecule(random, 9);
        try (PotentialFile file = file(Precision.DOUBLE, 3)) {
            AtomicPotential potential = potential(file, geometry);
            double[] x = geometry.toArray();
            double[] forces = new double[x.length];
            double[] scratch = new double[x.length];
            potential.energyAndForces(x, forces);
            double scale = Arrays.stream(forces).map(Math::abs).max().orElseThrow();
            for (int k = 0; k < x.length; k++)
                assertEquals(-slope(potential, x, k, scratch), forces[k], DIFFERENCES * scale, "coordinate " + k);
        }
    }

    /** By five points, exact to the fourth power of the step. */
    private static double slope(AtomicPotential potential, double[] x, int k, double[] forces) {
        double[] energies = new double[5];
        for (int m = 0; m < 5; m++) {
            double[] moved = x.clone();
            moved[k] += (m - 2) * 10 * STEP;
            energies[m] = potential.energyAndForces(moved, forces);
        }
        return (energies[0] - 8 * energies[1] + 8 * energies[3] - energies[4]) / (120 * STEP);
    }

    @Test
    void theVirialIsMinusTheDerivativeWithRespectToStrain() {
        SplittableRandom random = new SplittableRandom(7);
        Geometry geometry = crystal(random, 5, 4.5);
        double[] cell = geometry.cell().orElseThrow().toArray();
        try (PotentialFile file = file(Precision.DOUBLE, 2)) {
            AtomicPotential potential = potential(file, geometry);
            double[] x = geometry.toArray();
            double[] forces = new double[x.length];
            double[] virial = new double[9];
            double[] ignored = new double[9];
            potential.energyForcesAndVirial(x, forces, virial);
            double scale = Arrays.stream(virial).map(Math::abs).max().orElseThrow();
            for (int a = 0; a < 3; a++)
                for (int b = 0; b < 3; b++) {
                    double[] e = new double[5];
                    for (int m = 0; m < 5; m++)
                        e[m] = potential.energyForcesAndVirial(
                                strained(x, a, b, (m - 2) * STEP),
                                strained(cell, a, b, (m - 2) * STEP),
                                forces,
                                ignored);
                    double numeric = (e[0] - 8 * e[1] + 8 * e[3] - e[4]) / (12 * STEP);
                    assertEquals(-numeric, virial[3 * a + b], DIFFERENCES * scale);
                }
        }
    }

    private static double[] strained(double[] vectors, int a, int b, double strain) {
        double[] changed = vectors.clone();
        for (int k = 0; k < vectors.length; k += 3) changed[k + a] += strain * vectors[k + b];
        return changed;
    }

    @Test
    void wrappingAnAtomAndCrossingTheCutoffChangeNothing() {
        SplittableRandom random = new SplittableRandom(3);
        Geometry geometry = crystal(random, 5, 6);
        double[] cell = geometry.cell().orElseThrow().toArray();
        try (PotentialFile file = file(Precision.DOUBLE, 1)) {
            AtomicPotential potential = potential(file, geometry);
            double[] x = geometry.toArray();
            double[] forces = new double[x.length];
            double energy = potential.energyAndForces(x, forces);
            double[] wrapped = x.clone();
            for (int c = 0; c < 3; c++) wrapped[6 + c] += cell[c] - 2 * cell[6 + c];
            double[] same = new double[x.length];
            assertEquals(energy, potential.energyAndForces(wrapped, same), 1e-10);
            assertArrayEquals(forces, same, 1e-10);
        }
        // Two atoms that pass the cutoff, in steps of 1e-6 angstrom: the energy and force there differ by less than
        // 1e-6.
        Geometry pair = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0, 5.1, 0, 0});
        try (PotentialFile file = file(Precision.DOUBLE, 1)) {
            AtomicPotential potential = potential(file, pair);
            double[] inside = new double[6];
            double[] outside = new double[6];
            double low = potential.energyAndForces(new double[] {0, 0, 0, 5.1 - 1e-6, 0, 0}, inside);
            double high = potential.energyAndForces(new double[] {0, 0, 0, 5.1 + 1e-6, 0, 0}, outside);
            assertEquals(low, high, 1e-9);
            assertArrayEquals(inside, outside, 1e-5);
        }
    }

    @Test
    void aBatchGivesWhatSingleCallsGive() {
        Geometry geometry = molecule(new SplittableRandom(5), 9);
        int count = 150;
        try (PotentialFile file = file(Precision.DOUBLE, 4)) {
            AtomicPotential potential = potential(file, geometry);
            int n = geometry.toArray().length;
            double[] x = new double[count * n];
            SplittableRandom random = new SplittableRandom(6);
            for (int k = 0; k < x.length; k++) x[k] = geometry.toArray()[k % n] + 0.05 * random.nextDouble();
            double[] energies = new double[count];
            double[] forces = new double[x.length];
            potential.energiesAndForces(count, x, energies, forces);
            double[] one = new double[n];
            for (int k = 0; k < count; k++) {
                assertEquals(
                        potential.energyAndForces(Arrays.copyOfRange(x, k * n, (k + 1) * n), one), energies[k], 1e-9);
                assertArrayEquals(one, Arrays.copyOfRange(forces, k * n, (k + 1) * n), 1e-9);
            }
        }
    }

    @Test
    void membersMakeTheMeanAndTheSpread() {
        Geometry geometry = molecule(new SplittableRandom(8), 7);
        try (PotentialFile file = file(Precision.DOUBLE, 3)) {
            AtomicPotential potential = potential(file, geometry);
            double[] forces = new double[21];
            double[] each = new double[3 * 21];
            double energy = potential.energyAndForces(geometry.toArray(), forces);
            double[] members = potential.memberEnergies();
            assertEquals(energy, Arrays.stream(members).average().orElseThrow(), 1e-10);
            double squares =
                    Arrays.stream(members).map(m -> (m - energy) * (m - energy)).sum();
            assertEquals(Math.sqrt(squares / 2), potential.energySpread(), 1e-10);
            double[] atoms = new double[7];
            potential.atomEnergies(atoms);
            assertEquals(energy, Arrays.stream(atoms).sum(), 1e-10);
            potential.memberForces(geometry.toArray(), each);
            for (int k = 0; k < 21; k++) assertEquals(forces[k], (each[k] + each[21 + k] + each[42 + k]) / 3, 1e-10);
        }
    }

    @Test
    void isolatedAtomsHaveAnEnergyAndUnknownElementsAreNamed() {
        Geometry one = Geometry.of(new int[] {8}, new double[3]);
        try (PotentialFile file = file(Precision.FLOAT, 2)) {
            double[] forces = {1, 1, 1};
            assertTrue(Double.isFinite(potential(file, one).energyAndForces(new double[3], forces)));
            assertArrayEquals(new double[3], forces);
            Geometry fluorine = Geometry.of(new int[] {9, 1}, new double[] {0, 0, 0, 1, 0, 0});
            Throwable error = assertThrows(PotentialException.class, () -> file.potentialFor(fluorine));
            assertTrue(error.getMessage().endsWith("made for any molecule of H, C, O, found F H"), error.getMessage());
        }
    }

    @Test
    void eightThreadsGetTheSameBits() {
        Geometry geometry = molecule(new SplittableRandom(9), 6);
        try (PotentialFile file = file(Precision.FLOAT, 2)) {
            double[] expected = run(file, geometry);
            List<double[]> found = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(k -> run(file, geometry))
                    .toList();
            for (double[] each : found) assertArrayEquals(expected, each);
        }
    }

    private static double[] run(PotentialFile file, Geometry geometry) {
        try (AtomicPotential potential = potential(file, geometry)) {
            double[] x = geometry.toArray();
            double[] forces = new double[x.length];
            double[] trace = new double[300];
            for (int k = 0; k < trace.length; k++) {
                trace[k] = potential.energyAndForces(x, forces);
                for (int c = 0; c < x.length; c++) x[c] += 1e-4 * Math.signum(forces[c]);
            }
            return trace;
        }
    }

    private static AtomicPotential potential(PotentialFile file, Geometry geometry) {
        return (AtomicPotential) file.potentialFor(geometry, Extrapolation.ALLOW);
    }

    private static PotentialFile file(Precision precision, int members) {
        int[] elements = {1, 6, 8};
        AniEnvironment descriptor = AniEnvironment.of(elements, PARAMETERS);
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        for (int z : elements) {
            List<Mlp> list = new ArrayList<>();
            for (int m = 0; m < members; m++)
                list.add(Mlp.random(new int[] {descriptor.featureCount(z), 12, 10, 1}, Activation.TANH, 31L * z + m));
            networks.put(z, list);
        }
        PotentialCard card = new PotentialCard(
                "test",
                Composition.anyOf(List.of("H", "C", "O")),
                new AtomInputs(descriptor, Map.of(), Map.of()),
                List.of(),
                0,
                AtomicEnergies.NONE,
                "none",
                new Training("none", 1, "00", "none", "none", 1),
                Assessment.NONE,
                Assessment.NONE,
                members,
                precision,
                "none",
                "none",
                "a test");
        assertEquals(card, PotentialCard.parse(card.toJson()));
        byte[] model =
                AtomicOnnx.model(AtomicNetworks.of(networks), precision, Map.of(PotentialCard.KEY, card.toJson()));
        return PotentialFile.open(Path.of("test.onnx"), model);
    }

    private static Geometry molecule(SplittableRandom random, int atoms) {
        return Geometry.of(numbers(atoms), places(random, atoms, 2.2 * Math.cbrt(atoms)));
    }

    private static Geometry crystal(SplittableRandom random, int atoms, double size) {
        double[] cell = new double[9];
        for (int k = 0; k < 9; k++) cell[k] = size * ((k % 4 == 0 ? 1 : 0) + 0.3 * (random.nextDouble() - 0.5));
        return Geometry.of(numbers(atoms), places(random, atoms, 0.8 * size))
                .in(Optional.of(Cell.of(cell, true, true, true)));
    }

    private static int[] numbers(int atoms) {
        return IntStream.range(0, atoms).map(i -> new int[] {1, 6, 8}[i % 3]).toArray();
    }

    /** At least 0.8 angstrom apart. */
    private static double[] places(SplittableRandom random, int atoms, double size) {
        double[] x = new double[3 * atoms];
        for (int i = 0; i < atoms; ) {
            for (int c = 0; c < 3; c++) x[3 * i + c] = size * random.nextDouble();
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < i; j++)
                nearest = Math.min(
                        nearest,
                        Math.hypot(
                                Math.hypot(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1]),
                                x[3 * i + 2] - x[3 * j + 2]));
            if (nearest > 0.8) i++;
        }
        return x;
    }
}
