package nnp4j.features;

import java.util.Arrays;
import nnp4j.geometry.Neighborhood;

/**
 * Computes ANI environment vectors. The Gaussian of the mean distance (r + r')/2 about a shift s factorizes about the middle m of
 * the shifts: exp(-eta ((r + r')/2 - m)^2) times one factor exp(eta (r - m)(s - m) - eta (s - m)^2/2) of each neighbour, so
 * that a triple takes one exponential; the angular factor comes from a table.
 */
final class AniKernel implements AtomicKernel {
    private static final double RADIAL_FACTOR = 0.25;
    private static final double ANGULAR_FACTOR = 2;

    private final AniTables tables;
    private final int[] elements;
    private final int[] kinds;
    private final AniLayout layout;
    private final double[] values;
    private final double[] slopes;
    private final RadialNeighbors radial;
    private final NearAtoms near;

    AniKernel(AniTables tables, int[] elements, int[] kinds, boolean periodic) {
        this.tables = tables;
        this.elements = elements;
        this.kinds = kinds;
        this.layout = new AniLayout(tables, elements.length, kinds, periodic);
        this.radial = new RadialNeighbors(tables);
        this.values = new double[tables.angles];
        this.slopes = new double[tables.angles];
        this.near = new NearAtoms(tables);
    }

    @Override
    public int[] liveFeatures(int atomicNumber) {
        for (int k = 0; k < elements.length; k++) if (elements[k] == atomicNumber) return layout.live(k);
        throw new IllegalArgumentException("ANI environment: no element " + atomicNumber);
    }

    @Override
    public void evaluate(Neighborhood around, double[] row, int from) {
        int kind = kinds[around.centre()];
        Arrays.fill(row, from, from + layout.count(kind), 0);
        radial.gather(around);
        int shifts = tables.radialCount();
        for (int j = 0; j < radial.count; j++) {
            double weight = RADIAL_FACTOR * radial.cutoffs[j];
            int at = from + layout.radial(kind, kinds[around.atoms()[radial.places[j]]]);
            for (int k = 0; k < shifts; k++)
                row[at + k] = Math.fma(weight, radial.gaussians[j * shifts + k], row[at + k]);
        }
        near.gather(around, kinds);
        for (int j = 0, pair = 0; j < near.count; j++)
            for (int k = 0; k < j; k++, pair++) {
                double weight = ANGULAR_FACTOR * near.cutoffs[j] * near.cutoffs[k] * near.means[pair];
                tables.angular.evaluate(near.tangents[pair], values);
                int at = from + layout.angular(kind, near.kinds[j], near.kinds[k]);
                addTriple(row, at, weight, j * tables.shifts.length, k * tables.shifts.length);
            }
    }

    /** In blocks of four angles, which models have in multiples: loops over so few would cost more than what is in them. */
    private void addTriple(double[] row, int from, double weight, int first, int second) {
        int angles = values.length;
        int q = 0;
        for (; q + 4 <= angles; q += 4) {
            double v0 = weight * values[q];
            double v1 = weight * values[q + 1];
            double v2 = weight * values[q + 2];
            double v3 = weight * values[q + 3];
            for (int p = 0, at = from + q; p < tables.shifts.length; p++, at += angles) {
                double radial = near.factors[first + p] * near.factors[second + p];
                row[at] = Math.fma(radial, v0, row[at]);
                row[at + 1] = Math.fma(radial, v1, row[at + 1]);
                row[at + 2] = Math.fma(radial, v2, row[at + 2]);
                row[at + 3] = Math.fma(radial, v3, row[at + 3]);
            }
        }
        for (; q < angles; q++)
            for (int p = 0, at = from + q; p < tables.shifts.length; p++, at += angles)
                row[at] += weight * near.factors[first + p] * near.factors[second + p] * values[q];
    }

    @Override
    public void pullBack(Neighborhood around, double[] rowSlopes, int from, double[] gradient) {
        int kind = kinds[around.centre()];
        double[] d = around.displacements();
        Arrays.fill(gradient, 0, 3 * around.count(), 0);
        radial.gather(around);
        for (int j = 0; j < radial.count; j++) {
            int place = radial.places[j];
            int at = from + layout.radial(kind, kinds[around.atoms()[place]]);
            double slope = radialSlope(j, rowSlopes, at) / radial.distances[j];
            for (int c = 0; c < 3; c++) gradient[3 * place + c] = slope * d[3 * place + c];
        }
        near.gather(around, kinds);
        for (int j = 0, pair = 0; j < near.count; j++)
            for (int k = 0; k < j; k++, pair++) {
                int at = from + layout.angular(kind, near.kinds[j], near.kinds[k]);
                pullTriple(j, k, pair, rowSlopes, at, gradient);
            }
    }

    /** dE/dr by the radial functions of one neighbour. */
    private double radialSlope(int j, double[] rowSlopes, int from) {
        double r = radial.distances[j];
        double sum = 0;
        double moment = 0;
        for (int k = 0, at = j * tables.radialCount(); k < tables.radialCount(); k++, at++) {
            double term = rowSlopes[from + k] * radial.gaussians[at];
            sum += term;
            moment += term * (r - tables.radial.shift(k));
        }
        return RADIAL_FACTOR * (radial.cutoffSlopes[j] * sum - 2 * tables.radialEta * radial.cutoffs[j] * moment);
    }

