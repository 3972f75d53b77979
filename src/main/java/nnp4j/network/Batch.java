package nnp4j.network;

/** The array lengths that a batch needs. */
final class Batch {
    private Batch() {}

    static void check(int rows, int inputs, double[] features, double[] energies, double[] slopes) {
        if (rows < 0) throw new IllegalArgumentException("expected 0 rows or more, found " + rows);
        check("features", (long) rows * inputs, features);
        check("energies", rows, energies);
        check("slopes", (long) rows * inputs, slopes);
    }

    static void check(String what, long expected, double[] array) {
        if (array.length < expected)
            throw new IllegalArgumentException(
                    "expected at least " + expected + " " + what + ", found " + array.length);
    }
}
