package nnp4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nnp4j.train.DataReport;
import nnp4j.train.DataSet;
import nnp4j.train.Epoch;
import nnp4j.train.ForceCheck;
import nnp4j.train.Provenance;
import nnp4j.train.Setting;
import nnp4j.train.Split;
import nnp4j.train.TrainedPotential;
import nnp4j.train.Trainer;
import nnp4j.train.TrainingSettings;
import nnp4j.units.EnergyUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a potential on reference energies and forces. */
@Command(
        name = "train",
        description = "Train a potential on energies and forces from quantum chemistry.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "A settings file is a JSON object of these options by their long names; the command line goes before it.",
            "",
            "Examples:",
            "  ./nnp4j train validation/h2/full_ci.csv --molecule molecules/h2.xyz --hidden 8,8 --activation tanh"
                    + " --optimizer lm",
            "  ./nnp4j train validation/h2/full_ci.csv --molecule molecules/h2.xyz"
                    + " --features symmetry-functions:cutoff=6,distances=12 --members 4"
        })
class TrainCommand implements Callable<Integer>, TrainingOptions.Trains {
    private final TrainingOptions training = new TrainingOptions();

    @Mixin
    private DataOptions data;

    @Mixin
    private RunOptions running;

    @Option(names = "--check-forces", description = "Only tell whether forces agree with the energies, and stop.")
    private boolean checkForces;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public TrainingOptions training() {
        return training;
    }

    DataOptions data() {
        return data;
    }

    RunRecord record() {
        return new RunRecord(spec.commandLine().getParseResult().originalArgs());
    }

    PrintWriter out() {
        return running.out(spec);
    }

    Path folder() throws IOException {
        return output.folder(spec.name(), data.path(), running.resume());
    }

    /** What a command starts from before its options. */
    TrainingSettings standard() {
        return TrainingSettings.standard();
    }

    @Override
    public Integer call() throws IOException {
        RunRecord run = record();
        TrainingSettings settings = training.over(standard());
        int threads = running.threads();
        Path folder = checkForces ? null : folder();
        PrintWriter out = out();
        PrintWriter err = spec.commandLine().getErr();
        Provenance provenance = data.provenance(run);
        DataSet set = data.read(new Progress(err, "frames", running.quiet()));
        if (checkForces) return checkForces(set, out);
        tell(set, out, err);
        warn(settings, err);
        Split split = settings.split(set);
        TrainingFiles files = new TrainingFiles(folder, settings, data, provenance.name());
        try (Interruption interruption = new Interruption()) {
            Progress progress = new Progress(err, "epochs", running.quiet());
            TrainedPotential potential = trainer(settings, threads, folder, progress)
                    .whenReady(() -> files.begin(spec, split, set, output.overwrite()))
                    .withStop(interruption::requested)
                    .train(set, split, provenance);
            progress.end();
            if (potential.summary().interrupted())
                err.println("stopped: the best network so far is kept; go on with --resume");
            new TrainingReport(potential, split, data.shownUnit()).print(out);
            out.flush();
            files.finish(potential, set, split, run, err);
            out.println("potential  " + files.potential() + "   (./nnp4j scan MOLECULE --potential " + files.potential()
                    + ")");
            out.println("picture  " + files.picture());
            out.flush();
        }
        return 0;
    }

    private int checkForces(DataSet set, PrintWriter out) {
        if (!set.hasForces()) throw new UsageError("--check-forces: " + data.path() + " has no forces");
        ForceCheck check = ForceCheck.of(set);
        out.println(check.verdict());
        out.flush();
        return check.consistent() ? 0 : 1;
    }

    private static void tell(DataSet set, PrintWriter out, PrintWriter err) {
        DataReport report = DataReport.of(set);
        report.lines().forEach(line -> out.println("data     " + line));
        out.flush();
        report.warnings().forEach(line -> err.println("warning: " + line));
        if (!set.hasForces()) return;
        ForceCheck check = ForceCheck.of(set);
        if (!check.consistent()) err.println("warning: " + check.verdict());
    }

    private static void warn(TrainingSettings settings, PrintWriter err) {
        if (settings.get(Setting.FEATURES).startsWith("cartesian"))
            err.println("warning: features cartesian change when the molecule is turned or moved; so will the energy");
        String activation = settings.get(Setting.ACTIVATION).toLowerCase(Locale.ROOT);
        if (List.of("selu", "relu").contains(activation) && settings.isGiven(Setting.ACTIVATION))
            err.println("warning: activation " + activation + " has a jump in its slope: forces will jump, and"
                    + " dynamics will not conserve energy");
    }

    private Trainer trainer(TrainingSettings settings, int threads, Path folder, Progress progress) {
        int epochs = Integer.parseInt(settings.get(Setting.EPOCHS));
        int starts = settings.startCount();
        return new Trainer(settings)
                .withThreads(threads)
                .withFolder(folder)
                .withWatch(epoch -> progress.show(() -> words(epoch, epochs, starts, progress.seconds())));
    }

    private String words(Epoch e, int epochs, int starts, double seconds) {
        EnergyUnit unit = data.shownUnit();
        double done = (e.start() - 1.0) * epochs + e.epoch();
        return String.format(
                        Locale.ROOT,
                        "%sepoch %d/%d  loss %.3g%s  E %.3g %s",
                        starts > 1 ? "start " + e.start() + "/" + starts + "  " : "",
                        e.epoch(),
                        epochs,
                        e.trainingLoss(),
                        Double.isNaN(e.validationLoss())
                                ? ""
                                : String.format(Locale.ROOT, " / %.3g", e.validationLoss()),
                        e.energyError() / unit.ev(),
                        unit)
                + (Double.isNaN(e.forceError())
                        ? ""
                        : String.format(Locale.ROOT, "  F %.3g %s/angstrom", e.forceError() / unit.ev(), unit))
                + String.format(
                        Locale.ROOT,
                        "  rate %.2g  %s left",
                        e.rate(),
                        Progress.duration(seconds / done * ((double) epochs * starts - done)));
    }
}
