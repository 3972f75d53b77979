package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nnp4j.io.CheckpointException;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PotentialFile;
import nnp4j.validate.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final DataSet DATA = Molecules.water(120, 9);
    private static final Provenance WATER = Provenance.of("water");

    @TempDir
    private Path folder;

    private static TrainingSettings settings(String... more) {
        TrainingSettings settings = Molecules.settings(
                "symmetry",
                "topology",
                "hidden",
                "8,8",
                "activation",
                "tanh",
                "epochs",
                "40",
                "batch",
                "16",
                "patience",
                "0");
        for (int k = 0; k < more.length; k += 2) settings = settings.with(more[k], more[k + 1]);
        return settings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inverse-distances",
                "morse:length=0.5/1",
                "invariants:degree=3",
                "coulomb-matrix:realizations=3",
                "coulomb-matrix:order=eigenvalues"
            })
    void theFileGivesTheTestErrorOfItsCard(String features) throws IOException {
        TrainingSettings settings = settings("features", features, "optimizer", "lbfgs");
        Split split = settings.split(DATA);
        TrainedPotential trained = new Trainer(settings).train(DATA, split, WATER);
        Path path = folder.resolve("water.onnx");
        trained.write(path);
        try (PotentialFile file = PotentialFile.open(path)) {
            assertEquals(trained.card(), file.card());
            Parity parity = Parity.of(file, DATA.subset(split.test()).frames().iterator(), Extrapolation.ALLOW);
            assertEquals(parity.assessment(), file.card().test()); // bit for bit: the same model on the same frames
            assertTrue(parity.forces().count() > 0);
        }
    }

    @Test
    void invariantsProjectedOnComponentsAreFoldedIntoTheFirstLayer() {
        TrainingSettings settings =
                settings("features", "invariants:degree=3", "scaling", "pca:6", "optimizer", "lm", "epochs", "30");
        TrainedPotential trained = new Trainer(settings).train(DATA, settings.split(DATA), WATER);
        double spread = 2; // eV, about the range of the energies
        assertTrue(
                trained.card().test().energies().rmse() < 0.1 * spread,
                trained.card().test().toString());
    }

    @Test
    void theEnergyDoesNotChangeWhenLikeAtomsChangePlaces() {
        TrainingSettings settings = settings("optimizer", "lbfgs", "epochs", "5");
        TrainedPotential trained = new Trainer(settings).train(DATA, settings.split(DATA), WATER);
        try (PotentialFile file = trained.open()) {
            double[] x = DATA.geometry(3).toArray();
            double[] y = x.clone();
            System.arraycopy(x, 3, y, 6, 3);
            System.arraycopy(x, 6, y, 3, 3);
            double[] forces = new double[9];
            double[] swapped = new double[9];
            var potential = file.potentialFor(DATA.geometry(0), Extrapolation.ALLOW);
            assertEquals(
                    ((MoleculeInputs) file.card().inputs()).range().low().get(0),
                    ((MoleculeInputs) file.card().inputs()).range().low().get(1)); // O-H and O-H
            assertEquals(
                    ((MoleculeInputs) file.card().inputs()).range().high().get(0),
                    ((MoleculeInputs) file.card().inputs()).range().high().get(1));
            double rounding = 1e-12; // of energies of 30 eV
            assertEquals(potential.energyAndForces(x, forces), potential.energyAndForces(y, swapped), rounding);
            for (int c = 0; c < 3; c++) assertEquals(forces[3 + c], swapped[6 + c], rounding);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "lbfgs", "lm"})
    void aTrainingStoppedAtAnyEpochGoesOnToTheSameFile(String optimizer) throws IOException {
        TrainingSettings settings = settings("optimizer", optimizer, "epochs", "12", "starts", "2");
        Split split = settings.split(DATA);
        List<Epoch> epochs = new ArrayList<>();
        Path whole = folder.resolve("whole");
        byte[] expected = new Trainer(settings)
                .withFolder(whole)
                .withWatch(epochs::add)
                .train(DATA, split, WATER)
                .model();
        assertEquals(24, epochs.size());
        Path broken = folder.resolve("broken");
        for (int stops = 0; ; stops++) {
            AtomicInteger left = new AtomicInteger(5);
            TrainedPotential trained = new Trainer(settings)
                    .withThreads(1 + stops % 3)
                    .withFolder(broken)
                    .withStop(() -> left.decrementAndGet() == 0)
                    .train(DATA, split, WATER);
            if (trained.summary().interrupted()) continue;
            assertArrayEquals(expected, trained.model());
            break;
        }
        assertEquals(Files.readString(whole.resolve("log.csv")), Files.readString(broken.resolve("log.csv")));
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() {
        TrainingSettings settings = settings("epochs", "2");
        Split split = settings.split(DATA);
        new Trainer(settings).withFolder(folder).train(DATA, split, WATER);
        Trainer other = new Trainer(settings.with("rate", "2e-3")).withFolder(folder);
        String message = assertThrows(CheckpointException.class, () -> other.train(DATA, split, WATER))
                .getMessage();
        assertTrue(message.contains("is of a run with other settings or other input"), message);
    }

    @Test
    void aBrokenCheckpointIsRefused() throws IOException {
        TrainingSettings settings = settings("epochs", "2");
        Split split = settings.split(DATA);
        new Trainer(settings).withFolder(folder).train(DATA, split, WATER);
        Path file = folder.resolve("checkpoint.bin");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, 30, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThrows(
                    CheckpointException.class,
                    () -> new Trainer(settings).withFolder(folder).train(DATA, split, WATER),
                    length + " bytes");
        }
    }

    @Test
    void moleculesOfSeveralCompositionsShareAPotential() {
        List<nnp4j.io.Frame> frames = new ArrayList<>(Molecules.water(40, 1).frames());
        frames.addAll(Molecules.of(
                        nnp4j.geometry.Geometry.of(new int[] {8, 1}, new double[] {0, 0, 0, 0, 0, 0.97}), 40, 2)
                .frames());
        DataSet data = DataSet.of(frames);
        TrainingSettings settings =
                settings("features", "coulomb-matrix:order=sorted", "symmetry", "none", "epochs", "3");
        TrainedPotential trained = new Trainer(settings).train(data, settings.split(data), WATER);
        assertFalse(trained.card().composition().oneMolecule());
        assertEquals(List.of("H", "O"), trained.card().composition().symbols());
        String message = assertThrows(
                        TrainingException.class,
                        () -> new Trainer(settings.with("features", "distances"))
                                .train(data, settings.split(data), WATER))
                .getMessage();
        assertTrue(message.startsWith("features distances serve one molecule"), message);
    }

    @Test
    void kinkedActivationsAreNotFittedToForces() {
        TrainingSettings settings = settings("activation", "relu", "epochs", "2");
        Split split = settings.split(DATA);
        assertThrows(TrainingException.class, () -> new Trainer(settings).train(DATA, split, WATER));
        TrainedPotential energies = new Trainer(settings.with("force-weight", "0")).train(DATA, split, WATER);
        assertTrue(energies.card().test().energies().count() > 0);
    }

    @Test
    void anOverfittedNetworkIsRecognised() {
        TrainingSettings settings = settings(
                "training",
                "8",
                "validation",
                "40",
                "test",
                "40",
                "hidden",
                "20,20",
                "optimizer",
                "lm",
                "force-weight",
                "0");
        TrainedPotential trained = new Trainer(settings).train(DATA, settings.split(DATA), WATER);
        assertTrue(
                trained.summary().overfitting().orElse("").startsWith("overfit"),
                trained.summary().toString());
        TrainingSettings good = settings("features", "invariants:degree=2", "optimizer", "linear");
        assertTrue(new Trainer(good)
                .train(DATA, good.split(DATA), WATER)
                .summary()
                .overfitting()
                .isEmpty());
    }

    @Test
    void aCampaignGivesTheSameResultsForAnyThreadsAndAfterAStop() {
        TrainingSettings settings = settings("epochs", "5");
        List<Job> jobs = new LearningCurve("water", List.of(20, 40), 2)
                .jobs(DATA, settings.with("test", "30").with("validation", "20"));
        List<JobResult> one =
                new Campaign(DATA, WATER, folder.resolve("one"), 1).run(jobs, e -> {}, r -> {}, () -> false);
        assertEquals(4, one.size());
        AtomicInteger left = new AtomicInteger(7);
        Campaign stopped = new Campaign(DATA, WATER, folder.resolve("two"), 2);
        assertTrue(stopped.run(jobs, e -> {}, r -> {}, () -> left.decrementAndGet() < 0)
                        .size()
                < 4);
        assertEquals(one, stopped.run(jobs, e -> {}, r -> {}, () -> false));
    }

    @Test
    void aPowerLawIsFoundInItsOwnErrors() {
        List<JobResult> results = new ArrayList<>();
        for (Job job : new LearningCurve("w", List.of(10, 20, 40), 1).jobs(DATA, settings("test", "30")))
            results.add(
                    new JobResult(job, 1, nnp4j.potential.Assessment.NONE, nnp4j.potential.Assessment.NONE, 1, 1, ""));
        LearningCurve.PowerLaw law = LearningCurve.fit(results, r -> 3 * Math.pow(LearningCurve.size(r), -0.5));
        assertEquals(3, law.prefactor(), 1e-12); // rounding
        assertEquals(-0.5, law.exponent(), 1e-13);
    }

    @Test
    void theUsualGridHasFortyFiveNetworks() {
        TrainingSettings settings = settings();
        List<Job> jobs = Search.standard(settings).grid(settings, settings.split(DATA));
        assertEquals(45, jobs.size());
        assertEquals(45, jobs.stream().map(Job::name).distinct().count());
        assertEquals("128,128,128,128", jobs.get(44).settings().get(Setting.HIDDEN));
        List<Job> random = Search.standard(settings).random(settings, settings.split(DATA), 10);
        assertEquals(
                10,
                random.stream()
                        .map(j -> j.settings().get(Setting.RATE))
                        .distinct()
                        .count());
    }
}
