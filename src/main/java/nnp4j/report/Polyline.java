package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An open line x1 y1 x2 y2 ... in sheet units: exactly clipped, and without the points that nobody can see. */
final class Polyline {
    /** Part of a unit that cannot be seen: a twentieth. */
    private static final double VISIBLE = 0.05;
    /** Points beyond which only the outline of each column is kept, so that a noisy line stays a small file. */
    private static final int MANY = 3000;
    /** Width of such a column; a pixel and a half of the PNG. */
    private static final double COLUMN = 0.5;

    private Polyline() {}

    /** The pieces inside a box, cut where the line crosses its edges (Liang and Barsky, 1984, doi:10.1145/357332.357333). */
    static List<double[]> clipped(double[] xy, Sheet.Box box) {
        List<double[]> pieces = new ArrayList<>();
        double[] piece = new double[xy.length];
        int used = 0;
        for (int k = 2; k < xy.length; k += 2) {
            double[] part = inside(xy[k - 2], xy[k - 1], xy[k], xy[k + 1], box);
            boolean joined = part.length > 0 && used > 0 && part[0] == piece[used - 2] && part[1] == piece[used - 1];
            if (!joined && used > 0) {
                pieces.add(Arrays.copyOf(piece, used));
                used = 0;
            }
            if (part.length == 0) continue;
            if (!joined) {
                piece[used++] = part[0];
                piece[used++] = part[1];
            }
            piece[used++] = part[2];
            piece[used++] = part[3];
        }
        if (used > 0) pieces.add(Arrays.copyOf(piece, used));
        return pieces;
    }

    private static double[] inside(double x1, double y1, double x2, double y2, Sheet.Box box) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double[] towards = {-dx, dx, -dy, dy};
        double[] room = {x1 - box.left(), box.right() - x1, y1 - box.top(), box.bottom() - y1};
        double enter = 0;
        double leave = 1;
        for (int side = 0; side < 4; side++) {
            if (towards[side] == 0 && room[side] < 0) return new double[0];
            if (towards[side] < 0) enter = Math.max(enter, room[side] / towards[side]);
            if (towards[side] > 0) leave = Math.min(leave, room[side] / towards[side]);
        }
        if (enter > leave) return new double[0];
        return new double[] {
            enter == 0 ? x1 : x1 + enter * dx,
            enter == 0 ? y1 : y1 + enter * dy,
            leave == 1 ? x2 : x1 + leave * dx,
            leave == 1 ? y2 : y1 + leave * dy
        };
    }

    /** The points that can be told apart, with the ends, the highest and the lowest. */
    static double[] thinned(double[] xy) {
        int n = xy.length / 2;
        if (n < 3) return xy;
        boolean[] keep = new boolean[n];
        keep[0] = true;
        keep[n - 1] = true;
        keepExtremes(xy, 0, n, keep);
        int kept = 0;
        for (int k = 1; k < n; k++) {
            if (!keep[k]) keep[k] = !isStraight(xy, kept, k + 1);
            if (keep[k]) kept = k;
        }
        double[] thin = chosen(xy, keep);
        return thin.length > 2 * MANY ? outlined(thin) : thin;
    }

    /** First, lowest, highest and last point of each column (Jugel et al. 2014, doi:10.14778/2732951.2732953). */
    private static double[] outlined(double[] xy) {
        int n = xy.length / 2;
        boolean[] keep = new boolean[n];
        int from = 0;
        for (int k = 1; k <= n; k++) {
            if (k < n && Math.floor(xy[2 * k] / COLUMN) == Math.floor(xy[2 * from] / COLUMN)) continue;
            keep[from] = true;
            keep[k - 1] = true;
            keepExtremes(xy, from, k, keep);
            from = k;
        }
        return chosen(xy, keep);
    }

    private static void keepExtremes(double[] xy, int from, int to, boolean[] keep) {
        int lowest = from;
        int highest = from;
        for (int k = from + 1; k < to; k++) {
            if (xy[2 * k + 1] < xy[2 * lowest + 1]) lowest = k;
            if (xy[2 * k + 1] > xy[2 * highest + 1]) highest = k;
        }
        keep[lowest] = true;
        keep[highest] = true;
    }

    private static double[] chosen(double[] xy, boolean[] keep) {
        double[] chosen = new double[xy.length];
        int used = 0;
        for (int k = 0; k < keep.length; k++) {
            if (!keep[k]) continue;
            chosen[used++] = xy[2 * k];
            chosen[used++] = xy[2 * k + 1];
        }
        return Arrays.copyOf(chosen, used);
    }

    /** Whether all points between two lie within sight of the line that joins them. */
    private static boolean isStraight(double[] xy, int from, int to) {
        double dx = xy[2 * to] - xy[2 * from];
        double dy = xy[2 * to + 1] - xy[2 * from + 1];
        double length2 = dx * dx + dy * dy;
        for (int k = from + 1; k < to; k++) {
            double px = xy[2 * k] - xy[2 * from];
            double py = xy[2 * k + 1] - xy[2 * from + 1];
            double t = length2 == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
            if (Math.hypot(px - t * dx, py - t * dy) > VISIBLE) return false;
        }
        return true;
    }
}
