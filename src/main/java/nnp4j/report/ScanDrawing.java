package nnp4j.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The work of drawing one scan. */
final class ScanDrawing {
    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Where the upper panel ends and the lower begins when there are two. */
    private static final double UPPER_END = 258;

    private static final double LOWER_START = 270;
    /** Part of the well's depth that is shown above the limit. */
    private static final double ABOVE_LIMIT = 0.6;
    /** Part of the range that is left free above and below. */
    private static final double MARGIN = 0.06;
    /** Points up to which each is marked. */
    private static final int FEW = 25;
    /** Reference points drawn in a panel, at most; keeps the SVG small. */
    private static final int MOST_MARKS = 450;

    private final ScanPlot plot;
    private final double[] sigma;
    private final Sheet sheet = new Sheet(600, 400);
    private final int[] references;
    private final Panel panel;

    ScanDrawing(ScanPlot plot, double[] sigma) {
        this.plot = plot;
        this.sigma = sigma;
        double low = min(plot.x());
        double high = max(plot.x());
        references = IntStream.range(0, plot.referenceX().length)
                .filter(k -> plot.referenceX()[k] >= low && plot.referenceX()[k] <= high)
                .filter(k -> Double.isFinite(plot.referenceY()[k]) && Double.isFinite(plot.residual()[k]))
                .toArray();
        double bottom = references.length > 0 ? UPPER_END : BOTTOM;
        Axis y = energies(bottom);
        double left = Panel.leftOf(y, references.length > 0 ? residuals() : y);
        boolean degrees = plot.xLabel().endsWith("°");
        Axis x = degrees ? Axis.ofDegrees(low, high, left, RIGHT, 6) : Axis.of(low, high, left, RIGHT, 6);
        double right = Math.min(RIGHT, sheet.width() - 2 - x.labelWidth(Panel.SMALL) / 2);
        panel = new Panel(sheet, new Sheet.Box(left, TOP, right, bottom), x.between(left, right), y);
    }

    private Axis energies(double bottom) {
        double low = min(plot.y());
        double high = max(plot.y());
        if (hasWell()) {
            double limit = plot.limit().getAsDouble();
            high = Math.max(limit, Math.min(high, limit + ABOVE_LIMIT * (limit - low)));
        }
        for (int k = 0; k < sigma.length; k++) {
            if (!Double.isFinite(plot.y()[k]) || !Double.isFinite(sigma[k])) continue;
            low = Math.min(low, plot.y()[k] - 2 * sigma[k]);
            if (!hasWell()) high = Math.max(high, plot.y()[k] + 2 * sigma[k]);
        }
        for (int k : references) low = Math.min(low, plot.referenceY()[k]);
        if (!hasWell()) for (int k : references) high = Math.max(high, plot.referenceY()[k]);
        double margin = MARGIN * (high - low);
        return Axis.of(low - margin, high + margin, bottom, TOP, 5);
    }

