package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Contours of a surface by marching squares: where a line crosses the edges of a cell is interpolated linearly, and which
 * crossings of a saddle cell belong together is decided by the value where the bilinear surface has its saddle (Nielson and
 * Hamann 1991, doi:10.1109/VISUAL.1991.175782). Beyond the border all is lower, so that every line closes, along the border
 * where it must. Where the surface failed it is taken as low.
 */
final class Contours {
    /** Least area of a ring, relative to a cell of the grid's indices, that is more than rounding. */
    private static final double LEAST_AREA = 1e-9;

    /** Beyond the border; so low that a line crosses at the last node, and differences stay finite. */
    private static final double LOW = -Double.MAX_VALUE / 4;

    private final Surface surface;
    private final double level;
    /** Where a line leaves an edge of the padded grid: the edge that it leads to. */
    private final Map<Long, Long> next = new HashMap<>();

    private Contours(Surface surface, double level) {
        this.surface = surface;
        this.level = level;
    }

    /** Closed rings x1 y1 x2 y2 ... in fractional columns and rows; the higher side lies to the left of their way. */
    static List<double[]> rings(Surface surface, double level) {
        return new Contours(surface, level).trace();
    }

    /** Twice the area of a ring; positive where its inside is the higher side. */
    static double area(double[] ring) {
        double sum = 0;
        int n = ring.length;
        for (int k = 0; k < n; k += 2) sum += ring[k] * ring[(k + 3) % n] - ring[(k + 2) % n] * ring[k + 1];
        return sum;
    }

    private List<double[]> trace() {
        for (int j = -1; j < surface.rows(); j++) for (int i = -1; i < surface.columns(); i++) cell(i, j);
        List<double[]> rings = new ArrayList<>();
        while (!next.isEmpty()) {
            double[] ring = ring(next.keySet().iterator().next());
            if (Math.abs(area(ring)) > LEAST_AREA) rings.add(ring);
        }
        return rings;
    }

    private double[] ring(long start) {
        double[] xy = new double[16];
        int used = 0;
        for (Long edge = next.remove(start); edge != null; edge = next.remove(edge)) {
            if (used + 2 > xy.length) xy = Arrays.copyOf(xy, 2 * used);
            crossing(edge, xy, used);
            used += 2;
        }
        return Arrays.copyOf(xy, used);
    }

    private double value(int i, int j) {
        if (i < 0 || j < 0 || i >= surface.columns() || j >= surface.rows()) return LOW;
        double z = surface.at(i, j);
        return Double.isFinite(z) ? z : LOW;
    }

    /** The lines of the cell between columns i, i + 1 and rows j, j + 1. Its edges in turn: below, right, above, left. */
    private void cell(int i, int j) {
        double[] corners = {value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)};
        long[] edges = {edge(i, j, 0), edge(i + 1, j, 1), edge(i, j + 1, 0), edge(i, j, 1)};
        boolean[] high = new boolean[4];
        int crossings = 0;
        for (int k = 0; k < 4; k++) high[k] = corners[k] >= level;
        for (int k = 0; k < 4; k++) if (high[k] != high[(k + 1) % 4]) crossings++;
        boolean joined = crossings == 4 && saddle(corners) >= level;
        for (int k = 0; k < 4; k++) {
            if (!high[k] || high[(k + 1) % 4]) continue; // a line enters where going round goes from high to low
            next.put(edges[k], edges[leaving(k, high, crossings, joined)]);
        }
    }

    /** The edge by which a line that came in by one goes out: there, going round goes from low to high. */
    private static int leaving(int k, boolean[] high, int crossings, boolean joined) {
        if (crossings == 4) return joined ? (k + 1) % 4 : (k + 3) % 4;
        int e = (k + 1) % 4;
        while (high[e] || !high[(e + 1) % 4]) e = (e + 1) % 4;
        return e;
    }

    /** The value of the bilinear surface at its saddle. */
    private static double saddle(double[] z) {
        return (z[0] * z[2] - z[1] * z[3]) / (z[0] + z[2] - z[1] - z[3]);
    }

    /** A name for the edge from a node along a row (0) or up a column (1). */
    private long edge(int i, int j, int up) {
        return 2L * ((long) (j + 1) * (surface.columns() + 2) + i + 1) + up;
    }

    /** Writes where the level crosses an edge; beyond the border, at the border. */
    private void crossing(long edge, double[] xy, int at) {
        boolean up = edge % 2 == 1;
        int width = surface.columns() + 2;
        int i = (int) (edge / 2 % width) - 1;
        int j = (int) (edge / 2 / width) - 1;
        double from = value(i, j);
        double part = (level - from) / ((up ? value(i, j + 1) : value(i + 1, j)) - from);
        xy[at] = Math.max(0, Math.min(surface.columns() - 1, up ? i : i + part));
        xy[at + 1] = Math.max(0, Math.min(surface.rows() - 1, up ? j + part : j));
    }
}
