package nnp4j.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A search for hyperparameters: trainings of networks of different depth, width, learning rate, batch and activation on one
 * split, among which the lowest validation loss chooses. The lists are the grid's; a random search draws between their ends
 * (Bergstra and Bengio, J. Mach. Learn. Res. 13, 281 (2012)).
 *
 * @param depths numbers of hidden layers
 * @param widths units in each
 * @param rates learning rates
 * @param batches frames a step
 * @param activations names
 */
public record Search(
        List<Integer> depths,
        List<Integer> widths,
        List<Double> rates,
        List<Integer> batches,
        List<String> activations) {
    /**
     * The usual grid of 45 networks.
     *
     * @param settings for batch and activation
     * @return depth 2, 3, 4; width 32, 64, 128; rate 1e-5, 5e-5, 1e-4, 5e-4, 1e-3
     */
    public static Search standard(TrainingSettings settings) {
        return new Search(
                List.of(2, 3, 4),
                List.of(32, 64, 128),
                List.of(1e-5, 5e-5, 1e-4, 5e-4, 1e-3),
                List.of(settings.whole(Setting.BATCH)),
                List.of(settings.get(Setting.ACTIVATION)));
    }

    /**
     * Every combination.
     *
     * @param settings of everything else
     * @param split of all jobs
     * @return one job each
     */
    public List<Job> grid(TrainingSettings settings, Split split) {
        List<Job> jobs = new ArrayList<>();
        for (int depth : depths)
            for (int width : widths)
                for (int batch : batches)
                    for (String activation : activations)
                        for (double rate : rates)
                            jobs.add(job(settings, split, depth, width, rate, batch, activation, jobs.size() + 1));
        return jobs;
    }

    /**
     * Some combinations at random: depth, width and rate anywhere between the least and the largest listed, width and rate
     * evenly on a logarithmic scale.
     *
     * @param settings of everything else; its seed is that of the choice
     * @param split of all jobs
     * @param count how many
     * @return the jobs
     */
    public List<Job> random(TrainingSettings settings, Split split, int count) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<Job> jobs = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            int least = Collections.min(depths);
            int depth = least + random.nextInt(Collections.max(depths) - least + 1);
            int width = (int) Math.round(between(random, Collections.min(widths), Collections.max(widths)));
            double rate = between(random, Collections.min(rates), Collections.max(rates));
            rate = Double.parseDouble(String.format(java.util.Locale.ROOT, "%.2e", rate));
            int batch = batches.get(random.nextInt(batches.size()));
            String activation = activations.get(random.nextInt(activations.size()));
            jobs.add(job(settings, split, depth, width, rate, batch, activation, k));
        }
        return jobs;
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low * StrictMath.pow(high / low, random.nextDouble());
    }

    private static Job job(
            TrainingSettings settings,
            Split split,
            int depth,
            int width,
            double rate,
            int batch,
            String activation,
            int number) {
        String hidden = String.join(",", Collections.nCopies(depth, Integer.toString(width)));
        TrainingSettings own = settings.with(Setting.HIDDEN, hidden)
                .with(Setting.RATE, Double.toString(rate))
                .with(Setting.BATCH, Integer.toString(batch))
                .with(Setting.ACTIVATION, activation);
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("depth", Integer.toString(depth));
        labels.put("width", Integer.toString(width));
        labels.put("rate", Double.toString(rate));
        labels.put("batch", Integer.toString(batch));
        labels.put("activation", activation);
        String name = number + "-" + depth + "x" + width + "-" + rate + "-" + batch + "-" + activation;
        return new Job(name, labels, own, split, false);
    }

    /**
     * The best of some results.
     *
     * @param results at least one
     * @return the one with the lowest validation loss
     * @throws IllegalArgumentException if there is none
     */
    public static JobResult winner(List<JobResult> results) {
        return results.stream()
                .min(Comparator.comparingDouble(JobResult::loss))
                .orElseThrow(() -> new IllegalArgumentException("expected a finished training, found none"));
    }
}
