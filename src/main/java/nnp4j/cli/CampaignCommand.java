package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nnp4j.io.WholeFile;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Assessment;
import nnp4j.train.Campaign;
import nnp4j.train.DataReport;
import nnp4j.train.DataSet;
import nnp4j.train.Job;
import nnp4j.train.JobResult;
import nnp4j.train.Setting;
import nnp4j.train.TrainingSettings;
import nnp4j.units.EnergyUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that trains many networks on the same data: what they share is here, the jobs and their summary are not. */
abstract class CampaignCommand implements Callable<Integer>, TrainingOptions.Trains {
    private final TrainingOptions training = new TrainingOptions();

    @Mixin
    private DataOptions data;

    @Mixin
    private RunOptions running;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    private final AtomicLong epochs = new AtomicLong();
    private Path folder;
    private Campaign campaign;
    private String name;

    @Override
    public TrainingOptions training() {
        return training;
    }

    /** The trainings to do. */
    abstract List<Job> jobs(DataSet set, TrainingSettings settings);

    /** Says and draws what they came to. */
    abstract void finish(DataSet set, List<JobResult> results, PrintWriter out, PrintWriter err) throws IOException;

    Path folder() {
        return folder;
    }

    Campaign campaign() {
        return campaign;
    }

    String name() {
        return name;
    }

    EnergyUnit unit() {
        return data.shownUnit();
    }

    @Override
    public Integer call() throws IOException {
        RunRecord run = new RunRecord(spec.commandLine().getParseResult().originalArgs());
        TrainingSettings settings = training.over(TrainingSettings.standard());
        if (settings.get(Setting.OPTIMIZER).equals("linear"))
            throw new UsageError("--optimizer linear: expected adam, lbfgs or lm, since a linear fit has no trainings");
        int threads = running.threads();
        folder = output.folder(spec.name(), data.path(), running.resume());
        PrintWriter out = running.out(spec);
        PrintWriter err = spec.commandLine().getErr();
        var provenance = data.provenance(run);
        name = provenance.name();
        DataSet set = data.read(new Progress(err, "frames", running.quiet()));
        DataReport report = DataReport.of(set);
        out.println("data     " + report.lines().get(0));
        report.warnings().forEach(line -> err.println("warning: " + line));
        List<Job> jobs = jobs(set, settings);
        if (output.overwrite()) clear(folder.resolve("jobs"));
        campaign = new Campaign(set, provenance, folder.resolve("jobs"), threads);
        try (Interruption interruption = new Interruption()) {
            List<JobResult> results = run(jobs, interruption, err);
            table(results);
            run.write(folder);
            if (results.size() < jobs.size()) {
                err.println("stopped: " + results.size() + " of " + jobs.size()
                        + " trainings are done; go on with --resume");
                return 1;
            }
            finish(set, results, out, err);
            out.flush();
            return 0;
        }
    }

    private static void clear(Path jobs) throws IOException {
        if (!Files.isDirectory(jobs)) return;
        try (Stream<Path> files = Files.walk(jobs)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private List<JobResult> run(List<Job> jobs, Interruption interruption, PrintWriter err) {
        Progress progress = new Progress(err, "trainings", running.quiet());
        long all = jobs.stream()
                .mapToLong(j -> Long.parseLong(j.settings().get(Setting.EPOCHS))
                        * j.settings().startCount())
                .sum();
        List<JobResult> done = new ArrayList<>();
        try {
            return campaign.run(
                    jobs,
                    epoch -> {
                        long count = epochs.incrementAndGet();
                        synchronized (done) {
                            progress.show(() -> words(jobs.size(), done, count, all, progress.seconds()));
                        }
                    },
                    result -> {
                        synchronized (done) {
                            done.add(result);
                        }
                    },
                    interruption::requested);
        } finally {
            progress.end();
        }
    }

    private String words(int jobs, List<JobResult> done, long epochs, long all, double seconds) {
        String best = done.stream()
                .min(Comparator.comparingDouble(JobResult::loss))
                .map(r -> String.format(
                        Locale.ROOT,
                        ", best so far %s: %.3g %s",
                        r.job().name(),
                        judged(r).energies().rmse() / unit().ev(),
                        unit()))
                .orElse("");
        return done.size() + " of " + jobs + " trainings" + best + ", at most "
                + Progress.duration(seconds * (all - epochs) / epochs) + " left";
    }

    /** Errors of validation, or of the test where nothing was kept for validation. */
    static Assessment judged(JobResult result) {
        return result.validation().energies().count() > 0 ? result.validation() : result.test();
    }

    /** results.csv: one line a training. */
    private void table(List<JobResult> results) throws IOException {
        WholeFile.write(folder.resolve("results.csv"), out -> {
            boolean first = true;
            for (JobResult r : results) {
                if (first)
                    out.write(String.join(",", r.job().labels().keySet())
                            + ",validation_loss,validation_energy_rmse_eV,validation_energy_mae_eV,test_energy_rmse_eV,"
                            + "test_energy_mae_eV,test_force_rmse_eV_per_angstrom,test_force_mae_eV_per_angstrom,epoch,"
                            + "epochs,note\n");
                first = false;
                out.write(String.join(",", r.job().labels().values()) + "," + r.loss() + ","
                        + errors(r.validation().energies()) + ","
                        + errors(r.test().energies()) + ","
                        + r.test().forces().map(CampaignCommand::errors).orElse(",") + "," + r.epoch() + ","
                        + r.epochs()
                        + ",\"" + r.note() + "\"\n");
            }
        });
    }

    private static String errors(Accuracy a) {
        return a.count() == 0 ? "," : a.rmse() + "," + a.mae();
    }
}
