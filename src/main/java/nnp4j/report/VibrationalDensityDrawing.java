package nnp4j.report;

import java.util.Arrays;
import nnp4j.report.Sheet.Box;

/** The work of drawing one vibrational density of states. */
final class VibrationalDensityDrawing {
    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Height of the strip of sticks, and its distance from the curve. */
    private static final double STRIP = 24;

    private static final double GAP = 6;
    private static final double MARGIN = 0.06;
    /** Width of the columns of which only the outline is kept. */
    private static final double COLUMN = 0.5;
    /** Points up to which each is one of the curve. */
    private static final int FEW = 1000;

    private static final double CURVE = 1.4;
    private static final String STICK = "#999999";

    private final VibrationalDensityPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel panel;
    private final double[] harmonic;

    VibrationalDensityDrawing(VibrationalDensityPlot plot) {
        this.plot = plot;
        double low = plot.wavenumber()[0];
        double high = plot.wavenumber()[plot.wavenumber().length - 1];
        harmonic = Arrays.stream(plot.harmonic())
                .filter(w -> w >= low && w <= high)
                .toArray();
        double bottom = harmonic.length > 0 ? BOTTOM - STRIP - GAP : BOTTOM;
        double[] seen = Arrays.stream(plot.density()).filter(Double::isFinite).toArray();
        double least = Math.min(0, Arrays.stream(seen).min().orElseThrow());
        double most = Math.max(0, Arrays.stream(seen).max().orElseThrow());
        if (least == most) most = 1; // no density at all; the empty axis is what is to be seen
        Axis y = Axis.of(
                least - (least < 0 ? MARGIN * (most - least) : 0), most + MARGIN * (most - least), bottom, TOP, 6);
        double left = Panel.leftOf(y);
        Axis x = Axis.of(low, high, left, RIGHT, 8);
        double right = Math.min(RIGHT, sheet.width() - 2 - x.labelWidth(Panel.SMALL) / 2);
        panel = new Panel(sheet, new Box(left, TOP, right, bottom), x.between(left, right), y);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), RIGHT, plot.title(), plot.subtitle());
        double[] x = plot.wavenumber();
        int[] seen = Outline.of(panel.x, panel.y, x, plot.density(), COLUMN, FEW);
        panel.curve(Sheet.MODEL, CURVE, Outline.chosen(seen, x), Outline.chosen(seen, plot.density()));
        panel.frame(
                SpectrumDrawing.WAVENUMBER, "vibrational density of states (no IR intensities)", harmonic.length == 0);
        if (harmonic.length > 0) strip();
        return new Picture(sheet);
    }

    private void strip() {
        Box box = new Box(panel.box.left(), BOTTOM - STRIP, panel.box.right(), BOTTOM);
        for (double value : harmonic) {
            double at = panel.x.at(value);
            sheet.line(STICK, 1.2, at, box.bottom(), at, box.top());
        }
        new Panel(sheet, box, panel.x, panel.y).frame(SpectrumDrawing.WAVENUMBER, true);
        double middle = (box.top() + box.bottom()) / 2;
        sheet.words(box.left() - 5, middle + 3.6, Panel.SMALL, Sheet.Anchor.END, "harmonic", Panel.GREY);
    }
}
