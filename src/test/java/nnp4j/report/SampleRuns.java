package nnp4j.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

/** Pictures of invented runs of dynamics and optimization: what the tests check and what the eye is to see. */
final class SampleRuns {
    private SampleRuns() {}

    /** A molecule warmed from 100 K to a target; its energies swing with the temperature. */
    static DynamicsPlot dynamics(int samples, OptionalDouble target) {
        Random random = new Random(31);
        double[] time = new double[samples];
        double[] potential = new double[samples];
        double[] conserved = new double[samples];
        double[] temperature = new double[samples];
        double noise = 0;
        for (int k = 0; k < samples; k++) {
            time[k] = 0.005 * k;
            noise = 0.7 * noise + 45 * random.nextGaussian();
            double mean = target.orElse(300) * (1 - 0.7 * Math.exp(-time[k]));
            temperature[k] = Math.max(0, mean + noise);
            potential[k] = -2079.35 + 0.0009 * mean - 0.0004 * noise + 0.02 * random.nextGaussian();
            conserved[k] = k == 0 ? 0 : 0.02 * time[k] + 0.25 * random.nextGaussian();
        }
        return new DynamicsPlot(
                "Dynamics of H₂O at 300 K",
                "potential h2o, ωB97X-D/6-31G*; Langevin, 1 ps⁻¹; step 0.5 fs; " + samples + " samples",
                time,
                "ps",
                potential,
                "eV",
                conserved,
                "drift 0.020 meV ps⁻¹, RMS about it 0.25 meV",
                temperature,
                target);
    }

    /** A quasi-Newton run: energies and forces fall by a factor a step, with a bump at the start. */
    static ConvergencePlot optimization(int steps) {
        Random random = new Random(37);
        double[] step = new double[steps];
        double[] energy = new double[steps];
        double[] largest = new double[steps];
        double[] rms = new double[steps];
        for (int k = 0; k < steps; k++) {
            step[k] = k;
            double fall = Math.exp(-9.0 * k / Math.max(1, steps - 1)) * Math.exp(0.3 * random.nextGaussian());
            energy[k] = k == steps - 1 ? 0 : 0.8 * fall * fall;
            largest[k] = 4.2 * fall;
            rms[k] = 1.6 * fall * Math.exp(0.1 * random.nextGaussian());
        }
        return optimization(step, energy, largest, rms);
    }

    static ConvergencePlot optimization(double[] step, double[] energy, double[] largest, double[] rms) {
        return new ConvergencePlot(
                "Optimization of ethanol",
                "potential ethanol, PBE/def2-SVP; L-BFGS; " + step.length + " steps",
                step,
                energy,
                "eV",
                largest,
                rms,
                0.0023,
                0.0015);
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("dynamics", dynamics(3000, OptionalDouble.of(300)).draw());
        all.put("dynamics-nve", dynamics(300, OptionalDouble.empty()).draw());
        all.put("dynamics-20", dynamics(20, OptionalDouble.of(300)).draw());
        all.put("dynamics-1", dynamics(1, OptionalDouble.of(300)).draw());
        all.put("dynamics-1000000", dynamics(1_000_000, OptionalDouble.of(300)).draw());
        all.put("optimization", optimization(40).draw());
        all.put("optimization-1", optimization(1).draw());
        all.put("optimization-10000", optimization(10_000).draw());
        double[] zeros = {0, 0};
        all.put(
                "optimization-zeros",
                optimization(new double[] {0, 1}, zeros, zeros, zeros).draw());
        all.put(
                "optimization-rising",
                optimization(
                                new double[] {0, 1, 2, 3},
                                new double[] {0.1, -0.01, 1e-3, 0},
                                new double[] {1, 0.2, 0.1, 0.002},
                                new double[] {0.3, 0.1, 0.03, 0})
                        .draw());
        return all;
    }
}
