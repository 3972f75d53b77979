package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Neighborhood;

/** Evaluates {@link SymmetryFunctions}. */
final class SymmetryKernel implements AtomicKernel {
    /** What is done with a full batch of pairs. */
    private enum Task {
        EVALUATE,
        PULL_BACK,
        PUSH_FORWARD
    }

    private final int[] kinds;
    private final int[] kindOf;
    private final CentrePlan[] plans;
    private final NearShells[] shells;
    private final PairBatch batch = new PairBatch();
    private final GaussianSums gaussians = new GaussianSums(batch);
    private final CompactSums compacts = new CompactSums(batch);
    private final ShellGradient gradient = new ShellGradient();
    private long[] masks = {};

    SymmetryKernel(int[] kinds, int[] kindOf, CentrePlan[] plans) {
        this.kinds = kinds;
        this.kindOf = kindOf;
        this.plans = plans;
        shells = new NearShells[kinds.length];
        for (int k = 0; k < kinds.length; k++) shells[k] = new NearShells(kinds.length, plans[k].tables.length);
    }

    @Override
    public int[] liveFeatures(int atomicNumber) {
        int kind = Arrays.binarySearch(kinds, atomicNumber);
        if (kind < 0) throw new IllegalArgumentException("the system has no atoms of element " + atomicNumber);
        return plans[kind].live.clone();
    }

    @Override
    public void evaluate(Neighborhood around, double[] row, int from) {
        int kind = kindOf[around.centre()];
        CentrePlan plan = plans[kind];
        NearShells near = gather(around, kind, false);
        Arrays.fill(row, from, from + plan.live.length, 0);
        for (int k = 0; k < kinds.length; k++)
            for (CentrePlan.RadialTerm term : plan.radialTerms[k]) {
                double sum = 0;
                for (int j = near.start[k]; j < near.start[k + 1]; j++) sum += near.values[term.table()][j];
                row[from + term.column()] += term.weight() * sum;
            }
        for (PairPlan pair : plan.pairs) pairs(plan, pair, near, Task.EVALUATE, row, from);
    }

    @Override
    public void pullBack(Neighborhood around, double[] slopes, int from, double[] result) {
        int kind = kindOf[around.centre()];
        CentrePlan plan = plans[kind];
        NearShells near = gather(around, kind, true);
        gradient.clear(near.count);
        for (int k = 0; k < kinds.length; k++)
            for (CentrePlan.RadialTerm term : plan.radialTerms[k]) {
                double factor = term.weight() * slopes[from + term.column()];
                double[] rate = near.slopes[term.table()];
                for (int j = near.start[k]; j < near.start[k + 1]; j++) gradient.radial[j] += factor * rate[j];
            }
        for (PairPlan pair : plan.pairs) pairs(plan, pair, near, Task.PULL_BACK, slopes, from);
        gradient.write(near, result);
    }

    @Override
    public void pushForward(Neighborhood around, double[] direction, double[] rates, int from) {
        int kind = kindOf[around.centre()];
        CentrePlan plan = plans[kind];
        NearShells near = gather(around, kind, true);
        near.move(direction);
        Arrays.fill(rates, from, from + plan.live.length, 0);
        for (int k = 0; k < kinds.length; k++)
            for (CentrePlan.RadialTerm term : plan.radialTerms[k]) {
                double sum = 0;
                for (int j = near.start[k]; j < near.start[k + 1]; j++)
                    sum += near.slopes[term.table()][j] * near.speeds[j];
                rates[from + term.column()] += term.weight() * sum;
            }
        for (PairPlan pair : plan.pairs) pairs(plan, pair, near, Task.PUSH_FORWARD, rates, from);
    }

    private NearShells gather(Neighborhood around, int kind, boolean sloped) {
        NearShells near = shells[kind];
        near.gather(around, kindOf);
        near.evaluate(plans[kind], sloped);
        if (near.count > masks.length) masks = new long[2 * near.count];
        return near;
    }

    /** Goes through the pairs of two kinds, a batch at a time. */
    private void pairs(CentrePlan plan, PairPlan pair, NearShells near, Task task, double[] array, int from) {
        boolean all = mark(near, pair, pair.a);
        if (pair.b != pair.a) all &= mark(near, pair, pair.b);
        batch.ensure(near.count, pair.shapes.length);
        batch.count = 0;
        double limit = pair.reach * pair.reach;
        int end = near.start[pair.b + 1];
        for (int j = near.start[pair.a]; j < near.start[pair.a + 1]; j++) {
            if (!all && masks[j] == 0) continue;
            batch.add(near, j, pair.a == pair.b ? j + 1 : near.start[pair.b], end, limit, all ? null : masks);
            if (batch.isFull()) finish(plan, pair, near, task, array, from);
        }
        if (batch.count > 0) finish(plan, pair, near, task, array, from);
    }

    private void finish(CentrePlan plan, PairPlan pair, NearShells near, Task task, double[] array, int from) {
        batch.prepare(near, pair, task != Task.EVALUATE);
        switch (task) {
            case EVALUATE -> {
                for (PairPlan.GaussianBlock block : pair.blocks) gaussians.add(plan, block, near, array, from);
                for (PairPlan.Group group : pair.groups) compacts.add(plan, group, near, array, from);
            }
            case PULL_BACK -> {
                batch.clear();
                for (PairPlan.GaussianBlock block : pair.blocks) gaussians.pull(plan, block, near, array, from);
                for (PairPlan.Group group : pair.groups) compacts.pull(plan, group, near, array, from);
                gradient.add(near, batch);
            }
            case PUSH_FORWARD -> {
                near.move(batch);
                for (PairPlan.GaussianBlock block : pair.blocks) gaussians.push(plan, block, near, array, from);
                for (PairPlan.Group group : pair.groups) compacts.push(plan, group, near, array, from);
            }
        }
        batch.count = 0;
    }

    /** Notes which tables of a pair of kinds are other than zero at each neighbour; returns whether all are at all. */
    private boolean mark(NearShells near, PairPlan pair, int kind) {
        int from = near.start[kind];
        int to = near.start[kind + 1];
        boolean all = true;
        Arrays.fill(masks, from, to, 0);
        for (int t = 0; t < pair.tables.length; t++) {
            double[] values = near.values[pair.tables[t]];
            long bit = 1L << t; // tables 64 apart share a bit, which does no harm
            for (int j = from; j < to; j++) {
                if (values[j] != 0) masks[j] |= bit;
                else all = false;
            }
        }
        return all;
    }
}
