package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Neighborhood;

/** The neighbours of one atom sorted by kind, with the values of the radial shapes there. One thread only. */
final class NearShells {
    final double[][] values;
    final double[][] slopes;
    /** Neighbours of kind k stand from start[k] to start[k + 1]. */
    final int[] start;

    int count;
    /** Positions in the neighbourhood. */
    int[] places;

    double[] x;
    double[] y;
    double[] z;
    double[] r;
    double[] inverse;
    /** Velocity of each neighbour, and dr/dt. */
    private double[] vx;

    private double[] vy;
    private double[] vz;
    double[] speeds;
    private int[] intervals;
    private double[] offsets;

    NearShells(int kinds, int tables) {
        start = new int[kinds + 1];
        values = new double[tables][];
        slopes = new double[tables][];
        allocate(32);
    }

    private void allocate(int room) {
        places = new int[room];
        x = new double[room];
        y = new double[room];
        z = new double[room];
        r = new double[room];
        inverse = new double[room];
        vx = new double[room];
        vy = new double[room];
        vz = new double[room];
        speeds = new double[room];
        intervals = new int[room];
        offsets = new double[room];
        for (int t = 0; t < values.length; t++) {
            values[t] = new double[room];
            slopes[t] = new double[room];
        }
    }

    /** Takes the neighbours. */
    void gather(Neighborhood around, int[] kindOf) {
        count = around.count();
        if (count > places.length) allocate(2 * count);
        int[] atoms = around.atoms();
        Arrays.fill(start, 0);
        for (int j = 0; j < count; j++) start[kindOf[atoms[j]]]++;
        int sum = 0;
        for (int kind = 0; kind < start.length; kind++) {
            int size = start[kind];
            start[kind] = sum;
            sum += size;
        }
        for (int j = 0; j < count; j++) {
            int k = start[kindOf[atoms[j]]]++;
            places[k] = j;
            r[k] = around.distances()[j];
            inverse[k] = 1 / Math.max(r[k], Double.MIN_NORMAL);
            x[k] = around.displacements()[3 * j];
            y[k] = around.displacements()[3 * j + 1];
            z[k] = around.displacements()[3 * j + 2];
        }
        System.arraycopy(start, 0, start, 1, start.length - 1);
        start[0] = 0;
    }

    /** Values of the tables that the plan needs, and where asked slopes. */
    void evaluate(CentrePlan plan, boolean sloped) {
        for (int kind = 0; kind < plan.tablesOf.length; kind++) {
            int from = start[kind];
            int to = start[kind + 1];
            ShellGrid grid = null;
            for (int t : plan.tablesOf[kind]) {
                RadialTable table = plan.tables[t];
                if (!table.grid.equals(grid)) table.grid.find(from, to, r, intervals, offsets);
                grid = table.grid;
                if (sloped) table.evaluate(from, to, intervals, offsets, values[t], slopes[t]);
                else table.evaluate(from, to, intervals, offsets, values[t]);
            }
        }
    }

    /** Takes the neighbours' velocities, 3 values each in the order of the neighbourhood. */
    void move(double[] direction) {
        for (int k = 0; k < count; k++) {
            vx[k] = direction[3 * places[k]];
            vy[k] = direction[3 * places[k] + 1];
            vz[k] = direction[3 * places[k] + 2];
            speeds[k] = (x[k] * vx[k] + y[k] * vy[k] + z[k] * vz[k]) * inverse[k];
        }
    }

    /** Rates of the distances and cosines of pairs. */
    void move(PairBatch batch) {
        for (int p = 0; p < batch.count; p++) {
            int j = batch.first[p];
            int k = batch.second[p];
            batch.byFirst[p] = speeds[j];
            batch.bySecond[p] = speeds[k];
            double closing =
                    (x[j] - x[k]) * (vx[j] - vx[k]) + (y[j] - y[k]) * (vy[j] - vy[k]) + (z[j] - z[k]) * (vz[j] - vz[k]);
            double turning = x[j] * vx[k] + y[j] * vy[k] + z[j] * vz[k] + vx[j] * x[k] + vy[j] * y[k] + vz[j] * z[k];
            batch.bySide[p] = closing / Math.max(batch.sides[p], Double.MIN_NORMAL);
            batch.byCosine[p] = turning * inverse[j] * inverse[k]
                    - batch.cosines[p] * (speeds[j] * inverse[j] + speeds[k] * inverse[k]);
        }
    }
}
