package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nnp4j.report.Sheet.Box;

/** The work of drawing one map of bands. Closed lines are painted by area, so that smaller ones lie on larger ones. */
final class ContourDrawing {
    private static final String WHITE = "#ffffff";
    private static final double TOP = 48;
    private static final double BOTTOM = 358;
    private static final double CONTOUR = 0.45;

    /** A closed line in columns and rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ring(double[] ij, double area, String colour) {}

    private final ContourPlot plot;
    private final Surface surface;
    private final Bands bands;
    private final Sheet sheet = new Sheet(600, 400);
    private final Panel panel;

    ContourDrawing(ContourPlot plot, Surface surface, Bands bands) {
        this.plot = plot;
        this.surface = surface;
        this.bands = bands;
        Axis y = axis(plot.yLabel(), surface.y, BOTTOM, TOP);
        double left = Panel.leftOf(y);
        double right = left + BOTTOM - TOP;
        panel = new Panel(sheet, new Box(left, TOP, right, BOTTOM), axis(plot.xLabel(), surface.x, left, right), y);
    }

    private static Axis axis(String label, double[] values, double start, double end) {
        double low = values[0];
        double high = values[values.length - 1];
        return label.endsWith("°") ? Axis.ofDegrees(low, high, start, end, 7) : Axis.of(low, high, start, end, 6);
    }

    Picture picture() {
        Panel.heading(sheet, panel.box.left(), 586, plot.title(), plot.subtitle());
        sheet.fill(bands.colour(0), 1, panel.box);
        List<Ring> rings = rings();
        for (Ring ring : rings)
            sheet.polygon(ring.colour(), 1, null, Polyline.thinned(onSheet(ring.ij(), 0, ring.ij().length)));
        for (Ring ring : rings) line(ring.ij());
        failedCells();
        new ContourMarks(plot, surface, bands, sheet, panel).draw();
        panel.frame(plot.xLabel(), plot.yLabel(), true);
        return new Picture(sheet);
    }

    private List<Ring> rings() {
        List<Ring> rings = new ArrayList<>();
        for (int band = 1; band <= bands.count(); band++)
            for (double[] ij : Contours.rings(surface, bands.edge(band))) {
                double area = Contours.area(ij);
                rings.add(new Ring(ij, Math.abs(area), bands.colour(area > 0 ? band : band - 1)));
            }
        rings.sort(Comparator.comparingDouble(Ring::area).reversed());
        return rings;
    }

    /** Points of a closed line on the sheet, from one on, beyond the end from the start again. */
    private double[] onSheet(double[] ij, int from, int length) {
        double[] xy = new double[length];
        for (int k = 0; k < length; k += 2) {
            xy[k] = panel.x.at(between(surface.x, ij[(from + k) % ij.length]));
            xy[k + 1] = panel.y.at(between(surface.y, ij[(from + k + 1) % ij.length]));
        }
        return xy;
    }

    private static double between(double[] values, double index) {
        int below = Math.min(values.length - 2, (int) index);
        return values[below] + (index - below) * (values[below + 1] - values[below]);
    }

    /** The parts of a closed line that do not run along the border, white. */
    private void line(double[] ij) {
        int n = ij.length;
        int start = 0;
        while (start < n && !isBorder(ij, start)) start += 2;
        if (start == n) { // all inside: once round, to the first point again
            sheet.line(WHITE, CONTOUR, Polyline.thinned(onSheet(ij, 0, n + 2)));
            return;
        }
        int from = start;
        for (int k = start; k <= start + n; k += 2) {
            if (!isBorder(ij, k % n)) continue;
            if (k > from) sheet.line(WHITE, CONTOUR, Polyline.thinned(onSheet(ij, from, k - from + 2)));
            from = k + 2;
        }
    }

    /** Whether the way from a point to the next one lies in the border. */
    private boolean isBorder(double[] ij, int k) {
        int n = ij.length;
        return bothAt(ij[k], ij[(k + 2) % n], surface.columns() - 1)
                || bothAt(ij[k + 1], ij[(k + 3) % n], surface.rows() - 1);
    }

    private static boolean bothAt(double one, double other, int last) {
        return one == other && (one == 0 || one == last);
    }

    /** White over the cells at failed points, a run of them at a time. */
    private void failedCells() {
        for (int j = 0; j + 1 < surface.rows(); j++) {
            int from = 0;
            for (int i = 0; i < surface.columns(); i++) {
                if (i + 1 < surface.columns() && isFailed(i, j)) continue;
                if (i > from) white(from, i, j);
                from = i + 1;
            }
        }
    }

    private boolean isFailed(int i, int j) {
        double[] corners = {surface.at(i, j), surface.at(i + 1, j), surface.at(i, j + 1), surface.at(i + 1, j + 1)};
        return !Arrays.stream(corners).allMatch(Double::isFinite);
    }

    private void white(int from, int to, int j) {
        double left = panel.x.at(surface.x[from]);
        double right = panel.x.at(surface.x[to]);
        sheet.fill(WHITE, 1, new Box(left, panel.y.at(surface.y[j + 1]), right, panel.y.at(surface.y[j])));
    }
}
