package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardizedTest implements DescriptorContract {
    private static final double DIGITS = 1e-13; // sums of a hundred numbers of order one

    @Override
    public List<Descriptor> descriptors() {
        Descriptor inverse = InverseDistances.of(4);
        return List.of(
                Standardized.fit(inverse, samples(4, 20), 20),
                Standardized.of(Distances.of(2), new double[] {1}, new double[] {0.5}),
                Standardized.of(Distances.of(2), new double[] {1}, new double[] {2}),
                Standardized.of(
                        Standardized.of(Distances.of(2), new double[] {1}, new double[] {0.5}),
                        new double[] {3},
                        new double[] {0.1}));
    }

    private static double[] samples(int atomCount, int rows) {
        double[] samples = new double[rows * 3 * atomCount];
        for (int row = 0; row < rows; row++)
            System.arraycopy(Samples.molecule(atomCount, row), 0, samples, row * 3 * atomCount, 3 * atomCount);
        return samples;
    }

    @Test
    void fittedFeaturesHaveMeanZeroAndDeviationOne() {
        int rows = 100;
        double[] samples = samples(3, rows);
        Descriptor d = Standardized.fit(DecayingPairs.of(3, 0.5, 2), samples, rows);
        double[] sum = new double[6];
        double[] squares = new double[6];
        double[] features = new double[6];
        for (int row = 0; row < rows; row++) {
            d.evaluate(Arrays.copyOfRange(samples, 9 * row, 9 * row + 9), features);
            for (int f = 0; f < 6; f++) {
                sum[f] += features[f] / rows;
                squares[f] += features[f] * features[f] / rows;
            }
        }
        for (int f = 0; f < 6; f++) {
            assertEquals(0, sum[f], DIGITS);
            assertEquals(1, squares[f], DIGITS);
        }
    }

    @Test
    void fitGivesThePopulationMeanAndDeviation() {
        double[] samples = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 0};
        Standardized d = Standardized.fit(Distances.of(2), samples, 2);
        assertArrayEquals(new double[] {2}, d.mean());
        assertArrayEquals(new double[] {1}, d.scale());
        assertEquals("(r(1-2) - 2.0)/1.0", d.featureName(0));
        assertEquals(d, Standardized.of(d.descriptor(), d.mean(), d.scale()));
    }

    @Test
    void constantFeaturesKeepScaleOne() {
        double[] counts = Standardized.fit(AtomCounts.of(new int[] {8, 1, 1}), samples(3, 5), 5)
                .scale();
        assertArrayEquals(new double[] {1, 1}, counts);
        double[] turned = new double[20 * 9]; // one rigid molecule in many frames: constant but for rounding
        for (int row = 0; row < 20; row++)
            System.arraycopy(Samples.rotated(Samples.molecule(3, 1), row), 0, turned, 9 * row, 9);
        assertArrayEquals(
                new double[] {1, 1, 1},
                Standardized.fit(InverseDistances.of(3), turned, 20).scale());
        assertArrayEquals(
                new double[] {1, 1, 1},
                Standardized.fit(InverseDistances.of(3), samples(3, 1), 1).scale());
    }

    @Test
    void laterChangesToTheArgumentsDoNotReachIt() {
        double[] mean = {1};
        double[] scale = {2};
        Standardized d = Standardized.of(Distances.of(2), mean, scale);
        mean[0] = 5;
        scale[0] = 5;
        d.mean()[0] = 5;
        d.scale()[0] = 5;
        assertEquals(Standardized.of(Distances.of(2), new double[] {1}, new double[] {2}), d);
    }

    @Test
    void anotherMoleculeIsShiftedAndScaledAlike() {
        double[] mean = {1, 2};
        double[] scale = {3, 4};
        int[] elements = {1, 8};
        Standardized water = Standardized.of(AtomCounts.of(new int[] {8, 1, 1}, elements), mean, scale);
        int[] peroxide = {8, 8, 1, 1};
        assertEquals(Standardized.of(AtomCounts.of(peroxide, elements), mean, scale), water.forAtoms(peroxide));
        assertEquals(
                water,
                Standardized.of(AtomCounts.of(peroxide, elements), mean, scale).forAtoms(new int[] {8, 1, 1}));
        assertThrows(IllegalArgumentException.class, () -> water.forAtoms(new int[] {6}));
    }

    @Test
    void samplesWithoutFeaturesAreRefused() {
        double[] samples = samples(2, 3);
        Arrays.fill(samples, 6, 12, 0.5); // atoms in one place
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Standardized.fit(InverseDistances.of(2), samples, 3))
                .getMessage();
        assertEquals("Standardized: expected finite features, found 1/r(1-2) = Infinity at sample 2", message);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        Descriptor d = Distances.of(2);
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> Standardized.fit(d, new double[0], 0));
        assertThrows(IllegalArgumentException.class, () -> Standardized.fit(d, new double[11], 2));
        assertThrows(IllegalArgumentException.class, () -> Standardized.of(d, new double[2], one));
        assertThrows(IllegalArgumentException.class, () -> Standardized.of(d, one, new double[] {1, 1}));
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> Standardized.of(d, one, new double[] {bad}))
                    .getMessage();
            assertTrue(message.endsWith("scale of feature r(1-2), found " + bad), message);
        }
        assertThrows(IllegalArgumentException.class, () -> Standardized.of(d, new double[] {Double.NaN}, one));
    }
}
