package nnp4j.potential;

/** Checks that the analytic terms share. */
final class Parameters {
    private Parameters() {}

    static void positive(String term, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(term + ": expected a positive " + name + ", found " + value);
    }

    static void finite(String term, String name, double value) {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(term + ": expected a finite " + name + ", found " + value);
    }
}