    private void pullTriple(int j, int k, int pair, double[] rowSlopes, int from, double[] gradient) {
        tables.angular.evaluate(near.tangents[pair], values, slopes);
        double halfSum = 0.5 * (near.distances[j] + near.distances[k]);
        int first = j * tables.shifts.length;
        int second = k * tables.shifts.length;
        double sum = 0;
        double moment = 0;
        double bend = 0;
        int q = 0;
        for (; q + 4 <= values.length; q += 4) { // as in addTriple
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            double moment0 = 0;
            double moment1 = 0;
            double moment2 = 0;
            double moment3 = 0;
            for (int p = 0, at = from + q; p < tables.shifts.length; p++, at += values.length) {
                double radial = near.factors[first + p] * near.factors[second + p];
                double tilted = radial * (halfSum - tables.shifts[p]);
                sum0 = Math.fma(radial, rowSlopes[at], sum0);
                sum1 = Math.fma(radial, rowSlopes[at + 1], sum1);
                sum2 = Math.fma(radial, rowSlopes[at + 2], sum2);
                sum3 = Math.fma(radial, rowSlopes[at + 3], sum3);
                moment0 = Math.fma(tilted, rowSlopes[at], moment0);
                moment1 = Math.fma(tilted, rowSlopes[at + 1], moment1);
                moment2 = Math.fma(tilted, rowSlopes[at + 2], moment2);
                moment3 = Math.fma(tilted, rowSlopes[at + 3], moment3);
            }
            sum += sum0 * values[q] + sum1 * values[q + 1] + sum2 * values[q + 2] + sum3 * values[q + 3];
            bend += sum0 * slopes[q] + sum1 * slopes[q + 1] + sum2 * slopes[q + 2] + sum3 * slopes[q + 3];
            moment += moment0 * values[q] + moment1 * values[q + 1] + moment2 * values[q + 2] + moment3 * values[q + 3];
        }
        for (; q < values.length; q++)
            for (int p = 0, at = from + q; p < tables.shifts.length; p++, at += values.length) {
                double term = near.factors[first + p] * near.factors[second + p] * rowSlopes[at];
                sum += term * values[q];
                bend += term * slopes[q];
                moment += term * (halfSum - tables.shifts[p]) * values[q];
            }
        addForces(j, k, pair, sum, moment, bend * near.tangentRates[pair], gradient);
    }

    private void addForces(int j, int k, int pair, double sum, double moment, double bend, double[] gradient) {
        double mean = ANGULAR_FACTOR * near.means[pair];
        double both = near.cutoffs[j] * near.cutoffs[k];
        double common = both * tables.angularEta * moment;
        double slopeJ = mean * (near.cutoffSlopes[j] * near.cutoffs[k] * sum - common);
        double slopeK = mean * (near.cutoffs[j] * near.cutoffSlopes[k] * sum - common);
        near.add(j, k, slopeJ, slopeK, mean * both * bend, near.cosines[pair], gradient);
    }

    @Override
    public void pushForward(Neighborhood around, double[] direction, double[] rates, int from) {
        int kind = kinds[around.centre()];
        Arrays.fill(rates, from, from + layout.count(kind), 0);
        double[] d = around.displacements();
        radial.gather(around);
        for (int j = 0; j < radial.count; j++) {
            int place = radial.places[j];
            double r = radial.distances[j];
            double speed = 0;
            for (int c = 0; c < 3; c++) speed += d[3 * place + c] * direction[3 * place + c] / r;
            double cut = RADIAL_FACTOR * speed * radial.cutoffs[j];
            double cutSlope = RADIAL_FACTOR * speed * radial.cutoffSlopes[j];
            int at = from + layout.radial(kind, kinds[around.atoms()[place]]);
            for (int k = 0, g = j * tables.radialCount(); k < tables.radialCount(); k++, g++)
                rates[at + k] +=
                        radial.gaussians[g] * (cutSlope - 2 * tables.radialEta * cut * (r - tables.radial.shift(k)));
        }
        near.gather(around, kinds);
        for (int j = 0; j < near.count; j++) near.move(j, direction);
        for (int j = 0, pair = 0; j < near.count; j++)
            for (int k = 0; k < j; k++, pair++)
                pushTriple(j, k, pair, rates, from + layout.angular(kind, near.kinds[j], near.kinds[k]));
    }

    private void pushTriple(int j, int k, int pair, double[] rates, int from) {
        tables.angular.evaluate(near.tangents[pair], values, slopes);
        double halfSum = 0.5 * (near.distances[j] + near.distances[k]);
        double mean = ANGULAR_FACTOR * near.means[pair];
        double both = near.cutoffs[j] * near.cutoffs[k];
        double cutRate = near.cutoffSlopes[j] * near.cutoffs[k] * near.speeds[j]
                + near.cutoffs[j] * near.cutoffSlopes[k] * near.speeds[k];
        double stretch = both * tables.angularEta * (near.speeds[j] + near.speeds[k]);
        double turn = both * near.tangentRates[pair] * near.cosineRate(j, k, near.cosines[pair]);
        int at = from;
        for (int p = 0; p < tables.shifts.length; p++) {
            double radial =
                    mean * near.factors[j * tables.shifts.length + p] * near.factors[k * tables.shifts.length + p];
            double rate = radial * (cutRate - stretch * (halfSum - tables.shifts[p]));
            for (int q = 0; q < values.length; q++) rates[at++] += rate * values[q] + radial * turn * slopes[q];
        }
    }
}
