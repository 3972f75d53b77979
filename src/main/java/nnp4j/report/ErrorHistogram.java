package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nnp4j.report.Sheet.Box;

/**
 * How often errors of each size occur, with their sign; mean and spread in words. Bins as of Freedman and Diaconis (1981,
 * doi:10.1007/BF01025868); a few errors far beyond the others are counted in words and do not stretch the axis.
 *
 * @param title first line
 * @param subtitle second line
 * @param quantity what is wrong by these errors, for example energy error
 * @param unit of the errors
 * @param errors predicted less reference values
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ErrorHistogram(String title, String subtitle, String quantity, String unit, double[] errors) {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double NOTES = 428;

    /**
     * Draws the histogram.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no error or one is not finite
     */
    public Picture draw() {
        if (errors.length == 0)
            throw new IllegalArgumentException("histogram picture: expected at least one error, found none");
        if (!Arrays.stream(errors).allMatch(Double::isFinite))
            throw new IllegalArgumentException("histogram picture: expected finite errors, found one that is not");
        Bins bins = Bins.of(errors);
        int most = Arrays.stream(bins.counts()).max().orElseThrow();
        Axis y = Axis.ofWhole(0, 1.06 * most, BOTTOM, TOP, 5);
        Box box = new Box(Panel.leftOf(y), TOP, NOTES - 16, BOTTOM);
        Axis x = Axis.of(bins.low(), bins.high(), box.left(), box.right(), 6);
        Sheet sheet = new Sheet(600, 400);
        Panel panel = new Panel(sheet, box, x, y);
        Panel.heading(sheet, box.left(), 586, title, subtitle);
        bars(sheet, panel, bins);
        if (x.holds(0)) sheet.line(Sheet.INK, 0.8, x.at(0), box.bottom(), x.at(0), box.top());
        panel.frame(quantity + (unit.isEmpty() ? "" : " / " + unit), "count", true);
        Panel.notes(sheet, NOTES, notes(bins).toArray(new String[0]));
        return new Picture(sheet);
    }

    private static void bars(Sheet sheet, Panel panel, Bins bins) {
        for (int k = 0; k < bins.counts().length; k++) {
            if (bins.counts()[k] == 0) continue;
            Box bar = new Box(
                    panel.x.at(bins.edge(k)),
                    panel.y.at(bins.counts()[k]),
                    panel.x.at(bins.edge(k + 1)),
                    panel.box.bottom());
            sheet.fill(Sheet.MODEL, 0.45, bar);
            sheet.line(
                    Sheet.MODEL,
                    0.8,
                    bar.left(),
                    bar.bottom(),
                    bar.left(),
                    bar.top(),
                    bar.right(),
                    bar.top(),
                    bar.right(),
                    bar.bottom());
        }
    }

    /** Mean and twice the standard deviation (n - 1) of all errors, and what the picture does not show. */
    private List<String> notes(Bins bins) {
        List<String> notes = new ArrayList<>();
        double mean = Arrays.stream(errors).average().orElseThrow();
        double squares = Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum();
        String of = unit.isEmpty() ? "" : " " + unit;
        notes.add("mean " + number(mean) + of);
        if (errors.length > 1) notes.add("2σ " + number(2 * Math.sqrt(squares / (errors.length - 1))) + of);
        notes.add("n = " + errors.length);
        int outside = errors.length - Arrays.stream(bins.counts()).sum();
        if (outside == 0) return notes;
        double largest = Arrays.stream(errors).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        notes.add(outside + " outside, the largest");
        notes.add(number(largest) + of);
        return notes;
    }

    private static String number(double value) {
        if (value == 0) return "0";
        String text = String.format(Locale.ROOT, "%.3g", value);
        int power = text.indexOf('e');
        return power < 0
                ? text
                : text.substring(0, power) + "×10" + Axis.raised(Integer.parseInt(text.substring(power + 1)));
    }
}
