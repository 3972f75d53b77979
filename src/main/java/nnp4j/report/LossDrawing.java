package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one course of training. */
final class LossDrawing {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Where the upper panel ends and that of the learning rate begins when there is one. */
    private static final double UPPER_END = 280;

    private static final double LOWER_START = 292;
    /** Width of the columns of which only the outline is kept. */
    private static final double COLUMN = 1;
    /** Epochs up to which each is a point of the curve. */
    private static final int FEW = 400;
    /** Epochs up to which each is marked. */
    private static final int VERY_FEW = 25;

    private static final double CURVE = 1.4;

    private final LossPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final boolean hasRate;
    private final Panel panel;
    private final Axis rates;

    LossDrawing(LossPlot plot) {
        this.plot = plot;
        hasRate = Arrays.stream(plot.rate()).anyMatch(LogAxis::canShow);
        double bottom = hasRate ? UPPER_END : BOTTOM;
        double[] losses = DoubleStream.concat(Arrays.stream(plot.training()), Arrays.stream(plot.validation()))
                .toArray();
        Axis y = LogAxis.around(losses, bottom, TOP, 7);
        rates = hasRate ? LogAxis.around(plot.rate(), BOTTOM, LOWER_START, 3) : y;
        double left = Panel.leftOf(y, rates);
        double right = sheet.width() - EndLabels.widthOf(List.of("training", "validation"), 160);
        Axis x = Axis.ofWhole(plot.epochs()[0], plot.epochs()[plot.epochs().length - 1], left, right, 6);
        panel = new Panel(sheet, new Box(left, TOP, right, bottom), x, y);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), 586, plot.title(), plot.subtitle());
        if (plot.chosen() >= 0) panel.upright(plot.chosen());
        List<EndLabels.Label> names = new ArrayList<>();
        curve("training", Palette.colour(0), plot.training(), names);
        curve("validation", Palette.colour(1), plot.validation(), names);
        if (plot.chosen() >= 0)
            panel.place("chosen: epoch " + plot.chosen(), panel.x.at(plot.chosen()) + 6, TOP + 6, Sheet.INK);
        String unit = plot.lossUnit().isEmpty() ? "" : " / " + plot.lossUnit();
        panel.frame("epoch", "loss" + unit, !hasRate);
        EndLabels.draw(sheet, panel.box, names);
        if (hasRate) ratePanel();
        return new Picture(sheet);
    }

    /** A curve through the measured losses, with its name where it ends. */
    private void curve(String name, String colour, double[] losses, List<EndLabels.Label> names) {
        int[] measured = IntStream.range(0, losses.length)
                .filter(k -> !Double.isNaN(losses[k]))
                .toArray();
        double[] x = Outline.chosen(measured, plot.epochs());
        double[] y = Outline.chosen(measured, losses);
        int[] seen = Outline.of(panel.x, panel.y, x, y, COLUMN, FEW);
        panel.curve(colour, CURVE, Outline.chosen(seen, x), Outline.chosen(seen, y));
        if (measured.length <= VERY_FEW) panel.marks(colour, 2.4, true, VERY_FEW, x, y);
        int last = measured.length - 1;
        while (last >= 0 && !LogAxis.canShow(y[last])) last--;
        if (last >= 0)
            names.add(new EndLabels.Label(panel.x.at(x[last]), panel.y.at(y[last]), colour, false, List.of(name)));
    }

    private void ratePanel() {
        Box box = new Box(panel.box.left(), LOWER_START, panel.box.right(), BOTTOM);
        Panel lower = new Panel(sheet, box, panel.x, rates);
        if (plot.chosen() >= 0) lower.upright(plot.chosen());
        double[] x = plot.epochs();
        int[] seen = Outline.of(panel.x, rates, x, plot.rate(), COLUMN, FEW);
        lower.curve(Panel.GREY, 1, Outline.chosen(seen, x), Outline.chosen(seen, plot.rate()));
        if (x.length <= VERY_FEW) lower.marks(Panel.GREY, 1.8, true, VERY_FEW, x, plot.rate());
        lower.frame("epoch", "learning rate", true);
    }
}
