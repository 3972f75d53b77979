package nnp4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import nnp4j.report.LearningCurvePlot;
import nnp4j.train.DataSet;
import nnp4j.train.Job;
import nnp4j.train.JobResult;
import nnp4j.train.LearningCurve;
import nnp4j.train.TrainingSettings;
import nnp4j.units.EnergyUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Test error against the number of training frames. */
@Command(
        name = "learning-curve",
        description = "Train on more and more frames and tell how the test error falls.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:",
            "  ./nnp4j learning-curve validation/h2/full_ci.csv --molecule molecules/h2.xyz --sizes 20,40,60 --repeats 3"
                    + " --validation 8 --test 10 --optimizer lm --hidden 8,8 --activation tanh"
        })
final class LearningCurveCommand extends CampaignCommand {
    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            required = true,
            description = "Numbers of training frames, for example 100,300,500.")
    private List<Integer> sizes;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Trainings for each size, each with its own split (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int repeats;

    @Option(
            names = "--series",
            paramLabel = "\"NAME KEY=VALUE ...\"",
            description = "One curve with settings of its own; may be given several times.")
    private List<String> series;

    @Override
    List<Job> jobs(DataSet set, TrainingSettings settings) {
        if (repeats < 1) throw new UsageError("--repeats: expected at least 1, found " + repeats);
        for (int size : sizes) if (size < 1) throw new UsageError("--sizes: expected numbers above 0, found " + size);
        List<Job> jobs = new ArrayList<>();
        for (String words : series == null ? List.of(name()) : series) {
            StringBuilder title = new StringBuilder();
            TrainingSettings own = settings;
            for (String word : words.strip().split("\\s+", -1)) {
                int equals = word.indexOf('=');
                if (equals < 0) {
                    title.append(title.isEmpty() ? "" : " ").append(word);
                    continue;
                }
                try {
                    own = own.with(word.substring(0, equals), word.substring(equals + 1));
                } catch (IllegalArgumentException e) {
                    throw new UsageError("--series: " + e.getMessage());
                }
            }
            if (title.isEmpty()) throw new UsageError("--series: expected a name first, found \"" + words + "\"");
            jobs.addAll(new LearningCurve(title.toString(), sizes, repeats).jobs(set, own));
        }
        return jobs;
    }

    @Override
    void finish(DataSet set, List<JobResult> results, PrintWriter out, PrintWriter err) throws IOException {
        Map<String, List<JobResult>> byName = results.stream()
                .collect(Collectors.groupingBy(
                        r -> r.job().labels().get(LearningCurve.SERIES), LinkedHashMap::new, Collectors.toList()));
        List<LearningCurvePlot.Series> curves = new ArrayList<>();
        JsonArray summary = new JsonArray();
        byName.forEach((title, own) -> curves.add(curve(title, own, out, summary)));
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.add("series", summary);
        RunRecord.writeJson(folder().resolve("summary.json"), json);
        double chemical = EnergyUnit.KCAL_PER_MOL.ev() / unit().ev();
        new LearningCurvePlot(
                        "learning curve of " + name(),
                        set.geometry(0).formula() + ", " + repeats + " splits for each size",
                        "test energy RMSE / " + unit(),
                        curves,
                        OptionalDouble.of(chemical),
                        "1 kcal/mol")
                .draw()
                .write(folder(), "learning-curve")
                .ifPresent(w -> err.println("warning: " + w));
        out.println("picture  " + folder().resolve("learning-curve.png") + "  (beside it: results.csv)");
    }

    private LearningCurvePlot.Series curve(String title, List<JobResult> own, PrintWriter out, JsonArray summary) {
        LearningCurve.PowerLaw law = LearningCurve.fit(own, this::error);
        JsonObject json = new JsonObject();
        json.addProperty("name", title);
        JsonArray points = new JsonArray();
        StringBuilder words = new StringBuilder();
        for (int size : sizes) {
            double[] errors = own.stream()
                    .filter(r -> LearningCurve.size(r) == size)
                    .mapToDouble(this::error)
                    .toArray();
            double median = LearningCurve.median(errors);
            words.append(String.format(Locale.ROOT, "  N = %d: %.4g", size, median));
            JsonObject point = new JsonObject();
            point.addProperty("training", size);
            point.addProperty("median_test_energy_rmse_eV", median * unit().ev());
            points.add(point);
        }
        json.add("points", points);
        if (!Double.isNaN(law.exponent())) json.addProperty("exponent", law.exponent());
        summary.add(json);
        out.printf(
                Locale.ROOT,
                "%-24s%s %s%s%n",
                title,
                words,
                unit(),
                Double.isNaN(law.exponent()) ? "" : String.format(Locale.ROOT, "  ~ N^%.2f", law.exponent()));
        return new LearningCurvePlot.Series(
                title,
                own.stream().mapToInt(LearningCurve::size).toArray(),
                own.stream().mapToDouble(this::error).toArray(),
                law.exponent(),
                law.prefactor());
    }

    private double error(JobResult result) {
        return result.test().energies().rmse() / unit().ev();
    }
}
