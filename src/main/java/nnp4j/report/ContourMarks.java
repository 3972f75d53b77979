package nnp4j.report;

import java.util.List;
import java.util.Locale;
import nnp4j.report.Sheet.Anchor;
import nnp4j.report.Sheet.Box;

/** What lies on and beside a map of bands: minima, saddles, failed points, their legend and the colour bar. */
final class ContourMarks {
    private static final String WHITE = "#ffffff";
    private static final String FAILED = "#C8102E";
    /** Part of a band by which a minimum or saddle must stand out. */
    private static final double DEPTH = 0.5;
    /** Minima and saddles that are marked, at most, of each the lowest. */
    private static final int MOST = 12;

    private static final double LINE = 12;
    /** From the middle of a line of small words to their baseline. */
    private static final double BASELINE = 3.6;
    /** Distance of the bar from the map, its width, and the height of its tip. */
    private static final double BAR_GAP = 14;

    private static final double BAR = 14;
    private static final double TIP = 12;
    private static final double CROSS = 3.4;
    private static final double FAILED_CROSS = 2.2;

    private final ContourPlot plot;
    private final Surface surface;
    private final Bands bands;
    private final Sheet sheet;
    private final Panel panel;
    private double legendTop;

    ContourMarks(ContourPlot plot, Surface surface, Bands bands, Sheet sheet, Panel panel) {
        this.plot = plot;
        this.surface = surface;
        this.bands = bands;
        this.sheet = sheet;
        this.panel = panel;
        this.legendTop = panel.box.top() + 8;
    }

    void draw() {
        double legend = bar();
        CriticalPoints points = new CriticalPoints(surface, DEPTH * bands.step());
        double top = bands.edge(bands.count());
        List<Integer> minima = lowest(points, points.minima(), top);
        List<Integer> saddles = lowest(points, points.saddles(), top);
        int failed = failed();
        for (int node : minima) minimum(x(points, node), y(points, node));
        for (int node : saddles) saddle(x(points, node), y(points, node));
        for (int node : minima) value(points, node);
        for (int node : saddles) value(points, node);
        if (!minima.isEmpty()) minimum(legend, nextLine(legend, "minimum"));
        if (!saddles.isEmpty()) saddle(legend, nextLine(legend, "saddle"));
        if (failed > 0) failed(legend, nextLine(legend, failed + " failed"));
    }

    private static List<Integer> lowest(CriticalPoints points, List<Integer> nodes, double top) {
        return nodes.stream().filter(node -> points.z(node) <= top).limit(MOST).toList();
    }

    private double x(CriticalPoints points, int node) {
        return panel.x.at(surface.x[points.column(node)]);
    }

    private double y(CriticalPoints points, int node) {
        return panel.y.at(surface.y[points.row(node)]);
    }

    /** A dark mark on white, to be seen on any colour. */
    private void minimum(double px, double py) {
        sheet.circles(4, WHITE, true, px, py);
        sheet.circles(3, Sheet.INK, true, px, py);
        panel.room.point(px, py);
    }

    private void saddle(double px, double py) {
        sheet.cross(WHITE, 3.4, CROSS + 0.8, px, py);
        sheet.cross(Sheet.INK, 1.6, CROSS, px, py);
        panel.room.point(px, py);
    }

    private void failed(double px, double py) {
        sheet.cross(FAILED, 1.1, FAILED_CROSS, px, py);
        panel.room.point(px, py);
    }

    /** Marks all failed points and counts them. */
    private int failed() {
        int count = 0;
        for (int j = 0; j < surface.rows(); j++)
            for (int i = 0; i < surface.columns(); i++) {
                if (Double.isFinite(surface.at(i, j))) continue;
                failed(panel.x.at(surface.x[i]), panel.y.at(surface.y[j]));
                count++;
            }
        return count;
    }

    private void value(CriticalPoints points, int node) {
        int digits = Math.max(0, 1 - (int) Math.floor(Math.log10(bands.step())));
        String text = Axis.minus(
                String.format(Locale.ROOT, "%." + digits + "f", points.z(node)).replaceFirst("^-(0\\.?0*)$", "$1"));
        double width = TextWidth.of(text, Panel.SMALL);
        Box at = panel.room.place(width, LINE, x(points, node), y(points, node));
        sheet.fill(WHITE, 0.75, new Box(at.left() - 2, at.top(), at.right() + 2, at.bottom()));
        sheet.words(at.left(), at.top() + 9.6, Panel.SMALL, Anchor.START, text);
    }

    /** Words in the next line of the legend; gives the height of their middle. */
    private double nextLine(double x, String text) {
        double middle = legendTop;
        sheet.words(x + 9, middle + BASELINE, Panel.SMALL, Anchor.START, text);
        legendTop += 16;
        return middle;
    }

    /** The colour bar with numbers and label; gives the middle of the legend's marks, to the right of it. */
    private double bar() {
        double left = panel.box.right() + BAR_GAP;
        double top = panel.box.top() + (bands.isOpen() ? TIP : 0);
        Axis z = Axis.of(bands.edge(0), bands.edge(bands.count()), panel.box.bottom(), top, 8);
        for (int band = 0; band < bands.count(); band++)
            sheet.fill(
                    bands.colour(band),
                    1,
                    new Box(left, z.at(bands.edge(band + 1)), left + BAR, z.at(bands.edge(band))));
        double[] around = {
            left, top, left, panel.box.bottom(), left + BAR, panel.box.bottom(), left + BAR, top, left, top
        };
        if (bands.isOpen()) {
            double[] tip = {left, top, left + BAR / 2, top - TIP, left + BAR, top};
            sheet.polygon(bands.colour(bands.count()), 1, null, tip);
            sheet.line(Sheet.INK, 0.8, tip);
        }
        sheet.line(Sheet.INK, 0.8, around);
        for (double tick : z.ticks()) {
            double at = z.at(tick);
            sheet.line(Sheet.INK, 0.8, left + BAR, at, left + BAR + 3, at);
            sheet.words(left + BAR + 6, at + BASELINE, Panel.SMALL, Anchor.START, z.label(tick));
        }
        double label = left + BAR + 6 + z.labelWidth(Panel.SMALL) + 16;
        double middle = (panel.box.top() + panel.box.bottom()) / 2;
        double size = Math.min(Panel.NORMAL, Panel.NORMAL * 300 / TextWidth.of(plot.zLabel() + " ", Panel.NORMAL));
        sheet.uprightWords(label, middle, size, plot.zLabel());
        return label + 20;
    }
}
