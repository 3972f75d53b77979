package nnp4j.report;

import java.util.Arrays;

/**
 * Values counted in bins of one width.
 *
 * @param start lower edge of the first bin
 * @param width of each
 * @param counts of each; less than all values where some lie far beyond the others
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Bins(double start, double width, int[] counts) {
    private static final int FEWEST = 5;
    private static final int MOST = 80;
    /** Distances between the quartiles beyond which a value is not shown; 7 standard deviations of a normal distribution. */
    private static final double FAR = 4.7;
    /** Part of the values at each end that may be left out. */
    private static final double TAIL = 0.005;
    /** Relative width below which a range has none. */
    private static final double NARROW = 1e-9;

    static Bins of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        double[] shown = quartiles == 0 ? sorted : near(sorted, FAR * quartiles);
        double low = shown[0];
        double high = shown[shown.length - 1];
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= NARROW * largest || high - low < Double.MIN_NORMAL) {
            double half = largest < Double.MIN_NORMAL ? 0.5 : 0.05 * largest;
            return counted(low - half, 2 * half / FEWEST, FEWEST, shown);
        }
        double ideal = 2 * quartiles / Math.cbrt(sorted.length);
        double wanted = ideal == 0 ? Math.sqrt(sorted.length) : (high - low) / ideal;
        int bins = (int) Math.ceil(Math.max(FEWEST, Math.min(MOST, wanted)));
        double width = (high - low) / bins;
        double start = Math.floor(low / width) * width; // so that no bin holds both signs
        return counted(start, width, (int) Math.floor((high - start) / width) + 1, shown);
    }

    /** The values not far beyond the quartiles, and in any case all but the outermost half per cent at each end. */
    private static double[] near(double[] sorted, double far) {
        int rank = (int) Math.ceil(TAIL * (sorted.length - 1));
        double low = Math.min(sorted[rank], quantile(sorted, 0.25) - far);
        double high = Math.max(sorted[sorted.length - 1 - rank], quantile(sorted, 0.75) + far);
        return Arrays.stream(sorted).filter(v -> v >= low && v <= high).toArray();
    }

    private static Bins counted(double start, double width, int bins, double[] values) {
        int[] counts = new int[bins];
        for (double value : values)
            counts[Math.max(0, Math.min(bins - 1, (int) Math.floor((value - start) / width)))]++;
        return new Bins(start, width, counts);
    }

    /** Linear interpolation between sorted values (Hyndman and Fan, 1996, definition 7, doi:10.2307/2684934). */
    private static double quantile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        if (below == sorted.length - 1) return sorted[below];
        return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    double edge(int bin) {
        return start + bin * width;
    }

    double low() {
        return start;
    }

    double high() {
        return edge(counts.length);
    }
}
