package nnp4j.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Pictures of invented vibrations: what the tests check and what the eye is to see. */
final class SampleSpectra {
    private static final double[] NONE = {};
    /** Ethanol-like wavenumbers in cm⁻¹. */
    private static final double[] ETHANOL = {
        243, 281, 416, 822, 908, 1040, 1104, 1178, 1278, 1300, 1405, 1459, 1485, 1500, 1535, 3001, 3037, 3068, 3131,
        3137, 3859
    };

    private SampleSpectra() {}

    static SpectrumPlot spectrum(double width, double[] frequencies, double... intensities) {
        return new SpectrumPlot(
                "Harmonic vibrations of H₂O",
                "potential h2o, ωB97X-D/6-31G*; lines of " + width + " cm⁻¹",
                frequencies,
                intensities,
                intensities.length > 0 ? "intensity / km mol⁻¹" : "modes (no intensities)",
                width);
    }

    static double[] water() {
        return new double[] {1649, 3833, 3944};
    }

    /** Peaks of a run, broad and shifted down from the harmonic ones, on noise. */
    static VibrationalDensityPlot density(double[] harmonic) {
        Random random = new Random(41);
        double[] wavenumber = new double[4200];
        double[] density = new double[wavenumber.length];
        double[] shifted = Arrays.stream(harmonic).map(w -> 0.96 * w).toArray();
        double[] heights = new double[harmonic.length];
        Arrays.fill(heights, 0.02);
        Lorentzians lines = new Lorentzians(shifted, heights, 30);
        for (int k = 0; k < wavenumber.length; k++) {
            wavenumber[k] = k;
            density[k] = lines.at(k) + 2e-4 * random.nextDouble();
        }
        return new VibrationalDensityPlot(
                "Velocity spectrum of ethanol",
                "NVE, 10 ps at 300 K; Hann window of 2 ps, resolution 17 cm⁻¹",
                wavenumber,
                density,
                harmonic);
    }

    static double[] ethanol() {
        return ETHANOL.clone();
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("spectrum", spectrum(10, water()).draw());
        all.put("spectrum-infrared", spectrum(10, water(), 71, 4, 28).draw());
        double[] saddle = {-900, 512, 1040, 3420, 3611, 3616};
        all.put("spectrum-saddle", spectrum(10, saddle).draw());
        double[] strength = {5, 12, 10, 14, 40, 52, 30, 9, 80, 4, 10, 22, 3, 6, 8, 60, 55, 22, 31, 29, 18};
        all.put("spectrum-many", spectrum(10, ethanol(), strength).draw());
        all.put("spectrum-one", spectrum(10, new double[] {-1102.4}).draw());
        all.put(
                "spectrum-dark",
                spectrum(0.01, new double[] {0, 0, 500}, 0, 0, 0).draw());
        all.put("density", density(ethanol()).draw());
        all.put(
                "density-plain",
                new VibrationalDensityPlot("t", "s", new double[] {0, 1000}, new double[] {0, 0}, NONE).draw());
        return all;
    }
}
