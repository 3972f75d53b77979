package nnp4j.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Many trainings on the same data, as many at a time as there are threads. Each keeps its own checkpoint, so that a stopped
 * campaign goes on where it was: finished jobs are read back, the others resume. The results do not depend on the threads.
 */
public final class Campaign {
    private final DataSet data;
    private final Provenance provenance;
    private final Path folder;
    private final int threads;

    /**
     * A campaign.
     *
     * @param data of all trainings
     * @param provenance of the data
     * @param folder where each job has a folder of its own, named after it
     * @param threads how many jobs at a time
     * @throws IllegalArgumentException if there is no thread
     */
    public Campaign(DataSet data, Provenance provenance, Path folder, int threads) {
        if (threads < 1) throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        this.data = data;
        this.provenance = provenance;
        this.folder = folder;
        this.threads = threads;
    }

    /**
     * Does all jobs.
     *
     * @param jobs with different names
     * @param watch told of every epoch of every job, from several threads at once
     * @param done told of every finished job, from several threads at once
     * @param stop asked after every epoch; true ends the campaign, to be gone on with later
     * @return the results in the order of the jobs; fewer if it was stopped
     * @throws TrainingException if a job fails; its message names the job
     */
    public List<JobResult> run(List<Job> jobs, Consumer<Epoch> watch, Consumer<JobResult> done, BooleanSupplier stop) {
        if (jobs.stream().map(Job::name).distinct().count() < jobs.size())
            throw new IllegalArgumentException("campaign: expected jobs with different names");
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, Math.max(1, jobs.size())), task -> {
            Thread thread = new Thread(task, "nnp4j-job");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<JobResult>> futures = new ArrayList<>();
            for (Job job : jobs) futures.add(pool.submit(() -> run(job, watch, done, stop)));
            List<JobResult> results = new ArrayList<>();
            for (Future<JobResult> future : futures) {
                JobResult result = future.get();
                if (result != null) results.add(result);
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("the campaign was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Nothing where the job was stopped before its end. */
    private JobResult run(Job job, Consumer<Epoch> watch, Consumer<JobResult> done, BooleanSupplier stop) {
        if (stop.getAsBoolean()) return null;
        TrainedPotential trained;
        try {
            trained = train(job, watch, stop);
        } catch (TrainingException e) {
            throw new TrainingException("job " + job.name() + ": " + e.getMessage(), e);
        }
        if (trained.summary().interrupted()) return null;
        TrainingSummary summary = trained.summary();
        JobResult result = new JobResult(
                job,
                summary.bestLoss(),
                trained.card().validation(),
                trained.card().test(),
                summary.bestEpoch(),
                summary.epochs(),
                summary.overfitting().orElse(""));
        done.accept(result);
        return result;
    }

    private TrainedPotential train(Job job, Consumer<Epoch> watch, BooleanSupplier stop) {
        Trainer trainer = new Trainer(job.settings())
                .withFolder(folder.resolve(job.name()))
                .withWatch(watch)
                .withStop(stop);
        return (job.tested() ? trainer : trainer.withoutTest()).train(data, job.split(), provenance);
    }

    /**
     * The potential of a finished job, with its errors on the test frames.
     *
     * @param job a job that this campaign has done
     * @return the potential
     */
    public TrainedPotential potential(Job job) {
        return new Trainer(job.settings())
                .withFolder(folder.resolve(job.name()))
                .train(data, job.split(), provenance);
    }
}
