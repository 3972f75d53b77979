package nnp4j.geometry;

/** Chains of atoms with a given angle. */
final class Chains {
    private Chains() {}

    /** i, j, k, l with the middle bond along +z, |r| about one, and l turned by phi from i. */
    static double[] chain(double phi) {
        return new double[] {1.1, 0, -0.4, 0, 0, 0, 0, 0, 1.5, Math.cos(phi), Math.sin(phi), 1.9};
    }

    /** Two bonds of lengths 1.2 and 0.9 that enclose theta, in a plane without symmetry. */
    static double[] bent(double theta) {
        double[] a = {2.0 / 3, -2.0 / 3, 1.0 / 3};
        double[] b = {2.0 / 3, 1.0 / 3, -2.0 / 3};
        double[] x = new double[9];
        for (int c = 0; c < 3; c++) {
            x[3 + c] = 0.3;
            x[c] = 0.3 + 1.2 * a[c];
            x[6 + c] = 0.3 + 0.9 * (Math.cos(theta) * a[c] + Math.sin(theta) * b[c]);
        }
        return x;
    }
}
