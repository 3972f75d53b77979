package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.train.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The training commands as a user types them, on the full CI energies of H2. */
class TrainCommandTest {
    private static final Path DATA = Path.of("validation/h2/full_ci.csv");
    private static final Path H2 = Path.of("molecules/h2.xyz");

    @TempDir
    private Path folder;

    private Program run(String verb, String name, String... more) {
        List<Object> words = new ArrayList<>(List.of(verb, DATA, "--molecule", H2, "--out", folder.resolve(name)));
        words.addAll(Arrays.asList(more));
        return Program.run(words.toArray());
    }

    private Program lm(String verb, String name, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--hidden", "6", "--activation", "tanh", "--optimizer", "lm", "--epochs", "40", "--name", "h2"));
        words.addAll(Arrays.asList(more));
        return run(verb, name, words.toArray(String[]::new));
    }

    private JsonObject json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(file))).getAsJsonObject();
    }

    @Test
    void aTrainedPotentialValidatesToTheErrorThatWasSaid() throws IOException {
        Program trained = lm("train", "a");
        assertEquals(0, trained.status(), trained.err());
        assertEquals("", trained.err());
        assertTrue(trained.out().lines().count() <= 12, trained.out());
        for (String file : List.of(
                "h2.onnx",
                "settings.json",
                "split.csv",
                "log.csv",
                "summary.json",
                "run.json",
                "card.json",
                "test.extxyz",
                "loss.svg",
                "parity.svg",
                "errors.svg")) assertTrue(Files.size(folder.resolve("a").resolve(file)) > 0, file);
        Program validated = Program.run(
                "validate",
                "--potential",
                folder.resolve("a/h2.onnx"),
                "--reference",
                folder.resolve("a/test.extxyz"),
                "--format",
                "json",
                "--out",
                folder.resolve("v"));
        double said = json("a/summary.json").get("test_energy_mae_eV").getAsDouble();
        double found = JsonParser.parseString(validated.out())
                .getAsJsonObject()
                .get("energy_mae_eV")
                .getAsDouble();
        assertEquals(said, found, 1e-10 * said); // what the library promises
        assertEquals(
                0,
                Program.run("scan", H2, "--potential", folder.resolve("a/h2.onnx"), "--out", folder.resolve("s"))
                        .status());
    }

    /** The spread of its members beside their errors, in training and validation alike. */
    @Test
    void anEnsembleTellsWhetherItsSpreadFitsItsErrors() throws IOException {
        String features = "symmetry-functions:cutoff=4,distances=6,angular-distances=1";
        Program trained = run(
                "train",
                "e",
                "--features",
                features,
                "--members",
                "3",
                "--hidden",
                "8",
                "--epochs",
                "30",
                "--name",
                "h2");
        assertEquals(0, trained.status(), trained.err());
        String line = trained.out()
                .lines()
                .filter(l -> l.startsWith("spread   energies  RMS "))
                .findFirst()
                .orElseThrow();
        assertTrue(line.endsWith("% (normal: 68, 95)"), line);
        JsonObject said = json("e/summary.json");
        for (String picture : List.of("e/calibration.svg", "v/calibration.svg")) {
            if (picture.startsWith("v"))
                assertEquals(
                        0,
                        Program.run(
                                        "validate",
                                        "--potential",
                                        folder.resolve("e/h2.onnx"),
                                        "--reference",
                                        folder.resolve("e/test.extxyz"),
                                        "--out",
                                        folder.resolve("v"))
                                .status());
            assertTrue(Files.size(folder.resolve(picture)) > 0, picture);
        }
        assertFalse(Files.exists(folder.resolve("e/calibration-forces.svg")), "the data have no forces");
        JsonObject found = json("v/summary.json");
        for (String key : List.of(
                "energy_spread_rms_eV",
                "energy_spread_factor",
                "energy_share_within_1_spread",
                "energy_share_within_2_spreads")) {
            double expected = said.get("test_" + key).getAsDouble();
            assertEquals(expected, found.get(key).getAsDouble(), 1e-10 * expected, key); // what the library promises
        }
        assertTrue(Files.readString(folder.resolve("v/parity.csv"))
                .startsWith("frame,reference_eV,predicted_eV,difference_eV,spread_eV\n"));
    }

    @Test
    void settingsOfARunRepeatIt() throws IOException {
        assertEquals(0, lm("train", "a").status());
        Program again = Program.run(
                "train", DATA, "--settings", folder.resolve("a/settings.json"), "--out", folder.resolve("b"));
        assertEquals(0, again.status(), again.err());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/h2.onnx")), Files.readAllBytes(folder.resolve("b/h2.onnx")));
        Program other = Program.run(
                "train",
                DATA,
                "--settings",
                folder.resolve("a/settings.json"),
                "--seed",
                "2",
                "--out",
                folder.resolve("c"));
        assertEquals(0, other.status(), other.err());
        assertFalse(Arrays.equals(
                Files.readAllBytes(folder.resolve("a/h2.onnx")), Files.readAllBytes(folder.resolve("c/h2.onnx"))));
    }

    @Test
    void aFolderWithResultsIsLeftAloneUnlessToldOtherwise() throws IOException {
        assertEquals(0, lm("train", "a").status());
        byte[] model = Files.readAllBytes(folder.resolve("a/h2.onnx"));
        Program refused = lm("train", "a");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--overwrite or --resume"), refused.err());
        assertEquals(0, lm("train", "a", "--resume").status());
        assertArrayEquals(model, Files.readAllBytes(folder.resolve("a/h2.onnx")));
        Program other = lm("train", "a", "--resume", "--seed", "5");
        assertEquals(2, other.status());
        assertTrue(other.err().contains("is of a run with other settings"), other.err());
        assertEquals(0, lm("train", "a", "--overwrite", "--seed", "5").status());
    }

    @Test
    void theBaselineIsAFlatCurve() throws IOException {
        assertEquals(0, run("baseline", "a", "--name", "atoms").status());
        Program scan =
                Program.run("scan", H2, "--potential", folder.resolve("a/atoms.onnx"), "--out", folder.resolve("s"));
        assertEquals(0, scan.status(), scan.err());
        assertTrue(scan.out().contains("flat"), scan.out());
        long energies = Files.readAllLines(folder.resolve("s/scan.csv")).stream()
                .skip(1)
                .map(l -> l.split(",", -1)[1])
                .distinct()
                .count();
        assertEquals(1, energies);
    }

    @Test
    void aTableOfAtomCountsNeedsNoGeometries() throws IOException {
        StringBuilder table = new StringBuilder("nH,nC,energy_eV\n");
        for (int i = 0; i < 30; i++)
            table.append(i % 7)
                    .append(',')
                    .append(1 + i % 4)
                    .append(',')
                    .append(-16 * (i % 7) - 1030 * (1 + i % 4))
                    .append('\n');
        Path file = Files.writeString(folder.resolve("counts.csv"), table);
        Program fitted = Program.run("baseline", file, "--validation", "0", "--out", folder.resolve("a"));
        assertEquals(0, fitted.status(), fitted.err());
        Program energy = Program.run(
                "energy", "molecules/methane.cml", "--potential", folder.resolve("a/counts.onnx"), "--format", "csv");
        double methane = Double.parseDouble(
                energy.out().lines().skip(1).findFirst().orElseThrow().split(",", -1)[2]);
        assertEquals(-1030 - 4 * 16, methane, 1e-9); // rounding of the fit
        Program wrong = Program.run("baseline", file, "--hidden", "8", "--out", folder.resolve("b"));
        assertEquals(2, wrong.status());
    }

    @Test
    void aSearchChoosesByValidationAndTestsTheWinner() throws IOException {
        Program search = run(
                "tune",
                "a",
                "--epochs",
                "20",
                "--batch",
                "8",
                "--depths",
                "1,2",
                "--widths",
                "4",
                "--rates",
                "1e-3,1e-2",
                "--name",
                "h2",
                "--threads",
                "2");
        assertEquals(0, search.status(), search.err());
        List<String> rows = Files.readAllLines(folder.resolve("a/results.csv"));
        assertEquals(5, rows.size());
        int loss = Arrays.asList(rows.get(0).split(",", -1)).indexOf("validation_loss");
        int test = Arrays.asList(rows.get(0).split(",", -1)).indexOf("test_energy_mae_eV");
        String best = rows.stream()
                .skip(1)
                .min(java.util.Comparator.comparingDouble(r -> Double.parseDouble(r.split(",", -1)[loss])))
                .orElseThrow();
        assertTrue(rows.stream().skip(1).allMatch(r -> r.split(",", -1)[test].isEmpty()), "tests are not looked at");
        String[] words = best.split(",", -1);
        assertTrue(
                search.out()
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElseThrow()
                        .contains(words[0] + "x" + words[1] + "-" + words[2]),
                search.out());
        assertTrue(search.out().contains("test     energies"), search.out());
        Program again = run(
                "tune",
                "a",
                "--epochs",
                "20",
                "--batch",
                "8",
                "--depths",
                "1,2",
                "--widths",
                "4",
                "--rates",
                "1e-3,1e-2",
                "--name",
                "h2",
                "--resume");
        assertEquals(search.out(), again.out());
    }

    @Test
    void crossValidationTestsEveryFold() throws IOException {
        Program folds = lm("cross-validate", "a", "--folds", "4");
        assertEquals(0, folds.status(), folds.err());
        assertEquals(5, Files.readAllLines(folder.resolve("a/results.csv")).size());
        assertTrue(json("a/summary.json").get("mean_energy_rmse_eV").getAsDouble() > 0);
    }

    @Test
    void aLearningCurveHasASeriesForEachWayToTrain() throws IOException {
        Program curve = lm(
                "learning-curve",
                "a",
                "--sizes",
                "10,40",
                "--repeats",
                "2",
                "--validation",
                "8",
                "--test",
                "20",
                "--series",
                "inverse distances",
                "--series",
                "Morse variables features=morse:length=0.7 hidden=5");
        assertEquals(0, curve.status(), curve.err());
        assertEquals(2, json("a/summary.json").getAsJsonArray("series").size());
        assertEquals(9, Files.readAllLines(folder.resolve("a/results.csv")).size());
        assertTrue(Files.readString(folder.resolve("a/learning-curve.svg")).contains("Morse variables"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --epochs 0 | --epochs: expected a whole number of at least 1, found \"0\"",
                "train --features morse:size=1 | --features: morse: unknown key \"size\" (expected length)",
                "train --training 90% --validation 20% | split: expected at least 1 frame to train and at most 81 in all,"
                        + " found 73 training, 16 validation, 0 test",
                "train --anchor infinity | anchor infinity: expected energies of free atoms"
                        + " (atomic-energies H=-0.5hartree,...), found none",
                "train --check-forces | --check-forces: validation/h2/full_ci.csv has no forces",
                "train --split nowhere.csv | split: expected random, blocks, farthest or a file, found \"nowhere.csv\", which"
                        + " does not exist",
                "train --symmetry 1-3 | symmetry: expected atoms 1 to 2, found 3",
                "train --threads 0 | --threads: expected at least 1, found 0",
                "tune --validation 0 | --validation: expected frames to choose by, found none",
                "tune --optimizer linear | --optimizer linear: expected adam, lbfgs or lm, since a linear fit has no trainings",
                "cross-validate --folds 1 | expected 2 to 81 folds, found 1",
                "learning-curve | nnp4j learning-curve: Missing required option: '--sizes=N' (see --help)",
                "learning-curve --sizes 10 --series hidden=8 | --series: expected a name first, found \"hidden=8\""
            })
    void aMistakeIsOneLineAndStatusTwo(String line, String message) throws IOException {
        String[] words = line.split(" ", -1);
        Program program = run(words[0], "x", Arrays.copyOfRange(words, 1, words.length));
        assertEquals(2, program.status(), program.err());
        assertEquals(message, program.err().strip());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count(), "something was left behind");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "baseline", "tune", "cross-validate", "learning-curve"})
    void helpShowsEverySettingWithItsDefaultAndAnExample(String verb) {
        PrintStream before = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8)); // where picocli would complain
        Program help;
        try {
            help = Program.run(verb, "--help");
        } finally {
            System.setErr(before);
        }
        assertEquals(0, help.status());
        assertEquals("", warnings.toString(StandardCharsets.UTF_8));
        String words = help.out().replaceAll("\\s+", " ");
        for (Setting setting : Setting.values()) assertTrue(words.contains("--" + setting.key() + "="), setting.key());
        assertTrue(words.contains("80%. Default: 80%."), words);
        assertTrue(words.matches(".*Examples?: \\./nnp4j " + verb + " .*"), words);
    }

    @Test
    void anUnknownKeyOfASettingsFileIsRefusedWithTheChoices() throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "{\"colour\": 3}");
        Program program = Program.run("train", DATA, "--settings", file);
        assertEquals(2, program.status());
        assertTrue(
                program.err().startsWith(file + ": unknown key \"colour\" (expected one of activation, anchor,"),
                program.err());
        Files.writeString(file, "{\"epochs\": [3]}");
        assertTrue(Program.run("train", DATA, "--settings", file)
                .err()
                .contains("\"epochs\": expected a text, number or true"));
        Files.writeString(file, "{\"epochs\": ");
        assertTrue(Program.run("train", DATA, "--settings", file).err().contains("no valid JSON"));
    }
}
