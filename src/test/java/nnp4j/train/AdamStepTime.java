package nnp4j.train;

import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.network.MatrixProduct;
import nnp4j.network.Mlp;

/**
 * Prints the time of a step of Adam on energies and forces for src/test/python/compare_adam.py, which runs PyTorch beside it:
 * arguments atoms, batch, threads, hidden widths.
 */
public final class AdamStepTime {
    private AdamStepTime() {}

    /**
     * Runs steps for some seconds, in rounds, and prints the median time.
     *
     * @param arguments atoms, batch, threads, hidden widths
     */
    public static void main(String[] arguments) {
        int atoms = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        int[] numbers = new int[atoms];
        double[] x = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            numbers[i] = 1;
            x[3 * i] = 1.5 * (i % 3);
            x[3 * i + 1] = 1.5 * Math.floorDiv(i, 3);
        }
        TrainingSettings settings = TrainingSettings.standard().with("hidden", arguments[3]);
        Examples examples = Molecules.examples(Molecules.of(Geometry.of(numbers, x), batch, 1), settings);
        Mlp mlp = Mlp.random(settings.widths(examples.inputCount()), settings.activation(), 1);
        try (Crew crew = new Crew(threads)) {
            Adam adam = new Adam(
                    new MoleculeLoss(examples, mlp, 1, crew),
                    mlp.parameters(),
                    batch,
                    0,
                    Double.POSITIVE_INFINITY,
                    0,
                    1);
            double[] rounds = new double[9];
            for (int round = 0; round < rounds.length; round++) {
                long start = System.nanoTime();
                int steps = 0;
                while (System.nanoTime() - start < 700_000_000L) {
                    adam.epoch(++steps, 1e-4);
                }
                rounds[round] = (System.nanoTime() - start) * 1e-6 / steps;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%.4f %s%n",
                    LearningCurve.median(java.util.Arrays.copyOfRange(rounds, 3, 9)),
                    MatrixProduct.implementation());
        }
    }
}
