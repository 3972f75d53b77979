package nnp4j.report;

import java.util.Arrays;

/**
 * The picture of a reaction path: the energies of its images, joined by cubic curves whose slopes at the images are given
 * (or by straight lines where they are not), the saddle, and the barriers from both ends as arrows.
 *
 * @param title first line
 * @param subtitle second line: potential, method, number of images
 * @param xLabel quantity and unit of the way along the path
 * @param yLabel quantity and unit of the energy, with the zero's name
 * @param x way along the path at the images, rising
 * @param y energies of the images, as many
 * @param slope dy/dx along the path at the images, as many; empty for straight lines
 * @param start energies of the path that the search began with; drawn faint and dashed, empty for none
 * @param startX way along that path, as many, rising
 * @param saddle index of the image at the saddle; negative for none
 * @param forward words at the arrow of the barrier from the first image; empty for no arrow
 * @param backward words at the arrow of the barrier from the last image; empty for no arrow
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record PathPlot(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        double[] x,
        double[] y,
        double[] slope,
        double[] start,
        double[] startX,
        int saddle,
        String forward,
        String backward) {

    /**
     * Draws the path.
     *
     * @return the picture
     * @throws IllegalArgumentException if there are fewer than two images, lengths differ, a value is not finite, a way does
     *     not rise or the saddle is not among the images
     */
    public Picture draw() {
        if (x.length < 2)
            throw new IllegalArgumentException("path picture: expected two or more images, found " + x.length);
        expect("energies", y, x.length);
        if (slope.length > 0) expect("slopes", slope, x.length);
        expect("ways of the first path", startX, start.length);
        expect("energies of the first path", start, start.length);
        expectRising(x);
        expectRising(startX);
        if (saddle >= x.length)
            throw new IllegalArgumentException(
                    "path picture: expected the saddle among " + x.length + " images, found index " + saddle);
        return new PathDrawing(this).picture();
    }

    private static void expect(String what, double[] values, int expected) {
        if (values.length != expected)
            throw new IllegalArgumentException(
                    "path picture: expected " + expected + " " + what + ", found " + values.length);
        if (!Arrays.stream(values).allMatch(Double::isFinite))
            throw new IllegalArgumentException("path picture: expected finite " + what + ", found one that is not");
    }

    private static void expectRising(double[] way) {
        for (int k = 0; k < way.length; k++)
            if (!Double.isFinite(way[k]) || (k > 0 && way[k] <= way[k - 1]))
                throw new IllegalArgumentException("path picture: expected a rising way, found " + way[k] + " at index "
                        + k + (k > 0 ? " after " + way[k - 1] : ""));
    }
}
