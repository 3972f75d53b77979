package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import nnp4j.report.LearningCurvePlot.Series;
import nnp4j.report.Sheet.Box;

/** The work of drawing learning curves. */
final class LearningCurveDrawing {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double MOST_LABEL = 190;
    private static final int MOST_MARKS = 300;
    private static final double BAND = 0.15;
    /** Half the width of the bar that shows the range where there is no neighbour to make a band with. */
    private static final double HALF_BAR = 4;

    private final LearningCurvePlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel panel;

    LearningCurveDrawing(LearningCurvePlot plot) {
        this.plot = plot;
        double[] sizes = plot.series().stream()
                .flatMapToDouble(series -> Arrays.stream(series.distinctSizes()).asDoubleStream())
                .toArray();
        DoubleStream errors = plot.series().stream().flatMapToDouble(series -> Arrays.stream(series.errors()));
        double[] heights = DoubleStream.concat(errors, plot.level().stream()).toArray();
        Axis y = LogAxis.around(heights, BOTTOM, TOP, 6);
        double left = Panel.leftOf(y);
        List<String> labels =
                plot.series().stream().flatMap(series -> words(series).stream()).toList();
        double right = sheet.width() - EndLabels.widthOf(labels, MOST_LABEL);
        panel = new Panel(sheet, new Box(left, TOP, right, BOTTOM), LogAxis.around(sizes, left, right, 6), y);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), 586, plot.title(), plot.subtitle());
        plot.level().ifPresent(level -> panel.level(level, 0.8, false));
        List<EndLabels.Label> names = new ArrayList<>();
        for (int k = 0; k < plot.series().size(); k++) range(plot.series().get(k), Palette.colour(k));
        for (int k = 0; k < plot.series().size(); k++)
            names.add(curve(plot.series().get(k), Palette.colour(k)));
        plot.level()
                .ifPresent(
                        level -> panel.place(plot.levelLabel(), panel.box.right(), panel.y.at(level) - 14, Sheet.INK));
        panel.frame("training-set size", plot.yLabel(), true);
        EndLabels.draw(sheet, panel.box, names);
        return new Picture(sheet);
    }

    /** What stands at the end of a curve: its name and, where there is a fit, how the error falls. */
    private static List<String> words(Series series) {
        if (!series.isFitted()) return List.of(series.name());
        String exponent = Axis.minus(String.format(Locale.ROOT, "%.2f", series.exponent()));
        return List.of(series.name(), "error ∝ N^" + exponent);
    }

    /** The range of the repeats as a light band; a bar where there is one size only. */
    private void range(Series series, String colour) {
        int[] sizes = series.distinctSizes();
        double[] around = new double[4 * sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            double[] errors = series.errorsAt(sizes[k]);
            int back = around.length - 2 * k - 2;
            around[2 * k] = panel.x.at(sizes[k]);
            around[2 * k + 1] = panel.y.at(errors[errors.length - 1]);
            around[back] = around[2 * k];
            around[back + 1] = panel.y.at(errors[0]);
        }
        if (sizes.length > 1) sheet.polygon(colour, BAND, panel.box, around);
        else sheet.fill(colour, BAND, new Box(around[0] - HALF_BAR, around[1], around[0] + HALF_BAR, around[3]));
    }

    private EndLabels.Label curve(Series series, String colour) {
        int[] sizes = series.distinctSizes();
        double[] x = Arrays.stream(sizes).asDoubleStream().toArray();
        double[] medians = Arrays.stream(sizes)
                .mapToDouble(size -> median(series.errorsAt(size)))
                .toArray();
        if (series.isFitted()) fit(series, colour);
        panel.curve(colour, 1.8, x, medians);
        double[] all = Arrays.stream(series.sizes()).asDoubleStream().toArray();
        panel.marks(colour, 2.2, false, MOST_MARKS, all, series.errors());
        int last = sizes.length - 1;
        return new EndLabels.Label(panel.x.at(x[last]), panel.y.at(medians[last]), colour, false, words(series));
    }

    /** The power law, straight on these axes, from side to side. */
    private void fit(Series series, String colour) {
        double from = panel.x.low();
        double to = panel.x.high();
        double[] line = {
            panel.box.left(), panel.y.at(fitted(series, from)), panel.box.right(), panel.y.at(fitted(series, to))
        };
        if (!Arrays.stream(line).allMatch(Double::isFinite)) return; // beyond any number, so beyond the panel
        for (double[] piece : Polyline.clipped(line, panel.box)) {
            sheet.dashes(colour, 1, piece);
            panel.room.line(piece);
        }
    }

    private static double fitted(Series series, double size) {
        return series.prefactor() * Math.pow(size, series.exponent());
    }

    /** The middle of sorted values. */
    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
