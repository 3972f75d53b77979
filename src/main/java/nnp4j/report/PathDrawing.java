package nnp4j.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one reaction path. */
final class PathDrawing {
    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Part of the range that is left free above and below, and at the sides. */
    private static final double MARGIN = 0.08;

    private static final double SIDE = 0.04;
    /** Points of the curve between two images. */
    private static final int BETWEEN = 24;
    /** Images that are marked, at most. */
    private static final int MARKED = 400;

    private static final double ARROW_HEAD = 6;
    /** Length below which an arrow would be a head only. */
    private static final double SHORTEST = 2 * ARROW_HEAD;

    private static final String FAINT = "#aaaaaa";

    private final PathPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final double[] curveX;
    private final double[] curveY;
    private final Panel panel;

    PathDrawing(PathPlot plot) {
        this.plot = plot;
        int intervals = plot.x().length - 1;
        curveX = plot.slope().length == 0 ? plot.x() : new double[intervals * BETWEEN + 1];
        curveY = plot.slope().length == 0 ? plot.y() : new double[curveX.length];
        if (plot.slope().length > 0) for (int k = 0; k < curveX.length; k++) interpolate(k);
        double[] heights = DoubleStream.concat(Arrays.stream(curveY), Arrays.stream(plot.start()))
                .toArray();
        double low = Arrays.stream(heights).min().orElseThrow();
        double high = Arrays.stream(heights).max().orElseThrow();
        double margin = MARGIN * (high - low);
        Axis y = Axis.of(low - margin, high + margin, BOTTOM, TOP, 6);
        double left = Panel.leftOf(y);
        double[] ways = DoubleStream.concat(Arrays.stream(plot.x()), Arrays.stream(plot.startX()))
                .toArray();
        double from = Arrays.stream(ways).min().orElseThrow();
        double to = Arrays.stream(ways).max().orElseThrow();
        double side = SIDE * (to - from);
        Axis x = Axis.of(from - side, to + side, left, RIGHT, 7);
        panel = new Panel(sheet, new Box(left, TOP, RIGHT, BOTTOM), x, y);
    }

    /** Point k of the curve: the cubic of Hermite through energies and slopes of two images. */
    private void interpolate(int k) {
        int image = Math.min(k / BETWEEN, plot.x().length - 2);
        double t = (k - image * BETWEEN) / (double) BETWEEN;
        double h = plot.x()[image + 1] - plot.x()[image];
        double rise = plot.y()[image + 1] - plot.y()[image];
        double a = h * plot.slope()[image] - rise;
        double b = rise - h * plot.slope()[image + 1];
        curveX[k] = plot.x()[image] + t * h;
        curveY[k] = plot.y()[image] + t * rise + t * (1 - t) * (a * (1 - t) + b * t);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), RIGHT, plot.title(), plot.subtitle());
        panel.curve(FAINT, 1.2, true, plot.startX(), plot.start());
        panel.curve(Sheet.MODEL, 2, curveX, curveY);
        panel.marks(Sheet.MODEL, 2.8, true, MARKED, plot.x(), plot.y());
        if (plot.saddle() >= 0) saddle();
        if (plot.start().length > 0) {
            int middle = plot.start().length / 2;
            panel.place("start", panel.x.at(plot.startX()[middle]), panel.y.at(plot.start()[middle]) - 16, Panel.GREY);
        }
        panel.frame(plot.xLabel(), plot.yLabel(), true);
        return new Picture(sheet);
    }

    private void saddle() {
        double px = panel.x.at(plot.x()[plot.saddle()]);
        double py = panel.y.at(plot.y()[plot.saddle()]);
        int last = plot.x().length - 1;
        boolean forward = !plot.forward().isEmpty() && reaches(0, py);
        boolean backward = !plot.backward().isEmpty() && reaches(last, py);
        double from = forward ? panel.x.at(plot.x()[0]) : px;
        double to = backward ? panel.x.at(plot.x()[last]) : px;
        if (from < to) {
            sheet.dashes(Panel.GREY, 0.8, from - 6, py, to + 6, py);
            panel.room.line(from, py, to, py);
        }
        sheet.circles(4.2, Sheet.REFERENCE, true, px, py);
        if (forward) arrow(0, py);
        if (backward) arrow(last, py);
        if (forward) words(0, py, plot.forward());
        if (backward) words(last, py, plot.backward());
        panel.place("saddle", px, py - 16, Sheet.REFERENCE);
    }

    private boolean reaches(int end, double py) {
        return panel.y.at(plot.y()[end]) - py >= SHORTEST;
    }

    /** An arrow from the energy of an end up to the saddle's. */
    private void arrow(int end, double py) {
        double px = panel.x.at(plot.x()[end]);
        double foot = panel.y.at(plot.y()[end]) - 4;
        sheet.line(Sheet.INK, 1, px, foot, px, py + ARROW_HEAD - 1);
        sheet.polygon(Sheet.INK, 1, null, px, py + 0.5, px + 3, py + ARROW_HEAD, px - 3, py + ARROW_HEAD);
        panel.room.line(px, foot, px, py);
    }

    private void words(int end, double py, String text) {
        double px = panel.x.at(plot.x()[end]);
        double middle = (py + panel.y.at(plot.y()[end])) / 2;
        panel.place(Axis.minus(text), px, middle - 6, Sheet.INK);
    }
}
