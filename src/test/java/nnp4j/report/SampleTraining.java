package nnp4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Pictures of invented trainings: what the tests check and what the eye is to see. */
final class SampleTraining {
    private SampleTraining() {}

    /** Noisy losses that fall from one value to another; validation rises again after half of the epochs. */
    static LossPlot loss(int epochs, double from, double to, boolean rate) {
        Random random = new Random(17);
        double[] epoch = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
        double[] training = new double[epochs];
        double[] validation = new double[epochs];
        for (int k = 0; k < epochs; k++) {
            double part = epochs == 1 ? 0 : Math.sqrt(k / (epochs - 1.0));
            double fall = from * Math.pow(to / from, part);
            training[k] = fall * Math.exp(0.15 * random.nextGaussian());
            double rise = Math.pow(10, 2 * Math.max(0, part - 0.7));
            validation[k] = 1.5 * fall * rise * Math.exp(0.25 * random.nextGaussian());
        }
        double[] rates = Arrays.stream(epoch)
                .map(e -> 1e-3 * Math.pow(0.5, Math.floor(6 * e / (epochs + 1))))
                .toArray();
        return new LossPlot(
                "Training of h2o",
                "200 frames, invariants of degree 6, network 3 × 32; Adam, batch 32",
                "eV²",
                epoch,
                training,
                validation,
                rate ? rates : new double[0],
                1 + epochs / 2);
    }

    /** Repeats that scatter around a power law. */
    static LearningCurvePlot.Series series(
            String name, double prefactor, double exponent, double scatter, int repeats, int... sizes) {
        Random random = new Random(name.hashCode());
        int[] each = Arrays.stream(sizes)
                .flatMap(size -> IntStream.generate(() -> size).limit(repeats))
                .toArray();
        double[] errors = Arrays.stream(each)
                .mapToDouble(size -> prefactor * Math.pow(size, exponent) * Math.exp(scatter * random.nextGaussian()))
                .toArray();
        return new LearningCurvePlot.Series(name, each, errors, exponent, prefactor);
    }

    static LearningCurvePlot curves(LearningCurvePlot.Series... series) {
        return new LearningCurvePlot(
                "Learning curves, aspirin",
                "MD17, test on 2,000 frames; five repeats",
                "test RMSE / kcal mol⁻¹",
                List.of(series),
                OptionalDouble.of(1),
                "1 kcal mol⁻¹");
    }

    static ErrorHistogram errors(double... errors) {
        return new ErrorHistogram(
                "Errors of the potential ethanol", "test set, seed 1", "energy error", "kcal mol⁻¹", errors);
    }

    static double[] normal(int count, double mean, double sigma) {
        Random random = new Random(23);
        return random.doubles(count)
                .map(u -> mean + sigma * random.nextGaussian())
                .toArray();
    }

