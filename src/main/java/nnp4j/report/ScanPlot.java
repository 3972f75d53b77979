package nnp4j.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The picture of a one-dimensional scan: the curve, its minimum, the dissociation limit; reference points and, in a panel of
 * their own, how far the curve is from them; grey where the potential extrapolates. All energies are in one unit, relative to
 * a zero that the label names.
 *
 * @param title first line
 * @param subtitle second line: potential, level of theory, number of points
 * @param xLabel quantity and unit
 * @param yLabel quantity and unit, with the zero's name
 * @param x values of the coordinate, in order
 * @param y energies; what is not finite is a gap
 * @param extrapolated which points lie outside the range seen in training; empty for none
 * @param limit energy of the separated atoms, if the picture is to show it
 * @param referenceX coordinate of reference points; empty for none
 * @param referenceY their energies
 * @param residual potential less reference at these points
 * @param residualLabel quantity and unit of the residual panel
 * @param minimumX coordinate of the true minimum, if known better than by the points
 * @param minimumY its energy
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ScanPlot(
        String title,
        String subtitle,
        String xLabel,
        String yLabel,
        double[] x,
        double[] y,
        boolean[] extrapolated,
        OptionalDouble limit,
        double[] referenceX,
        double[] referenceY,
        double[] residual,
        String residualLabel,
        OptionalDouble minimumX,
        OptionalDouble minimumY) {
    private static final double LEFT = 64;
    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Part of the well's depth that is shown above the limit. */
    private static final double ABOVE_LIMIT = 0.6;

    /**
     * Draws the scan.
     *
     * @return the picture
     * @throws IllegalArgumentException if no energy is finite or lengths differ
     */
    public Picture draw() {
        if (x.length != y.length || referenceX.length != referenceY.length || referenceX.length != residual.length)
            throw new IllegalArgumentException("expected as many energies as coordinates");
        double lowest = Arrays.stream(y)
                .filter(Double::isFinite)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("expected at least one finite energy, found none"));
        double highest = Arrays.stream(y).filter(Double::isFinite).max().orElseThrow();
        boolean well = limit.isPresent() && limit.getAsDouble() > lowest;
        if (well) highest = Math.min(highest, limit.getAsDouble() + ABOVE_LIMIT * (limit.getAsDouble() - lowest));
        double margin = 0.06 * (highest - lowest);
        boolean residuals = referenceX.length > 0;
        Sheet sheet = new Sheet(600, 400);
        title(sheet);
        Axis across = new Axis(min(x), max(x), LEFT, RIGHT, 7);
        double bottom = residuals ? 268 : BOTTOM;
        Panel panel = new Panel(
                sheet,
                new Sheet.Box(LEFT, TOP, RIGHT, bottom),
                across,
                new Axis(lowest - margin, highest + margin, bottom, TOP, residuals ? 5 : 6));
        shade(sheet, panel);
        if (well) panel.level(limit.getAsDouble(), "#777777", 0.8, true);
        panel.curve(Sheet.MODEL, 2.2, x, y);
        panel.marks(Sheet.REFERENCE, 2.6, referenceX, referenceY);
        minimum(sheet, panel);
        panel.frame(xLabel, yLabel, !residuals);
        if (residuals) {
            legend(sheet, panel);
            residuals(sheet, across);
        }
        return new Picture(sheet);
    }

    private void title(Sheet sheet) {
        sheet.words(LEFT, 20, fit(title, 14), Sheet.Anchor.START, title);
        sheet.words(LEFT, 36, fit(subtitle, Panel.SMALL), Sheet.Anchor.START, subtitle);
    }

    /** A size at which the words fit on the sheet. */
    private static double fit(String text, double size) {
        return Math.min(size, size * (RIGHT - LEFT) / Math.max(1, Sheet.widthOf(text, size)));
    }

    private void shade(Sheet sheet, Panel panel) {
        boolean labelled = false;
        for (int k = 0; k < extrapolated.length; k++) {
            if (!extrapolated[k]) continue;
            int to = k;
            while (to + 1 < extrapolated.length && extrapolated[to + 1]) to++;
            double left = k == 0 ? panel.box.left() : panel.x.at((x[k] + x[k - 1]) / 2);
            double right = to == x.length - 1 ? panel.box.right() : panel.x.at((x[to] + x[to + 1]) / 2);
            Sheet.Box box =
                    new Sheet.Box(Math.min(left, right), panel.box.top(), Math.max(left, right), panel.box.bottom());
            sheet.fill("#999999", 0.25, box);
            if (!labelled && box.width() > 70)
                sheet.words(
                        (box.left() + box.right()) / 2,
                        box.top() + 14,
                        Panel.SMALL,
                        Sheet.Anchor.MIDDLE,
                        "extrapolated");
            labelled = true;
            k = to;
        }
    }

    private void minimum(Sheet sheet, Panel panel) {
        int best = -1;
        for (int k = 0; k < y.length; k++) if (Double.isFinite(y[k]) && (best < 0 || y[k] < y[best])) best = k;
        boolean known = minimumX.isPresent() && minimumX.getAsDouble() >= min(x) && minimumX.getAsDouble() <= max(x);
        if (!known && (best == 0 || best == y.length - 1)) return; // an end of the scan is no minimum
        double mx = known ? minimumX.getAsDouble() : x[best];
        double my = known ? minimumY.orElseThrow() : y[best];
        double px = panel.x.at(mx);
        double py = panel.y.at(my);
        sheet.circle(px, py, 3, Sheet.INK, true);
        String text = Axis.minus(String.format(Locale.ROOT, known ? "%.4f, %.2f" : "%.4g, %.2f", mx, my));
        double width = Sheet.widthOf(text, Panel.SMALL);
        boolean right = px + 24 + width < panel.box.right();
        sheet.words(
                right ? px + 24 : px - 24, py + 1, Panel.SMALL, right ? Sheet.Anchor.START : Sheet.Anchor.END, text);
    }

    /** Into the corner that is farthest from the curve. */
    private void legend(Sheet sheet, Panel panel) {
        Sheet.Box box = panel.box;
        double[][] corners = {
            {box.right() - 92, box.top() + 8},
            {box.right() - 92, box.bottom() - 44},
            {box.left() + 12, box.top() + 8},
            {box.left() + 12, box.bottom() - 44},
            {box.right() - 92, (box.top() + box.bottom()) / 2 - 18}
        };
        double[] corner = corners[0];
        double farthest = -1;
        for (double[] candidate : corners) {
            double nearest = Double.MAX_VALUE;
            for (int k = 0; k < x.length; k++) {
                double dx = outside(panel.x.at(x[k]), candidate[0], candidate[0] + 84);
                double dy = outside(panel.y.at(y[k]), candidate[1], candidate[1] + 34);
                if (Double.isFinite(dy)) nearest = Math.min(nearest, Math.hypot(dx, dy));
            }
            if (nearest > farthest) {
                farthest = nearest;
                corner = candidate;
            }
        }
        double at = corner[0];
        double top = corner[1] + 12;
        sheet.line(Sheet.MODEL, 2.2, at, top - 3, at + 18, top - 3);
        sheet.words(at + 24, top, Panel.SMALL, Sheet.Anchor.START, "potential");
        sheet.circle(at + 9, top + 12, 2.6, Sheet.REFERENCE, false);
        sheet.words(at + 24, top + 15, Panel.SMALL, Sheet.Anchor.START, "reference");
    }

    /** How far a value is from an interval. */
    private static double outside(double value, double low, double high) {
        return Math.max(0, Math.max(low - value, value - high));
    }

    private void residuals(Sheet sheet, Axis across) {
        double largest = 0;
        for (int k = 0; k < residual.length; k++)
            if (referenceX[k] >= across.low() && referenceX[k] <= across.high())
                largest = Math.max(largest, Math.abs(residual[k]));
        if (largest == 0) largest = 1e-9;
        Sheet.Box box = new Sheet.Box(LEFT, 280, RIGHT, BOTTOM);
        Panel panel = new Panel(sheet, box, across, new Axis(-1.2 * largest, 1.2 * largest, BOTTOM, 280, 3));
        panel.level(0, "#777777", 0.8, false);
        panel.marks(Sheet.REFERENCE, 2.2, referenceX, residual);
        panel.frame(xLabel, residualLabel, true);
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
