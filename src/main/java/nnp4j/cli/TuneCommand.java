package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nnp4j.potential.Accuracy;
import nnp4j.report.GridPicture;
import nnp4j.train.DataSet;
import nnp4j.train.Job;
import nnp4j.train.JobResult;
import nnp4j.train.Search;
import nnp4j.train.Split;
import nnp4j.train.TrainedPotential;
import nnp4j.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Searches for hyperparameters. */
@Command(
        name = "tune",
        description = "Search for depth, width, learning rate, batch and activation; validation errors choose, the test"
                + " error is told once, for the winner.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:",
            "  ./nnp4j tune validation/h2/full_ci.csv --molecule molecules/h2.xyz --epochs 200 --widths 8,16 --depths 1,2"
        })
final class TuneCommand extends CampaignCommand {
    @Option(names = "--depths", paramLabel = "N", split = ",", description = "Numbers of hidden layers: 2,3,4.")
    private List<Integer> depths;

    @Option(names = "--widths", paramLabel = "N", split = ",", description = "Units in a hidden layer: 32,64,128.")
    private List<Integer> widths;

    @Option(names = "--rates", paramLabel = "X", split = ",", description = "Learning rates: 1e-5,5e-5,1e-4,5e-4,1e-3.")
    private List<Double> rates;

    @Option(names = "--batches", paramLabel = "N", split = ",", description = "Frames a step: that of --batch.")
    private List<Integer> batches;

    @Option(names = "--activations", paramLabel = "NAME", split = ",", description = "That of --activation.")
    private List<String> activations;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "So many combinations drawn at random between the ends of the lists, in place of all.")
    private Integer random;

    @Override
    List<Job> jobs(DataSet set, TrainingSettings settings) {
        Search usual = Search.standard(settings);
        Search search = new Search(
                depths == null ? usual.depths() : depths,
                widths == null ? usual.widths() : widths,
                rates == null ? usual.rates() : rates,
                batches == null ? usual.batches() : batches,
                activations == null ? usual.activations() : activations);
        if (random != null && random < 1) throw new UsageError("--random: expected at least 1, found " + random);
        Split split = settings.split(set);
        if (split.validation().length == 0)
            throw new UsageError("--validation: expected frames to choose by, found none");
        return random == null ? search.grid(settings, split) : search.random(settings, split, random);
    }

    @Override
    void finish(DataSet set, List<JobResult> results, PrintWriter out, PrintWriter err) throws IOException {
        JobResult winner = Search.winner(results);
        TrainedPotential potential = campaign().potential(winner.job());
        Path file = folder().resolve(name() + ".onnx");
        potential.write(file);
        out.println("best five of " + results.size() + " by validation");
        results.stream()
                .sorted(java.util.Comparator.comparingDouble(JobResult::loss))
                .limit(5)
                .forEach(r -> out.printf(
                        Locale.ROOT,
                        "  %-34s validation RMSE %.4g %s, epoch %d of %d%n",
                        r.job().name(),
                        r.validation().energies().rmse() / unit().ev(),
                        unit(),
                        r.epoch(),
                        r.epochs()));
        new TrainingReport(potential, winner.job().split(), unit()).print(out);
        draw(results, winner).write(folder(), "search").ifPresent(w -> err.println("warning: " + w));
        Accuracy test = potential.card().test().energies();
        if (test.count() == 0) err.println("warning: no frames were kept to test the winner");
        out.println("potential  " + file + "   (./nnp4j scan MOLECULE --potential " + file + ")");
        out.println("picture  " + folder().resolve("search.png") + "  (beside it: results.csv)");
    }

    private nnp4j.report.Picture draw(List<JobResult> results, JobResult winner) {
        int count = results.size();
        double[] x = new double[count];
        double[] errors = new double[count];
        String[] groups = new String[count];
        String[] lines = new String[count];
        for (int k = 0; k < count; k++) {
            var labels = results.get(k).job().labels();
            x[k] = Double.parseDouble(labels.get("rate"));
            errors[k] = results.get(k).validation().energies().rmse() / unit().ev();
            groups[k] = random != null ? "networks" : labels.get("depth") + " × " + labels.get("width");
            lines[k] = random != null
                    ? Integer.toString(k)
                    : "batch " + labels.get("batch") + ", " + labels.get("activation");
        }
        var best = winner.job().labels();
        return new GridPicture(
                        "search for " + name(),
                        count + " networks, one split, chosen by validation",
                        "learning rate",
                        true,
                        "validation RMSE / " + unit(),
                        x,
                        errors,
                        groups,
                        lines,
                        results.indexOf(winner),
                        best.get("depth") + " × " + best.get("width") + ", rate " + best.get("rate"))
                .draw();
    }
}
