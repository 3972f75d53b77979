package nnp4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import nnp4j.report.Sheet.Box;

/** The work of drawing one molecular dynamics run. */
final class DynamicsDrawing {
    private static final double RIGHT = 586;
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double GAP = 10;
    private static final double HEIGHT = (BOTTOM - TOP - 2 * GAP) / 3;
    /** Height kept free of curves below the upper edge of a panel, for a line of words. */
    private static final double HEADROOM = 17;

    private static final double BASELINE = 12;
    /** Part of the range that is left free above and below. */
    private static final double MARGIN = 0.06;
    /** Width of the columns of which only the outline is kept. */
    private static final double COLUMN = 1;
    /** Samples up to which each is a point of the curve. */
    private static final int FEW = 400;
    /** Samples up to which each is marked. */
    private static final int VERY_FEW = 25;
    /** Part of the run over which a running mean is taken. */
    private static final double WINDOW = 0.05;

    private static final String POTENTIAL = Palette.colour(0);
    private static final String CONSERVED = Palette.colour(2);
    private static final String TEMPERATURE = "#EFB589";
    private static final String MEAN = Palette.colour(1);
    private static final double THIN = 0.8;
    private static final double THICK = 1.8;
    /** Length of a sample line beside its words. */
    private static final double SAMPLE = 18;

    private final DynamicsPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel potential;
    private final Panel conserved;
    private final Panel temperature;

    DynamicsDrawing(DynamicsPlot plot) {
        this.plot = plot;
        Axis energies = axis(0, 0, plot.potential());
        Axis drifts = axis(1, HEADROOM, withTarget(plot.conserved(), 0));
        double[] temperatures = plot.target().isPresent()
                ? withTarget(plot.temperature(), plot.target().getAsDouble())
                : plot.temperature();
        Axis kelvins = axis(2, hasMean() || plot.target().isPresent() ? HEADROOM : 0, temperatures);
        double left = Panel.leftOf(energies, drifts, kelvins);
        Axis time = Axis.of(plot.time()[0], plot.time()[plot.time().length - 1], left, RIGHT, 7);
        double right = Math.min(RIGHT, sheet.width() - 2 - time.labelWidth(Panel.SMALL) / 2);
        time = time.between(left, right);
        potential = new Panel(sheet, box(0, left, right), time, energies);
        conserved = new Panel(sheet, box(1, left, right), time, drifts);
        temperature = new Panel(sheet, box(2, left, right), time, kelvins);
    }

    private static double[] withTarget(double[] values, double target) {
        double[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = target;
        return all;
    }

    private static Box box(int row, double left, double right) {
        double top = TOP + row * (HEIGHT + GAP);
        return new Box(left, top, right, top + HEIGHT);
    }

    /** The y axis of a panel, with the highest value so much below its upper edge. */
    private static Axis axis(int row, double headroom, double[] values) {
        Box box = box(row, 0, 0);
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElseThrow();
        Axis tight = Axis.of(low, high, 0, 1, 4); // widened where all values are the same
        double range = tight.high() - tight.low();
        double above = range * headroom / (HEIGHT - headroom);
        return Axis.of(tight.low() - MARGIN * range, tight.high() + MARGIN * range + above, box.bottom(), box.top(), 4);
    }

    private boolean hasMean() {
        return plot.time().length > VERY_FEW;
    }

    Picture picture() {
        Panel.heading(sheet, potential.box.left(), RIGHT, plot.title(), plot.subtitle());
        curve(potential, POTENTIAL, THIN, plot.potential());
        potential.frame("", "potential / " + plot.energyUnit(), false);
        conserved.level(0, THIN, false);
        curve(conserved, CONSERVED, THIN, plot.conserved());
        String drift = plot.driftWords().isEmpty() ? "" : "; " + Axis.minus(plot.driftWords());
        double room = conserved.box.width() - 16;
        sheet.words(
                conserved.box.left() + 8,
                conserved.box.top() + BASELINE,
                Panel.SMALL,
                Sheet.Anchor.START,
                TextWidth.cut("conserved quantity less its start" + drift, Panel.SMALL, room));
        conserved.frame("", "drift / meV", false);
        temperatures();
        return new Picture(sheet);
    }

    private void curve(Panel panel, String colour, double width, double[] values) {
        double[] time = plot.time();
        int[] seen = Outline.of(panel.x, panel.y, time, values, COLUMN, FEW);
        panel.curve(colour, width, Outline.chosen(seen, time), Outline.chosen(seen, values));
        if (time.length <= VERY_FEW) panel.marks(colour, 1.8, true, VERY_FEW, time, values);
    }

    private void temperatures() {
        Box box = temperature.box;
        curve(temperature, TEMPERATURE, THIN, plot.temperature());
        double at = box.left() + 8;
        if (hasMean()) {
            double span = plot.time()[plot.time().length - 1] - plot.time()[0];
            double window = RunningMean.window(span, WINDOW);
            curve(temperature, MEAN, THICK, RunningMean.of(plot.time(), plot.temperature(), window));
            sheet.line(MEAN, THICK, at, box.top() + BASELINE - 3.5, at + SAMPLE, box.top() + BASELINE - 3.5);
            at = words(at + SAMPLE + 5, "running mean over " + number(window) + " " + plot.timeUnit());
        }
        if (plot.target().isPresent()) {
            double target = plot.target().getAsDouble();
            double y = temperature.y.at(target);
            sheet.dashes(Sheet.INK, 1, box.left(), y, box.right(), y);
            sheet.dashes(Sheet.INK, 1, at, box.top() + BASELINE - 3.5, at + SAMPLE, box.top() + BASELINE - 3.5);
            words(at + SAMPLE + 5, "target " + number(target) + " K");
        }
        temperature.frame("time / " + plot.timeUnit(), "temperature / K", true);
    }

    /** Words in the line below the upper edge; gives where the next may begin. */
    private double words(double x, String text) {
        double y = temperature.box.top() + BASELINE;
        sheet.words(x, y, Panel.SMALL, Sheet.Anchor.START, text);
        return x + TextWidth.of(text, Panel.SMALL) + 18;
    }

    private static String number(double value) {
        BigDecimal exact = new BigDecimal(value).round(new MathContext(6));
        return Axis.minus(exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
    }
}
