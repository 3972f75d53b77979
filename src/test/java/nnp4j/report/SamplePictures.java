package nnp4j.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Pictures of known curves: what the tests check and what the eye is to see. */
final class SamplePictures {
    /** H2: well depth in kcal/mol, bond length in angstrom, decay in 1/angstrom. */
    private static final double DEPTH = 109.5;

    private static final double LENGTH = 0.741;
    private static final double DECAY = 1.94;
    private static final String KCAL = "energy above two H atoms / kcal mol⁻¹";

    private SamplePictures() {}

    static double morse(double r) {
        double e = 1 - Math.exp(-DECAY * (r - LENGTH));
        return DEPTH * (e * e - 1);
    }

    static double[] grid(double from, double to, int count) {
        return IntStream.range(0, count)
                .mapToDouble(k -> count == 1 ? from : from + (to - from) * k / (count - 1))
                .toArray();
    }

    /** A Morse curve with as many reference points, their residuals about 0.01 kcal/mol. */
    static ScanPlot morse(double from, double to, int count, int references, boolean[] extrapolated, String title) {
        double[] x = grid(from, to, count);
        double[] rx = references == 0 ? new double[0] : grid(0.4, 6, references);
        double[] ry = Arrays.stream(rx).map(SamplePictures::morse).toArray();
        Random random = new Random(3);
        double[] residual =
                Arrays.stream(rx).map(r -> 0.01 * random.nextGaussian()).toArray();
        return new ScanPlot(
                title,
                "potential h2, full CI/aug-cc-pV5Z; " + count + " points",
                "bond 1–2 / Å",
                KCAL,
                x,
                Arrays.stream(x).map(SamplePictures::morse).toArray(),
                extrapolated,
                OptionalDouble.of(0),
                rx,
                ry,
                residual,
                "residual / kcal mol⁻¹",
                OptionalDouble.of(LENGTH),
                OptionalDouble.of(-DEPTH));
    }

    static ScanPlot plain(double[] x, double[] y) {
        return scan("H₂O, bond 1–2", "bond 1–2 / Å", x, y);
    }

    static ScanPlot scan(String title, String xLabel, double[] x, double[] y) {
        double[] none = new double[0];
        return new ScanPlot(
                title,
                "potential sample, B3LYP/6-31G*; " + x.length + " points",
                xLabel,
                "energy above the lowest point / kcal mol⁻¹",
                x,
                y,
                new boolean[0],
                OptionalDouble.empty(),
                none,
                none,
                none,
                "residual / kcal mol⁻¹",
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static ParityPlot parity(int count, String title) {
        Random random = new Random(5);
        double[] x = random.doubles(count, -110, 60).toArray();
        double[] y = Arrays.stream(x).map(v -> v + 2 * random.nextGaussian()).toArray();
        return new ParityPlot(
                title,
                "full CI/aug-cc-pV5Z; energies above the separated atoms",
                "energy / kcal mol⁻¹",
                x,
                y,
                "MAE 1.6 kcal mol⁻¹",
                "RMSE 2.01 kcal mol⁻¹",
                "n = " + count,
                "worst -6.42, frame 17");
    }

    static double torsion(double degrees) {
        double t = Math.toRadians(degrees);
        return 1.7 * (1 + Math.cos(t)) - 0.3 * (1 - Math.cos(2 * t)) + 1.6 * (1 + Math.cos(3 * t));
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        boolean[] ends = new boolean[113];
        for (int k = 0; k < 113; k++) ends[k] = k < 3 || k > 90;
        boolean[] wall = new boolean[113];
        Arrays.fill(wall, 0, 4, true);
        all.put("morse", morse(0.4, 6, 113, 29, new boolean[0], "H₂, bond 1–2").draw());
        all.put(
                "morse-extrapolated",
                morse(0.4, 6, 113, 29, ends, "H₂, bond 1–2").draw());
        all.put("steep-wall", morse(0.1, 3, 113, 0, wall, "H₂ & a steep wall").draw());
        double[] sigma = Arrays.stream(grid(0.4, 6, 113)).map(r -> 1 + r).toArray();
        all.put(
                "morse-band",
                morse(0.4, 6, 113, 0, new boolean[0], "H₂ with a band").draw(sigma));
        double[] angles = grid(-180, 180, 73);
        double[] profile = Arrays.stream(angles).map(SamplePictures::torsion).toArray();
        all.put(
                "torsion",
                scan("C₄H₁₀, dihedral 1–2–3–4", "dihedral 1–2–3–4 / °", angles, profile)
                        .draw());
        all.put(
                "two-points",
                plain(new double[] {0.9, 1.1}, new double[] {3.1, 0}).draw());
        all.put("one-point", plain(new double[] {0.9}, new double[] {-3.1}).draw());
        double[] dense = grid(0.7, 3, 10_000);
        Random random = new Random(7);
        all.put(
                "noise",
                plain(
                                dense,
                                Arrays.stream(dense)
                                        .map(r -> random.nextGaussian())
                                        .toArray())
                        .draw());
        String longTitle = "A title that tells the whole story of the molecule, its makers, the network, its training "
                + "data, the weather and <what> else there \"is\" & was";
        all.put("long-title", morse(0.4, 6, 21, 21, new boolean[0], longTitle).draw());
        all.put("parity-50", parity(50, "potential h2 against h2.csv").draw());
        all.put("parity-5000", parity(5000, longTitle).draw());
        return all;
    }
}
