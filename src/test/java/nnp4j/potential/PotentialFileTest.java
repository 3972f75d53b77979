package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nnp4j.features.Cartesian;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.network.Activation;
import nnp4j.network.OnnxExport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PotentialFileTest {
    private static final PotentialCard CARD = Samples.card(Samples.PAIRS, List.of(new Morse(4.5, 1.9, 0.96)));

    @TempDir
    Path folder;

    private PotentialFile open(String card) throws IOException {
        return PotentialFile.open(Samples.write(folder, Samples.model(card)));
    }

    @Test
    void aWrittenPotentialOpensWithItsCardAndItsEnergies() throws IOException {
        Potential made = new NeuralPotential(
                Samples.PAIRS,
                Samples.mlp(Samples.PAIRS, Activation.TANH).network(),
                new Morse(4.5, 1.9, 0.96).between(3),
                CARD.energyOffset() + CARD.atomsEnergy(Samples.WATER).orElseThrow(),
                ((MoleculeInputs) CARD.inputs()).range(),
                Extrapolation.REFUSE);
        try (PotentialFile file = open(CARD.toJson())) {
            assertEquals(CARD, file.card());
            assertEquals(folder.resolve("water.onnx"), file.path());
            BoundPotential opened = file.potentialFor(Samples.WATER, Extrapolation.REFUSE);
            Random random = new Random(1);
            for (int k = 0; k < 50; k++) {
                double[] x = Samples.water(random);
                double[] expected = new double[9];
                double[] found = new double[9];
                double rounding = 1e-11; // ONNX Runtime's own tanh, of 2,000 eV
                assertEquals(made.energyAndForces(x, expected), opened.energyAndForces(x, found), rounding);
                assertArrayEquals(expected, found, rounding);
            }
        }
    }

    @Test
    void aFileThatIsNoPotentialIsRefusedInOneLine() throws IOException {
        assertRefused(folder.resolve("absent.onnx"), "no such file");
        assertRefused(folder, "expected an ONNX file, found a folder");
        assertRefused(new byte[0], "expected an ONNX model, found an empty file");
        assertRefused("H 0 0 0\n".getBytes(StandardCharsets.US_ASCII), "no ONNX model that ONNX Runtime can load");
        byte[] model = Samples.model(CARD.toJson());
        for (int length : new int[] {1, 100, model.length / 2, model.length - 1})
            assertRefused(Arrays.copyOf(model, length), "");
        byte[] bare = OnnxExport.model(Samples.mlp(Samples.PAIRS, Activation.TANH), Map.of("other", "text"));
        assertRefused(bare, "no potential (expected a card under the metadata key nnp4j.card, found none)");
    }

    @Test
    void aCardThatDoesNotFitIsRefusedInOneLine() throws IOException {
        String cartesian = Samples.card(Cartesian.of(3), List.of()).toJson();
        assertRefused(Samples.model(cartesian), "the card's descriptor makes 9 features, but the model takes 3");
        assertRefused(
                Samples.model(CARD.toJson().replace("\"format\": 1", "\"format\": 9")),
                "card: expected format version 1, found 9; a later nnp4j may have written it");
        assertRefused(Samples.model("{"), "card: no valid JSON");
        assertRefused(
                Samples.model(CARD.toJson().replace("-13.6", "-13.6e400")),
                "card: \"atomic_energies_eV\": expected a finite number, found -13.6e400");
        assertRefused(Samples.model(CARD.toJson().replace("\"O\",", "\"Xx\",")), "card: unknown element \"Xx\"");
        assertRefused(Samples.model(CARD.toJson().replace("\"O\",", "\"F\",")), "card: no atomic energy for F");
    }

    private void assertRefused(byte[] model, String message) throws IOException {
        assertRefused(Samples.write(folder, model), message);
    }

    private static void assertRefused(Path path, String message) {
        Exception e = assertThrows(PotentialException.class, () -> PotentialFile.open(path));
        assertTrue(e.getMessage().startsWith(path + ": " + message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    @Test
    void aMoleculeThatItWasNotMadeForIsRefused() throws IOException {
        try (PotentialFile file = open(CARD.toJson())) {
            String made = file.path() + ": made for the atoms O H H in this order, found ";
            assertRefused(file, Geometry.of(new int[] {1, 8, 1}, new double[9]), made + "H O H");
            assertRefused(file, Geometry.of(new int[] {8, 1}, new double[6]), made + "O H");
            assertRefused(file, Geometry.of(new int[] {16, 1, 1}, new double[9]), made + "S H H");
            int[] many = new int[50];
            Arrays.fill(many, 6);
            String twenty = "C ".repeat(20) + "… (50 atoms)";
            assertRefused(file, Geometry.of(many, new double[150]), made + twenty);
            Cell cell = Cell.of(new double[] {10, 0, 0, 0, 10, 0, 0, 0, 10}, true, true, true);
            assertRefused(
                    file,
                    Samples.WATER.in(Optional.of(cell)),
                    file.path() + ": made for a molecule, found a periodic cell");
            double[] heavy = {16, 2, 2};
            file.potentialFor(Samples.WATER.withMasses(heavy)).close();
        }
    }

    private static void assertRefused(PotentialFile file, Geometry molecule, String message) {
        Exception e = assertThrows(PotentialException.class, () -> file.potentialFor(molecule));
        assertEquals(message, e.getMessage());
    }

    @Test
    void aMutatedCardOpensOrIsRefused() {
        Random random = new Random(2);
        String good = CARD.toJson();
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            String card = mutated(good, random);
            try {
                PotentialCard.parse(card);
            } catch (PotentialException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 2000, refused + " refused"); // the mutations do reach something
    }

    /** One to three pieces deleted, doubled, swapped for another piece or overwritten by a character. */
    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int k = random.nextInt(3); k >= 0; k--) {
            int from = random.nextInt(changed.length() - 20);
            int to = from + 1 + random.nextInt(19);
            switch (random.nextInt(4)) {
                case 0 -> changed.delete(from, to);
                case 1 -> changed.insert(random.nextInt(changed.length()), changed.substring(from, to));
                case 2 -> {
                    int other = random.nextInt(changed.length() - 20);
                    changed.replace(from, to, changed.substring(other, other + 20));
                }
                default -> changed.setCharAt(from, "{}[]\",:-19eE.\n\u0000\uD835\u6C34".charAt(random.nextInt(17)));
            }
        }
        return changed.toString();
    }

    @Test
    void aMutatedModelOpensOrIsRefused() throws IOException {
        Random random = new Random(3);
        byte[] good = Samples.model(CARD.toJson());
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            byte[] model = good.clone();
            for (int n = random.nextInt(3); n >= 0; n--)
                model[random.nextInt(model.length)] = (byte) random.nextInt(256);
            if (random.nextInt(4) == 0) model = Arrays.copyOf(model, random.nextInt(model.length));
            try {
                PotentialFile.open(Samples.write(folder, model)).close();
            } catch (PotentialException e) {
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 2000, refused + " refused");
    }

    @Test
    void closingTheFileClosesItsPotentials() throws IOException {
        PotentialFile file = open(CARD.toJson());
        BoundPotential first = file.potentialFor(Samples.WATER);
        BoundPotential second = file.potentialFor(Samples.WATER);
        double[] x = Samples.WATER.toArray();
        first.energyAndForces(x, new double[9]);
        first.close();
        second.energyAndForces(x, new double[9]);
        file.close();
        file.close();
        second.close();
        assertThrows(IllegalStateException.class, () -> second.energyAndForces(x, new double[9]));
        Exception e = assertThrows(IllegalStateException.class, () -> file.potentialFor(Samples.WATER));
        assertEquals(file.path() + ": closed", e.getMessage());
        assertEquals(CARD, file.card());
        Files.delete(file.path());
    }

    @Test
    void fourThreadsGetTheSameBits() throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (PotentialFile file = open(CARD.toJson())) {
            List<Future<double[]>> found = new ArrayList<>();
            for (int t = 0; t < 4; t++) found.add(threads.submit(() -> energiesAndForces(file)));
            double[] expected = energiesAndForces(file);
            for (Future<double[]> energies : found) assertArrayEquals(expected, energies.get());
        } finally {
            threads.shutdown();
        }
    }

    /** Of 500 geometries, one after the other. */
    private static double[] energiesAndForces(PotentialFile file) {
        BoundPotential potential = file.potentialFor(Samples.WATER);
        Random random = new Random(4);
        double[] all = new double[5000];
        double[] forces = new double[9];
        for (int k = 0; k < 500; k++) {
            all[10 * k] = potential.energyAndForces(Samples.water(random), forces);
            System.arraycopy(forces, 0, all, 10 * k + 1, 9);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = 300)
    void mutatedFilesEndClearly(int count) throws IOException {
        mutate(count, 1);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = 10_000)
    void manyMutatedFilesEndClearly(int count) throws IOException {
        mutate(count, 2);
    }

    /** Bytes of the card, and a few of the model, changed, removed or doubled: one line that names the file, or a potential. */
    private void mutate(int count, long seed) throws IOException {
        byte[] honest = Samples.model(Samples.card(Samples.PAIRS, List.of()).toJson());
        int card = indexOf(honest, "nnp4j.card");
        Random random = new Random(seed);
        int refused = 0;
        for (int k = 0; k < count; k++) {
            byte[] bytes = honest.clone();
            for (int change = 1 + random.nextInt(3); change > 0; change--) {
                int at = random.nextInt(4) == 0
                        ? random.nextInt(bytes.length)
                        : card + random.nextInt(bytes.length - card);
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            try (PotentialFile file = PotentialFile.open(Path.of("mutated.onnx"), bytes);
                    BoundPotential potential = file.potentialFor(Samples.WATER, outside -> {})) {
                potential.energyAndForces(Samples.WATER.toArray(), new double[9]);
            } catch (PotentialException e) {
                refused++;
                assertFalse(e.getMessage().isBlank());
            }
        }
        assertTrue(refused > count / 10, "only " + refused + " were refused");
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
