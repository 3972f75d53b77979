package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every potential of a free molecule must do. A subclass says which potential, where, and what may be swapped. */
public abstract class PotentialContract {
    /** Rounding of a few hundred operations on energies and forces of the size seen in one geometry. */
    private static final double ROUNDING = 1e-11;

    /** The potential under test, fresh. */
    protected abstract Potential potential();

    /** A geometry where the potential is smooth, angstrom, 3n. */
    protected abstract double[] randomGeometry(Random random);

    /** Permutations of the atoms that leave the energy as it is; the identity if there is none. */
    protected abstract int[][] permutations();

    /** How many random geometries the forces are tested at. */
    protected int geometryCount() {
        return 1000;
    }

    /** Allowed error of the forces against differences, relative to the largest force of the geometry. */
    protected double gradientTolerance() {
        return 1e-7;
    }

    /** Allowed difference between a batch and single calls, relative; 0 for bit by bit. */
    protected double batchTolerance() {
        return 0;
    }

    @Test
    protected void forcesAreMinusTheGradient() {
        Random random = new Random(1);
        Potential potential = potential();
        for (int g = 0; g < geometryCount(); g++) {
            double[] x = randomGeometry(random);
            double[] forces = new double[x.length];
            potential.energyAndForces(x, forces);
            double[] expected = new double[x.length];
            for (int c = 0; c < x.length; c++) expected[c] = -difference(potential, x, c);
            assertArrayEquals(expected, forces, gradientTolerance() * largest(expected));
        }
    }

    /** Central differences over three points a side, error h^6; the step balances it against rounding. */
    private static double difference(Potential potential, double[] x, int c) {
        double h = 2e-3;
        double[] weights = {3 / 4.0, -3 / 20.0, 1 / 60.0};
        double[] moved = x.clone();
        double[] unused = new double[x.length];
        double sum = 0;
        for (int k = 1; k <= weights.length; k++) {
            moved[c] = x[c] + k * h;
            double plus = potential.energyAndForces(moved, unused);
            moved[c] = x[c] - k * h;
            sum += weights[k - 1] * (plus - potential.energyAndForces(moved, unused));
        }
        return sum / h;
    }

    @Test
    protected void forcesAreOverwrittenAndCoordinatesAreNot() {
        double[] x = randomGeometry(new Random(2));
        double[] before = x.clone();
        double[] clean = new double[x.length];
        double[] dirty = new double[x.length];
        Arrays.fill(dirty, 1e3);
        Potential potential = potential();
        double energy = potential.energyAndForces(x, clean);
        assertEquals(energy, potential.energyAndForces(x, dirty));
        assertArrayEquals(clean, dirty);
        assertArrayEquals(before, x);
    }

    @Test
    protected void noNetForceAndNoNetTorque() {
        Random random = new Random(3);
        Potential potential = potential();
        for (int g = 0; g < geometryCount(); g++) {
            double[] x = randomGeometry(random);
            double[] f = new double[x.length];
            potential.energyAndForces(x, f);
            double[] sum = new double[6];
            for (int i = 0; i < x.length; i += 3)
                for (int c = 0; c < 3; c++) {
                    int a = (c + 1) % 3;
                    int b = (c + 2) % 3;
                    sum[c] += f[i + c];
                    sum[3 + c] += x[i + a] * f[i + b] - x[i + b] * f[i + a];
                }
            assertArrayEquals(new double[6], sum, ROUNDING * largest(f) * x.length * Math.max(1, largest(x)));
        }
    }

    @Test
    protected void translationAndRotationTurnOnlyTheForces() {
        Random random = new Random(4);
        Potential potential = potential();
        for (int g = 0; g < geometryCount(); g++) {
            double[] x = randomGeometry(random);
            double[] f = new double[x.length];
            double energy = potential.energyAndForces(x, f);
            double angle = 7 * random.nextDouble();
            double[] moved = turned(turned(x, 0, angle), 2, 2 * angle);
            for (int c = 0; c < moved.length; c++) moved[c] += 1.5 * (c % 3) - 0.7;
            double[] forces = new double[x.length];
            double tolerance = ROUNDING * Math.max(1, Math.max(Math.abs(energy), largest(f)));
            assertEquals(energy, potential.energyAndForces(moved, forces), tolerance);
            assertArrayEquals(turned(turned(f, 0, angle), 2, 2 * angle), forces, tolerance * x.length);
        }
    }

    @Test
    protected void equalAtomsAreInterchangeable() {
        Random random = new Random(5);
        Potential potential = potential();
        assertTrue(permutations().length > 0, "permutations() must name at least the identity");
        for (int[] permutation : permutations()) {
            double[] x = randomGeometry(random);
            double[] f = new double[x.length];
            double energy = potential.energyAndForces(x, f);
            double[] forces = new double[x.length];
            double tolerance = ROUNDING * Math.max(1, Math.max(Math.abs(energy), largest(f)));
            assertEquals(energy, potential.energyAndForces(permuted(x, permutation), forces), tolerance);
            assertArrayEquals(permuted(f, permutation), forces, tolerance);
        }
    }

    @Test
    protected void aBatchIsALoop() {
        Random random = new Random(6);
        Potential potential = potential();
        int size = randomGeometry(random).length;
        int count = geometryCount();
        double[] x = new double[count * size];
        for (int g = 0; g < count; g++) System.arraycopy(randomGeometry(random), 0, x, g * size, size);
        double[] energies = new double[count];
        double[] forces = new double[x.length];
        Arrays.fill(forces, 1e3);
        potential.energiesAndForces(count, x, energies, forces);
        for (int g = 0; g < count; g++) {
            double[] f = new double[size];
            double energy = potential.energyAndForces(Arrays.copyOfRange(x, g * size, (g + 1) * size), f);
            assertClose(new double[] {energy}, new double[] {energies[g]});
            assertClose(f, Arrays.copyOfRange(forces, g * size, (g + 1) * size));
        }
        potential.energiesAndForces(0, new double[0], new double[0], new double[0]);
    }

    @Test
    protected void aPotentialPlusItselfIsTwiceThePotential() {
        double[] x = randomGeometry(new Random(7));
        double[] f = new double[x.length];
        double energy = potential().energyAndForces(x, f);
        double[] twice = new double[x.length];
        assertClose(
                new double[] {2 * energy},
                new double[] {potential().plus(potential()).energyAndForces(x, twice)});
        for (int c = 0; c < f.length; c++) f[c] *= 2;
        assertClose(f, twice);
    }

    private void assertClose(double[] expected, double[] found) {
        if (batchTolerance() == 0) assertArrayEquals(expected, found);
        else assertArrayEquals(expected, found, batchTolerance() * Math.max(1, largest(expected)));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /** All vectors turned about a coordinate axis. */
    private static double[] turned(double[] vectors, int axis, double angle) {
        double[] turned = vectors.clone();
        for (int i = 0; i < vectors.length; i += 3) {
            double a = vectors[i + (axis + 1) % 3];
            double b = vectors[i + (axis + 2) % 3];
            turned[i + (axis + 1) % 3] = a * Math.cos(angle) - b * Math.sin(angle);
            turned[i + (axis + 2) % 3] = a * Math.sin(angle) + b * Math.cos(angle);
        }
        return turned;
    }

    private static double[] permuted(double[] vectors, int[] permutation) {
        double[] permuted = new double[vectors.length];
        for (int i = 0; i < permutation.length; i++) System.arraycopy(vectors, 3 * permutation[i], permuted, 3 * i, 3);
        return permuted;
    }
}
