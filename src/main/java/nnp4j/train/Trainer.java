package nnp4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.potential.Assessment;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.Training;
import nnp4j.validate.Parity;

/**
 * Trains a potential: {@code new Trainer(settings).train(data, split, provenance)}. The same data, split and settings give the
 * same potential, bit for bit, for any number of threads and however often it was stopped and resumed. Immutable.
 */
public final class Trainer {
    private static final long CHECKPOINT_PAUSE = 1_000_000_000L;

    private final TrainingSettings settings;
    private final int threads;
    private final Optional<Path> folder;
    private final Consumer<Epoch> watch;
    private final BooleanSupplier stop;
    private final boolean tested;
    private final Runnable ready;

    /**
     * A trainer with one thread that keeps no files.
     *
     * @param settings how to train
     */
    public Trainer(TrainingSettings settings) {
        this(settings, 1, Optional.empty(), epoch -> {}, () -> false, true, () -> {});
    }

    private Trainer(
            TrainingSettings settings,
            int threads,
            Optional<Path> folder,
            Consumer<Epoch> watch,
            BooleanSupplier stop,
            boolean tested,
            Runnable ready) {
        this.settings = settings;
        this.threads = threads;
        this.folder = folder;
        this.watch = watch;
        this.stop = stop;
        this.tested = tested;
        this.ready = ready;
    }

    /**
     * With another number of threads; it changes the time alone.
     *
     * @param count at least 1
     * @return a trainer
     */
    public Trainer withThreads(int count) {
        return new Trainer(settings, count, folder, watch, stop, tested, ready);
    }

    /**
     * With a folder for a log and checkpoints, from which a stopped training goes on.
     *
     * @param path made if need be
     * @return a trainer
     */
    public Trainer withFolder(Path path) {
        return new Trainer(settings, threads, Optional.of(path), watch, stop, tested, ready);
    }

    /**
     * With someone who is told of every epoch, those before a resumption excepted.
     *
     * @param observer called on the training thread
     * @return a trainer
     */
    public Trainer withWatch(Consumer<Epoch> observer) {
        return new Trainer(settings, threads, folder, observer, stop, tested, ready);
    }

    /**
     * With a way to end early: asked after each epoch; the best weights so far are kept.
     *
     * @param request true to stop
     * @return a trainer
     */
    public Trainer withStop(BooleanSupplier request) {
        return new Trainer(settings, threads, folder, watch, request, tested, ready);
    }

    /**
     * That leaves the test frames alone, for trainings among which one is to be chosen.
     *
     * @return a trainer
     */
    public Trainer withoutTest() {
        return new Trainer(settings, threads, folder, watch, stop, false, ready);
    }

    /**
     * With something to do once data and settings have proved to suit each other, before anything is trained or written.
     *
     * @param action done on the training thread
     * @return a trainer
     */
    public Trainer whenReady(Runnable action) {
        return new Trainer(settings, threads, folder, watch, stop, tested, action);
    }

