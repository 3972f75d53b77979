package nnp4j.train;

import java.util.Map;

/**
 * One training of a campaign.
 *
 * @param name different from that of every other job; letters, digits and {@code . + - _}
 * @param labels what makes the job different from others, by name, for tables
 * @param settings how to train
 * @param split which frames train, validate and test
 * @param tested whether the test frames are evaluated
 */
public record Job(String name, Map<String, String> labels, TrainingSettings settings, Split split, boolean tested) {
    /**
     * Checks the name.
     *
     * @param name different from that of every other job
     * @param labels what makes the job different from others
     * @param settings how to train
     * @param split which frames train, validate and test
     * @param tested whether the test frames are evaluated
     * @throws IllegalArgumentException if the name cannot be that of a folder
     */
    public Job {
        if (!name.matches("[\\w.+-]+"))
            throw new IllegalArgumentException(
                    "job: expected a name of letters, digits and . + - _, found \"" + name + "\"");
    }
}
