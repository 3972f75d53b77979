package nnp4j.interop;

import nnp4j.geometry.Cell;

/** Distances of nearest images, right for pairs nearer than 3/2 of the least distance of the cell's faces. Immutable. */
final class Images {
    /** Nothing repeats. */
    static final Images NONE = new Images(new double[9], new double[9], new int[3]);

    private final double[] vectors;
    /** Rows are the reciprocal vectors without 2 pi, zero for what does not repeat. */
    private final double[] reciprocal;
    /** Cells tried on either side: 1 where a direction repeats. */
    private final int[] reach;

    private Images(double[] vectors, double[] reciprocal, int[] reach) {
        this.vectors = vectors;
        this.reciprocal = reciprocal;
        this.reach = reach;
    }

    static Images of(Cell cell) {
        double[] h = cell.toArray();
        double[] reciprocal = new double[9];
        int[] reach = new int[3];
        double volume = h[0] * (h[4] * h[8] - h[5] * h[7])
                + h[1] * (h[5] * h[6] - h[3] * h[8])
                + h[2] * (h[3] * h[7] - h[4] * h[6]);
        for (int v = 0; v < 3; v++) {
            if (!cell.isPeriodic(v)) continue;
            reach[v] = 1;
            int a = 3 * ((v + 1) % 3);
            int b = 3 * ((v + 2) % 3);
            for (int c = 0; c < 3; c++) {
                int p = (c + 1) % 3;
                int q = (c + 2) % 3;
                reciprocal[3 * v + c] = (h[a + p] * h[b + q] - h[a + q] * h[b + p]) / volume;
            }
        }
        return new Images(h, reciprocal, reach);
    }

    double distance(double[] x, int i, int j) {
        double dx = x[3 * i] - x[3 * j];
        double dy = x[3 * i + 1] - x[3 * j + 1];
        double dz = x[3 * i + 2] - x[3 * j + 2];
        int a = cells(0, dx, dy, dz);
        int b = cells(1, dx, dy, dz);
        int c = cells(2, dx, dy, dz);
        double nearest = Double.POSITIVE_INFINITY;
        for (int u = a - reach[0]; u <= a + reach[0]; u++)
            for (int v = b - reach[1]; v <= b + reach[1]; v++)
                for (int w = c - reach[2]; w <= c + reach[2]; w++) {
                    double rx = dx - u * vectors[0] - v * vectors[3] - w * vectors[6];
                    double ry = dy - u * vectors[1] - v * vectors[4] - w * vectors[7];
                    double rz = dz - u * vectors[2] - v * vectors[5] - w * vectors[8];
                    nearest = Math.min(nearest, rx * rx + ry * ry + rz * rz);
                }
        return Math.sqrt(nearest);
    }

    /** How many cells lie between, to the nearest. */
    private int cells(int v, double dx, double dy, double dz) {
        return (int) Math.rint(reciprocal[3 * v] * dx + reciprocal[3 * v + 1] * dy + reciprocal[3 * v + 2] * dz);
    }
}
