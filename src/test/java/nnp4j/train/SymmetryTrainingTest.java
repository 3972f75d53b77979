package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.convert.ConvertException;
import nnp4j.features.SymmetryFunctions;
import nnp4j.features.SymmetrySet;
import nnp4j.geometry.Geometry;
import nnp4j.io.Frame;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.validate.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of atoms that see symmetry functions. */
class SymmetryTrainingTest {
    private static final double STEP = 1e-4;
    /** Fourth-order differences: truncation h^4 f'''''/30 with Gaussians as sharp as the test's, and rounding 1e-15 f/h. */
    private static final double TOLERANCE = 1e-7;

    /** The file sums energies of 30 eV in another order than the training did; errors of 10 meV keep nine digits. */
    private static final double ROUNDING = 1e-8;

    private static final String SMALL =
            "symmetry-functions:cutoff=3,distances=4,angular-cutoff=2.2,angular-distances=2,zetas=1/4";
    private static final String CENTRED = SMALL + ",gaussians=centred,closed=yes";

    @TempDir
    private Path folder;

    private static TrainingSettings settings(String... more) {
        String[] all = Arrays.copyOf(
                new String[] {
                    "features", SMALL, "hidden", "8,8", "epochs", "40", "batch", "8", "rate", "1e-2", "patience", "0"
                },
                12 + more.length);
        System.arraycopy(more, 0, all, 12, more.length);
        TrainingSettings settings = Molecules.settings();
        for (int k = 0; k < all.length; k += 2) settings = settings.with(all[k], all[k + 1]);
        return settings;
    }

