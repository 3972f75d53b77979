package nnp4j.potential;

/** How often each of some features was outside its range, and where it was farthest. Takes memory when the first one is. */
final class OutsideCounts {
    private final int size;
    private long total;
    private long[] counts = {};
    private double[] values = {};
    private double[] widths = {};

    OutsideCounts(int size) {
        this.size = size;
    }

    void add(int feature, double value, double low, double high) {
        if (counts.length == 0) {
            counts = new long[size];
            values = new double[size];
            widths = new double[size];
        }
        total++;
        double far = Extrapolation.widths(value, low, high);
        if (counts[feature]++ > 0 && Double.compare(far, widths[feature]) <= 0) return; // what is no number is farthest
        values[feature] = value;
        widths[feature] = far;
    }

    long total() {
        return total;
    }

    /** Whether a feature ever was outside. */
    boolean any(int feature) {
        return counts.length > 0 && counts[feature] > 0;
    }

    long count(int feature) {
        return counts[feature];
    }

    /** A feature's farthest value. */
    double value(int feature) {
        return values[feature];
    }
}
