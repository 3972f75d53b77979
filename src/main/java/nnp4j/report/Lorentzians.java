package nnp4j.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sum of Lorentzian lines, each as high as its stick: h (w/2)² / ((x - c)² + (w/2)²) with the full width at half maximum
 * w.
 */
final class Lorentzians {
    /** Points around each line, evenly spaced in the angle whose tangent is the distance in half widths. */
    private static final int ANGLES = 48;
    /** Points from end to end, whatever the lines. */
    private static final int EVEN = 600;

    private final double[] centres;
    private final double[] heights;
    private final double half;

    Lorentzians(double[] centres, double[] heights, double width) {
        this.centres = centres;
        this.heights = heights;
        this.half = width / 2;
    }

    double at(double x) {
        double sum = 0;
        for (int k = 0; k < centres.length; k++) {
            double d = (x - centres[k]) / half;
            sum += heights[k] / (d * d + 1);
        }
        return sum;
    }

    /** Places between two ends that show every line and its summit, however narrow; rising. */
    double[] places(double low, double high) {
        IntStream even = IntStream.rangeClosed(0, EVEN);
        double[] around = Arrays.stream(centres)
                .flatMap(c -> IntStream.range(1, ANGLES)
                        .mapToDouble(k -> c + half * Math.tan(Math.PI * (k / (double) ANGLES - 0.5))))
                .filter(x -> x > low && x < high)
                .toArray();
        double[] grid = even.mapToDouble(k -> low + (high - low) * k / EVEN).toArray();
        double[] places = Arrays.copyOf(grid, grid.length + around.length);
        System.arraycopy(around, 0, places, grid.length, around.length);
        Arrays.sort(places);
        return places;
    }
}
