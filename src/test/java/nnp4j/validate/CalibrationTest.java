package nnp4j.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    private static final double ROUNDING = 1e-14;

    private static Calibration of(double[] spreads, double[] errors) {
        Calibration calibration = new Calibration();
        for (int k = 0; k < spreads.length; k++) calibration.add(spreads[k], errors[k]);
        return calibration;
    }

    @Test
    void fourPairsHaveTheirRootMeanSquaresFactorAndShares() {
        double[] spreads = {1, 2, 2, 4};
        double[] errors = {-1, 3, 5, -1};
        Calibration found = of(spreads, errors);
        assertEquals(4, found.count());
        assertEquals(2.5, found.spread(), ROUNDING);
        assertEquals(3, found.error(), ROUNDING);
        assertEquals(1.2, found.factor().orElseThrow(), ROUNDING);
        assertEquals(0.5, found.within(1)); // an error as large as its spread is within
        assertEquals(0.75, found.within(2));
        assertArrayEquals(spreads, found.spreads());
        assertArrayEquals(errors, found.errors());
    }

    /** Normal errors of known spreads that are said to be half as large. */
    @Test
    void spreadsHalfAsLargeAsTheErrorsHaveAFactorOfTwo() {
        Random random = new Random(3);
        Calibration found = new Calibration();
        int pairs = 20_000;
        for (int k = 0; k < pairs; k++) {
            double spread = 0.1 + random.nextDouble();
            found.add(spread / 2, spread * random.nextGaussian());
        }
        double noise =
                4 / Math.sqrt(pairs); // four standard errors, of a share and, halved, of a relative root mean square
        assertEquals(2, found.factor().orElseThrow(), 2 * noise);
        assertEquals(0.3829, found.within(1), noise); // half a standard deviation of a normal distribution
        assertEquals(0.6827, found.within(2), noise);
        List<Calibration.Bin> bins = found.bins(10);
        assertEquals(10, bins.size());
        for (int k = 0; k < 10; k++) {
            Calibration.Bin bin = bins.get(k);
            assertEquals(pairs / 10, bin.count());
            assertEquals(2, bin.error() / bin.spread(), 2 * noise * Math.sqrt(10));
            assertTrue(k == 0 || bins.get(k - 1).spread() < bin.spread(), "bin " + k);
        }
    }

    @Test
    void fewPairsHaveFewBinsAndEveryPairIsInOne() {
        Calibration found = new Calibration();
        for (int k = 0; k < 27; k++) found.add(27 - k, 1);
        List<Calibration.Bin> bins = found.bins(10);
        assertEquals(3, bins.size()); // of at least eight
        assertEquals(27, bins.stream().mapToInt(Calibration.Bin::count).sum());
        assertEquals(Math.sqrt(285 / 9.0), bins.get(0).spread(), ROUNDING); // of 1 to 9
        assertEquals(1, of(new double[] {2}, new double[] {1}).bins(10).size());
    }

    @Test
    void membersThatAgreeHaveNoFactor() {
        Calibration found = of(new double[] {0, 0}, new double[] {0, 2});
        assertEquals(OptionalDouble.empty(), found.factor());
        assertEquals(0.5, found.within(2));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "NaN, 0", "Infinity, 0", "1, NaN", "1, Infinity"})
    void whatIsNoPairIsRefused(double spread, double error) {
        Calibration calibration = new Calibration();
        String message = assertThrows(IllegalArgumentException.class, () -> calibration.add(spread, error))
                .getMessage();
        assertEquals(
                "calibration: expected a finite error and a spread of 0 or more, found " + error + " and " + spread,
                message);
        assertEquals(0, calibration.count());
        assertThrows(IllegalStateException.class, calibration::factor);
        assertThrows(IllegalStateException.class, () -> calibration.bins(3));
        assertThrows(IllegalStateException.class, () -> calibration.within(1));
    }
}
