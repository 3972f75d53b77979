package nnp4j.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Errors of an ensemble against its spread, both logarithmic: each pair, root mean squares of bins, and the line on which
 * errors are as large as the spread (Levi et al., Sensors 22, 5540 (2022), doi:10.3390/s22155540).
 *
 * @param title first line
 * @param subtitle second line
 * @param quantity what is wrong and uncertain, for example energy
 * @param unit of errors and spreads
 * @param spreads standard deviations of the members; those much smaller than all others are counted in words
 * @param errors predicted less reference values, as many
 * @param binSpreads root of the mean squared spread of each bin
 * @param binErrors root of the mean squared error of each bin, as many
 * @param notes lines of text beside the panel
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record CalibrationPlot(
        String title,
        String subtitle,
        String quantity,
        String unit,
        double[] spreads,
        double[] errors,
        double[] binSpreads,
        double[] binErrors,
        String... notes) {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double NOTES = 432;
    /** Where the key begins, below up to seven notes. */
    private static final double KEY = 190;

    private static final int MANY = 2000;
    /** Hexagons against those of a parity picture, whose points lie close to a line. */
    private static final double LARGER = 1.5;
    /** The least spread shown, as part of the largest of a bin: atoms that symmetry holds have hardly any. */
    private static final double LEAST_SPREAD = 1e-3;
    /** The least error shown, as part of the least spread of a bin: how small an error is by chance says nothing. */
    private static final double LEAST_ERROR = 0.03;

    /**
     * Draws the comparison.
     *
     * @return the picture
     * @throws IllegalArgumentException if lengths differ or there is no positive finite spread in a bin
     */
    public Picture draw() {
        if (spreads.length != errors.length || binSpreads.length != binErrors.length)
            throw new IllegalArgumentException("calibration picture: expected as many errors as spreads, found "
                    + errors.length + " and " + spreads.length + ", in bins " + binErrors.length + " and "
                    + binSpreads.length);
        double largest = Arrays.stream(binSpreads)
                .filter(LogAxis::canShow)
                .max()
                .orElseThrow(() -> new IllegalArgumentException(
                        "calibration picture: expected a bin with a positive spread, found none"));
        int[] bins = shown(binSpreads, binErrors, LEAST_SPREAD * largest, 0);
        double least =
                LEAST_ERROR * Arrays.stream(chosen(binSpreads, bins)).min().orElse(largest);
        int[] pairs = shown(spreads, errors, LEAST_SPREAD * largest, least);
        double[] widths = both(chosen(spreads, pairs), chosen(binSpreads, bins), largest);
        double[] heights = both(chosen(errors, pairs), chosen(binErrors, bins), largest);
        Axis y = LogAxis.around(both(widths, heights, largest), BOTTOM, TOP, 6);
        Sheet.Box box = new Sheet.Box(Panel.leftOf(y), TOP, NOTES - 16, BOTTOM);
        Sheet sheet = new Sheet(600, 400);
        Panel panel = new Panel(sheet, box, LogAxis.around(widths, box.left(), box.right(), 6), y);
        Panel.heading(sheet, box.left(), 586, title, subtitle);
        points(sheet, panel, chosen(spreads, pairs), chosen(errors, pairs));
        line(panel, 1, false);
        line(panel, 2, true);
        panel.curve(Sheet.REFERENCE, 1.6, chosen(binSpreads, bins), chosen(binErrors, bins));
        panel.marks(Sheet.REFERENCE, 3.4, true, MANY, chosen(binSpreads, bins), chosen(binErrors, bins));
        panel.frame("spread of the ensemble / " + unit, "error of the " + quantity + " / " + unit, true);
        key(sheet);
        words(sheet, spreads.length - pairs.length);
        return new Picture(sheet);
    }

    /** Which pairs have a finite spread and error of at least such a size. */
    private static int[] shown(double[] widths, double[] sizes, double leastWidth, double leastSize) {
        return IntStream.range(0, widths.length)
                .filter(k -> LogAxis.canShow(widths[k]) && widths[k] >= leastWidth)
                .filter(k -> LogAxis.canShow(Math.abs(sizes[k])) && Math.abs(sizes[k]) >= leastSize)
                .toArray();
    }

    private static double[] chosen(double[] values, int[] which) {
        return Arrays.stream(which).mapToDouble(k -> Math.abs(values[k])).toArray();
    }

    private static double[] both(double[] some, double[] others, double further) {
        return DoubleStream.concat(
                        DoubleStream.concat(Arrays.stream(some), Arrays.stream(others)), DoubleStream.of(further))
                .toArray();
    }

    private static void line(Panel panel, double multiple, boolean dashed) {
        double[] xs = {panel.x.low(), panel.x.high()};
        panel.curve(Panel.GREY, 0.8, dashed, xs, new double[] {multiple * xs[0], multiple * xs[1]});
    }

    private static void points(Sheet sheet, Panel panel, double[] xs, double[] ys) {
        if (xs.length <= MANY) {
            panel.marks(Sheet.MODEL, 2, false, MANY, xs, ys);
            return;
        }
        Hexagons hexagons = new Hexagons(panel, xs, ys, LARGER);
        hexagons.draw(sheet);
        hexagons.bar(sheet, new Sheet.Box(NOTES, 262, NOTES + 12, BOTTOM));
    }

    /** What the lines are, beside the panel. */
    private static void key(Sheet sheet) {
        double right = NOTES + 22;
        sheet.line(Sheet.REFERENCE, 1.6, NOTES, KEY, right, KEY);
        sheet.circles(3.4, Sheet.REFERENCE, true, (NOTES + right) / 2, KEY);
        sheet.line(Panel.GREY, 0.8, NOTES, KEY + 16, right, KEY + 16);
        sheet.dashes(Panel.GREY, 0.8, NOTES, KEY + 32, right, KEY + 32);
        String[] names = {"root mean squares", "error = spread", "error = 2 × spread"};
        for (int k = 0; k < names.length; k++)
            sheet.words(right + 6, KEY + 16 * k + 3.6, Panel.SMALL, Sheet.Anchor.START, names[k]);
    }

    private void words(Sheet sheet, int left) {
        String[] all = Arrays.copyOf(notes, notes.length + (left > 0 ? 1 : 0));
        if (left > 0) all[notes.length] = left + " tiny, not shown";
        Panel.notes(sheet, NOTES, all);
    }
}
