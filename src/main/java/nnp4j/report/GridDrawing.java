package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one search for hyperparameters. */
final class GridDrawing {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double MOST_LABEL = 180;
    /** Groups that are told apart: each colour with a full and with a dashed line. The others are grey. */
    private static final int MOST_GROUPS = 2 * Palette.size();

    private static final String OTHERS = "#aaaaaa";

    private final GridPicture plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final List<String> groups;
    private final Panel panel;

    GridDrawing(GridPicture plot) {
        this.plot = plot;
        groups = byBestError(plot);
        Axis y = LogAxis.around(plot.errors(), BOTTOM, TOP, 6);
        double left = Panel.leftOf(y);
        List<String> names = new ArrayList<>(groups.subList(0, Math.min(groups.size(), MOST_GROUPS)));
        if (groups.size() > MOST_GROUPS) names.add(others());
        double right = sheet.width() - EndLabels.widthOf(names, MOST_LABEL);
        panel = new Panel(sheet, new Box(left, TOP, right, BOTTOM), across(left, right), y);
    }

    private Axis across(double left, double right) {
        if (plot.logarithmic()) return LogAxis.around(plot.x(), left, right, 6);
        double low = Arrays.stream(plot.x()).min().orElseThrow();
        double high = Arrays.stream(plot.x()).max().orElseThrow();
        double margin = 0.05 * (high - low);
        return Axis.of(low - margin, high + margin, left, right, 6);
    }

    /** The groups, the one with the lowest error first. */
    private static List<String> byBestError(GridPicture plot) {
        Map<String, Double> best = new LinkedHashMap<>();
        for (int run : plot.shown()) best.merge(plot.groups()[run], plot.errors()[run], Math::min);
        return best.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private String others() {
        return groups.size() - MOST_GROUPS + " others";
    }

    private String colour(int group) {
        return group < MOST_GROUPS ? Palette.colour(group) : OTHERS;
    }

    private static boolean isDashed(int group) {
        return group >= Palette.size() && group < MOST_GROUPS;
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), 586, plot.title(), plot.subtitle());
        List<EndLabels.Label> names = new ArrayList<>();
        for (int group = groups.size() - 1; group >= 0; group--) { // the best on top
            List<double[]> lines = lines(groups.get(group));
            for (double[] line : lines) draw(group, line);
            double[] end = end(lines);
            if (group < MOST_GROUPS)
                names.add(new EndLabels.Label(
                        end[0], end[1], colour(group), isDashed(group), List.of(groups.get(group))));
            else if (group == MOST_GROUPS)
                names.add(new EndLabels.Label(end[0], end[1], OTHERS, false, List.of(others())));
        }
        winner();
        int failed = plot.x().length - plot.shown().length;
        if (failed > 0)
            panel.place(
                    failed + (failed == 1 ? " run" : " runs") + " without a finite error",
                    panel.box.right(),
                    TOP,
                    Panel.GREY);
        panel.frame(plot.xLabel(), plot.yLabel(), true);
        EndLabels.draw(sheet, panel.box, names);
        return new Picture(sheet);
    }

    /** The lines of a group on the sheet, that of its best run first; each from left to right. */
    private List<double[]> lines(String group) {
        Map<String, List<Integer>> lines = Arrays.stream(plot.shown())
                .filter(run -> plot.groups()[run].equals(group))
                .boxed()
                .sorted(Comparator.comparingDouble(run -> plot.errors()[run]))
                .collect(Collectors.groupingBy(run -> plot.lines()[run], LinkedHashMap::new, Collectors.toList()));
        return lines.values().stream().map(this::joined).toList();
    }

    private double[] joined(List<Integer> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(run -> plot.x()[run]))
                .flatMapToDouble(run -> DoubleStream.of(panel.x.at(plot.x()[run]), panel.y.at(plot.errors()[run])))
                .toArray();
    }

    private static double[] end(List<double[]> lines) {
        double[] best = lines.get(0);
        return new double[] {best[best.length - 2], best[best.length - 1]};
    }

    private void draw(int group, double[] line) {
        if (line.length > 2 && isDashed(group)) sheet.dashes(colour(group), 1.1, line);
        else if (line.length > 2) sheet.line(colour(group), 1.1, line);
        sheet.circles(2, colour(group), true, line);
        panel.room.line(line);
        for (int k = 0; k < line.length; k += 2) panel.room.point(line[k], line[k + 1]);
    }

    private void winner() {
        double px = panel.x.at(plot.x()[plot.winner()]);
        double py = panel.y.at(plot.errors()[plot.winner()]);
        sheet.circles(5.5, Sheet.INK, false, px, py);
        panel.place(plot.winnerName(), px, py + 12, Sheet.INK);
    }
}
