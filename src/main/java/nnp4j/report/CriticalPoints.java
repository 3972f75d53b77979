package nnp4j.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Minima and saddles among the nodes of a surface, on its triangulation by rising diagonals (Banchoff 1970,
 * doi:10.2307/2319919). What is shallower than a depth is noise: a minimum that a lower one reaches over so small a barrier,
 * or a saddle from which so small a rise or fall leads to a top or bottom (persistence; Edelsbrunner, Letscher and Zomorodian
 * 2002, doi:10.1007/s00454-002-2885-2). Nodes at the border or beside failed ones are neither. An axis once round the circle
 * has no border.
 */
final class CriticalPoints {
    /** Neighbours in the triangulation, going round. */
    private static final int[][] AROUND = {{1, 0}, {1, 1}, {0, 1}, {-1, 0}, {-1, -1}, {0, -1}};

    private final Surface surface;
    private final int columns;
    private final int rows;
    private final boolean turnsAlong;
    private final boolean turnsUp;
    private final double depth;
    private final int[] order;
    private final int[] rank;
    private final boolean[] shallow;

    CriticalPoints(Surface surface, double depth) {
        this.surface = surface;
        this.depth = depth;
        turnsAlong = Surface.isTurn(surface.x);
        turnsUp = Surface.isTurn(surface.y);
        columns = surface.columns() - (turnsAlong ? 1 : 0); // the last column is the first once more
        rows = surface.rows() - (turnsUp ? 1 : 0);
        order = IntStream.range(0, columns * rows)
                .filter(node -> Double.isFinite(z(node)))
                .boxed()
                .sorted(Comparator.comparingDouble(this::z))
                .mapToInt(Integer::intValue)
                .toArray();
        rank = new int[columns * rows];
        Arrays.fill(rank, -1);
        for (int k = 0; k < order.length; k++) rank[order[k]] = k;
        shallow = new boolean[columns * rows];
        sweep(false);
        sweep(true);
    }

    int column(int node) {
        return node % columns;
    }

    int row(int node) {
        return node / columns;
    }

    double z(int node) {
        return surface.at(column(node), row(node));
    }

    /** Nodes of minima, the lowest first. */
    List<Integer> minima() {
        return nodes(node -> changes(node) == 0 && rank[neighbour(node, 0)] > rank[node]);
    }

    /** Nodes of saddles, the lowest first. */
    List<Integer> saddles() {
        return nodes(node -> changes(node) >= 4);
    }

    private List<Integer> nodes(IntPredicate kind) {
        return Arrays.stream(order)
                .filter(node -> !shallow[node])
                .filter(this::isInside)
                .filter(kind)
                .boxed()
                .toList();
    }

    private boolean isInside(int node) {
        return IntStream.range(0, AROUND.length).allMatch(k -> neighbour(node, k) >= 0);
    }

    /** A neighbour; negative where there is none or where it failed. */
    private int neighbour(int node, int k) {
        int i = column(node) + AROUND[k][0];
        int j = row(node) + AROUND[k][1];
        if (turnsAlong) i = Math.floorMod(i, columns);
        if (turnsUp) j = Math.floorMod(j, rows);
        if (i < 0 || j < 0 || i >= columns || j >= rows) return -1;
        return rank[j * columns + i] < 0 ? -1 : j * columns + i;
    }

    /** How often, going round a node, the surface passes from above it to below or back. */
    private int changes(int node) {
        int changes = 0;
        for (int k = 0; k < AROUND.length; k++) {
            boolean above = rank[neighbour(node, k)] > rank[node];
            if (above != rank[neighbour(node, (k + 1) % AROUND.length)] > rank[node]) changes++;
        }
        return changes;
    }

    /** Joins basins from the bottom up, or summits from the top down; where two meet the lesser ends. */
    private void sweep(boolean fromTop) {
        int[] parent = new int[shallow.length];
        Arrays.fill(parent, -1);
        for (int step = 0; step < order.length; step++) {
            int node = order[fromTop ? order.length - 1 - step : step];
            parent[node] = node;
            for (int k = 0; k < AROUND.length; k++) {
                int other = neighbour(node, k);
                if (other < 0 || parent[other] < 0) continue;
                join(root(parent, node), root(parent, other), node, fromTop, parent);
            }
        }
    }

    private void join(int one, int other, int node, boolean fromTop, int[] parent) {
        if (one == other) return;
        boolean oneFirst = rank[one] < rank[other] != fromTop;
        int lasting = oneFirst ? one : other;
        int ending = oneFirst ? other : one;
        parent[ending] = lasting;
        if (ending == node || Math.abs(z(node) - z(ending)) >= depth) return;
        shallow[ending] = true;
        shallow[node] = true;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
