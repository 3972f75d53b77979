package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every atomic descriptor owes: derivatives that are those of its features, and invariance. */
abstract class AtomicKernelContract {
    /** Central differences of step 1e-5 of features with third derivatives of up to 1e4 times themselves. */
    private static final double DERIVATIVE_TOLERANCE = 1e-7;

    private static final double STEP = 1e-5;

    /** Rounding of sums over hundreds of terms, in another order. */
    private static final double ROUNDING = 1e-12;

    abstract AtomicDescriptor descriptor();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void derivativesAreThoseOfTheFeatures(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AtomicDescriptor descriptor = descriptor();
        Geometry cluster = cluster(random, descriptor, 14);
        AtomicKernel kernel = descriptor.kernelFor(cluster.atomicNumbers(), false);
        double[] x = cluster.toArray();
        for (int centre = 0; centre < 4; centre++) {
            int size = kernel.liveFeatures(cluster.atomicNumber(centre)).length;
            double[] direction = randoms(random, x.length);
            double[] slopes = randoms(random, size);
            double[] rates = new double[size];
            double[] numeric = new double[size];
            double[] high = row(descriptor, cluster.at(moved(x, direction, STEP)), centre);
            double[] low = row(descriptor, cluster.at(moved(x, direction, -STEP)), centre);
            for (int k = 0; k < size; k++) numeric[k] = (high[k] - low[k]) / (2 * STEP);
            Neighborhood around = around(descriptor, cluster, centre);
            double[] relative = new double[3 * around.count()];
            for (int j = 0; j < around.count(); j++)
                for (int c = 0; c < 3; c++)
                    relative[3 * j + c] = direction[3 * around.atoms()[j] + c] - direction[3 * centre + c];
            kernel.pushForward(around, relative, rates, 0);
            double scale = Arrays.stream(rates).map(Math::abs).max().orElse(0) + 1e-3;
            assertArrayEquals(numeric, rates, DERIVATIVE_TOLERANCE * scale);

            double[] gradient = new double[3 * around.count()];
            kernel.pullBack(around, slopes, 0, gradient);
            // The two directions of one Jacobian: (slopes, J v) = (J^T slopes, v).
            assertEquals(dot(slopes, rates), dot(gradient, relative), ROUNDING * (scale * size + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void featuresDependNeitherOnTheOrderOfAtomsNorOnTheFrame(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AtomicDescriptor descriptor = descriptor();
        Geometry cluster = cluster(random, descriptor, 12);
        double[] expected = row(descriptor, cluster, 0);
        int[] numbers = cluster.atomicNumbers();
        double[] x = cluster.toArray();
        int[] swappedNumbers = numbers.clone();
        double[] turned = new double[x.length];
        double angle = 1 + random.nextDouble();
        for (int i = 0; i < numbers.length; i++) {
            int to = i == 0 ? 0 : numbers.length - i;
            swappedNumbers[to] = numbers[i];
            turned[3 * to] = Math.cos(angle) * x[3 * i] - Math.sin(angle) * x[3 * i + 1] + 5;
            turned[3 * to + 1] = Math.sin(angle) * x[3 * i] + Math.cos(angle) * x[3 * i + 1] - 3;
            turned[3 * to + 2] = x[3 * i + 2] + 1;
        }
        double[] found = row(descriptor, Geometry.of(swappedNumbers, turned), 0);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1;
        assertArrayEquals(expected, found, ROUNDING * scale);
        assertTrue(scale > 1, "features that are all zero show nothing");
    }

    static double[] row(AtomicDescriptor descriptor, Geometry geometry, int centre) {
        AtomicKernel kernel =
                descriptor.kernelFor(geometry.atomicNumbers(), geometry.cell().isPresent());
        double[] row = new double[kernel.liveFeatures(geometry.atomicNumber(centre)).length];
        kernel.evaluate(around(descriptor, geometry, centre), row, 0);
        return row;
    }

    static Neighborhood around(AtomicDescriptor descriptor, Geometry geometry, int centre) {
        NeighborList list = NeighborList.of(geometry, descriptor.cutoff(), 1);
        list.update(geometry.toArray());
        Neighborhood around = new Neighborhood();
        list.gather(centre, around);
        return around;
    }

    /** Atoms of all elements at least 0.8 angstrom apart. */
    static Geometry cluster(SplittableRandom random, AtomicDescriptor descriptor, int atoms) {
        int[] elements = descriptor.elements();
        int[] numbers = new int[atoms];
        double[] x = new double[3 * atoms];
        double size = 2.2 * Math.cbrt(atoms);
        for (int i = 0; i < atoms; i++) {
            numbers[i] = elements[i % elements.length];
            boolean free = false;
            while (!free) {
                for (int c = 0; c < 3; c++) x[3 * i + c] = size * random.nextDouble();
                free = true;
                for (int j = 0; j < i; j++) {
                    double squared = 0;
                    for (int c = 0; c < 3; c++) squared += Math.pow(x[3 * i + c] - x[3 * j + c], 2);
                    if (squared < 0.64) free = false;
                }
            }
        }
        return Geometry.of(numbers, x);
    }

    private static double[] randoms(SplittableRandom random, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) values[k] = 2 * random.nextDouble() - 1;
        return values;
    }

    private static double[] moved(double[] x, double[] direction, double step) {
        double[] moved = x.clone();
        for (int k = 0; k < x.length; k++) moved[k] += step * direction[k];
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += a[k] * b[k];
        return sum;
    }
}
