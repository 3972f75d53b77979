package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import nnp4j.train.CrossValidation;
import nnp4j.train.DataSet;
import nnp4j.train.Job;
import nnp4j.train.JobResult;
import nnp4j.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** K-fold cross-validation. */
@Command(
        name = "cross-validate",
        description = "Train once for each fold of the data and test on the fold left out.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:",
            "  ./nnp4j cross-validate validation/h2/full_ci.csv --molecule molecules/h2.xyz --hidden 8,8"
                    + " --activation tanh --optimizer lm"
        })
final class CrossValidateCommand extends CampaignCommand {
    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Number of folds (default: ${DEFAULT-VALUE}); --split blocks makes them contiguous.",
            defaultValue = "5")
    private int folds;

    @Override
    List<Job> jobs(DataSet set, TrainingSettings settings) {
        return CrossValidation.jobs(set, settings, folds);
    }

    @Override
    void finish(DataSet set, List<JobResult> results, PrintWriter out, PrintWriter err) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("folds", folds);
        say(
                results,
                "energy RMSE",
                "energy_rmse_eV",
                unit().toString(),
                r -> r.test().energies().rmse(),
                out,
                json);
        say(
                results,
                "energy MAE",
                "energy_mae_eV",
                unit().toString(),
                r -> r.test().energies().mae(),
                out,
                json);
        if (set.hasForces() && results.get(0).test().forces().isPresent())
            say(
                    results,
                    "force MAE",
                    "force_mae_eV_per_angstrom",
                    unit() + "/angstrom",
                    r -> r.test().forces().orElseThrow().mae(),
                    out,
                    json);
        for (JobResult r : results) if (!r.note().isEmpty()) out.println(r.job().name() + ": " + r.note());
        RunRecord.writeJson(folder().resolve("summary.json"), json);
        out.println("table    " + folder().resolve("results.csv"));
    }

    /** Mean and standard deviation over the folds. */
    private void say(
            List<JobResult> results,
            String what,
            String key,
            String unitName,
            ToDoubleFunction<JobResult> error,
            PrintWriter out,
            JsonObject json) {
        double mean = results.stream().mapToDouble(error).average().orElseThrow();
        double squared = results.stream()
                .mapToDouble(error)
                .map(e -> (e - mean) * (e - mean))
                .sum();
        double deviation = Math.sqrt(squared / Math.max(1, results.size() - 1));
        json.addProperty("mean_" + key, mean);
        json.addProperty("deviation_" + key, deviation);
        out.printf(
                Locale.ROOT,
                "%-12s %.4g ± %.2g %s over %d folds (%.4g to %.4g)%n",
                what,
                mean / unit().ev(),
                deviation / unit().ev(),
                unitName,
                results.size(),
                results.stream().mapToDouble(error).min().orElseThrow() / unit().ev(),
                results.stream().mapToDouble(error).max().orElseThrow() / unit().ev());
    }
}
