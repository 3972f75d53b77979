package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.Neighborhood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymmetryFunctionsTest extends AtomicKernelContract {
    static final CutoffFunction COSINE = new CutoffFunction(CutoffFunction.Shape.COSINE, 0);

    /** Functions of every type, of uneven parameters; with two radii, so that nothing rests on one. */
    static SymmetryFunctions everyType(CutoffFunction cutoff) {
        List<SymmetryFunction> list = new ArrayList<>();
        for (int element : new int[] {1, 8, SymmetryFunction.ANY}) {
            list.add(new SymmetryFunction.Radial(element, new RadialShape.Gaussian(0.3, 0, 5)));
            list.add(new SymmetryFunction.Radial(element, new RadialShape.Gaussian(2.1, 1.4, 4)));
            double low = -4.5;
            for (CompactPolynomial p : CompactPolynomial.values())
                list.add(new SymmetryFunction.Radial(element, new RadialShape.Compact(low++, 5, p)));
        }
        for (int[] pair : new int[][] {{1, 1}, {8, 1}, {8, 8}, {SymmetryFunction.ANY, SymmetryFunction.ANY}})
            for (int k = 0; k < 2; k++) angular(list, pair[0], pair[1], k == 0);
        return SymmetryFunctions.of(Map.of(1, list, 8, list.subList(0, list.size() / 2)), cutoff);
    }

    private static void angular(List<SymmetryFunction> list, int first, int second, boolean closed) {
        if (closed || first != SymmetryFunction.ANY) {
            for (double eta : new double[] {0, 0.05, 0.2, 0.33})
                for (double zeta : new double[] {1, 2, 6, 3.5})
                    list.add(new SymmetryFunction.Angular(
                            first,
                            second,
                            new RadialShape.Gaussian(eta, 0, 5),
                            new AngularShape.Power(zeta == 2 ? -0.7 : 1, zeta),
                            closed));
            for (double shift : new double[] {0.4, 1.1})
                list.add(new SymmetryFunction.Angular(
                        first,
                        second,
                        new RadialShape.Gaussian(0.4, shift, 4.5),
                        new AngularShape.Power(-1, 4),
                        closed));
        }
        int k = 0;
        for (CompactPolynomial p : CompactPolynomial.values()) {
            RadialShape radial = new RadialShape.Compact(-0.6 * k, 5, p);
            AngularShape sector = new AngularShape.Sector(-40 + 20 * k, 60 + 20 * k, p);
            list.add(new SymmetryFunction.Angular(first, second, radial, sector, closed));
            k++;
        }
    }

    @Override
    AtomicDescriptor descriptor() {
        return everyType(COSINE);
    }

    @ParameterizedTest
    @EnumSource(CutoffFunction.Shape.class)
    void featuresAreThoseOfTheFormulas(CutoffFunction.Shape shape) {
        boolean tanh = shape == CutoffFunction.Shape.TANH || shape == CutoffFunction.Shape.NORMALIZED_TANH;
        for (double inner : tanh ? new double[] {0} : new double[] {0, 0.35}) {
            SymmetryFunctions descriptor = everyType(new CutoffFunction(shape, inner));
            // 30 neighbours form more pairs than one batch holds.
            Geometry cluster = cluster(new SplittableRandom(5), descriptor, 31);
            for (int centre = 0; centre < 2; centre++) {
                double[] found = row(descriptor, cluster, centre);
                Neighborhood around = around(descriptor, cluster, centre);
                List<SymmetryFunction> functions = descriptor.functions(cluster.atomicNumber(centre));
                assertEquals(functions.size(), found.length);
                for (int f = 0; f < found.length; f++) {
                    double[] expected = formula(functions.get(f), descriptor.cutoffFunction(), cluster, around);
                    // Hundreds of terms, each good to some tens of roundings.
                    assertEquals(
                            expected[0],
                            found[f],
                            1e-14 * expected[1],
                            functions.get(f).definition());
                }
            }
        }
    }

    /** The definition, term by term; and the sum of the terms' sizes. */
    private static double[] formula(SymmetryFunction f, CutoffFunction cutoff, Geometry g, Neighborhood around) {
        double[] sum = {0, 1};
        for (int j = 0; j < around.count(); j++) {
            int a = g.atomicNumber(around.atoms()[j]);
            double rj = around.distances()[j];
            if (f instanceof SymmetryFunction.Radial radial) {
                if (radial.neighbor() == a) sum[0] += f.radial().value(rj, cutoff);
                if (radial.neighbor() == SymmetryFunction.ANY)
                    sum[0] += a * f.radial().value(rj, cutoff);
                sum[1] += a;
                continue;
            }
            SymmetryFunction.Angular angular = (SymmetryFunction.Angular) f;
            for (int k = 0; k < j; k++) {
                int b = g.atomicNumber(around.atoms()[k]);
                boolean any = angular.first() == SymmetryFunction.ANY;
                if (!any && (angular.first() != Math.min(a, b) || angular.second() != Math.max(a, b))) continue;
                double[] d = around.displacements();
                double dot = 0;
                double square = 0;
                for (int c = 0; c < 3; c++) {
                    dot += d[3 * j + c] * d[3 * k + c];
                    square += Math.pow(d[3 * j + c] - d[3 * k + c], 2);
                }
                double rk = around.distances()[k];
                double value = f.radial().value(rj, cutoff) * f.radial().value(rk, cutoff);
                if (angular.closed()) value *= f.radial().value(Math.sqrt(square), cutoff);
                value *= (any ? a * b : 1) * theta(angular.angular(), dot / (rj * rk));
                sum[0] += value;
                sum[1] += Math.abs(value) + 1;
            }
        }
        return sum;
    }

    private static double theta(AngularShape shape, double cosine) {
        if (shape instanceof AngularShape.Power p)
            return Math.pow(2, 1 - p.zeta()) * Math.pow(1 + p.lambda() * cosine, p.zeta());
        AngularShape.Sector s = (AngularShape.Sector) shape;
        double degrees = Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine))));
        return s.polynomial().value(Math.abs(2 * degrees - s.left() - s.right()) / (s.right() - s.left()));
    }

    @ParameterizedTest
    @EnumSource(value = CutoffFunction.Shape.class, mode = EnumSource.Mode.EXCLUDE, names = "HARD")
    void anAtomThatCrossesTheCutoffChangesNothing(CutoffFunction.Shape shape) {
        SymmetryFunctions descriptor = everyType(new CutoffFunction(shape, 0));
        double[] without =
                row(descriptor, Geometry.of(new int[] {1, 8, 1}, new double[] {0, 0, 0, 1, 0, 0, 0, 20, 0}), 0);
        double near = 1e-5;
        double[] with =
                row(descriptor, Geometry.of(new int[] {1, 8, 1}, new double[] {0, 0, 0, 1, 0, 0, 0, 5 - near, 0}), 0);
        // All vanish at least as the square of the distance from the end, with curvatures below 10 times the weights'
        // 8.
        assertArrayEquals(without, with, 1e3 * near * near);
    }

    @Test
    void functionsStandInTheOrderOfTheirNumbers() {
        List<String> definitions = everyType(COSINE).functions(8).stream()
                .map(SymmetryFunction::definition)
                .toList();
        assertEquals("2 H 2.1 1.4 4.0", definitions.get(0));
        assertEquals("2 O 2.1 1.4 4.0", definitions.get(1));
        assertEquals("2 H 0.3 0.0 5.0", definitions.get(2));
        List<String> gaussian = new ArrayList<>();
        for (SymmetryFunction f : everyType(COSINE).functions(1)) if (f.type() == 3) gaussian.add(f.definition());
        assertEquals("3 H H 0.4 -1.0 4.0 4.5 0.4", gaussian.get(0));
        assertEquals("3 H O 0.4 -1.0 4.0 4.5 0.4", gaussian.get(1));
        assertEquals("3 H H 0.0 1.0 1.0 5.0 0.0", gaussian.get(6));
        assertEquals(
                List.of(2, 3, 9, 12, 13, 20, 21, 22, 23, 24, 25),
                everyType(COSINE).functions(1).stream()
                        .map(SymmetryFunction::type)
                        .distinct()
                        .toList());
        assertEquals("O 2 H 2.1 1.4 4.0", everyType(COSINE).featureName(8, 0));
    }

    @Test
    void functionsOfAbsentElementsAreLeftOut() {
        SymmetryFunctions descriptor = everyType(COSINE);
        AtomicKernel pair = descriptor.kernelFor(new int[] {1, 8}, false);
        for (int feature : pair.liveFeatures(1)) {
            String definition = descriptor.functions(1).get(feature).definition();
            assertTrue(definition.matches("(2|20) O .*|(12|23) .*"), definition);
        }
        AtomicKernel periodic = descriptor.kernelFor(new int[] {8}, true);
        for (int feature : periodic.liveFeatures(8)) {
            String definition = descriptor.functions(8).get(feature).definition();
            assertTrue(definition.matches("(2|20) O .*|(3|9|21|22) O O .*|(12|13|23|24|25) .*"), definition);
        }
        assertEquals(0, descriptor.kernelFor(new int[] {8}, false).liveFeatures(8).length);
    }

    @Test
    void neighboursInLineHaveFiniteGradients() {
        SymmetryFunctions descriptor = everyType(COSINE);
        Geometry line = Geometry.of(new int[] {8, 1, 1, 8}, new double[] {0, 0, 0, 1, 0, 0, -1.5, 0, 0, 2.5, 0, 0});
        AtomicKernel kernel = descriptor.kernelFor(line.atomicNumbers(), false);
        double[] slopes = new double[kernel.liveFeatures(8).length];
        Arrays.fill(slopes, 1);
        Neighborhood around = around(descriptor, line, 0);
        double[] gradient = new double[3 * around.count()];
        kernel.pullBack(around, slopes, 0, gradient);
        for (int j = 0; j < around.count(); j++) {
            assertTrue(Double.isFinite(gradient[3 * j]));
            assertEquals(0, gradient[3 * j + 1]);
            assertEquals(0, gradient[3 * j + 2]);
        }
    }

    @Test
    void aWarmCallAllocatesNothing() {
        SymmetryFunctions descriptor = everyType(COSINE);
        Geometry cluster = cluster(new SplittableRandom(3), descriptor, 20);
        AtomicKernel kernel = descriptor.kernelFor(cluster.atomicNumbers(), false);
        Neighborhood around = around(descriptor, cluster, 0);
        double[] row = new double[descriptor.featureCount(1)];
        double[] gradient = new double[3 * around.count()];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int call = 0; call < 400; call++) { // the first half warms up
            long before = thread.getCurrentThreadAllocatedBytes();
            kernel.evaluate(around, row, 0);
            kernel.pullBack(around, row, 0, gradient);
            kernel.pushForward(around, gradient, row, 0);
            if (call >= 200) least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least); // of every call; the compiler at work may allocate in some
    }

    @Test
    void badDescriptionsAreRefused() {
        SymmetryFunction f = new SymmetryFunction.Radial(1, new RadialShape.Gaussian(1, 0, 5));
        SymmetryFunction other = new SymmetryFunction.Radial(8, new RadialShape.Gaussian(1, 0, 5));
        refused("symmetry functions: expected elements, found none", Map.of());
        refused("symmetry functions of H: expected at least one, found none", Map.of(1, List.of()));
        refused("symmetry functions of H: found \"2 H 1.0 0.0 5.0\" twice", Map.of(1, List.of(f, f)));
        refused("symmetry functions of H: expected neighbours of H, found O", Map.of(1, List.of(f, other)));
        Throwable unknown = assertThrows(
                IllegalArgumentException.class, () -> everyType(COSINE).kernelFor(new int[] {1, 9}, false));
        assertEquals("expected atoms of H, O, found F", unknown.getMessage());
    }

    private static void refused(String message, Map<Integer, List<SymmetryFunction>> functions) {
        Throwable e = assertThrows(IllegalArgumentException.class, () -> SymmetryFunctions.of(functions, COSINE));
        assertEquals(message, e.getMessage());
    }

    @Test
    void badParametersAreRefused() {
        bad("expected an eta of 0 or more, found -1.0", () -> new RadialShape.Gaussian(-1, 0, 5));
        bad("expected a positive cutoff, found 0.0", () -> new RadialShape.Gaussian(1, 0, 0));
        bad("expected a finite shift, found NaN", () -> new RadialShape.Gaussian(1, Double.NaN, 5));
        bad(
                "expected a first distance from -5.0 to below 5.0, found 5.0",
                () -> new RadialShape.Compact(5, 5, CompactPolynomial.P1));
        bad("expected a lambda from -1 to 1, found 2.0", () -> new AngularShape.Power(2, 1));
        bad("expected a zeta of 1 or more, found 0.5", () -> new AngularShape.Power(1, 0.5));
        bad(
                "expected a left angle below the right, found 90.0 and 90.0",
                () -> new AngularShape.Sector(90, 90, CompactPolynomial.P1));
        assertThrows(IllegalArgumentException.class, () -> new CutoffFunction(CutoffFunction.Shape.COSINE, 1));
        assertThrows(IllegalArgumentException.class, () -> new CutoffFunction(CutoffFunction.Shape.TANH, 0.1));
        Throwable e = assertThrows(IllegalArgumentException.class, () -> CompactPolynomial.of("p5"));
        assertEquals("unknown polynomial \"p5\" (expected p1, p2, p3, p4, p1a, p2a, p3a, p4a, e)", e.getMessage());
    }

    private static void bad(String message, Runnable maker) {
        Throwable e = assertThrows(IllegalArgumentException.class, maker::run);
        assertEquals("symmetry function: " + message, e.getMessage());
    }
}
