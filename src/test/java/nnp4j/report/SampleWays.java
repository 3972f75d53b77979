package nnp4j.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pictures of invented relaxed scans and reaction paths: what the tests check and what the eye is to see. */
final class SampleWays {
    private static final double[] NONE = {};

    private SampleWays() {}

    /** The inversion of ammonia, or of a molecule with ends of different energy: a quartic double well. */
    static PathPlot path(int images, double tilt, boolean slopes, int saddle) {
        double[] x = SamplePictures.grid(0, 2.4, images);
        double[] y = new double[images];
        double[] slope = new double[images];
        double[] start = new double[images];
        double[] startX = SamplePictures.grid(0, 2.2, images);
        for (int k = 0; k < images; k++) {
            double q = x[k] / 1.2 - 1;
            y[k] = 5.43 * (1 - q * q) * (1 - q * q) + tilt * x[k] / 2.4;
            slope[k] = -5.43 * 4 * q * (1 - q * q) / 1.2 + tilt / 2.4;
            double p = startX[k] / 1.1 - 1;
            start[k] = 9.2 * Math.pow(1 - p * p, 2) + tilt * startX[k] / 2.2;
        }
        return path(x, y, slopes ? slope : NONE, slopes ? start : NONE, slopes ? startX : NONE, saddle);
    }

    static PathPlot path(double[] x, double[] y, double[] slope, double[] start, double[] startX, int saddle) {
        return new PathPlot(
                "Inversion of NH₃",
                "potential nh3, CCSD(T)/aug-cc-pVTZ; climbing image NEB, " + x.length + " images",
                "path / Å",
                "energy above the first image / kcal mol⁻¹",
                x,
                y,
                slope,
                start,
                startX,
                saddle,
                "ΔE‡ 5.43",
                "ΔE‡ 7.93");
    }

    static RelaxedScanPlot scan(String xLabel, double[] x, double[] forward, double[] backward, double[] rigid) {
        boolean[] failed = new boolean[x.length];
        for (int k = 0; k < x.length; k++) failed[k] = !Double.isFinite(forward[k]);
        return new RelaxedScanPlot(
                "Ethanol, dihedral 9–3–2–1",
                "potential ethanol, PBE/def2-SVP; " + x.length + " points, other coordinates relaxed",
                xLabel,
                "energy above the lowest point / kcal mol⁻¹",
                x,
                forward,
                backward,
                rigid,
                failed);
    }

    /** A torsion that jumps back late on the way back; two points failed. */
    static RelaxedScanPlot torsion(boolean back, boolean rigid) {
        double[] x = SamplePictures.grid(-180, 180, 37);
        double[] forward = Arrays.stream(x).map(SamplePictures::torsion).toArray();
        double[] backward = Arrays.stream(x)
                .map(a -> SamplePictures.torsion(a) + (a > 60 && a < 130 ? 1.5 * Math.sin((a - 60) / 22.3) : 0))
                .toArray();
        double[] stiff =
                Arrays.stream(x).map(a -> 2.8 * SamplePictures.torsion(a) + 0.3).toArray();
        forward[20] = Double.NaN;
        forward[21] = Double.NaN;
        return scan("dihedral 9–3–2–1 / °", x, forward, back ? backward : NONE, rigid ? stiff : NONE);
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("path", path(11, 0, true, 5).draw());
        all.put("path-tilted", path(9, -2.5, true, 4).draw());
        all.put("path-straight", path(11, -2.5, false, -1).draw());
        all.put(
                "path-flat",
                path(new double[] {0, 1}, new double[] {2, 2}, NONE, NONE, NONE, 1)
                        .draw());
        all.put("relaxed", torsion(true, true).draw());
        all.put("relaxed-forward", torsion(false, false).draw());
        double[] bond = SamplePictures.grid(3, 0.5, 26);
        double[] energy = Arrays.stream(bond).map(SamplePictures::morse).toArray();
        all.put("relaxed-bond", scan("bond 1–2 / Å", bond, energy, energy, NONE).draw());
        double[] one = {1};
        all.put("relaxed-one", scan("bond 1–2 / Å", one, one, NONE, NONE).draw());
        return all;
    }
}
