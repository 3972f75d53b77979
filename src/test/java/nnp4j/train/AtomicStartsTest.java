package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings of networks of elements on molecules of two compositions, up to their networks. */
class AtomicStartsTest {
    private static final DataSet DATA = molecules(60);

    @TempDir
    private Path folder;

    private static DataSet molecules(int frames) {
        Geometry hydroxyl = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0.97, 0, 0, 0});
        List<Frame> all = new ArrayList<>(Molecules.water(frames, 1).frames());
        all.addAll(Molecules.of(hydroxyl, frames, 2).frames());
        return DataSet.of(all);
    }

    private static TrainingSettings settings(String... more) {
        TrainingSettings settings = AtomicLossTest.settings(
                "hidden", "8,8", "epochs", "40", "batch", "8", "rate", "1e-2", "averaging", "0.9", "patience", "0");
        for (int k = 0; k < more.length; k += 2) settings = settings.with(more[k], more[k + 1]);
        return settings;
    }

    /** Runs until it is done, stopped every so many epochs; each time with another number of threads. */
    private static List<double[]> run(TrainingSettings settings, Path path, int epochsAtATime, List<Epoch> epochs)
            throws IOException {
        for (int stops = 0; ; stops++) {
            AtomicInteger left = new AtomicInteger(epochsAtATime);
            try (Crew crew = new Crew(1 + stops % 3);
                    RunFolder files = RunFolder.of(Optional.of(path), "key")) {
                Preparation preparation = Preparation.of(DATA, settings.split(DATA), settings, crew);
                Starts starts = new Starts(preparation, settings, crew);
                boolean done = starts.run(files, epochs::add, () -> left.decrementAndGet() == 0, Long.MAX_VALUE);
                if (done) return starts.best().stream().map(TrainingRun::best).toList();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"adam, fit", "adam, 'H=-9eV,O=-8eV'", "lbfgs, fit"})
    void networksOfElementsBeatAtomCounts(String optimizer, String atoms) throws IOException {
        TrainingSettings settings = settings("optimizer", optimizer, "atomic-energies", atoms);
        List<Epoch> epochs = new ArrayList<>();
        run(settings, folder, 1000, epochs);
        Target counts = Target.of(DATA.subset(settings.split(DATA).training()), settings("atomic-energies", "fit"));
        double best = epochs.stream().mapToDouble(Epoch::energyError).min().orElseThrow();
        // The spread is what a regression on atom counts leaves; less than 0.15 of it was found.
        assertTrue(best < 0.3 * counts.spread(), best + " eV, atom counts " + counts.spread());
    }

    @Test
    void anEnsembleStoppedAtAnyEpochGoesOnToTheSameNetworks() throws IOException {
        TrainingSettings settings = settings("epochs", "5", "members", "3");
        List<double[]> whole = run(settings, folder.resolve("whole"), 1000, new ArrayList<>());
        List<double[]> broken = run(settings, folder.resolve("broken"), 4, new ArrayList<>());
        assertEquals(3, whole.size());
        for (int k = 0; k < 3; k++) assertArrayEquals(whole.get(k), broken.get(k));
        assertEquals(
                Files.readString(folder.resolve("whole").resolve("log.csv")),
                Files.readString(folder.resolve("broken").resolve("log.csv")));
    }

    @Test
    void theBestOfSeveralStartsBecomeTheMembers() throws IOException {
        TrainingSettings settings = settings("epochs", "4", "starts", "3", "members", "2");
        List<Epoch> epochs = new ArrayList<>();
        List<double[]> members = run(settings, folder, 1000, epochs);
        assertEquals(12, epochs.size());
        assertEquals(2, members.size());
        try (Crew crew = new Crew(1)) {
            Loss loss = Preparation.of(DATA, settings.split(DATA), settings, crew)
                    .validationLoss(crew)
                    .orElseThrow();
            double[] lowest = IntStream.rangeClosed(1, 3)
                    .mapToDouble(start -> epochs.stream()
                            .filter(e -> e.start() == start)
                            .mapToDouble(Epoch::validationLoss)
                            .min()
                            .orElseThrow())
                    .sorted()
                    .toArray();
            for (int k = 0; k < 2; k++)
                assertEquals(lowest[k], loss.value(loss.all(), 0, loss.all().length, members.get(k)));
        }
    }

    @Test
    void anEnsembleHasItsMembersInOneModel() {
        TrainingSettings settings = settings("members", "2");
        AtomicPreparation preparation = (AtomicPreparation) Molecules.preparation(DATA, settings);
        List<double[]> members = List.of(preparation.start(1), preparation.start(2));
        assertEquals(2, preparation.networks(members).memberCount());
        byte[] exact = preparation.model(members, Map.of());
        byte[] rounded = ((AtomicPreparation) Molecules.preparation(DATA, settings.with("precision", "float")))
                .model(members, Map.of());
        assertTrue(rounded.length < 0.8 * exact.length, rounded.length + " of " + exact.length);
    }

    @Test
    void whatOnlyMoleculesOrOnlyAtomsHaveIsSaid() {
        TrainingSettings ensemble = Molecules.settings("features", "coulomb-matrix", "members", "2");
        TrainingSettings rounded = Molecules.settings("features", "coulomb-matrix", "precision", "float");
        TrainingSettings farthest = settings("split", "farthest");
        check("members: expected 1 with features of a whole molecule", () -> Molecules.preparation(DATA, ensemble));
        check(
                "precision: expected double with features of a whole molecule",
                () -> Molecules.preparation(DATA, rounded));
        check("split farthest, force-ends: expected features of a whole molecule", () -> farthest.split(DATA));
    }

    private static void check(String beginning, Executable call) {
        String message = assertThrows(TrainingException.class, call).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }
}
