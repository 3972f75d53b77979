package nnp4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
            Preparation preparation = Preparation.of(data, split, settings, crew);
            Publication publication = new Publication(data, split, provenance, preparation, settings, tested);
            ready.run();
            if (preparation instanceof MoleculePreparation molecule && settings.isLinear())
                return fitLinear(split.validation().length > 0, molecule, publication);
            try (RunFolder files = RunFolder.of(folder, key(data, split))) {
                Starts starts = new Starts(preparation, settings, crew);
                boolean interrupted = !starts.run(files, watch, stop, CHECKPOINT_PAUSE);
                return finish(split.validation().length > 0, starts.best(), publication, interrupted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Least squares in place of training: a network without hidden layers. */
    private TrainedPotential fitLinear(boolean validated, MoleculePreparation preparation, Publication publication) {
        Examples training = preparation.training();
        double forceWeight = settings.number(Setting.FORCE_WEIGHT);
        LinearFit fit = settings.ridge() == 0
                ? LinearFit.ols(training.inputs(), training.count(), training.energies(), settings.intercept())
                : LinearFit.ridge(training, preparation.validation(), forceWeight, settings.ridge());
        double[] parameters = Arrays.copyOf(fit.weights(), fit.weights().length + 1);
        parameters[parameters.length - 1] = fit.intercept();
        double loss = fit.loss(training, forceWeight);
        double judged = validated ? fit.loss(preparation.validation(), forceWeight) : loss;
        String method = settings.words() + (settings.ridge() < 0 ? ", ridge " + fit.ridge() : "") + ", "
                + parameters.length + " parameters";
        return publication.of(
                List.of(parameters), method, new TrainingSummary(1, 1, 1, loss, judged, judged, validated, false));
    }

    private TrainedPotential finish(
            boolean validated, List<TrainingRun> runs, Publication publication, boolean interrupted) {
        if (runs.stream().anyMatch(run -> run.bestEpoch() == 0))
            throw new TrainingException("the loss is not finite in any epoch (expected a lower rate, or clip)");
        TrainingRun best = runs.get(0);
        String epochs =
                runs.stream().map(run -> run.bestEpoch() + " of " + run.epoch()).collect(Collectors.joining(", "));
        String method = settings.words() + ", epoch " + epochs + ", " + best.best().length + " parameters";
        TrainingSummary summary = new TrainingSummary(
                best.start(),
                best.bestEpoch(),
                best.epoch(),
                best.bestTrainingLoss(),
                best.bestLoss(),
                best.lastLoss(),
                validated,
                interrupted);
        return publication.of(runs.stream().map(TrainingRun::best).toList(), method, summary);
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
