package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Test error against the number of training frames. In each repeat the split has its own seed; within a repeat larger training
 * sets hold the smaller ones, and validation and test frames stay the same.
 *
 * @param name of the series
 * @param sizes numbers of training frames
 * @param repeats how many for each size
 */
public record LearningCurve(String name, List<Integer> sizes, int repeats) {
    /** Name of the label that holds the size. */
    public static final String SIZE = "training";

    /** Name of the label that holds the series. */
    public static final String SERIES = "series";

    /**
     * The trainings.
     *
     * @param data to be divided
     * @param settings how to train; its seed is that of the first repeat
     * @return one job for each size and repeat
     * @throws TrainingException if the data are too few
     */
    public List<Job> jobs(DataSet data, TrainingSettings settings) {
        List<Job> jobs = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++)
            for (int size : sizes) {
                TrainingSettings own = settings.with(Setting.TRAINING, Integer.toString(size))
                        .with(Setting.SEED, Long.toString(settings.seed() + repeat - 1));
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put(SERIES, name);
                labels.put(SIZE, Integer.toString(size));
                labels.put("repeat", Integer.toString(repeat));
                String job = name.replaceAll("[^\\w.+-]", "_") + "-" + size + "-" + repeat;
                jobs.add(new Job(job, labels, own, own.split(data), true));
            }
        return jobs;
    }

    /**
     * An error as a power of the number of training frames.
     *
     * @param prefactor error of one frame
     * @param exponent negative where more data help
     */
    public record PowerLaw(double prefactor, double exponent) {}

    /**
     * The power law through the medians of the repeats, by a straight line in logarithms.
     *
     * @param results of one series
     * @param error of a result, above 0
     * @return the law; not a number with fewer than two sizes
     */
    public static PowerLaw fit(List<JobResult> results, ToDoubleFunction<JobResult> error) {
        SimpleRegression line = new SimpleRegression();
        int[] found = results.stream().mapToInt(LearningCurve::size).distinct().toArray();
        for (int size : found) {
            double[] errors = results.stream()
                    .filter(r -> size(r) == size)
                    .mapToDouble(error)
                    .sorted()
                    .toArray();
            line.addData(Math.log(size), Math.log(median(errors)));
        }
        return new PowerLaw(Math.exp(line.getIntercept()), line.getSlope());
    }

    /**
     * The median.
     *
     * @param values at least one, read only
     * @return the middle one, or the mean of the two in the middle
     */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The training size of a result.
     *
     * @param result of a job of a learning curve
     * @return number of frames
     */
    public static int size(JobResult result) {
        return Integer.parseInt(result.job().labels().get(SIZE));
    }
}
