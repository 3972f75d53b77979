package nnp4j.report;

import java.util.Map;
import java.util.TreeMap;

/** Points counted in hexagons and coloured by their number. */
final class Hexagons {
    /** Distance between the centres of neighbouring hexagons. */
    private static final double PITCH = 6;

    private static final double ROW = PITCH * Math.sqrt(3) / 2;
    /** Viridis at equal steps (Smith and van der Walt, matplotlib 1.5, 2015). */
    private static final String[] VIRIDIS = {
        "#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"
    };

    /** Row and column of a hexagon. */
    private record Cell(long row, long column) implements Comparable<Cell> {
        static Cell of(double px, double py) {
            Cell best = null;
            double nearest = Double.MAX_VALUE;
            for (long row = (long) Math.floor(py / ROW); row <= Math.floor(py / ROW) + 1; row++) {
                Cell cell = new Cell(row, Math.round(px / PITCH - (row & 1) / 2.0));
                double distance = Math.hypot(px - cell.x(), py - cell.y());
                if (distance < nearest) {
                    nearest = distance;
                    best = cell;
                }
            }
            return best;
        }

        double x() {
            return (column + (row & 1) / 2.0) * PITCH;
        }

        double y() {
            return row * ROW;
        }

        @Override
        public int compareTo(Cell other) {
            return row != other.row ? Long.compare(row, other.row) : Long.compare(column, other.column);
        }
    }

    private final Map<Cell, Integer> counts = new TreeMap<>();
    private final int most;
    private final double scale;

    Hexagons(Panel panel, double[] xs, double[] ys) {
        this(panel, xs, ys, 1);
    }

    /** Larger ones, for points all over the panel. */
    Hexagons(Panel panel, double[] xs, double[] ys, double scale) {
        this.scale = scale;
        for (int k = 0; k < xs.length; k++)
            counts.merge(Cell.of(panel.x.at(xs[k]) / scale, panel.y.at(ys[k]) / scale), 1, Integer::sum);
        most = counts.values().stream().max(Integer::compare).orElse(1);
    }

    void draw(Sheet sheet) {
        double r = scale * PITCH / Math.sqrt(3) * 1.02; // a little more, or seams show between neighbours
        counts.forEach((cell, count) -> {
            double[] xy = new double[12];
            for (int corner = 0; corner < 6; corner++) {
                double angle = Math.PI / 3 * corner + Math.PI / 6;
                xy[2 * corner] = scale * cell.x() + r * Math.cos(angle);
                xy[2 * corner + 1] = scale * cell.y() + r * Math.sin(angle);
            }
            sheet.polygon(colour(count), 1, null, xy);
        });
    }

    private String colour(double count) {
        double shade = most == 1 ? 0 : Math.log(count) / Math.log(most);
        return VIRIDIS[(int) Math.round(shade * (VIRIDIS.length - 1))];
    }

    /** The bar that tells the number of points of each colour, on a logarithmic scale. */
    void bar(Sheet sheet, Sheet.Box box) {
        int steps = VIRIDIS.length;
        for (int k = 0; k < steps; k++) {
            double bottom = box.bottom() - k * box.height() / steps;
            sheet.fill(VIRIDIS[k], 1, new Sheet.Box(box.left(), bottom - box.height() / steps, box.right(), bottom));
        }
        for (int count = 1; count <= most; count *= 10) {
            double at = most == 1 ? box.bottom() : box.bottom() - Math.log(count) / Math.log(most) * box.height();
            sheet.line(Sheet.INK, 0.8, box.right(), at, box.right() + 4, at);
            sheet.words(box.right() + 7, at + 3.6, Panel.SMALL, Sheet.Anchor.START, Integer.toString(count));
        }
        sheet.words(box.left(), box.top() - 8, Panel.SMALL, Sheet.Anchor.START, "points per hexagon");
    }
}
