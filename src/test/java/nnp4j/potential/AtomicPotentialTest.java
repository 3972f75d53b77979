package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicPotentialTest {
    /** A leak of 100 bytes a call would be 80 MB in the last 800,000 calls; the memory of eight threads breathes by less. */
    private static final long LEAK = 64 << 20;

    /** Of central differences with a step of 1e-4: the fourth derivative times step^2, and rounding over the step. */
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void forcesAreMinusTheGradientOfMoleculesAndCrystals(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Geometry geometry = seed % 2 == 0
                ? AtomSamples.crystal(random, 6, 4 + random.nextDouble())
                : AtomSamples.molecule(random, 9);
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 3)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
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
        Geometry geometry = AtomSamples.crystal(random, 5, 4.5);
        double[] cell = geometry.cell().orElseThrow().toArray();
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 2)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
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
        Geometry geometry = AtomSamples.crystal(random, 5, 6);
        double[] cell = geometry.cell().orElseThrow().toArray();
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 1)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
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
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 1)) {
            AtomicPotential potential = AtomSamples.potential(file, pair);
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
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(5), 9);
        int count = 150;
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 4)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
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
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(8), 7);
        try (PotentialFile file = AtomSamples.file(Precision.DOUBLE, 3)) {
            AtomicPotential potential = AtomSamples.potential(file, geometry);
            double[] forces = new double[21];
            double[] each = new double[3 * 21];
            double energy = potential.energyAndForces(geometry.toArray(), forces);
            double[] members = potential.memberEnergies();
            assertEquals(energy, Arrays.stream(members).average().orElseThrow(), 1e-10);
            double squares =
                    Arrays.stream(members).map(m -> (m - energy) * (m - energy)).sum();
            assertEquals(Math.sqrt(squares / 2), potential.energySpread().orElseThrow(), 1e-10);
            double[] atoms = new double[7];
            potential.atomEnergies(atoms);
            assertEquals(energy, Arrays.stream(atoms).sum(), 1e-10);
            potential.memberForces(geometry.toArray(), each);
            for (int k = 0; k < 21; k++) assertEquals(forces[k], (each[k] + each[21 + k] + each[42 + k]) / 3, 1e-10);
        }
    }

    @Test
    void theCardComesBackFromItsFile() {
        try (PotentialFile file = AtomSamples.file(Precision.FLOAT, 2)) {
            assertEquals(file.card(), PotentialCard.parse(file.card().toJson()));
        }
    }

    @Test
    void isolatedAtomsHaveAnEnergyAndUnknownElementsAreNamed() {
        Geometry one = Geometry.of(new int[] {8}, new double[3]);
        try (PotentialFile file = AtomSamples.file(Precision.FLOAT, 2)) {
            double[] forces = {1, 1, 1};
            assertTrue(Double.isFinite(AtomSamples.potential(file, one).energyAndForces(new double[3], forces)));
            assertArrayEquals(new double[3], forces);
            Geometry fluorine = Geometry.of(new int[] {9, 1}, new double[] {0, 0, 0, 1, 0, 0});
            Throwable error = assertThrows(PotentialException.class, () -> file.potentialFor(fluorine));
            assertTrue(error.getMessage().endsWith("made for any molecule of H, C, O, found F H"), error.getMessage());
        }
    }

    @Test
    void eightThreadsGetTheSameBits() {
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(9), 6);
        try (PotentialFile file = AtomSamples.file(Precision.FLOAT, 2)) {
            double[] expected = run(file, geometry);
            List<double[]> found = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(k -> run(file, geometry))
                    .toList();
            for (double[] each : found) assertArrayEquals(expected, each);
        }
    }

    @Test
    @Tag("slow")
    void aMillionCallsOfEightThreadsGetTheSameBitsAndLeakNothing() throws Exception {
        Geometry geometry = AtomSamples.molecule(new SplittableRandom(9), 3);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (PotentialFile file = AtomSamples.file(Precision.FLOAT, 2)) {
            double[] expected = run(file, geometry, 25_000);
            long before = 0;
            for (int round = 0; round < 5; round++) {
                List<Future<double[]>> found = new ArrayList<>();
                for (int k = 0; k < 8; k++) found.add(threads.submit(() -> run(file, geometry, expected.length)));
                for (Future<double[]> each : found) assertArrayEquals(expected, each.get());
                if (round == 0) before = nativeBytes();
            }
            long grown = nativeBytes() - before;
            assertTrue(grown < LEAK, () -> "grew by " + grown + " bytes");
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the process holds beside Java's heap, where the system says so. */
    private static long nativeBytes() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
            return 4096 * Long.parseLong(pages[1]) - Runtime.getRuntime().totalMemory();
        } catch (IOException e) {
            return 0;
        }
    }

    private static double[] run(PotentialFile file, Geometry geometry) {
        return run(file, geometry, 300);
    }

    private static double[] run(PotentialFile file, Geometry geometry, int calls) {
        try (AtomicPotential potential = AtomSamples.potential(file, geometry)) {
            double[] x = geometry.toArray();
            double[] forces = new double[x.length];
            double[] trace = new double[calls];
            for (int k = 0; k < trace.length; k++) {
                trace[k] = potential.energyAndForces(x, forces);
                for (int c = 0; c < x.length; c++) x[c] += 1e-4 * Math.signum(forces[c]);
            }
            return trace;
        }
    }
}
