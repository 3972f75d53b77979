package nnp4j.features;

/** Sums over a batch of pairs of functions made of compact polynomials. One thread only; arrays hold one value a pair. */
final class CompactSums {
    private final PairBatch batch;
    private double[] part = {};
    private double[] fj = {};
    private double[] fk = {};
    private double[] dj = {};
    private double[] dk = {};

    CompactSums(PairBatch batch) {
        this.batch = batch;
    }

    private void ensure() {
        int room = batch.first.length;
        if (room <= part.length) return;
        part = new double[room];
        fj = new double[room];
        fk = new double[room];
        dj = new double[room];
        dk = new double[room];
    }

    /** Adds the features to a row. */
    void add(CentrePlan plan, PairPlan.Group group, NearShells near, double[] row, int from) {
        ensure();
        int n = batch.count;
        double[] values = near.values[group.table()];
        PairBatch.collect(values, batch.first, n, fj);
        PairBatch.collect(values, batch.second, n, fk);
        for (int p = 0; p < n; p++) part[p] = fj[p] * fk[p];
        if (group.closed()) {
            batch.closeWith(plan.tables[group.table()], false);
            multiply(n, part, batch.sideValues);
        }
        batch.addFeatures(group.terms(), part, row, from);
    }

    /** Adds to the batch's derivatives those of the features' sum, weighted with slopes. */
    void pull(CentrePlan plan, PairPlan.Group group, NearShells near, double[] slopes, int from) {
        ensure();
        int n = batch.count;
        double[] value = batch.value;
        double[] slope = batch.slope;
        batch.combine(group.terms(), slopes, from);
        collect(near, group);
        if (group.closed()) {
            batch.closeWith(plan.tables[group.table()], true);
            double[] rate = batch.sideSlopes;
            double[] bySide = batch.bySide;
            for (int p = 0; p < n; p++) bySide[p] += value[p] * fj[p] * fk[p] * rate[p];
            multiply(n, value, batch.sideValues);
            multiply(n, slope, batch.sideValues);
        }
        double[] byFirst = batch.byFirst;
        double[] bySecond = batch.bySecond;
        double[] byCosine = batch.byCosine;
        for (int p = 0; p < n; p++) byFirst[p] += value[p] * dj[p] * fk[p];
        for (int p = 0; p < n; p++) bySecond[p] += value[p] * fj[p] * dk[p];
        for (int p = 0; p < n; p++) byCosine[p] += slope[p] * fj[p] * fk[p];
    }

    /** Adds the rates of the features to a row, for the rates of the batch's distances and cosines. */
    void push(CentrePlan plan, PairPlan.Group group, NearShells near, double[] rates, int from) {
        ensure();
        int n = batch.count;
        double[] rate = batch.value;
        collect(near, group);
        for (int p = 0; p < n; p++) rate[p] = dj[p] * batch.byFirst[p] * fk[p] + fj[p] * dk[p] * batch.bySecond[p];
        for (int p = 0; p < n; p++) part[p] = fj[p] * fk[p];
        if (group.closed()) {
            batch.closeWith(plan.tables[group.table()], true);
            multiply(n, rate, batch.sideValues);
            for (int p = 0; p < n; p++) rate[p] += part[p] * batch.sideSlopes[p] * batch.bySide[p];
            multiply(n, part, batch.sideValues);
        }
        batch.addRates(group.terms(), rate, part, rates, from);
    }

    private void collect(NearShells near, PairPlan.Group group) {
        PairBatch.collect(near.values[group.table()], batch.first, batch.count, fj);
        PairBatch.collect(near.values[group.table()], batch.second, batch.count, fk);
        PairBatch.collect(near.slopes[group.table()], batch.first, batch.count, dj);
        PairBatch.collect(near.slopes[group.table()], batch.second, batch.count, dk);
    }

    private static void multiply(int n, double[] product, double[] factor) {
        for (int p = 0; p < n; p++) product[p] *= factor[p];
    }
}
