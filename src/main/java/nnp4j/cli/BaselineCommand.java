package nnp4j.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import nnp4j.io.AtomCountTable;
import nnp4j.io.WholeFile;
import nnp4j.train.AtomCountBaseline;
import nnp4j.train.Provenance;
import nnp4j.train.Setting;
import nnp4j.train.Sizes;
import nnp4j.train.Split;
import nnp4j.train.TrainedPotential;
import nnp4j.train.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Linear regression, saved as a potential. */
@Command(
        name = "baseline",
        description =
                "Fit the linear baseline: energies as a weighted sum of features, atom counts unless told otherwise."
                        + " A CSV file of atom counts (nH,nC,...) needs no geometries.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:",
            "  ./nnp4j baseline validation/h2/full_ci.csv --molecule molecules/h2.xyz --out out/h2-atoms"
        })
final class BaselineCommand extends TrainCommand {
    @Option(
            names = "--energy-column",
            paramLabel = "NAME",
            description = "Which column of a table of atom counts holds the energies, if there are several.")
    private String energyColumn;

    @Override
    TrainingSettings standard() {
        return TrainingSettings.standard()
                .with("features", "atom-counts")
                .with("optimizer", "linear")
                .with("hidden", "none")
                .with("ridge", "0")
                .with("intercept", "no");
    }

    @Override
    public Integer call() throws IOException {
        boolean csv = data().path().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        return csv && !data().hasMolecule() ? table() : super.call();
    }

    private int table() throws IOException {
        RunRecord run = record();
        TrainingSettings settings = training().over(standard());
        for (Setting setting : Setting.values())
            if (training().isGiven(setting) && !setting.key().matches("training|validation|test|seed|intercept"))
                throw new UsageError("--" + setting.key()
                        + ": a table of atom counts takes --training, --validation, --test, --seed and --intercept only"
                        + " (--molecule FILE if its rows are geometries)");
        Path folder = folder();
        Provenance provenance = data().provenance(run);
        AtomCountTable table = AtomCountTable.read(data().path(), Optional.ofNullable(energyColumn));
        Sizes sizes = Sizes.of(
                settings.get(Setting.TRAINING),
                settings.get(Setting.VALIDATION),
                settings.get(Setting.TEST),
                table.rows());
        Split split = Split.random(table.rows(), sizes, new int[0], Long.parseLong(settings.get(Setting.SEED)));
        TrainedPotential potential = AtomCountBaseline.train(
                table, split, settings.get(Setting.INTERCEPT).equals("yes"), provenance);
        PrintWriter out = out();
        out.println("data     " + table.rows() + " molecules as atom counts, no geometries");
        new TrainingReport(potential, split, data().shownUnit()).print(out);
        Path file = folder.resolve(provenance.name() + ".onnx");
        potential.write(file);
        WholeFile.write(
                folder.resolve("card.json"),
                writer -> writer.write(potential.card().toJson() + "\n"));
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("potential", file.toString());
        TrainingFiles.add(json, "validation", potential.card().validation());
        TrainingFiles.add(json, "test", potential.card().test());
        RunRecord.writeJson(folder.resolve("summary.json"), json);
        run.write(folder);
        out.println("potential  " + file + "   (./nnp4j scan MOLECULE --potential " + file + ")");
        return 0;
    }
}
