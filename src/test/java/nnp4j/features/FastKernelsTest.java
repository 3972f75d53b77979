package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What symmetry functions are computed with, against the formulas. */
class FastKernelsTest {
    private static final int COUNT = 5000;

    @Test
    void exponentialsAreGoodToAFewRoundings() {
        double[] x = new SplittableRandom(1)
                .doubles(COUNT, 0, 1)
                .map(u -> 87 - u * u * u * 187)
                .toArray();
        x[0] = 0;
        x[1] = -1e9;
        double[] e = x.clone();
        FastExponential.replace(COUNT, e);
        assertEquals(1, e[0]);
        // 16 roundings from the squarings that count, each of half a unit of 2.2e-16; no more than e^-87 below.
        for (int k = 0; k < COUNT; k++)
            assertEquals(Math.exp(x[k]), e[k], 2e-15 * Math.exp(x[k]) * (1 + Math.abs(x[k])) + 2e-38);
    }

    /** Evenly spaced as in single precision, unevenly, too wide for the fast way, and alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {"0.8,1.06875,1.3375,1.60625,1.875,2.1437502,2.4125,2.68125", "0.9,1.5,2.9", "0.5,4.9", "1.7"})
    void gaussiansOfManyShiftsAreTheFormula(String list) {
        double[] shifts =
                Arrays.stream(list.split(",")).mapToDouble(Double::parseDouble).toArray();
        double[] r = new SplittableRandom(3).doubles(100, 0.05, 5.1).toArray();
        for (double eta : new double[] {19.7, 250}) {
            double[] values = new double[r.length * shifts.length];
            double[] scratch = new double[2 * r.length];
            List<Double> boxed = Arrays.stream(shifts).boxed().toList();
            new ShiftedGaussians(eta, boxed, 5.1).evaluate(r.length, r, scratch, values);
            double middle = 0.5 * (shifts[0] + shifts[shifts.length - 1]);
            double[] a = Arrays.stream(r).map(x -> x - middle).toArray();
            double[] tilted = new double[values.length];
            new TiltedFactors(0.5 * eta, shifts, middle, 5.1).evaluate(r.length, a, scratch, tilted);
            for (int j = 0; j < r.length; j++)
                for (int k = 0; k < shifts.length; k++) {
                    double s = shifts[k] - middle;
                    int at = j * shifts.length + k;
                    assertEquals(Math.exp(-eta * (r[j] - shifts[k]) * (r[j] - shifts[k])), values[at], 1e-13);
                    double factor = Math.exp(0.5 * eta * s * (a[j] - 0.5 * s));
                    // Exponents of some hundred, rounded.
                    assertEquals(factor, tilted[at], 1e-13 * Math.max(1, factor));
                }
        }
    }

    @Test
    void cosineCutoffsAreTheFormula() {
        double[] r = new SplittableRandom(4).doubles(100, 0, 5.1).toArray();
        double[] values = new double[100];
        double[] slopes = new double[100];
        CosineCutoff.evaluate(100, r, 5.1, values, slopes);
        for (int k = 0; k < 100; k++) { // two or three roundings each, of numbers up to pi
            assertEquals(0.5 + 0.5 * Math.cos(Math.PI * r[k] / 5.1), values[k], 4e-16);
            assertEquals(-0.5 * Math.PI / 5.1 * Math.sin(Math.PI * r[k] / 5.1), slopes[k], 4e-16);
        }
    }

    @ParameterizedTest
    @EnumSource(CutoffFunction.Shape.class)
    void tablesAndPolynomialsAreAsGoodAsTheFunction(CutoffFunction.Shape shape) {
        boolean tanh = shape == CutoffFunction.Shape.TANH || shape == CutoffFunction.Shape.NORMALIZED_TANH;
        for (double inner : tanh ? new double[] {0} : new double[] {0, 0.4}) {
            CutoffFunction cutoff = new CutoffFunction(shape, inner);
            double[] r = new SplittableRandom(2).doubles(COUNT, 0, 6.5).toArray();
            double[] values = new double[COUNT];
            double[] slopes = new double[COUNT];
            for (double eta : new double[] {0, 0.3, 40}) {
                RadialShape shell = new RadialShape.Gaussian(eta, 1.9, 6);
                List<Double> breaks =
                        Arrays.stream(shell.breaks(cutoff)).boxed().toList();
                RadialTable table = RadialTable.of(x -> shell.value(x, cutoff), breaks, new ArrayList<>());
                int[] intervals = new int[COUNT];
                double[] offsets = new double[COUNT];
                table.grid.find(0, COUNT, r, intervals, offsets);
                table.evaluate(0, COUNT, intervals, offsets, values, slopes);
                check(shell, cutoff, r, values, slopes, eta < 1 ? 2e-15 : 5e-15); // a rounding of r counts 5 times
            }
            FadePolynomial fade = FadePolynomial.of(cutoff, 6);
            if (shape == CutoffFunction.Shape.HARD || shape == CutoffFunction.Shape.EXPONENTIAL) {
                assertNull(fade);
                continue;
            }
            assertNotNull(fade);
            fade.evaluate(COUNT, r, new double[COUNT], values, slopes);
            check(new RadialShape.Gaussian(0, 0, 6), cutoff, r, values, slopes, 1e-14);
        }
    }

    /** Slopes against central differences with a truncation of h^2 f'''/6 and a rounding of 1e-16/h. */
    private static void check(
            RadialShape shell, CutoffFunction cutoff, double[] r, double[] values, double[] slopes, double tolerance) {
        double h = 1e-5;
        for (int k = 0; k < COUNT; k++) {
            assertEquals(shell.value(r[k], cutoff), values[k], tolerance);
            boolean near = Math.abs(r[k] - 6) < h || Math.abs(r[k] - 6 * cutoff.inner()) < h;
            if (near || r[k] < h) continue; // where derivatives jump
            double difference = (shell.value(r[k] + h, cutoff) - shell.value(r[k] - h, cutoff)) / (2 * h);
            assertEquals(difference, slopes[k], 1e-7);
        }
    }
}
