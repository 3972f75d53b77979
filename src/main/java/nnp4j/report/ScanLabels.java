package nnp4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nnp4j.report.Sheet.Anchor;
import nnp4j.report.Sheet.Box;

/** The words inside the panel of a scan, each where there is room. */
final class ScanLabels {
    private static final double LINE = 13;
    /** From the top of a line of small words to their baseline. */
    private static final double BASELINE = 9.5;
    /** Width of the samples in the legend, with the space after them. */
    private static final double SAMPLE = 24;

    private final ScanPlot plot;
    private final Sheet sheet;
    private final Panel panel;

    ScanLabels(ScanPlot plot, Sheet sheet, Panel panel) {
        this.plot = plot;
        this.sheet = sheet;
        this.panel = panel;
    }

    /** First and last index of each run of true values. */
    static List<int[]> runs(boolean[] flags) {
        List<int[]> runs = new ArrayList<>();
        for (int k = 0; k < flags.length; k++) {
            if (!flags[k]) continue;
            if (k == 0 || !flags[k - 1]) runs.add(new int[] {k, k});
            runs.get(runs.size() - 1)[1] = k;
        }
        return runs;
    }

    /** Half way between two neighbouring points; the edge of the panel beyond the first and last. */
    static double edge(Panel panel, double[] x, int before, int after) {
        boolean rising = x[x.length - 1] >= x[0];
        if (before < 0) return rising ? panel.box.left() : panel.box.right();
        if (after >= x.length) return rising ? panel.box.right() : panel.box.left();
        return panel.x.at((x[before] + x[after]) / 2);
    }

    /** A dot at the minimum, its position and energy beside it; an end of the scan is no minimum. */
    void minimum() {
        double[] x = plot.x();
        double[] y = plot.y();
        int best = -1;
        for (int k = 0; k < y.length; k++) if (Double.isFinite(y[k]) && (best < 0 || y[k] < y[best])) best = k;
        boolean known = plot.minimumX().isPresent()
                && plot.minimumY().isPresent()
                && panel.x.holds(plot.minimumX().getAsDouble());
        boolean periodic = isAngle() && Math.abs(Math.abs(x[x.length - 1] - x[0]) - 360) < 1e-6;
        if (!known && !periodic && (best == 0 || best == y.length - 1)) return;
        double mx = known ? plot.minimumX().getAsDouble() : x[best];
        double my = known ? plot.minimumY().getAsDouble() : y[best];
        double px = panel.x.at(mx);
        double py = panel.y.at(my);
        sheet.circles(3, Sheet.INK, true, px, py);
        panel.room.point(px, py);
        String text = point(plot.xLabel(), mx, plot.yLabel(), my, panel.y);
        double width = TextWidth.of(text, Panel.SMALL);
        Box at = panel.room.place(width, LINE, px, py);
        sheet.words(at.left(), at.top() + BASELINE, Panel.SMALL, Anchor.START, text);
    }

    private boolean isAngle() {
        return plot.xLabel().endsWith("°");
    }

    /** A point in words: its position and its energy, with the units of their labels. */
    static String point(String xLabel, double position, String yLabel, double energy, Axis energies) {
        return position(xLabel, position) + ", " + energy(energy, energies) + unit(yLabel);
    }

    private static String position(String label, double value) {
        if (label.endsWith("°"))
            return Axis.minus(String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "")) + "°";
        return Axis.minus(String.format(Locale.ROOT, "%.4f", value)) + unit(label);
    }

    /** An energy with as many digits as the range asks for: five significant ones, two behind the point at most. */
    private static String energy(double value, Axis axis) {
        double range = axis.high() - axis.low();
        int decade = (int) Math.floor(Math.log10(range));
        int digits = range >= 1 ? Math.min(2, Math.max(0, 4 - decade)) : 2 - decade;
        return Axis.minus(String.format(Locale.ROOT, "%." + digits + "f", value));
    }

    private static String unit(String label) {
        int slash = label.lastIndexOf(" / ");
        return slash < 0 ? "" : " " + label.substring(slash + 3);
    }

    /** What line, band and circles mean, as near to the upper right corner as there is room. */
    void legend(boolean reference, boolean band) {
        int lines = 1 + (reference ? 1 : 0) + (band ? 1 : 0);
        double width = SAMPLE + TextWidth.of("2σ of the ensemble", Panel.SMALL);
        if (!band) width = SAMPLE + TextWidth.of("reference", Panel.SMALL);
        Box at = panel.room.place(width, lines * LINE, panel.box.right(), panel.box.top());
        double top = at.top();
        sheet.line(Sheet.MODEL, 2.2, at.left(), top + 6, at.left() + 18, top + 6);
        top = entry(at, top, "potential");
        if (band) {
            sheet.fill(Sheet.MODEL, 0.2, new Box(at.left(), top + 2, at.left() + 18, top + 10));
            top = entry(at, top, "2σ of the ensemble");
        }
        if (!reference) return;
        sheet.circles(2.6, Sheet.REFERENCE, false, at.left() + 9, top + 6);
        entry(at, top, "reference");
    }

    private double entry(Box at, double top, String text) {
        sheet.words(at.left() + SAMPLE, top + BASELINE, Panel.SMALL, Anchor.START, text);
        return top + LINE;
    }

    /** Says what the dashed line is, near its right end. */
    void limit() {
        String text = "dissociation limit";
        double height = panel.y.at(plot.limit().getAsDouble());
        Box at = panel.room.place(TextWidth.of(text, Panel.SMALL), LINE, panel.box.right(), height);
        sheet.words(at.left(), at.top() + BASELINE, Panel.SMALL, Anchor.START, text);
    }

    /** Says what the grey is: in the widest region, or where that is too narrow, near it with a sample. */
    void extrapolated() {
        String text = "extrapolated";
        double width = TextWidth.of(text, Panel.SMALL);
        Box widest = new Box(0, 0, 0, 0);
        for (int[] run : runs(plot.extrapolated())) {
            double left = edge(panel, plot.x(), run[0] - 1, run[0]);
            double right = edge(panel, plot.x(), run[1], run[1] + 1);
            Box region = new Box(Math.min(left, right), panel.box.top(), Math.max(left, right), panel.box.bottom());
            if (region.width() > widest.width()) widest = region;
        }
        if (widest.width() == 0) return;
        boolean inside = widest.width() > width + 14;
        double sample = inside ? 0 : 16;
        double centre = (widest.left() + widest.right()) / 2;
        Box at = panel.room.place(inside ? widest : panel.box, width + sample, LINE, centre, panel.box.top() + LINE);
        if (!inside) sheet.fill("#999999", 0.25, new Box(at.left(), at.top() + 1, at.left() + 11, at.top() + 11));
        sheet.words(at.left() + sample, at.top() + BASELINE, Panel.SMALL, Anchor.START, text);
    }
}
