package nnp4j.features;

import java.util.Arrays;

/**
 * Sums over a batch of pairs of functions made of Gaussians. The product of a function's Gaussians is one Gaussian,
 * exp(-eta (q - 2 s u + m s^2)) with q the sum of the m squared distances, u that of the distances and s the shift; what fades it
 * out is common to all. So a pair costs one exponential a function, and derivatives with respect to distances are taken once, of
 * sums over functions. One thread only; arrays hold one value a pair.
 */
final class GaussianSums {
    private final PairBatch batch;
    /** Sum of squared distances, sum of distances, and the product of what fades out with its derivatives. */
    private double[] q = {};

    private double[] u = {};
    private double[] fade = {};
    private double[] byFirst = {};
    private double[] bySecond = {};
    private double[] bySide = {};
    private double[][] gaussians = {};
    private double[] faded = {};
    /** Sums over functions: of themselves, times eta, times eta and shift; and of slopes with respect to the cosine. */
    private double[] plain = {};

    private double[] etas = {};
    private double[] shifts = {};
    private double[] turns = {};

    GaussianSums(PairBatch batch) {
        this.batch = batch;
    }

    private void ensure(PairPlan.GaussianBlock block) {
        int room = batch.first.length;
        if (block.gaussians().size() > gaussians.length)
            gaussians = new double[block.gaussians().size()][room];
        if (room <= q.length) return;
        q = new double[room];
        u = new double[room];
        fade = new double[room];
        byFirst = new double[room];
        bySecond = new double[room];
        bySide = new double[room];
        faded = new double[room];
        gaussians = new double[gaussians.length][room];
        plain = new double[room];
        etas = new double[room];
        shifts = new double[room];
        turns = new double[room];
    }

    /** Adds the features to a row. */
    void add(CentrePlan plan, PairPlan.GaussianBlock block, NearShells near, double[] row, int from) {
        ensure(block);
        int n = batch.count;
        prepare(plan, block, near, false);
        for (int k = 0; k < block.gaussians().size(); k++) {
            double[] e = gaussian(block, k);
            for (int p = 0; p < n; p++) faded[p] = fade[p] * e[p];
            batch.addFeatures(block.gaussians().get(k).terms(), faded, row, from);
        }
    }

    /** Adds to the batch's derivatives those of the features' sum, weighted with slopes. */
    void pull(CentrePlan plan, PairPlan.GaussianBlock block, NearShells near, double[] slopes, int from) {
        ensure(block);
        int n = batch.count;
        prepare(plan, block, near, true);
        Arrays.fill(plain, 0, n, 0);
        Arrays.fill(etas, 0, n, 0);
        Arrays.fill(turns, 0, n, 0);
        if (block.isShifted()) Arrays.fill(shifts, 0, n, 0);
        for (int k = 0; k < block.gaussians().size(); k++) {
            PairPlan.Gaussian g = block.gaussians().get(k);
            batch.combine(g.terms(), slopes, from);
            double[] e = gaussian(block, k);
            double[] value = batch.value;
            double[] slope = batch.slope;
            double eta = g.eta();
            for (int p = 0; p < n; p++) {
                double x = value[p] * e[p];
                plain[p] += x;
                etas[p] += eta * x;
                turns[p] += slope[p] * e[p];
            }
            if (g.centre() != 0) {
                double both = g.eta() * g.centre();
                for (int p = 0; p < n; p++) shifts[p] += both * value[p] * e[p];
            }
        }
        differentiate(block);
    }

    private void differentiate(PairPlan.GaussianBlock block) {
        int n = batch.count;
        slope(n, batch.firstR, byFirst, batch.byFirst, block.isShifted());
        slope(n, batch.secondR, bySecond, batch.bySecond, block.isShifted());
        if (block.closed()) slope(n, batch.sides, bySide, batch.bySide, block.isShifted());
        double[] byCosine = batch.byCosine;
        for (int p = 0; p < n; p++) byCosine[p] += turns[p] * fade[p];
    }

    private void slope(int n, double[] r, double[] fading, double[] sum, boolean shifted) {
        for (int p = 0; p < n; p++) sum[p] += plain[p] * fading[p] - 2 * r[p] * etas[p] * fade[p];
        if (shifted) for (int p = 0; p < n; p++) sum[p] += 2 * shifts[p] * fade[p];
    }

