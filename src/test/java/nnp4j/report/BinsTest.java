package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsTest {
    private static int total(Bins bins) {
        return Arrays.stream(bins.counts()).sum();
    }

    @Test
    void everyNormalErrorIsCountedInItsBin() {
        double[] values = SampleTraining.normal(3000, 0.1, 2);
        Bins bins = Bins.of(values);
        assertEquals(values.length, total(bins));
        for (int k = 0; k < bins.counts().length; k++) {
            double from = bins.edge(k);
            double to = bins.edge(k + 1);
            assertEquals(Arrays.stream(values).filter(v -> v >= from && v < to).count(), bins.counts()[k], "bin " + k);
        }
    }

    @Test
    void widthIsThatOfFreedmanAndDiaconis() {
        Bins bins = Bins.of(SampleTraining.normal(8000, 0, 1));
        // quartiles of a normal distribution are 1.349 apart, 8000^(1/3) = 20; bins are a whole number, so a little
        // less
        assertEquals(2 * 1.349 / 20, bins.width(), 0.01);
    }

    @Test
    void noBinHoldsBothSigns() {
        Bins bins = Bins.of(SampleTraining.normal(300, 0.3, 1));
        double part = Math.abs(bins.low() / bins.width());
        assertEquals(Math.rint(part), part, 1e-9); // rounding of a whole number of widths
    }

    @Test
    void atMostOnePercentIsLeftOut() {
        double[] heavy = Arrays.stream(SampleTraining.normal(3000, 0, 1))
                .map(v -> v * v * v * v * v)
                .toArray();
        int outside = heavy.length - total(Bins.of(heavy));
        assertTrue(outside > 0 && outside <= heavy.length / 100, "outside " + outside);
    }

    @Test
    void oneOutlierAmongFewIsLeftOut() {
        double[] values = SampleTraining.normal(20, 0, 1);
        values[4] = 1e6;
        assertEquals(19, total(Bins.of(values)));
    }

    @Test
    void identicalValuesStandInTheMiddle() {
        for (double value : new double[] {0, -3, 1e-300, 1e12}) {
            Bins bins = Bins.of(new double[] {value, value});
            assertEquals(2, bins.counts()[2], "value " + value);
        }
    }
}
