package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.io.ExtendedXyz;
import nnp4j.io.WholeFile;
import nnp4j.potential.Accuracy;
import nnp4j.potential.Assessment;
import nnp4j.report.ErrorHistogram;
import nnp4j.report.LossPlot;
import nnp4j.report.ParityPlot;
import nnp4j.train.DataSet;
import nnp4j.train.Setting;
import nnp4j.train.Split;
import nnp4j.train.TrainedPotential;
import nnp4j.train.TrainingSettings;
import nnp4j.units.EnergyUnit;
import nnp4j.validate.Parity;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The folder of a training: settings, split, log, potential, test frames, pictures, summary. */
final class TrainingFiles {
    private static final List<String> NOT_SETTINGS = List.of(
            "settings", "out", "overwrite", "resume", "quiet", "help", "version", "threads", "debug", "check-forces");

    private final Path folder;
    private final TrainingSettings settings;
    private final DataOptions data;
    private final String name;

    TrainingFiles(Path folder, TrainingSettings settings, DataOptions data, String name) {
        this.folder = folder;
        this.settings = settings;
        this.data = data;
        this.name = name;
    }

    Path potential() {
        return folder.resolve(name + ".onnx");
    }

    Path picture() {
        return folder.resolve(settings.get(Setting.OPTIMIZER).equals("linear") ? "parity.png" : "loss.png");
    }