    private boolean hasWell() {
        return plot.limit().isPresent() && plot.limit().getAsDouble() > min(plot.y());
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), RIGHT, plot.title(), plot.subtitle());
        shade(panel);
        band();
        if (hasWell()) panel.level(plot.limit().getAsDouble(), 0.8, true);
        panel.curve(Sheet.MODEL, 2.2, plot.x(), plot.y());
        if (plot.x().length <= FEW) panel.marks(Sheet.MODEL, 2.6, true, MOST_MARKS, plot.x(), plot.y());
        panel.marks(
                Sheet.REFERENCE,
                2.6,
                false,
                MOST_MARKS,
                at(references, plot.referenceX()),
                at(references, plot.referenceY()));
        ScanLabels labels = new ScanLabels(plot, sheet, panel);
        labels.minimum();
        if (hasWell()) labels.limit();
        labels.extrapolated();
        if (references.length > 0 || sigma.length > 0) labels.legend(references.length > 0, sigma.length > 0);
        panel.frame(plot.xLabel(), plot.yLabel(), references.length == 0);
        if (references.length > 0) lowerPanel();
        return new Picture(sheet);
    }

    /** Grey behind each run of extrapolated points, up to half way to the next point. */
    private void shade(Panel where) {
        for (int[] run : ScanLabels.runs(plot.extrapolated())) {
            double left = ScanLabels.edge(where, plot.x(), run[0] - 1, run[0]);
            double right = ScanLabels.edge(where, plot.x(), run[1], run[1] + 1);
            sheet.fill(
                    "#999999",
                    0.25,
                    new Sheet.Box(Math.min(left, right), where.box.top(), Math.max(left, right), where.box.bottom()));
        }
    }

    private void band() {
        int from = 0;
        for (int k = 0; k <= sigma.length; k++) {
            if (k < sigma.length && Double.isFinite(sigma[k]) && Double.isFinite(plot.y()[k])) continue;
            if (k > from) band(from, k);
            from = k + 1;
        }
    }

    private void band(int from, int to) {
        double[] upper = new double[2 * (to - from)];
        double[] lower = new double[2 * (to - from)];
        for (int k = from; k < to; k++) {
            int i = 2 * (k - from);
            upper[i] = panel.x.at(plot.x()[k]);
            upper[i + 1] = clamped(plot.y()[k] + 2 * sigma[k]);
            lower[i] = upper[i];
            lower[i + 1] = clamped(plot.y()[k] - 2 * sigma[k]);
            panel.room.line(upper[i], upper[i + 1], lower[i], lower[i + 1]);
        }
        upper = Polyline.thinned(upper);
        lower = Polyline.thinned(lower);
        double[] around = Arrays.copyOf(upper, upper.length + lower.length);
        for (int k = 0; k < lower.length; k += 2) {
            around[upper.length + k] = lower[lower.length - 2 - k];
            around[upper.length + k + 1] = lower[lower.length - 1 - k];
        }
        sheet.polygon(Sheet.MODEL, 0.2, panel.box, around);
    }

    /** A height at most one panel away: what is farther is cut off anyway, and numbers stay short. */
    private double clamped(double value) {
        double far = panel.box.height();
        return Math.max(panel.box.top() - far, Math.min(panel.box.bottom() + far, panel.y.at(value)));
    }

    /** The residual axis: its scale is that of the points seen in the upper panel. */
    private Axis residuals() {
        double largest = 0;
        Axis seen = energies(BOTTOM);
        for (int k : references)
            if (seen.holds(plot.referenceY()[k])) largest = Math.max(largest, Math.abs(plot.residual()[k]));
        if (largest == 0) largest = 1e-3; // no difference at all; the zero line is what is to be seen
        return Axis.of(-1.2 * largest, 1.2 * largest, BOTTOM, LOWER_START, 4);
    }

    private void lowerPanel() {
        Sheet.Box box = new Sheet.Box(panel.box.left(), LOWER_START, panel.box.right(), BOTTOM);
        Panel lower = new Panel(sheet, box, panel.x, residuals());
        shade(lower);
        lower.level(0, 0.8, false);
        double[] values = at(references, plot.residual());
        lower.marks(Sheet.REFERENCE, 2.2, false, MOST_MARKS, at(references, plot.referenceX()), values);
        for (int k : references) if (!lower.y.holds(plot.residual()[k])) arrow(lower, k);
        lower.frame(plot.xLabel(), plot.residualLabel(), true);
    }

    /** A small triangle at the edge of the panel, where a residual lies beyond it. */
    private void arrow(Panel lower, int k) {
        double px = lower.x.at(plot.referenceX()[k]);
        boolean above = plot.residual()[k] > 0;
        double tip = above ? lower.box.top() + 2 : lower.box.bottom() - 2;
        double base = above ? tip + 5 : tip - 5;
        sheet.polygon(Sheet.REFERENCE, 1, lower.box, px, tip, px + 3, base, px - 3, base);
    }

    private static double[] at(int[] chosen, double[] values) {
        return Arrays.stream(chosen).mapToDouble(k -> values[k]).toArray();
    }

    private static double min(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).max().orElseThrow();
    }
}
