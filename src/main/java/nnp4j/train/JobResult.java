package nnp4j.train;

import nnp4j.potential.Assessment;

/**
 * What a job came to.
 *
 * @param job the job
 * @param loss lowest validation loss, in units of the targets squared
 * @param validation errors of the validation frames
 * @param test errors of the test frames; none where the job is not tested
 * @param epoch the epoch that was kept
 * @param epochs how many there were
 * @param note what is to be said of it, such as that it is overfitted; empty for nothing
 */
public record JobResult(
        Job job, double loss, Assessment validation, Assessment test, int epoch, int epochs, String note) {}
