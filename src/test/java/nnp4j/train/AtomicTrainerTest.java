package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.validate.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings of networks of elements, from data to potential file. */
class AtomicTrainerTest {
    /** The file sums energies of 30 eV in another order than the training did; errors of 10 meV keep nine digits. */
    private static final double ROUNDING = 1e-8;

    private static final DataSet DATA = molecules(60);
    private static final Provenance MIXED = Provenance.of("water and hydroxyl");

    @TempDir
    private Path folder;

    private static DataSet molecules(int frames) {
        Geometry hydroxyl = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0.97, 0, 0, 0});
        List<nnp4j.io.Frame> all = new ArrayList<>(Molecules.water(frames, 1).frames());
        all.addAll(Molecules.of(hydroxyl, frames, 2).frames());
        return DataSet.of(all);
    }

    private static TrainingSettings settings(String... more) {
        TrainingSettings settings = AtomicLossTest.settings(
                "hidden", "8,8", "epochs", "40", "batch", "8", "rate", "1e-2", "averaging", "0.9", "patience", "0");
        for (int k = 0; k < more.length; k += 2) settings = settings.with(more[k], more[k + 1]);
        return settings;
    }

    private static TrainedPotential train(TrainingSettings settings) {
        return new Trainer(settings).train(DATA, settings.split(DATA), MIXED);
    }

    @ParameterizedTest
    @CsvSource({"adam, fit", "adam, 'H=-9eV,O=-8eV'", "lbfgs, fit"})
    void aTrainedPotentialBeatsAtomCountsAndGivesTheTrainingsErrors(String optimizer, String atoms) {
        TrainingSettings settings = settings("optimizer", optimizer, "atomic-energies", atoms);
        List<Epoch> epochs = new ArrayList<>();
        Split split = settings.split(DATA);
        TrainedPotential trained = new Trainer(settings).withWatch(epochs::add).train(DATA, split, MIXED);
        Epoch best = epochs.get(trained.summary().bestEpoch() - 1);
        assertEquals(best.energyError(), trained.card().validation().energies().rmse(), ROUNDING);

        TrainingSettings counts =
                Molecules.settings("features", "atom-counts", "optimizer", "linear", "ridge", "0", "intercept", "no");
        double baseline = new Trainer(counts)
                .train(DATA, split, MIXED)
                .card()
                .test()
                .energies()
                .mae();
        double mae = trained.card().test().energies().mae();
        assertTrue(mae < 0.3 * baseline, mae + " eV, atom counts " + baseline); // 0.1 or less was found
        assertFalse(trained.card().composition().oneMolecule());
        assertEquals(List.of("H", "O"), trained.card().composition().symbols());
    }

    @Test
    void theFileGivesTheTestErrorOfItsCard() throws IOException {
        TrainingSettings settings = settings("members", "2", "epochs", "5");
        Split split = settings.split(DATA);
        TrainedPotential trained = new Trainer(settings).train(DATA, split, MIXED);
        Path path = folder.resolve("mixed.onnx");
        trained.write(path);
        try (PotentialFile file = PotentialFile.open(path)) {
            assertEquals(trained.card(), file.card());
            assertEquals(2, file.card().ensembleSize());
            Parity parity = Parity.of(file, DATA.subset(split.test()).frames().iterator(), Extrapolation.ALLOW);
            assertEquals(parity.assessment(), file.card().test()); // bit for bit: the same model on the same frames
        }
    }

    /** The mean of two networks that were trained apart, with the seeds that an ensemble gives them. */
    @Test
    void anEnsembleIsTheMeanOfItsMembers() {
        TrainingSettings settings = settings("epochs", "3");
        Geometry water = DATA.geometry(0);
        double[] x = water.toArray();
        double[] forces = new double[9];
        double sum = 0;
        for (String seed : List.of("1", "7920")) {
            Split split = settings.split(DATA);
            TrainedPotential one = new Trainer(settings.with("seed", seed)).train(DATA, split, MIXED);
            try (PotentialFile file = one.open()) {
                sum += file.potentialFor(water, Extrapolation.ALLOW).energyAndForces(x, forces);
            }
        }
        try (PotentialFile file = train(settings.with("members", "2")).open()) {
            double energy = file.potentialFor(water, Extrapolation.ALLOW).energyAndForces(x, forces);
            assertEquals(sum / 2, energy, ROUNDING);
        }
    }

    @Test
    void theBestOfSeveralStartsBecomeTheMembers() {
        List<Epoch> epochs = new ArrayList<>();
        TrainingSettings settings = settings("epochs", "4", "starts", "3", "members", "2");
        TrainedPotential trained =
                new Trainer(settings).withWatch(epochs::add).train(DATA, settings.split(DATA), MIXED);
        assertEquals(12, epochs.size());
        assertEquals(2, trained.card().ensembleSize());
        double lowest = epochs.stream().mapToDouble(Epoch::validationLoss).min().orElseThrow();
        assertEquals(lowest, trained.summary().bestLoss());
    }

    @Test
    void aTrainingStoppedAtAnyEpochGoesOnToTheSameFile() throws IOException {
        TrainingSettings settings = settings("epochs", "5", "members", "3");
        Split split = settings.split(DATA);
        Path whole = folder.resolve("whole");
        byte[] expected = new Trainer(settings)
                .withFolder(whole)
                .train(DATA, split, MIXED)
                .model();
        Path broken = folder.resolve("broken");
        for (int stops = 0; ; stops++) {
            AtomicInteger left = new AtomicInteger(4);
            TrainedPotential trained = new Trainer(settings)
                    .withThreads(1 + stops % 3)
                    .withFolder(broken)
                    .withStop(() -> left.decrementAndGet() == 0)
                    .train(DATA, split, MIXED);
            if (trained.summary().interrupted()) continue;
            assertArrayEquals(expected, trained.model());
            break;
        }
        assertEquals(Files.readString(whole.resolve("log.csv")), Files.readString(broken.resolve("log.csv")));
    }

    /** Of one composition: the loss weighs frames alike, the card force components. */
    @Test
    void forceErrorsAreThoseOfTheTraining() {
        DataSet water = Molecules.water(24, 1);
        TrainingSettings settings = settings();
        List<Epoch> epochs = new ArrayList<>();
        TrainedPotential trained =
                new Trainer(settings).withWatch(epochs::add).train(water, settings.split(water), MIXED);
        Epoch best = epochs.get(trained.summary().bestEpoch() - 1);
        assertEquals(
                best.forceError(),
                trained.card().validation().forces().orElseThrow().rmse(),
                ROUNDING);
    }

    @Test
    void aModelOfFloatsIsAsGoodForItsSize() {
        TrainedPotential exact = train(settings());
        TrainedPotential rounded = train(settings("precision", "float"));
        double single = 1e-5; // eV: energies of about 1 eV with 24 bits, summed over a few dozen terms
        assertEquals(
                exact.card().test().energies().rmse(),
                rounded.card().test().energies().rmse(),
                single);
        assertNotEquals(exact.card().test().energies(), rounded.card().test().energies());
        assertTrue(rounded.model().length < exact.model().length);
    }

    @Test
    void crossValidationTrainsOnEveryFold() {
        List<Job> jobs = CrossValidation.jobs(DATA, settings("epochs", "3"), 3);
        List<JobResult> results = new Campaign(DATA, MIXED, folder, 2).run(jobs, e -> {}, r -> {}, () -> false);
        assertEquals(3, results.size());
        assertEquals(
                DATA.size(),
                results.stream().mapToInt(r -> r.test().energies().count()).sum());
    }

    @Test
    void whatOnlyMoleculesOrOnlyAtomsHaveIsSaid() {
        TrainingSettings ensemble = Molecules.settings("features", "coulomb-matrix", "members", "2");
        TrainingSettings small = Molecules.settings("features", "coulomb-matrix", "precision", "float");
        TrainingSettings farthest = settings("split", "farthest");
        assertMessage("members: expected 1 with features of a whole molecule", () -> train(ensemble));
        assertMessage("precision: expected double with features of a whole molecule", () -> train(small));
        assertMessage("split farthest, force-ends: expected features of a whole molecule", () -> train(farthest));
    }

    private static void assertMessage(String beginning, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(TrainingException.class, call).getMessage();
        assertTrue(message.startsWith(beginning), message);
    }
}
