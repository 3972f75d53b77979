package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nnp4j.report.Sheet.Box;

/** The work of drawing one relaxed scan. */
final class RelaxedScanDrawing {
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    /** Part of the range that is left free above and below. */
    private static final double MARGIN = 0.06;
    /** Where the unrelaxed curve is cut off, in ranges of the relaxed ones. */
    private static final double MOST_RANGES = 2;
    /** Points up to which each is marked. */
    private static final int MARKED = 60;

    private static final String FAILED = "#C8102E";
    private static final String RIGID = "#999999";
    private static final double CROSS = 3;
    private static final double MOST_LABEL = 110;

    private final RelaxedScanPlot plot;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel panel;
    private final List<EndLabels.Label> names = new ArrayList<>();

    RelaxedScanDrawing(RelaxedScanPlot plot) {
        this.plot = plot;
        double[] relaxed = DoubleStream.concat(Arrays.stream(plot.forward()), Arrays.stream(plot.backward()))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(relaxed).min().orElseThrow();
        double high = Arrays.stream(relaxed).max().orElseThrow();
        double[] rigid = Arrays.stream(plot.rigid()).filter(Double::isFinite).toArray();
        double most = high > low ? low + MOST_RANGES * (high - low) : Double.MAX_VALUE;
        low = Math.min(low, Arrays.stream(rigid).min().orElse(low));
        high = Math.max(high, Math.min(most, Arrays.stream(rigid).max().orElse(high)));
        double margin = MARGIN * (high - low);
        Axis y = Axis.of(low - margin, high + margin, BOTTOM, TOP, 6);
        double left = Panel.leftOf(y);
        double right = sheet.width() - EndLabels.widthOf(List.of(forwardName(), "backward", "rigid"), MOST_LABEL);
        double from = Arrays.stream(plot.x()).min().orElseThrow();
        double to = Arrays.stream(plot.x()).max().orElseThrow();
        Axis x = plot.xLabel().endsWith("°")
                ? Axis.ofDegrees(from, to, left, right, 7)
                : Axis.of(from, to, left, right, 6);
        panel = new Panel(sheet, new Box(left, TOP, right, BOTTOM), x, y);
    }

    private String forwardName() {
        return plot.backward().length > 0 ? "forward" : "relaxed";
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), 586, plot.title(), plot.subtitle());
        curve("rigid", RIGID, 1.1, false, plot.rigid());
        curve(forwardName(), Sheet.MODEL, 2, false, plot.forward());
        curve("backward", Palette.colour(1), 1.6, true, plot.backward());
        if (plot.x().length <= MARKED) panel.marks(Sheet.MODEL, 2.2, true, MARKED, plot.x(), plot.forward());
        minimum();
        failed();
        panel.frame(plot.xLabel(), plot.yLabel(), true);
        EndLabels.draw(sheet, panel.box, names);
        return new Picture(sheet);
    }

    /** A curve, with its name at its right end. */
    private void curve(String name, String colour, double width, boolean dashed, double[] energies) {
        if (energies.length == 0) return;
        panel.curve(colour, width, dashed, plot.x(), energies);
        int last = -1;
        for (int k = 0; k < energies.length; k++)
            if (Double.isFinite(energies[k])
                    && panel.y.holds(energies[k])
                    && (last < 0 || plot.x()[k] > plot.x()[last])) last = k;
        if (last < 0) return;
        double px = panel.x.at(plot.x()[last]);
        names.add(new EndLabels.Label(px, panel.y.at(energies[last]), colour, dashed, List.of(name)));
    }

    /** The lowest relaxed point, unless it is an end of the scan. */
    private void minimum() {
        int n = plot.x().length;
        int best = -1;
        double[] lower = new double[n];
        for (int k = 0; k < n; k++) {
            lower[k] = finite(plot.forward()[k]);
            if (plot.backward().length > 0) lower[k] = Math.min(lower[k], finite(plot.backward()[k]));
            if (best < 0 || lower[k] < lower[best]) best = k;
        }
        double turn = Math.abs(plot.x()[n - 1] - plot.x()[0]);
        boolean isTurn = plot.xLabel().endsWith("°") && Math.abs(turn - 360) < 1e-6; // rounding
        if (!isTurn && (best == 0 || best == n - 1)) return;
        double px = panel.x.at(plot.x()[best]);
        double py = panel.y.at(lower[best]);
        sheet.circles(3.2, Sheet.INK, true, px, py);
        panel.place(
                ScanLabels.point(plot.xLabel(), plot.x()[best], plot.yLabel(), lower[best], panel.y),
                px,
                py,
                Sheet.INK);
    }

    private static double finite(double energy) {
        return Double.isFinite(energy) ? energy : Double.POSITIVE_INFINITY;
    }

    private void failed() {
        double y = panel.box.bottom() - CROSS - 4;
        double[] at = IntStream.range(0, plot.x().length)
                .filter(k -> plot.failed()[k])
                .mapToDouble(k -> panel.x.at(plot.x()[k]))
                .toArray();
        for (double x : at) {
            sheet.cross(FAILED, 1.3, CROSS, x, y);
            panel.room.point(x, y);
        }
        if (at.length > 0) panel.place(at.length + " failed", at[at.length / 2], y - 10, FAILED);
    }
}