    /** Depths x widths x batches at five learning rates; some runs diverge. */
    static GridPicture grid(int[] depths, int[] widths, int[] batches, boolean diverge) {
        double[] rates = {1e-5, 5e-5, 1e-4, 5e-4, 1e-3};
        Random random = new Random(29);
        List<String> groups = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<Double> x = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int depth : depths)
            for (int width : widths)
                for (int batch : batches)
                    for (double rate : rates) {
                        groups.add(depth + " × " + width);
                        lines.add("batch " + batch);
                        x.add(rate);
                        double best = 3e-4 / Math.sqrt(width / 32.0) * Math.pow(Math.log10(rate / 4e-4), 2) + 2e-5;
                        boolean lost = diverge && rate > 5e-4 && depth == 4;
                        errors.add(lost ? Double.NaN : best * batch / 32 * Math.exp(0.3 * random.nextGaussian()));
                    }
        double[] found = errors.stream().mapToDouble(Double::doubleValue).toArray();
        int winner = IntStream.range(0, found.length)
                .filter(k -> found[k] > 0)
                .boxed()
                .min(Comparator.comparingDouble(k -> found[k]))
                .orElseThrow();
        return new GridPicture(
                "Search for hyperparameters, H₂",
                found.length + " networks, chosen by validation error",
                "learning rate",
                true,
                "validation RMSE / eV",
                x.stream().mapToDouble(Double::doubleValue).toArray(),
                found,
                groups.toArray(new String[0]),
                lines.toArray(new String[0]),
                winner,
                "winner: " + groups.get(winner) + ", rate " + x.get(winner));
    }

    /** Errors some times as large as spreads around one kcal/mol; bins of equal number. */
    static CalibrationPlot calibration(int pairs, double factor, double width, String unit) {
        Random random = new Random(31);
        double[] spreads = new double[pairs];
        double[] errors = new double[pairs];
        for (int k = 0; k < pairs; k++) spreads[k] = 0.05 * Math.exp(width * random.nextGaussian());
        Arrays.sort(spreads);
        for (int k = 0; k < pairs; k++) errors[k] = factor * spreads[k] * random.nextGaussian();
        int bins = Math.max(1, Math.min(10, pairs / 8));
        double[] binSpreads = new double[bins];
        double[] binErrors = new double[bins];
        for (int b = 0; b < bins; b++) {
            int from = pairs * b / bins;
            int to = pairs * (b + 1) / bins;
            for (int k = from; k < to; k++) {
                binSpreads[b] += spreads[k] * spreads[k] / (to - from);
                binErrors[b] += errors[k] * errors[k] / (to - from);
            }
            binSpreads[b] = Math.sqrt(binSpreads[b]);
            binErrors[b] = Math.sqrt(binErrors[b]);
        }
        return new CalibrationPlot(
                "ethanol, " + pairs + " test frames",
                "PBE+vdW-TS",
                "energy",
                unit,
                spreads,
                errors,
                binSpreads,
                binErrors,
                "RMSE / spread " + factor,
                "within 1 spread 68 %",
                "within 2 spreads 95 %",
                "(normal: 68 and 95 %)",
                "n = " + pairs);
    }

    static Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("loss", loss(1000, 3, 2e-6, true).draw());
        all.put("loss-1", loss(1, 3, 3, true).draw());
        all.put("loss-12", loss(12, 3, 1, false).draw());
        all.put("loss-100000", loss(100_000, 1e2, 1e-16, true).draw());
        int[] sizes = {100, 200, 300, 500, 1000};
        all.put(
                "learning",
                curves(
                                series("raw coordinates", 90, -0.3, 0.1, 5, sizes),
                                series("distances", 70, -0.45, 0.1, 5, sizes),
                                series("distances with forces", 40, -0.58, 0.15, 5, 100, 300, 500))
                        .draw());
        all.put("learning-one-size", curves(series("one", 3, -0.1, 0.2, 7, 500)).draw());
        all.put(
                "learning-two-sizes",
                curves(series("two", 3, -0.1, 0, 2, 500, 700)).draw());
        all.put(
                "learning-wide",
                curves(series("H₂", 1e-3, -2.1, 0.5, 20, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000))
                        .draw());
        all.put("calibration", calibration(100, 2, 0.4, "kcal/mol").draw());
        all.put("calibration-1", calibration(1, 1, 0.5, "kcal/mol").draw());
        all.put("calibration-narrow", calibration(60, 1, 0.02, "cm-1").draw());
        all.put("calibration-many", calibration(20_000, 0.7, 1, "kcal/mol Å⁻¹").draw());
        all.put("errors", errors(normal(5000, 0.05, 0.4)).draw());
        double[] heavy = Arrays.stream(normal(3000, 0, 0.6)).map(e -> e * e * e).toArray();
        heavy[17] = -345;
        all.put("errors-heavy", errors(heavy).draw());
        all.put("errors-identical", errors(0.25, 0.25, 0.25).draw());
        double[] mostlyRight = new double[30];
        mostlyRight[3] = 1;
        all.put("errors-mostly-zero", errors(mostlyRight).draw());
        all.put("errors-tiny", errors(normal(500, 1e-9, 3e-8)).draw());
        all.put("errors-one", errors(0).draw());
        all.put("errors-biased", errors(normal(40, 5, 0.01)).draw());
        all.put(
                "grid-45",
                grid(new int[] {2, 3, 4}, new int[] {32, 64, 128}, new int[] {32}, true)
                        .draw());
        all.put(
                "grid-200",
                grid(new int[] {2, 3, 4, 5}, new int[] {16, 32, 64, 128, 256}, new int[] {32, 256}, false)
                        .draw());
        all.put(
                "grid-1",
                grid(new int[] {2}, new int[] {32}, new int[] {32}, false).draw());
        double[] forces = normal(60_000, 0, 25);
        double[] noise = normal(60_000, 0, 0.8);
        double[] predicted = new double[forces.length];
        Arrays.setAll(predicted, k -> forces[k] + noise[noise.length - 1 - k]);
        all.put(
                "parity-forces",
                new ParityPlot(
                                "Forces of the potential ethanol",
                                "MD17 revised, PBE/def2-SVP; test set",
                                "force component / kcal mol⁻¹ Å⁻¹",
                                forces,
                                predicted,
                                "MAE 0.64 kcal mol⁻¹ Å⁻¹",
                                "n = 60000")
                        .draw());
        return all;
    }
}
