package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every descriptor must do. A test class implements it with the descriptors of one kind. */
interface DescriptorContract {
    /**
     * Relative to the largest slope, at least 1. The differences leave h^4 f(5)/30, rounding 1e-16 f/h = 1e-13 f; the worst
     * fifth derivative here, 120/r^6 of 1/r at r = 0.8, gives 1.5e-11. A wrong sign or factor is off by order 1.
     */
    double SLOPE_TOLERANCE = 1e-9;

    /** Sums of up to a few hundred terms of order one, twice rounded. */
    double ROUNDING = 1e-12;

    /** Bytes that 10,000 calls may leave, for the measurement itself; one object a call would be 160,000. */
    long ALLOCATION_SLACK = 1_000;

    /** With so many, scratch memory that threads shared by mistake was found on two cores; with 100 it was not. */
    int CALLS_PER_THREAD = 20_000;

    /** Freshly made each call: equal ones from one call to the next, all different within one. */
    List<Descriptor> descriptors();

    /** Whether translated and rotated copies of a molecule have the same features. */
    default boolean invariant() {
        return true;
    }

    /** A geometry to try; a class whose features have kinks keeps away from them. */
    default double[] molecule(Descriptor d, long seed) {
        return Samples.molecule(d.coordinateCount() / 3, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    default void jacobianIsTheDerivativeOfTheFeatures(long seed) {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, seed);
            double[] jacobian = Results.jacobian(d, x);
            double scale =
                    Math.max(1, Arrays.stream(jacobian).map(Math::abs).max().orElseThrow());
            assertArrayEquals(Results.differences(d, x), jacobian, SLOPE_TOLERANCE * scale, d.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    default void pullBackIsTheTransposedJacobianTimesTheSlopes(long seed) {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, seed);
            double[] slopes = Samples.numbers(d.featureCount(), seed);
            double[] jacobian = Results.differences(d, x);
            double[] expected = new double[x.length];
            double scale = 1;
            for (int f = 0; f < slopes.length; f++)
                for (int k = 0; k < x.length; k++) {
                    expected[k] += slopes[f] * jacobian[f * x.length + k];
                    scale = Math.max(scale, Math.abs(slopes[f] * jacobian[f * x.length + k]));
                }
            assertArrayEquals(expected, Results.pullBack(d, x, slopes), SLOPE_TOLERANCE * scale, d.toString());
        }
    }

    @Test
    default void outputsAreOverwrittenAndInputsLeftAlone() {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, 6);
            double[] slopes = Samples.numbers(d.featureCount(), 6);
            double[] features = Results.unset(d.featureCount());
            double[] gradient = Results.unset(x.length);
            double[] jacobian = Results.unset(x.length * features.length);
            d.evaluate(x, features);
            d.pullBack(x, slopes, gradient);
            d.jacobian(x, jacobian);
            for (double[] output : List.of(features, gradient, jacobian))
                assertTrue(Arrays.stream(output).allMatch(Double::isFinite), d.toString());
            assertArrayEquals(molecule(d, 6), x, d.toString());
            assertArrayEquals(Samples.numbers(d.featureCount(), 6), slopes, d.toString());
        }
    }

    @Test
    default void aCallLeavesNothingBehind() {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, 7);
            double[] slopes = Samples.numbers(d.featureCount(), 7);
            double[] features = Results.evaluate(d, x);
            double[] gradient = Results.pullBack(d, x, slopes);
            Results.pullBack(d, molecule(d, 8), Samples.numbers(d.featureCount(), 8));
            Results.evaluate(d, molecule(d, 8));
            Results.pullBack(d, new double[x.length], new double[slopes.length]);
            Results.jacobian(d, new double[x.length]);
            assertArrayEquals(gradient, Results.pullBack(d, x, slopes), d.toString());
            assertArrayEquals(features, Results.evaluate(d, x), d.toString());
        }
    }

    @Test
    default void fourThreadsGetTheSameBits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Descriptor d : descriptors()) {
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<Integer>> different = new ArrayList<>();
                for (long t = 1; t <= 4; t++) {
                    double[] x = molecule(d, t);
                    double[] slopes = Samples.numbers(d.featureCount(), t);
                    double[] features = Results.evaluate(d, x);
                    double[] gradient = Results.pullBack(d, x, slopes);
                    double[] jacobian = Results.jacobian(d, x);
                    different.add(threads.submit(() -> {
                        start.await();
                        int count = 0;
                        for (int call = 0; call < CALLS_PER_THREAD; call++)
                            if (!Arrays.equals(features, Results.evaluate(d, x))
                                    || !Arrays.equals(gradient, Results.pullBack(d, x, slopes))
                                    || !Arrays.equals(jacobian, Results.jacobian(d, x))) count++;
                        return count;
                    }));
                }
                for (Future<Integer> count : different) assertEquals(0, count.get(), d.toString());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    default void aWarmCallAllocatesNothing() {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, 9);
            double[] features = new double[d.featureCount()];
            double[] gradient = new double[x.length];
            double[] jacobian = new double[x.length * features.length];
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) { // the first rounds warm the virtual machine
                long before = thread.getCurrentThreadAllocatedBytes();
                for (int call = 0; call < 10_000; call++) {
                    d.evaluate(x, features);
                    d.pullBack(x, features, gradient);
                    d.jacobian(x, jacobian);
                }
                bytes = Math.min(bytes, thread.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(bytes < ALLOCATION_SLACK, d + " allocated " + bytes + " bytes in 10,000 calls");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    default void featuresAndGradientFollowTheFrame(long seed) {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, seed);
            double[] turned = Samples.rotated(Samples.translated(x, seed), seed);
            double[] slopes = Samples.numbers(d.featureCount(), seed);
            double[] features = Results.evaluate(d, x);
            if (!invariant()) {
                assertFalse(Arrays.equals(features, Results.evaluate(d, turned)), d.toString());
                continue;
            }
            double[] gradient = Samples.rotated(Results.pullBack(d, x, slopes), seed);
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            double scale =
                    Math.max(1, Arrays.stream(features).map(Math::abs).max().orElseThrow());
            assertArrayEquals(features, Results.evaluate(d, turned), ROUNDING * scale, d.toString());
            assertArrayEquals(
                    gradient,
                    Results.pullBack(d, turned, slopes),
                    100 * ROUNDING * Math.max(1, largest),
                    d + " slopes");
        }
    }

    @Test
    default void valuesThatAreNotFiniteAreNotHidden() {
        for (Descriptor d : descriptors()) {
            double[] x = molecule(d, 1);
            double[] jacobian = Results.differences(d, x);
            int varying = 0; // the slope of a constant feature may be left out
            while (varying < jacobian.length && jacobian[varying] == 0) varying++;
            boolean flat = varying == jacobian.length;
            double[] slopes = Samples.numbers(d.featureCount(), 1);
            slopes[flat ? 0 : varying / x.length] = Double.NaN;
            boolean finite = Arrays.stream(Results.pullBack(d, x, slopes)).allMatch(Double::isFinite);
            assertEquals(flat, finite, d.toString());
        }
    }

    @Test
    default void arraysOfAnotherLengthAreRefused() {
        for (Descriptor d : descriptors()) {
            int n = d.coordinateCount();
            int m = d.featureCount();
            for (int off : new int[] {-1, 1, 3}) {
                if (n + off < 0 || m + off < 0) continue;
                refuses(() -> d.evaluate(new double[n + off], new double[m]));
                refuses(() -> d.evaluate(new double[n], new double[m + off]));
                refuses(() -> d.pullBack(new double[n + off], new double[m], new double[n]));
                refuses(() -> d.pullBack(new double[n], new double[m + off], new double[n]));
                refuses(() -> d.pullBack(new double[n], new double[m], new double[n + off]));
                refuses(() -> d.jacobian(new double[n + off], new double[m * n]));
                refuses(() -> d.jacobian(new double[n], new double[m * n + off]));
                refuses(() -> d.forAtoms(new int[n / 3 + 1_000]));
            }
        }
    }

    @Test
    default void everyFeatureHasItsOwnName() {
        for (Descriptor d : descriptors()) {
            assertTrue(d.featureCount() > 0, d.toString());
            Set<String> names = new HashSet<>();
            for (int f = 0; f < d.featureCount(); f++) assertTrue(names.add(d.featureName(f)), d.featureName(f));
            assertThrows(IndexOutOfBoundsException.class, () -> d.featureName(d.featureCount()));
            assertThrows(IndexOutOfBoundsException.class, () -> d.featureName(-1));
        }
    }

    @Test
    default void equalByValue() {
        List<Descriptor> once = descriptors();
        List<Descriptor> again = descriptors();
        for (int a = 0; a < once.size(); a++)
            for (int b = 0; b < once.size(); b++) {
                if (a == b) {
                    assertEquals(once.get(a), again.get(b));
                    assertEquals(once.get(a).hashCode(), again.get(b).hashCode());
                    assertEquals(once.get(a).toString(), again.get(b).toString());
                } else {
                    assertNotEquals(once.get(a), again.get(b));
                }
            }
    }

    private static void refuses(org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }
}