    /** What is known before the training: every option, and the split. A fresh start removes what could be resumed. */
    void begin(CommandSpec command, Split split, DataSet set, boolean fresh) {
        try {
            if (fresh) Files.deleteIfExists(folder.resolve("checkpoint.bin"));
            if (fresh) Files.deleteIfExists(folder.resolve("log.csv"));
            RunRecord.writeJson(folder.resolve("settings.json"), options(command));
            split.write(folder.resolve("split.csv"), set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options given to read the data, and all settings: with them as a settings file the run repeats itself. */
    private JsonObject options(CommandSpec command) {
        JsonObject json = new JsonObject();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            String key = option.longestName().substring(2);
            if (NOT_SETTINGS.contains(key)) continue;
            Object value = option.getValue();
            if (value instanceof Boolean b) json.addProperty(key, b);
            else if (value instanceof Map<?, ?> map) {
                List<String> words = new ArrayList<>();
                map.forEach((k, v) -> words.add(k + "=" + v));
                json.addProperty(key, String.join(",", words));
            } else if (value != null) json.addProperty(key, value.toString());
        }
        settings.all().forEach((setting, value) -> json.addProperty(setting.key(), value));
        return json;
    }

    /** Everything else. */
    void finish(TrainedPotential trained, DataSet set, Split split, RunRecord run, PrintWriter err) throws IOException {
        trained.write(potential());
        RunRecord.writeJson(folder.resolve("summary.json"), summary(trained));
        WholeFile.write(
                folder.resolve("card.json"), out -> out.write(trained.card().toJson() + "\n"));
        List<Optional<String>> warnings = new ArrayList<>();
        if (split.test().length > 0) {
            DataSet test = set.subset(split.test());
            WholeFile.write(folder.resolve("test.extxyz"), out -> {
                for (int i = 0; i < test.size(); i++)
                    ExtendedXyz.write(
                            out,
                            test.geometry(i),
                            OptionalDouble.of(test.energy(i)),
                            test.hasForces() ? Optional.of(test.forces(i)) : Optional.empty(),
                            Map.of("frame", Integer.toString(test.number(i))));
            });
            warnings.addAll(drawTest(trained, trained.test().orElseThrow()));
        }
        if (Files.exists(folder.resolve("log.csv"))) warnings.add(drawLoss(trained));
        run.write(folder);
        warnings.stream().flatMap(Optional::stream).distinct().forEach(w -> err.println("warning: " + w));
    }

    private JsonObject summary(TrainedPotential trained) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("potential", potential().toString());
        json.addProperty("start", trained.summary().start());
        json.addProperty("epoch", trained.summary().bestEpoch());
        json.addProperty("epochs", trained.summary().epochs());
        json.addProperty("interrupted", trained.summary().interrupted());
        add(json, "validation", trained.card().validation());
        add(json, "test", trained.card().test());
        trained.test().ifPresent(test -> new CalibrationReport(test, data.shownUnit()).add(json, "test_"));
        trained.summary().overfitting().ifPresent(why -> json.addProperty("note", why));
        return json;
    }

    static void add(JsonObject json, String part, Assessment assessment) {
        Accuracy e = assessment.energies();
        json.addProperty(part + "_count", e.count());
        if (e.count() == 0) return;
        json.addProperty(part + "_energy_mae_eV", e.mae());
        json.addProperty(part + "_energy_rmse_eV", e.rmse());
        json.addProperty(part + "_energy_worst_eV", e.worst());
        assessment.forces().ifPresent(f -> {
            json.addProperty(part + "_force_mae_eV_per_angstrom", f.mae());
            json.addProperty(part + "_force_rmse_eV_per_angstrom", f.rmse());
            json.addProperty(part + "_force_worst_eV_per_angstrom", f.worst());
        });
    }

    private List<Optional<String>> drawTest(TrainedPotential trained, Parity test) throws IOException {
        EnergyUnit unit = data.shownUnit();
        List<Parity.Point> points = test.points();
        double lowest =
                points.stream().mapToDouble(Parity.Point::reference).min().orElseThrow();
        double[] x = points.stream()
                .mapToDouble(p -> (p.reference() - lowest) / unit.ev())
                .toArray();
        double[] y = points.stream()
                .mapToDouble(p -> (p.predicted() - lowest) / unit.ev())
                .toArray();
        double[] errors = new double[x.length];
        Arrays.setAll(errors, k -> y[k] - x[k]);
        String title = name + ", " + x.length + " test frames";
        String subtitle = trained.card().levelOfTheory() + "; energies above the lowest";
        Accuracy a = trained.card().test().energies();
        List<Optional<String>> warnings = new ArrayList<>(new CalibrationReport(test, unit)
                .draw(folder, title, trained.card().levelOfTheory()));
        warnings.add(new ParityPlot(
                        title,
                        subtitle,
                        "energy / " + unit,
                        x,
                        y,
                        String.format(Locale.ROOT, "MAE %.3g %s", a.mae() / unit.ev(), unit),
                        String.format(Locale.ROOT, "RMSE %.3g %s", a.rmse() / unit.ev(), unit),
                        "n = " + a.count())
                .draw()
                .write(folder, "parity"));
        warnings.add(new ErrorHistogram(title, trained.card().levelOfTheory(), "energy error", unit.toString(), errors)
                .draw()
                .write(folder, "errors"));
        return warnings;
    }

    /** From the log, of the start that was kept. */
    private Optional<String> drawLoss(TrainedPotential trained) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader log = Files.newBufferedReader(folder.resolve("log.csv"))) {
            log.readLine();
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                String[] words = line.split(",", -1);
                if (Integer.parseInt(words[0]) != trained.summary().start()) continue;
                rows.add(new double[] {number(words[1]), number(words[2]), number(words[3]), number(words[6])});
            }
        }
        if (rows.isEmpty()) return Optional.empty();
        return new LossPlot(
                        "training of " + name,
                        trained.card().training().method(),
                        "",
                        column(rows, 0),
                        column(rows, 1),
                        column(rows, 2),
                        settings.get(Setting.OPTIMIZER).equals("adam") ? column(rows, 3) : new double[0],
                        trained.summary().bestEpoch())
                .draw()
                .write(folder, "loss");
    }

    private static double number(String word) {
        return word.isEmpty() ? Double.NaN : Double.parseDouble(word);
    }

    private static double[] column(List<double[]> rows, int k) {
        return rows.stream().mapToDouble(r -> r[k]).toArray();
    }
}
