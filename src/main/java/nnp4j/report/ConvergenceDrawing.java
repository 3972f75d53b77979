package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one optimization. */
final class ConvergenceDrawing {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double UPPER_END = 186;
    private static final double LOWER_START = 198;
    /** Width of the columns of which only the outline is kept. */
    private static final double COLUMN = 1;
    /** Steps up to which each is a point of the curve. */
    private static final int FEW = 400;
    /** Steps up to which each is marked. */
    private static final int MARKED = 100;

    private static final double CURVE = 1.4;
    /** Range of an axis that has nothing to show: from so little to 1. */
    private static final double NOTHING = 1e-3;

    private static final String LARGEST = Palette.colour(1);
    private static final String RMS = Palette.colour(2);
    private static final List<String> NAMES = List.of("largest force", "RMS force", "threshold");

    private final ConvergencePlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel energies;
    private final Panel forces;

    ConvergenceDrawing(ConvergencePlot plot) {
        this.plot = plot;
        Axis upper = around(plot.energyAbove(), UPPER_END, TOP);
        DoubleStream both = DoubleStream.concat(Arrays.stream(plot.maxForce()), Arrays.stream(plot.rmsForce()));
        DoubleStream thresholds = DoubleStream.of(plot.maxForceThreshold(), plot.rmsForceThreshold());
        Axis lower = around(DoubleStream.concat(both, thresholds).toArray(), BOTTOM, LOWER_START);
        double left = Panel.leftOf(upper, lower);
        double right = sheet.width() - EndLabels.widthOf(NAMES, 160);
        Axis steps = Axis.ofWhole(plot.step()[0], plot.step()[plot.step().length - 1], left, right, 7);
        energies = new Panel(sheet, new Box(left, TOP, right, UPPER_END), steps, upper);
        forces = new Panel(sheet, new Box(left, LOWER_START, right, BOTTOM), steps, lower);
    }

    private static Axis around(double[] values, double start, double end) {
        return Arrays.stream(values).anyMatch(LogAxis::canShow)
                ? LogAxis.around(values, start, end, 5)
                : Axis.ofLog(NOTHING, 1, start, end, 5);
    }

    Picture picture() {
        Panel.heading(sheet, energies.box.left(), 586, plot.title(), plot.subtitle());
        curve(energies, Palette.colour(0), plot.energyAbove());
        belowLast();
        energies.frame("", "E − E(last) / " + plot.energyUnit(), false);
        List<EndLabels.Label> names = new ArrayList<>();
        threshold(plot.maxForceThreshold(), LARGEST, names);
        threshold(plot.rmsForceThreshold(), RMS, names);
        named("largest force", LARGEST, plot.maxForce(), names);
        named("RMS force", RMS, plot.rmsForce(), names);
        forces.frame("step", "force / eV Å⁻¹", true);
        EndLabels.draw(sheet, forces.box, names);
        return new Picture(sheet);
    }

    private void curve(Panel panel, String colour, double[] values) {
        double[] steps = plot.step();
        int[] seen = Outline.of(panel.x, panel.y, steps, values, COLUMN, FEW);
        panel.curve(colour, CURVE, Outline.chosen(seen, steps), Outline.chosen(seen, values));
        if (steps.length <= MARKED) panel.marks(colour, 2, true, MARKED, steps, values);
    }

    /** Says what the upper panel cannot show. */
    private void belowLast() {
        long below = Arrays.stream(plot.energyAbove()).filter(e -> e < 0).count();
        Box box = energies.box;
        if (below > 0)
            energies.place(
                    below + (below == 1 ? " step lies" : " steps lie") + " below the last",
                    box.right(),
                    box.top(),
                    Panel.GREY);
        else if (Arrays.stream(plot.energyAbove()).noneMatch(LogAxis::canShow))
            energies.place("no step lies above the last", box.right(), box.top(), Panel.GREY);
    }

    private void threshold(double threshold, String colour, List<EndLabels.Label> names) {
        if (Double.isNaN(threshold)) return;
        double at = forces.y.at(threshold);
        sheet.dashes(colour, 1, forces.box.left(), at, forces.box.right(), at);
        forces.room.line(forces.box.left(), at, forces.box.right(), at);
        names.add(new EndLabels.Label(forces.box.right(), at, colour, true, List.of("threshold")));
    }

    /** A curve with its name where it ends; none where all is zero. */
    private void named(String name, String colour, double[] values, List<EndLabels.Label> names) {
        curve(forces, colour, values);
        int last = values.length - 1;
        while (last >= 0 && !LogAxis.canShow(values[last])) last--;
        if (last >= 0)
            names.add(new EndLabels.Label(
                    forces.x.at(plot.step()[last]), forces.y.at(values[last]), colour, false, List.of(name)));
        else forces.place(name + ": zero", forces.box.right(), forces.box.top(), colour);
    }
}
