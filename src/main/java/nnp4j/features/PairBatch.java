package nnp4j.features;

import java.util.Arrays;
import java.util.List;

/**
 * Pairs of neighbours as arrays, long enough that loops over them become vector instructions: distances, cosines and functions
 * of the angle. Pairs for which every function is zero are left out before anything is computed. One thread only.
 */
final class PairBatch {
    /** Enough pairs to compute at once, few enough that their arrays stay in the first-level cache. */
    private static final int FULL = 160;

    private final AngularValues angular = new AngularValues();
    private int[] intervals = {};
    private double[] offsets = {};
    private ShellGrid grid;
    int count;
    int[] first = {};
    int[] second = {};
    /** Distances of both from the centre, and from each other. */
    double[] firstR = {};

    double[] secondR = {};
    double[] sides = {};
    double[] cosines = {};
    /** By shape of the plan: the function of the angle, and its slope with respect to the cosine. */
    double[][] values = {};

    double[][] slopes = {};
    /** A radial shape and its slope at the distance between the two. */
    double[] sideValues = {};

    double[] sideSlopes = {};
    /** Sums of functions of the angle and of their slopes. */
    double[] value = {};

    double[] slope = {};
    /** Backward, derivatives with respect to distances and cosines; forward, the rates of these. */
    double[] byFirst = {};

    double[] bySecond = {};
    double[] bySide = {};
    double[] byCosine = {};

    void ensure(int neighbors, int shapes) {
        int room = FULL + neighbors;
        if (room > first.length) {
            int size = FULL + 2 * neighbors;
            first = new int[size];
            second = new int[size];
            intervals = new int[size];
            offsets = new double[size];
            firstR = new double[size];
            secondR = new double[size];
            sides = new double[size];
            cosines = new double[size];
            sideValues = new double[size];
            sideSlopes = new double[size];
            value = new double[size];
            slope = new double[size];
            byFirst = new double[size];
            bySecond = new double[size];
            bySide = new double[size];
            byCosine = new double[size];
            values = new double[Math.max(shapes, values.length)][size];
            slopes = new double[values.length][size];
        }
        if (shapes > values.length) {
            values = new double[shapes][first.length];
            slopes = new double[shapes][first.length];
        }
    }

    boolean isFull() {
        return count >= FULL;
    }

    /**
     * Adds pairs of neighbour j with those from one to another, if the square of their distance is below a limit.
     *
     * @param masks of which a pair must share a bit; null if all do
     */
    void add(NearShells near, int j, int from, int to, double limit, long[] masks) {
        double xj = near.x[j];
        double yj = near.y[j];
        double zj = near.z[j];
        double[] x = near.x;
        double[] y = near.y;
        double[] z = near.z;
        double[] squares = sides;
        int start = count - from;
        for (int k = from; k < to; k++) {
            double dx = x[k] - xj;
            double dy = y[k] - yj;
            double dz = z[k] - zj;
            squares[start + k] = dx * dx + dy * dy + dz * dz;
        }
        int n = count;
        for (int k = from; k < to; k++) {
            double square = squares[start + k];
            second[n] = k;
            squares[n] = square;
            int counts = (int) (Double.doubleToRawLongBits(square - limit) >>> 63); // the sign, since a branch is slow
            n += masks == null || (masks[j] & masks[k]) != 0 ? counts : 0;
        }
        Arrays.fill(first, count, n, j);
        count = n;
    }

    /** Computes what is common to all functions; the sides are squares until then. */
    void prepare(NearShells near, PairPlan plan, boolean sloped) {
        grid = null;
        collect(near.r, first, count, firstR);
        collect(near.r, second, count, secondR);
        for (int p = 0; p < count; p++) {
            double cosine = (firstR[p] * firstR[p] + secondR[p] * secondR[p] - sides[p])
                    / Math.max(2 * firstR[p] * secondR[p], Double.MIN_NORMAL);
            cosines[p] = Math.max(-1, Math.min(1, cosine));
        }
        for (int p = 0; p < count; p++) sides[p] = Math.sqrt(sides[p]);
        angular.evaluate(plan.shapes, count, cosines, values, sloped ? slopes : null);
    }

