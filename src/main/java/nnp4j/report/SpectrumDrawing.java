package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one spectrum of sticks. */
final class SpectrumDrawing {
    static final String WAVENUMBER = "wavenumber / cm⁻¹";
    static final String IMAGINARY = "#C8102E";

    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Height kept free above the highest line, for its name. */
    private static final double HEADROOM = 40;
    /** Part of the range that is left free at the sides. */
    private static final double MARGIN = 0.05;
    /** Width of a name that stands upright, from its left to its baseline, and its distance from the lines below. */
    private static final double NAME = 10;

    private static final double BASELINE = 8.5;
    private static final double APART = 4;
    /** How far above its stick a name may stand, so that nobody takes it for that of another. */
    private static final double MOST_LIFT = APART + 6;
    /** How far a name may stand beside its stick; tried in this order. */
    private static final double[] ASIDE = {0, -2, 2, -4, 4};

    private static final double CURVE = 1.4;
    private static final double STICK = 1;

    private final SpectrumPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final double[] heights;
    private final Lorentzians lines;
    private final Panel panel;
    private final double[] places;
    private final double[] sums;
    private final List<Box> names = new ArrayList<>();

    SpectrumDrawing(SpectrumPlot plot) {
        this.plot = plot;
        double[] at = plot.frequencies();
        heights = plot.intensities().length > 0 ? plot.intensities() : new double[at.length];
        if (plot.intensities().length == 0) Arrays.fill(heights, 1);
        int[] real = IntStream.range(0, at.length).filter(k -> at[k] >= 0).toArray();
        lines = new Lorentzians(Outline.chosen(real, at), Outline.chosen(real, heights), plot.width());
        double low = Math.min(0, Arrays.stream(at).min().orElseThrow());
        double high = Math.max(0, Arrays.stream(at).max().orElseThrow());
        double margin = Math.max(MARGIN * (high - low), 5 * plot.width());
        low = low < 0 ? low - margin : 0;
        high += margin;
        places = lines.places(low, high);
        sums = Arrays.stream(places).map(lines::at).toArray();
        double most = Arrays.stream(heights).max().orElseThrow();
        most = Math.max(most, Arrays.stream(sums).max().orElse(0));
        if (most == 0) most = 1; // all intensities are zero; the empty axis is what is to be seen
        Axis y = Axis.of(0, most * (BOTTOM - TOP) / (BOTTOM - TOP - HEADROOM), BOTTOM, TOP, 6);
        double left = Panel.leftOf(y);
        Axis x = Axis.of(low, high, left, RIGHT, 8);
        double right = Math.min(RIGHT, sheet.width() - 2 - x.labelWidth(Panel.SMALL) / 2);
        panel = new Panel(sheet, new Box(left, TOP, right, BOTTOM), x.between(left, right), y);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), RIGHT, plot.title(), plot.subtitle());
        for (int k = 0; k < heights.length; k++) stick(k);
        panel.curve(Sheet.MODEL, CURVE, places, sums);
        double[] at = plot.frequencies();
        IntStream.range(0, at.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(k -> -top(k)).thenComparingDouble(k -> at[k]))
                .forEach(this::name);
        panel.frame(WAVENUMBER, plot.yLabel(), true);
        return new Picture(sheet);
    }

    private void stick(int k) {
        double x = panel.x.at(plot.frequencies()[k]);
        double y = panel.y.at(heights[k]);
        if (plot.frequencies()[k] < 0) sheet.dashes(IMAGINARY, 1.4, x, BOTTOM, x, y);
        else sheet.line(Panel.GREY, STICK, x, BOTTOM, x, y);
    }

    /** The highest value drawn at a stick: its own, or that of the lines. */
    private double top(int k) {
        double x = plot.frequencies()[k];
        return x < 0 ? heights[k] : Math.max(heights[k], lines.at(x));
    }

    /** The wavenumber upright above a stick and the lines below its words, unless it would touch another. */
    private void name(int k) {
        double value = plot.frequencies()[k];
        String text = Math.round(Math.abs(value)) + (value < 0 ? "i" : "");
        double length = TextWidth.of(text, Panel.SMALL);
        for (double aside : ASIDE) {
            double left = panel.x.at(value) - NAME / 2 + aside;
            left = Math.max(panel.box.left() + 2, Math.min(panel.box.right() - 2 - NAME, left));
            double bottom = panel.y.at(highest(left, left + NAME, k)) - APART;
            Box box = new Box(left, bottom - length, left + NAME, bottom);
            if (panel.y.at(top(k)) - bottom > MOST_LIFT) continue; // it would seem to name the higher line beside it
            if (names.stream().anyMatch(other -> other.meets(box.grown(0.5)))) continue;
            names.add(box);
            String colour = value < 0 ? IMAGINARY : Sheet.INK;
            sheet.uprightWords(left + BASELINE, bottom, Panel.SMALL, Sheet.Anchor.START, text, colour);
            return;
        }
    }

    /** The highest value drawn between two positions, one stick's own at least. */
    private double highest(double left, double right, int own) {
        double most = top(own);
        for (int k = 0; k < places.length; k++) if (isIn(places[k], left, right)) most = Math.max(most, sums[k]);
        for (int k = 0; k < heights.length; k++)
            if (isIn(plot.frequencies()[k], left, right)) most = Math.max(most, heights[k]);
        return most;
    }

    private boolean isIn(double value, double left, double right) {
        double x = panel.x.at(value);
        return x > left - 1 && x < right + 1;
    }
}
