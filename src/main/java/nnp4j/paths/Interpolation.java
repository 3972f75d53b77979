package nnp4j.paths;

/**
 * First guesses of a path: a straight line, then image-dependent pair potentials, which lead the distances of all pairs straight
 * from the one end's to the other's (Smidstrup, Pedersen, Stokbro, Jonsson, J. Chem. Phys. 140, 214106 (2014),
 * doi:10.1063/1.4878664): S = sum over pairs of (d0 - d)^2/d^4.
 */
final class Interpolation {
    private static final int STEPS = 300;
    /** Force of S at which the guess is good enough, 1/angstrom^3. */
    private static final double ENOUGH = 0.02;

    private Interpolation() {}

    static double[][] between(double[] from, double[] to, int images, boolean anchored) {
        double[][] x = new double[images][from.length];
        for (int i = 0; i < images; i++) {
            double part = i / (images - 1.0);
            for (int k = 0; k < from.length; k++) x[i][k] = (1 - part) * from[k] + part * to[k];
        }
        apart(x);
        if (from.length <= 3) return x; // a single atom has no pairs
        Band band = new Band(x, 1, anchored);
        new BandDescent(band, (all, energies, forces) -> {
                    for (int i = 1; i < images - 1; i++)
                        energies[i] = pairs(all[i], from, to, i / (images - 1.0), forces[i]);
                })
                .run(STEPS, ENOUGH, false, step -> false);
        return band.x;
    }

    /** Atoms that a straight line leads through each other are moved a little, each its own way. */
    private static void apart(double[][] x) {
        double close = 0.1; // angstrom
        for (int i = 1; i < x.length - 1; i++)
            for (int a = 0; a < x[i].length; a += 3)
                for (int b = 0; b < a; b += 3) {
                    double dx = x[i][a] - x[i][b], dy = x[i][a + 1] - x[i][b + 1], dz = x[i][a + 2] - x[i][b + 2];
                    if (dx * dx + dy * dy + dz * dz > close * close) continue;
                    x[i][a] += close * Math.cos(a);
                    x[i][a + 1] += close * Math.sin(a);
                    x[i][a + 2] += close / 2;
                }
    }

    private static double pairs(double[] x, double[] from, double[] to, double part, double[] forces) {
        java.util.Arrays.fill(forces, 0);
        double sum = 0;
        for (int a = 0; a < x.length; a += 3)
            for (int b = 0; b < a; b += 3) {
                double wanted = (1 - part) * distance(from, a, b) + part * distance(to, a, b);
                double d = distance(x, a, b);
                double off = wanted - d;
                sum += off * off / (d * d * d * d);
                double slope = -2 * off / Math.pow(d, 4) - 4 * off * off / Math.pow(d, 5);
                for (int c = 0; c < 3; c++) {
                    double pull = -slope * (x[a + c] - x[b + c]) / d;
                    forces[a + c] += pull;
                    forces[b + c] -= pull;
                }
            }
        return sum;
    }

    private static double distance(double[] x, int a, int b) {
        double dx = x[a] - x[b], dy = x[a + 1] - x[b + 1], dz = x[a + 2] - x[b + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
