package nnp4j.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import nnp4j.features.CoulombMatrix.Order;

/** What the Coulomb matrices of different molecules share: size, order, noise and scratch memory. Immutable. */
final class CoulombLayout {
    /** The most features of one molecule, 80 MB; more come of a mistake. */
    private static final long FEATURE_LIMIT = 10_000_000;

    final int mostAtoms;
    final Order order;
    final int realizations;
    final double noise;
    final long seed;
    /** Entries of one triangle. */
    final int triangle;
    /** Added to the norms: mostAtoms ranks of the first matrix, then of the second. */
    final double[] shifts;

    private final ThreadLocal<CoulombRows> rows;

    CoulombLayout(int mostAtoms, Order order, int realizations, double noise, long seed) {
        long entries = mostAtoms * (mostAtoms + 1L) / 2;
        if (mostAtoms < 1 || entries > FEATURE_LIMIT)
            throw new IllegalArgumentException("CoulombMatrix: expected room for 1 to 4471 atoms, found " + mostAtoms);
        if (realizations < 1 || realizations > FEATURE_LIMIT / entries)
            throw new IllegalArgumentException("CoulombMatrix: expected 1 to " + FEATURE_LIMIT / entries
                    + " realizations of " + entries + " features, found " + realizations);
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "CoulombMatrix: expected a noise of at least 0 and finite, found " + noise);
        this.mostAtoms = mostAtoms;
        this.order = order;
        this.realizations = realizations;
        this.noise = noise;
        this.seed = seed;
        this.triangle = (int) entries;
        this.shifts = new double[realizations * mostAtoms];
        Random random = new Random(seed);
        if (order == Order.RANDOM) Arrays.setAll(shifts, k -> noise * random.nextGaussian());
        this.rows = ThreadLocal.withInitial(() -> new CoulombRows(mostAtoms));
    }

    /** The scratch memory of this thread. */
    CoulombRows rows() {
        return rows.get();
    }

    int featureCount() {
        return order == Order.EIGENVALUES ? mostAtoms : realizations * triangle;
    }

    String featureName(int feature) {
        Objects.checkIndex(feature, featureCount());
        if (order == Order.EIGENVALUES) return "lambda(" + (feature + 1) + ")";
        int row = 0;
        int left = feature % triangle;
        while (left >= mostAtoms - row) left -= mostAtoms - row++;
        String entry = "C(" + (row + 1) + "," + (row + left + 1) + ")";
        return order == Order.SORTED ? entry : entry + "#" + (feature / triangle + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoulombLayout that
                && mostAtoms == that.mostAtoms
                && order == that.order
                && realizations == that.realizations
                && noise == that.noise
                && seed == that.seed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(mostAtoms, order, realizations, noise, seed);
    }

    /** For example {@code sorted, room for 23}. */
    @Override
    public String toString() {
        String text = order.name().toLowerCase(Locale.ROOT) + ", room for " + mostAtoms;
        if (order != Order.RANDOM) return text;
        return text + ", " + realizations + " realizations of noise " + noise + ", seed " + seed;
    }
}
