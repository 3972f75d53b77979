package nnp4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** K-fold cross-validation: as many trainings as folds, each tested on the fold that it did not see. */
public final class CrossValidation {
    private CrossValidation() {}

    /**
     * The trainings.
     *
     * @param data to be divided
     * @param settings how to train; split blocks makes folds of contiguous frames, else they are drawn at random; the part of
     *     validation applies to the frames outside a fold
     * @param folds how many, at least 2
     * @return one job a fold
     * @throws TrainingException if there are fewer than 2 folds or more than frames
     */
    public static List<Job> jobs(DataSet data, TrainingSettings settings, int folds) {
        boolean blocks = settings.get(Setting.SPLIT).equals("blocks");
        int most = data.size() - data.size() / Math.max(1, folds);
        double part = (double) Sizes.count(settings.get(Setting.VALIDATION), most) / most;
        List<Job> jobs = new ArrayList<>();
        for (Split split : Split.folds(data.size(), folds, part, blocks, settings.seed())) {
            int fold = jobs.size() + 1;
            jobs.add(new Job("fold-" + fold, Map.of("fold", Integer.toString(fold)), settings, split, true));
        }
        return jobs;
    }
}