    /** Derivatives of nothing yet. */
    void clear() {
        Arrays.fill(byFirst, 0, count, 0);
        Arrays.fill(bySecond, 0, count, 0);
        Arrays.fill(bySide, 0, count, 0);
        Arrays.fill(byCosine, 0, count, 0);
    }

    /** Fills the values of a radial shape at the distances between the two, and where asked its slopes. */
    void closeWith(RadialTable table, boolean sloped) {
        if (!table.grid.equals(grid)) table.grid.find(0, count, sides, intervals, offsets);
        grid = table.grid;
        if (sloped) table.evaluate(0, count, intervals, offsets, sideValues, sideSlopes);
        else table.evaluate(0, count, intervals, offsets, sideValues);
    }

    /** The same for what fades out a Gaussian. */
    void closeWith(FadePolynomial fade) {
        fade.evaluate(count, sides, offsets, sideValues, sideSlopes);
        grid = null;
    }

    /** Functions of the angle and their slopes, with the slopes of the features as weights; two terms at a time. */
    void combine(List<PairPlan.Term> terms, double[] weights, int from) {
        Arrays.fill(value, 0, count, 0);
        Arrays.fill(slope, 0, count, 0);
        int even = terms.size() & ~1;
        for (int t = 0; t < even; t += 2) {
            PairPlan.Term a = terms.get(t);
            PairPlan.Term b = terms.get(t + 1);
            double fa = a.weight() * weights[from + a.column()];
            double fb = b.weight() * weights[from + b.column()];
            add(fa, values[a.shape()], fb, values[b.shape()], value);
            add(fa, slopes[a.shape()], fb, slopes[b.shape()], slope);
        }
        if (even == terms.size()) return;
        PairPlan.Term last = terms.get(even);
        double factor = last.weight() * weights[from + last.column()];
        double[] v = values[last.shape()];
        double[] s = slopes[last.shape()];
        for (int p = 0; p < count; p++) value[p] += factor * v[p];
        for (int p = 0; p < count; p++) slope[p] += factor * s[p];
    }

    private void add(double fa, double[] a, double fb, double[] b, double[] sum) {
        for (int p = 0; p < count; p++) sum[p] += fa * a[p] + fb * b[p];
    }

    /** Adds to a row the sums of a radial part times functions of the angle. */
    void addFeatures(List<PairPlan.Term> terms, double[] part, double[] row, int from) {
        for (int t = 0; t < terms.size(); t++) {
            PairPlan.Term term = terms.get(t);
            row[from + term.column()] += term.weight() * dot(count, values[term.shape()], part);
        }
    }

    /** Adds the rates of features: a radial part's rate times the function of the angle, and the part times that one's rate. */
    void addRates(List<PairPlan.Term> terms, double[] rate, double[] part, double[] rates, int from) {
        for (int p = 0; p < count; p++) part[p] *= byCosine[p];
        for (int t = 0; t < terms.size(); t++) {
            PairPlan.Term term = terms.get(t);
            rates[from + term.column()] +=
                    term.weight() * (dot(count, values[term.shape()], rate) + dot(count, slopes[term.shape()], part));
        }
    }

    static void collect(double[] values, int[] places, int count, double[] collected) {
        for (int p = 0; p < count; p++) collected[p] = values[places[p]];
    }

    private static double dot(int count, double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = 0;
        for (; p + 3 < count; p += 4) {
            s0 = Math.fma(a[p], b[p], s0);
            s1 = Math.fma(a[p + 1], b[p + 1], s1);
            s2 = Math.fma(a[p + 2], b[p + 2], s2);
            s3 = Math.fma(a[p + 3], b[p + 3], s3);
        }
        for (; p < count; p++) s0 = Math.fma(a[p], b[p], s0);
        return s0 + s1 + (s2 + s3);
    }
}