    /**
     * Trains.
     *
     * @param data reference energies, and forces where there are any
     * @param split which frames train, validate and test
     * @param provenance for the card
     * @return the potential, with its errors on validation and test frames
     * @throws TrainingException if the settings do not suit the data
     * @throws nnp4j.io.CheckpointException if the folder holds another training
     * @throws UncheckedIOException if the folder cannot be written
     */
    public TrainedPotential train(DataSet data, Split split, Provenance provenance) {
        if (split.training().length == 0) throw new TrainingException("expected training frames, found none");
        try (Crew crew = new Crew(threads)) {
            Preparation preparation = new Preparation(data, split, settings, crew);
            ready.run();
            if (settings.isLinear()) return fitLinear(data, split, provenance, preparation);
            TrainingRun best;
            boolean interrupted;
            try (RunFolder files = RunFolder.of(folder, key(data, split))) {
                Starts starts = new Starts(preparation, settings, crew);
                interrupted = !starts.run(files, watch, stop, CHECKPOINT_PAUSE);
                best = starts.best();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return finish(data, split, provenance, preparation, best, interrupted);
        }
    }

    /** Least squares in place of training: a network without hidden layers. */
    private TrainedPotential fitLinear(DataSet data, Split split, Provenance provenance, Preparation preparation) {
        Examples training = preparation.training();
        double forceWeight = settings.number(Setting.FORCE_WEIGHT);
        LinearFit fit = settings.ridge() == 0
                ? LinearFit.ols(training.inputs(), training.count(), training.energies(), settings.intercept())
                : LinearFit.ridge(training, preparation.validation(), forceWeight, settings.ridge());
        double[] parameters = Arrays.copyOf(fit.weights(), fit.weights().length + 1);
        parameters[parameters.length - 1] = fit.intercept();
        Mlp mlp =
                preparation.exported(Mlp.of(new int[] {fit.weights().length, 1}, settings.activation(), parameters), 0);
        double loss = fit.loss(training, forceWeight);
        boolean validated = split.validation().length > 0;
        double judged = validated ? fit.loss(preparation.validation(), forceWeight) : loss;
        String method = settings.words() + (settings.ridge() < 0 ? ", ridge " + fit.ridge() : "") + ", "
                + mlp.parameterCount() + " parameters";
        return potential(
                data,
                split,
                provenance,
                preparation,
                mlp,
                method,
                new TrainingSummary(1, 1, 1, loss, judged, judged, validated, false));
    }

    private TrainedPotential finish(
            DataSet data,
            Split split,
            Provenance provenance,
            Preparation preparation,
            TrainingRun best,
            boolean interrupted) {
        if (best.bestEpoch() == 0)
            throw new TrainingException("the loss is not finite in any epoch (expected a lower rate, or clip)");
        int[] widths = TrainingRun.widths(preparation.training().inputCount(), settings.hidden());
        Mlp mlp = preparation.exported(Mlp.of(widths, settings.activation(), best.best()), best.atAnchor());
        String method = settings.words() + ", epoch " + best.bestEpoch() + " of " + best.epoch() + ", "
                + mlp.parameterCount() + " parameters";
        TrainingSummary summary = new TrainingSummary(
                best.start(),
                best.bestEpoch(),
                best.epoch(),
                best.bestTrainingLoss(),
                best.bestLoss(),
                best.lastLoss(),
                split.validation().length > 0,
                interrupted);
        return potential(data, split, provenance, preparation, mlp, method, summary);
    }

    private TrainedPotential potential(
            DataSet data,
            Split split,
            Provenance provenance,
            Preparation preparation,
            Mlp mlp,
            String method,
            TrainingSummary summary) {
        PotentialCard draft = card(data, split, provenance, preparation, method, Assessment.NONE, Assessment.NONE);
        byte[] model = model(mlp, preparation, draft);
        Assessment validation = assess(model, data, split.validation());
        Assessment test = assess(model, data, tested ? split.test() : new int[0]);
        PotentialCard card = card(data, split, provenance, preparation, method, validation, test);
        return new TrainedPotential(card, model(mlp, preparation, card), summary);
    }

    private byte[] model(Mlp mlp, Preparation preparation, PotentialCard card) {
        return OnnxExport.model(
                mlp,
                preparation.exportedViews(),
                Map.of(
                        PotentialCard.KEY,
                        card.toJson(),
                        "activation",
                        mlp.activation().symbol()));
    }

    /** Errors of the model as a program would run it. */
    private static Assessment assess(byte[] model, DataSet data, int[] frames) {
        if (frames.length == 0) return Assessment.NONE;
        try (PotentialFile file = PotentialFile.open(Path.of("trained.onnx"), model)) {
            return Parity.of(file, data.subset(frames).frames().iterator(), Extrapolation.ALLOW)
                    .assessment();
        }
    }

    private PotentialCard card(
            DataSet data,
            Split split,
            Provenance provenance,
            Preparation preparation,
            String method,
            Assessment validation,
            Assessment test) {
        Training training = new Training(
                provenance.data(), data.size(), provenance.sha256(), split.describe(), method, settings.seed());
        return new PotentialCard(
                provenance.name(),
                preparation.composition(),
                preparation.descriptor(),
                preparation.target().base(),
                preparation.target().offset(),
                preparation.target().atoms(),
                provenance.levelOfTheory(),
                training,
                validation,
                test,
                preparation.range(),
                1,
                provenance.licence(),
                provenance.citation(),
                program());
    }

    /** Program and version, for cards. */
    static String program() {
        return "nnp4j "
                + Optional.ofNullable(Trainer.class.getPackage().getImplementationVersion())
                        .orElse("(unpacked)");
    }

    /** Digest of everything that the weights depend on. */
    private String key(DataSet data, Split split) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(settings.all().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(split.key().getBytes(StandardCharsets.UTF_8));
            digest.update(data.key().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
