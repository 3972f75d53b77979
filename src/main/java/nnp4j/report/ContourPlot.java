package nnp4j.report;

import java.util.Arrays;

/**
 * The picture of a two-dimensional scan: filled bands between contours, a colour bar, minima (circles) and saddles (crosses)
 * of the grid with their values, and the points that failed (red crosses, the cells around them white). Minima and saddles
 * that stand out by less than half a band are not marked. What lies above the highest band has the colour of the bar's tip.
 *
 * @param title first line
 * @param subtitle second line: potential, number of points
 * @param xLabel quantity and unit; one that ends in ° has ticks at round angles
 * @param yLabel likewise
 * @param zLabel likewise, of the values
 * @param x coordinates of the columns, two or more, all different, in any order
 * @param y coordinates of the rows, likewise
 * @param z values, row-major: z[j * x.length + i] at x[i], y[j]; what is not finite failed
 * @param step height of a band; not a number to choose a round one that makes about 15
 * @param highest value above which bands end; not a number for none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ContourPlot(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        String zLabel,
        double[] x,
        double[] y,
        double[] z,
        double step,
        double highest) {

    /** More bands than this cannot be told apart, and a few clashing atoms would make millions. */
    private static final int MOST_BANDS = 200;

    /**
     * Draws the map.
     *
     * @return the picture
     * @throws IllegalArgumentException if an axis has fewer than two coordinates or equal ones, lengths differ, no value is
     *     finite, the step is not positive or makes more than 200 bands, or the highest value lies below all others
     */
    public Picture draw() {
        expectDifferent("x", x);
        expectDifferent("y", y);
        if (z.length != x.length * y.length)
            throw new IllegalArgumentException(
                    "contour picture: expected " + x.length * y.length + " values, found " + z.length);
        if (Arrays.stream(z).noneMatch(Double::isFinite))
            throw new IllegalArgumentException("contour picture: expected at least one finite value, found none");
        if (!Double.isNaN(step) && !(step > 0 && step < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("contour picture: expected a positive step, found " + step);
        Surface surface = Surface.of(x, y, z);
        if (!Double.isNaN(highest) && !(highest > surface.lowest() && highest < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("contour picture: expected a highest value above the lowest point, "
                    + surface.lowest() + ", found " + highest);
        Bands bands = Bands.of(surface.lowest(), surface.highest(), step, highest);
        if (bands.count() > MOST_BANDS)
            throw new IllegalArgumentException("contour picture: expected at most " + MOST_BANDS + " bands, found "
                    + bands.count() + "; a wider step or a highest value makes fewer");
        return new ContourDrawing(this, surface, bands).picture();
    }

    private static void expectDifferent(String axis, double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        if (sorted.length < 2)
            throw new IllegalArgumentException(
                    "contour picture: expected two or more " + axis + " coordinates, found " + sorted.length);
        for (int k = 0; k < sorted.length; k++)
            if (!Double.isFinite(sorted[k]) || (k > 0 && sorted[k] == sorted[k - 1]))
                throw new IllegalArgumentException("contour picture: expected different finite " + axis
                        + " coordinates, found " + sorted[k] + (k > 0 && sorted[k] == sorted[k - 1] ? " twice" : ""));
    }
}
