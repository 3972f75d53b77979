package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolylineTest {
    private static double[] heights(double[] xy) {
        return IntStream.range(0, xy.length / 2).mapToDouble(k -> xy[2 * k + 1]).toArray();
    }

    private static double[] noise(int count) {
        Random random = new Random(2);
        double[] xy = new double[2 * count];
        for (int k = 0; k < count; k++) {
            xy[2 * k] = 500.0 * k / count;
            xy[2 * k + 1] = 100 * random.nextGaussian();
        }
        return xy;
    }

    @Test
    void thinningKeepsEndsAndExtremes() {
        double[] xy = noise(10_000);
        double[] thin = Polyline.thinned(xy);
        double[] before = heights(xy);
        double[] after = heights(thin);
        assertTrue(after.length < before.length / 2, "kept " + after.length);
        assertEquals(Arrays.stream(before).max(), Arrays.stream(after).max());
        assertEquals(Arrays.stream(before).min(), Arrays.stream(after).min());
        assertEquals(before[0], after[0]);
        assertEquals(before[before.length - 1], after[after.length - 1]);
    }

    @Test
    void smoothCurveStaysWithinATwentiethOfAUnit() {
        int count = 10_000;
        double[] xy = new double[2 * count];
        for (int k = 0; k < count; k++) {
            xy[2 * k] = 0.05 * k;
            xy[2 * k + 1] = 100 * Math.sin(0.0005 * k * 7);
        }
        double[] thin = Polyline.thinned(xy);
        assertTrue(thin.length < 1000, "kept " + thin.length / 2);
        int at = 0;
        for (int k = 0; k < count; k++) {
            while (thin[2 * at + 2] < xy[2 * k]) at++;
            double part = (xy[2 * k] - thin[2 * at]) / (thin[2 * at + 2] - thin[2 * at]);
            double height = thin[2 * at + 1] + part * (thin[2 * at + 3] - thin[2 * at + 1]);
            // 0.05 across the line is at most 0.05 * sqrt(1 + slope^2) up; the slope is at most 7
            assertEquals(xy[2 * k + 1], height, 0.05 * Math.sqrt(50));
        }
    }

    @Test
    void lineIsCutWhereItCrossesTheEdge() {
        Sheet.Box box = new Sheet.Box(0, 0, 10, 10);
        List<double[]> pieces = Polyline.clipped(new double[] {1, 5, 2, -1e9, 3, 5, 4, 5}, box);
        assertEquals(2, pieces.size());
        // 5 of 1e9 down, to rounding
        assertArrayEquals(new double[] {1, 5, 1, 0}, pieces.get(0), 1e-6);
        assertArrayEquals(new double[] {3, 0, 3, 5, 4, 5}, pieces.get(1), 1e-6);
        assertTrue(Polyline.clipped(new double[] {-5, -5, -1, 20}, box).isEmpty());
    }
}