    /** Adds the rates of the features to a row, for the rates of the batch's distances and cosines. */
    void push(CentrePlan plan, PairPlan.GaussianBlock block, NearShells near, double[] rates, int from) {
        ensure(block);
        int n = batch.count;
        prepare(plan, block, near, true);
        double[] rate = batch.value;
        for (int k = 0; k < block.gaussians().size(); k++) {
            PairPlan.Gaussian g = block.gaussians().get(k);
            double[] e = gaussian(block, k);
            for (int p = 0; p < n; p++) {
                double fading = byFirst[p] * batch.byFirst[p] + bySecond[p] * batch.bySecond[p];
                double moving = (batch.firstR[p] - g.centre()) * batch.byFirst[p]
                        + (batch.secondR[p] - g.centre()) * batch.bySecond[p];
                if (block.closed()) {
                    fading += bySide[p] * batch.bySide[p];
                    moving += (batch.sides[p] - g.centre()) * batch.bySide[p];
                }
                rate[p] = e[p] * (fading - 2 * g.eta() * moving * fade[p]);
                faded[p] = fade[p] * e[p];
            }
            batch.addRates(g.terms(), rate, faded, rates, from);
        }
    }

    /** What is common to the functions of a block. */
    private void prepare(CentrePlan plan, PairPlan.GaussianBlock block, NearShells near, boolean sloped) {
        int n = batch.count;
        double[] r1 = batch.firstR;
        double[] r2 = batch.secondR;
        double[] r3 = batch.sides;
        for (int p = 0; p < n; p++) q[p] = r1[p] * r1[p] + r2[p] * r2[p];
        for (int p = 0; p < n; p++) u[p] = r1[p] + r2[p];
        double[] values = near.values[block.table()];
        PairBatch.collect(values, batch.first, n, bySecond);
        PairBatch.collect(values, batch.second, n, byFirst);
        for (int p = 0; p < n; p++) fade[p] = byFirst[p] * bySecond[p];
        if (sloped) {
            double[] slopes = near.slopes[block.table()];
            for (int p = 0; p < n; p++) byFirst[p] *= slopes[batch.first[p]];
            for (int p = 0; p < n; p++) bySecond[p] *= slopes[batch.second[p]];
        }
        if (!block.closed()) return;
        FadePolynomial polynomial = plan.fades[block.table()];
        if (polynomial == null) batch.closeWith(plan.tables[block.table()], sloped);
        else batch.closeWith(polynomial);
        double[] side = batch.sideValues;
        double[] rate = batch.sideSlopes;
        for (int p = 0; p < n; p++) q[p] += r3[p] * r3[p];
        for (int p = 0; p < n; p++) u[p] += r3[p];
        if (sloped) {
            for (int p = 0; p < n; p++) bySide[p] = fade[p] * rate[p];
            for (int p = 0; p < n; p++) byFirst[p] *= side[p];
            for (int p = 0; p < n; p++) bySecond[p] *= side[p];
        }
        for (int p = 0; p < n; p++) fade[p] *= side[p];
    }

    /** The values of a Gaussian of the block; those before it have been asked for. */
    private double[] gaussian(PairPlan.GaussianBlock block, int index) {
        int n = batch.count;
        PairPlan.Gaussian g = block.gaussians().get(index);
        double[] e = gaussians[index];
        if (g.power() > 1) {
            power(n, gaussians[g.base()], g.power(), e);
            return e;
        }
        double eta = g.eta();
        if (g.centre() == 0) {
            for (int p = 0; p < n; p++) e[p] = -eta * q[p];
        } else {
            double twice = 2 * g.centre();
            double constant = (block.closed() ? 3 : 2) * g.centre() * g.centre();
            for (int p = 0; p < n; p++) e[p] = -eta * (q[p] - twice * u[p] + constant);
        }
        FastExponential.replace(n, e);
        return e;
    }

    private void power(int n, double[] base, int exponent, double[] result) {
        double[] square = faded;
        System.arraycopy(base, 0, square, 0, n);
        int left = exponent;
        for (; (left & 1) == 0; left >>= 1) for (int p = 0; p < n; p++) square[p] *= square[p];
        System.arraycopy(square, 0, result, 0, n);
        for (left >>= 1; left > 0; left >>= 1) {
            for (int p = 0; p < n; p++) square[p] *= square[p];
            if ((left & 1) != 0) for (int p = 0; p < n; p++) result[p] *= square[p];
        }
    }
}
