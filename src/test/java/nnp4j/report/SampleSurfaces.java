package nnp4j.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Pictures of invented surfaces: what the tests check and what the eye is to see. */
final class SampleSurfaces {
    private static final double FREE = Double.NaN;

    private SampleSurfaces() {}

    /** A dipeptide's energies over its two torsions: two low basins, one high, in kcal/mol. */
    static double peptide(double phi, double psi) {
        double e = 0;
        double[][] wells = {{-80, 75, 9, 0.9}, {-150, 160, 8, 1.2}, {70, -60, 6.5, 1.5}, {-75, -20, 5.5, 1.6}};
        for (double[] well : wells) {
            double a = Math.cos(Math.toRadians(phi - well[0])) - 1;
            double b = Math.cos(Math.toRadians(psi - well[1])) - 1;
            e -= well[2] * Math.exp(well[3] * (2 * a + 1.2 * b));
        }
        return e + 9.02 + 5 * Math.exp(3 * (Math.cos(Math.toRadians(phi)) + Math.cos(Math.toRadians(psi)) - 2));
    }

    static double[] grid(double[] x, double[] y, DoubleBinaryOperator f) {
        double[] z = new double[x.length * y.length];
        for (int k = 0; k < z.length; k++) z[k] = f.applyAsDouble(x[k % x.length], y[k / x.length]);
        return z;
    }

    static ContourPlot angles(double[] x, double[] y, double[] z, double step, double highest) {
        return new ContourPlot(
                "Alanine dipeptide",
                "potential sample, B3LYP/6-31G*; " + z.length + " points, relaxed",
                "φ, dihedral 5–7–9–15 / °",
                "ψ, dihedral 7–9–15–17 / °",
                "energy above the lowest point / kcal mol⁻¹",
                x,
                y,
                z,
                step,
                highest);
    }

    static ContourPlot lengths(double[] x, double[] y, double[] z, double step, double highest) {
        return new ContourPlot(
                "H + H₂, collinear",
                "potential sample; " + z.length + " points",
                "bond 1–2 / Å",
                "bond 2–3 / Å",
                "energy / eV",
                x,
                y,
                z,
                step,
                highest);
    }

    /** The London, Eyring, Polanyi and Sato surface of three atoms in a row, about that of H3. */
    static double leps(double ab, double bc) {
        double[] r = {ab, bc, ab + bc};
        double[] q = new double[3];
        double[] j = new double[3];
        for (int k = 0; k < 3; k++) {
            double e = Math.exp(-1.94 * (r[k] - 0.742));
            double singlet = 4.746 * (e * e - 2 * e);
            double triplet = 4.746 / 2 * (e * e + 2 * e) * (1 - 0.18) / (1 + 0.18);
            q[k] = (singlet + triplet) / 2;
            j[k] = (singlet - triplet) / 2;
        }
        double spread = Math.pow(j[0] - j[1], 2) + Math.pow(j[1] - j[2], 2) + Math.pow(j[2] - j[0], 2);
        return q[0] + q[1] + q[2] - Math.sqrt(spread / 2);
    }

    static double[] turn() {
        return SamplePictures.grid(-180, 180, 73);
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        double[] turn = turn();
        double[] z = grid(turn, turn, SampleSurfaces::peptide);
        all.put("map", angles(turn, turn, z, FREE, FREE).draw());
        double[] broken = z.clone();
        for (int k : new int[] {1000, 1001, 1075, 3300, 0}) broken[k] = Double.NaN;
        all.put("map-failed", angles(turn, turn, broken, 0.5, 8).draw());
        double[] falling = SamplePictures.grid(3, 0.5, 60);
        double[] uneven = new double[40];
        for (int k = 0; k < uneven.length; k++) uneven[k] = 0.5 + 2.5 * k * k / 39.0 / 39;
        all.put(
                "map-lengths",
                lengths(falling, uneven, grid(falling, uneven, SampleSurfaces::leps), 0.25, 0)
                        .draw());
        double[] two = {1, 2};
        all.put(
                "map-2x2",
                lengths(two, two, new double[] {1, 0, 0, 1}, FREE, FREE).draw());
        all.put(
                "map-flat",
                lengths(two, two, new double[] {3, 3, 3, 3}, FREE, FREE).draw());
        Random random = new Random(43);
        double[] x = SamplePictures.grid(0, 1, 12);
        all.put(
                "map-noise",
                lengths(x, x, grid(x, x, (a, b) -> random.nextDouble()), FREE, FREE)
                        .draw());
        return all;
    }
}