    private static DataSet waterAndHydroxyl() {
        Geometry hydroxyl = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0.97, 0, 0, 0});
        List<Frame> all = new ArrayList<>(Molecules.water(60, 1).frames());
        all.addAll(Molecules.of(hydroxyl, 60, 2).frames());
        return DataSet.of(all);
    }

    /** Water, hydroxyl, and water in a sheared cell smaller than the cutoff. */
    @ParameterizedTest
    @ValueSource(strings = {SMALL, CENTRED})
    void gradientIsTheDerivative(String features) {
        TrainingSettings settings = settings("features", features, "hidden", "4,3", "force-weight", "0.7");
        Preparation preparation = Molecules.preparation(AtomicLossTest.mixed(4, 3), settings);
        double[] parameters = preparation.start(5);
        double[] gradient = new double[parameters.length];
        try (Crew crew = new Crew(1)) {
            Loss loss = preparation.trainingLoss(crew);
            loss.gradient(loss.all(), 0, loss.all().length, parameters, gradient);
            double[] expected = LossDifferences.of(loss, parameters, STEP);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected, gradient, TOLERANCE * largest);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void threadsDoNotChangeABitOfTheFile(String members) {
        DataSet data = AtomicLossTest.mixed(20, 2);
        TrainingSettings settings = settings("epochs", "3", "members", members);
        Split split = settings.split(data);
        byte[] one =
                new Trainer(settings).train(data, split, Provenance.of("mixed")).model();
        byte[] three = new Trainer(settings)
                .withThreads(3)
                .train(data, split, Provenance.of("mixed"))
                .model();
        assertArrayEquals(one, three);
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, CENTRED})
    void aTrainedPotentialBeatsAtomCounts(String features) {
        DataSet data = waterAndHydroxyl();
        TrainingSettings settings = settings("features", features);
        Split split = settings.split(data);
        TrainedPotential trained = new Trainer(settings).train(data, split, Provenance.of("mixed"));
        double counts = Target.of(data.subset(split.training()), settings).spread();
        double rmse = trained.card().test().energies().rmse();
        // The spread is what a regression on atom counts leaves.
        assertTrue(rmse < 0.3 * counts, rmse + " eV, atom counts " + counts);
    }

    @Test
    void theFileAgreesWithTheTrainedNetworks() throws IOException {
        DataSet water = Molecules.water(40, 1);
        TrainingSettings settings = settings("epochs", "5");
        Split split = settings.split(water);
        List<Epoch> epochs = new ArrayList<>();
        TrainedPotential trained =
                new Trainer(settings).withWatch(epochs::add).train(water, split, Provenance.of("water"));
        Epoch best = epochs.get(trained.summary().bestEpoch() - 1);
        Path path = folder.resolve("water.onnx");
        trained.write(path);
        try (PotentialFile file = PotentialFile.open(path)) {
            AtomInputs inputs = (AtomInputs) file.card().inputs();
            SymmetryFunctions functions = (SymmetryFunctions) inputs.descriptor();
            assertEquals(4 * 2 + 3 * 2 * 2 * 2, functions.featureCount(8)); // elements and their pairs
            Parity parity =
                    Parity.of(file, water.subset(split.validation()).frames().iterator(), Extrapolation.ALLOW);
            assertEquals(best.energyError(), parity.energies().accuracy().rmse(), ROUNDING);
            assertEquals(best.forceError(), parity.forces().accuracy().rmse(), ROUNDING);
        }
    }

    /** One bohr a unit unless the file is said to be in angstrom; elements that the data lack do not disturb. */
    @Test
    void functionsComeFromAFileOfAnotherProgram() throws IOException {
        SymmetryFunctions expected = new SymmetrySet(
                        3, 3, 2.4, 1, List.of(1.0, 4.0), SymmetrySet.Placing.SHIFTED, false)
                .functionsOf(1, 8, 6);
        StringBuilder text = new StringBuilder("number_of_elements 3\nelements O H C\ncutoff_type 6\n");
        for (int element : expected.elements())
            for (int k = 0; k < expected.featureCount(element); k++)
                text.append("symfunction_short ")
                        .append(expected.featureName(element, k))
                        .append('\n');
        Path file = Files.writeString(folder.resolve("input.nn"), text);
        AtomicFeatures angstrom = AtomicFeatures.parse("symmetry-functions:file=" + file + ",length-unit=angstrom");
        assertEquals(expected.among(1, 8), angstrom.descriptor(new int[] {1, 8}));
        AtomicFeatures bohr = AtomicFeatures.parse("symmetry-functions:file=" + file);
        assertEquals(3 * 0.529177, bohr.descriptor(new int[] {1, 8}).cutoff(), 1e-5);
        String message = assertThrows(ConvertException.class, () -> angstrom.descriptor(new int[] {1, 7}))
                .getMessage();
        assertEquals(file + ": expected atoms of H, C, O, found N", message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        DataSet water = Molecules.water(4, 1);
        TrainingSettings settings = settings("features", "symmetry-functions:file=" + folder.resolve("none.nn"));
        String message = assertThrows(ConvertException.class, () -> Molecules.preparation(water, settings))
                .getMessage();
        assertEquals(folder.resolve("none.nn") + ": no such file", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symmetry-functions:radial=4 | symmetry-functions: unknown key \"radial\"",
                "symmetry-functions:zetas=1/x | symmetry-functions: zetas: expected numbers such as 1/4/16",
                "symmetry-functions:zetas=1/1 | symmetry functions: expected different zetas of 1 or more",
                "symmetry-functions:gaussians=flat | symmetry-functions: gaussians: expected shifted, centred",
                "symmetry-functions:cutoff=3,angular-cutoff=4 | symmetry functions: expected an angular cutoff",
                "symmetry-functions:file=input.nn,cutoff=3 | symmetry-functions: unknown key \"cutoff\" (expected file,",
                "symmetry-functions:file=input.nn,length-unit=mile | unknown length unit \"mile\"",
                "symmetry-function | unknown features \"symmetry-function\" (expected inverse-distances"
            })
    void mistakesAreNamed(String features, String beginning) {
        String message = assertThrows(IllegalArgumentException.class, () -> settings("features", features))
                .getMessage();
        assertTrue(message.startsWith("features: " + beginning), message);
    }
}
