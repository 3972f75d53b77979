package nnp4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nnp4j.features.CutoffFunction;
import nnp4j.features.SymmetryFunctions;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.MlpNetwork;
import nnp4j.potential.FeatureScaling;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HdnnpImportTest {
    private static final String INPUT = """
            number_of_elements 2
            elements O H                  # sorted by atomic number, whatever the order here
            atom_energy O -75.0
            atom_energy H -0.5
            cutoff_type 6 0.25
            scale_symmetry_functions
            center_symmetry_functions
            scale_min_short -1.0
            scale_max_short 1.0
            global_hidden_layers_short 2
            global_nodes_short 2 1
            global_activation_short t g l
            epochs 10
            kalman_q0 0.01
            symfunction_short H 3 O H 0.01 1.0 4.0 12.0
            symfunction_short H 2 O 0.1 1.9 12.0
            symfunction_short O 12 0.2 0.0 10.0
            """;

    private static final String SCALING = """
            # element function min max mean sigma
            1 1 0.0 4.0 1.0 0.5
            1 2 0.5 1.5 0.75 0.25
            2 1 1.0 3.0 2.0 0.1
            """;

    @TempDir
    Path folder;

    /** A weights file with the values 0.1, 0.2, ... in the order of layers, from-neurons, to-neurons, then biases. */
    private static String weights(int... widths) {
        StringBuilder text = new StringBuilder("# values\n");
        int index = 0;
        for (int l = 1; l < widths.length; l++) {
            for (int i = 1; i <= widths[l - 1]; i++)
                for (int j = 1; j <= widths[l]; j++, index++)
                    text.append(String.format(
                            Locale.ROOT, "%g a %d %d %d %d %d%n", 0.1 * (index + 1), index + 1, l - 1, i, l, j));
            for (int j = 1; j <= widths[l]; j++, index++)
                text.append(String.format(Locale.ROOT, "%g b %d %d %d%n", 0.1 * (index + 1), index + 1, l, j));
        }
        return text.toString();
    }

    private void write(String input, String scaling) throws IOException {
        Files.writeString(folder.resolve("input.nn"), input);
        Files.writeString(folder.resolve("scaling.data"), scaling);
        Files.writeString(folder.resolve("weights.001.data"), weights(2, 2, 1, 1));
        Files.writeString(folder.resolve("weights.008.data"), weights(1, 2, 1, 1));
    }

    private ImportedPotential read() {
        return HdnnpImport.read(folder, LengthUnit.BOHR, EnergyUnit.HARTREE);
    }

    @Test
    void everythingIsReadInItsUnits() throws IOException {
        write(INPUT, SCALING);
        ImportedPotential potential = read();
        assertArrayEquals(
                new int[] {1, 8}, ((SymmetryFunctions) potential.inputs().descriptor()).elements());
        assertEquals(12 * Units.BOHR, ((SymmetryFunctions) potential.inputs().descriptor()).cutoff());
        assertEquals(
                new CutoffFunction(CutoffFunction.Shape.POLY2, 0.25),
                ((SymmetryFunctions) potential.inputs().descriptor()).cutoffFunction());
        double eta = 0.1 / (Units.BOHR * Units.BOHR);
        assertEquals(
                "2 O " + eta + " " + 1.9 * Units.BOHR + " " + 12 * Units.BOHR,
                ((SymmetryFunctions) potential.inputs().descriptor())
                        .functions(1)
                        .get(0)
                        .definition());
        assertEquals(
                3,
                ((SymmetryFunctions) potential.inputs().descriptor())
                        .functions(1)
                        .get(1)
                        .type());
        assertEquals(
                Map.of("H", -0.5 * Units.HARTREE, "O", -75 * Units.HARTREE),
                potential.atomicEnergies().values());
        assertEquals(List.of(0.0, 0.5), potential.inputs().ranges().get("H").low());
        assertEquals(List.of(4.0, 1.5), potential.inputs().ranges().get("H").high());
        // -1 + 2 (G - mean) / (max - min) = (G - shift) factor
        assertEquals(List.of(0.5, 2.0), potential.inputs().scalings().get("H").factor());
        assertEquals(List.of(3.0, 1.25), potential.inputs().scalings().get("H").shift());
    }

    @Test
    void networksAreThoseOfTheFiles() throws IOException {
        write(INPUT, SCALING);
        Mlp mlp = read().networks().members(1).get(0);
        assertEquals(List.of(Activation.TANH, Activation.GAUSSIAN), mlp.activations());
        double[] energy = new double[1];
        try (MlpNetwork network = mlp.network()) {
            network.evaluate(1, new double[] {0.3, -0.4}, energy, new double[2]);
        }
        double a = Math.tanh(0.1 * 0.3 - 0.3 * 0.4 + 0.5);
        double b = Math.tanh(0.2 * 0.3 - 0.4 * 0.4 + 0.6);
        double c = 0.7 * a + 0.8 * b + 0.9;
        double expected = (1.0 * Math.exp(-0.5 * c * c) + 1.1) * Units.HARTREE;
        assertEquals(expected, energy[0], 1e-13); // a few roundings of 40
    }

    @Test
    void normalizationIsUndone() throws IOException {
        write(INPUT + "mean_energy -2.0\nconv_energy 4.0\nconv_length 3.0\n", SCALING);
        double[] normalized = read().networks().members(8).get(0).parameters();
        assertEquals(-77 * Units.HARTREE, read().atomicEnergies().values().get("O"), 1e-11);
        write(INPUT, SCALING);
        double[] plain = read().networks().members(8).get(0).parameters();
        int last = plain.length - 1;
        assertEquals(plain[last] / 4, normalized[last], 1e-14);
        assertEquals(plain[0], normalized[0]);
    }

    @Test
    void sumsAreDividedWhereTheNodesAreNormalized() throws IOException {
        write(INPUT, SCALING);
        double[] plain = read().networks().members(1).get(0).parameters();
        write(INPUT + "normalize_nodes\n", SCALING);
        double[] divided = read().networks().members(1).get(0).parameters();
        double[] by = {2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1};
        for (int k = 0; k < by.length; k++) assertEquals(plain[k] / by[k], divided[k], 1e-14);
    }

    @Test
    void aBentOutputIsOneMoreLayer() throws IOException {
        write(INPUT.replace("t g l", "t l s"), SCALING);
        Mlp mlp = read().networks().members(8).get(0);
        assertArrayEquals(new int[] {1, 2, 1, 1, 1}, mlp.widths());
        assertEquals(List.of(Activation.TANH, Activation.IDENTITY, Activation.LOGISTIC), mlp.activations());
        double[] p = mlp.parameters();
        assertEquals(Units.HARTREE, p[p.length - 2], 1e-13);
        assertEquals(0, p[p.length - 1]);
    }

    @Test
    void elementsMayHaveNetworksOfTheirOwn() throws IOException {
        write(
                INPUT + "element_hidden_layers_short O 1\nelement_nodes_short O 3\nelement_activation_short O p l\n",
                SCALING);
        Files.writeString(folder.resolve("weights.008.data"), weights(1, 3, 1));
        ImportedPotential potential = read();
        assertArrayEquals(
                new int[] {1, 3, 1}, potential.networks().members(8).get(0).widths());
        assertArrayEquals(
                new int[] {2, 2, 1, 1}, potential.networks().members(1).get(0).widths());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 1, 0.5, 1",
        "scale_symmetry_functions, 0, 0.5, 0.5, 2",
        "center_symmetry_functions, 1, 1, 0.75, 1",
        "scale_symmetry_functions_sigma, 3, 1, 0.875, 8",
    })
    void scalingsAreThoseAskedFor(String keyword, double shift, double factor, double second, double secondFactor)
            throws IOException {
        String input =
                INPUT.replace("center_symmetry_functions\n", "").replace("scale_symmetry_functions\n", keyword + "\n");
        write(input, SCALING);
        FeatureScaling scaling = read().inputs().scalings().get("H");
        // low is -1 and high is 1: (G - zero) factor - 1
        if (keyword.startsWith("scale_symmetry_functions_sigma")) {
            assertEquals(List.of(4.0, 8.0), scaling.factor());
            assertEquals(List.of(1.0 + 0.25, 0.75 + 0.125), scaling.shift());
        } else if (keyword.startsWith("scale")) {
            assertEquals(List.of(factor, secondFactor), scaling.factor());
            assertEquals(List.of(2.0, 1.0), scaling.shift());
        } else {
            assertEquals(List.of(factor, secondFactor), scaling.factor());
            assertEquals(keyword.isEmpty() ? List.of(0.0, 0.0) : List.of(shift, second), scaling.shift());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number_of_elements 2|number_of_elements 3|input.nn:2: expected 3 elements, found \"elements O H\"",
                "elements O H|elements O O|input.nn:2: expected different elements, found \"O O\"",
                "elements O H|elements O Hq|input.nn:2: expected the symbol of an element, found \"Hq\"",
                "cutoff_type 6 0.25|cutoff_type 9|input.nn:5: expected cutoff_type 0 to 8, found \"9\"",
                "cutoff_type 6 0.25|cutoff_type 6 1.0|input.nn:5: cutoff function: expected an inner share from 0 to below 1, found 1.0",
                "t g l|t g|input.nn:12: expected activations of 3 layers, found \"global_activation_short t g\"",
                "t g l|t x l|input.nn:12: expected an activation l, t, s, p, r, g, c, S, e or h, found \"x\"",
                "global_nodes_short 2 1|global_nodes_short 2|input.nn:11: expected numbers of neurons in 2 hidden layers, found \"global_nodes_short 2\"",
                "epochs 10|charges 1|input.nn:13: expected a keyword of a short-range potential (2G-HDNNP), found \"charges\"",
                "epochs 10|nnp_type 4G-HDNNP|input.nn:13: expected nnp_type 1, found \"4G-HDNNP\"",
                "epochs 10|elements O H|input.nn:13: expected each keyword once, found \"elements\"",
                "H 2 O 0.1 1.9|H 2 O 0.1x 1.9|input.nn:16: expected a number, found \"0.1x\"",
                "H 2 O 0.1 1.9 12.0|H 2 O 0.1 1.9|input.nn:16: expected symfunction_short element 2 element eta rshift rcutoff, found \"symfunction_short H 2 O 0.1 1.9\"",
                "H 2 O 0.1|H 2 C 0.1|input.nn:16: expected one of the elements of this file, found \"C\"",
                "H 2 O 0.1|H 4 O 0.1|input.nn:16: expected symmetry function of type 2, 3, 9, 12, 13 or 20 to 25, found \"4\"",
                "H 2 O 0.1|H 2 O -0.1|input.nn:16: symmetry function: expected an eta of 0 or more, found -0.35",
                "symfunction_short O 12 0.2 0.0 10.0|epochs_ 3|input.nn:17: expected a keyword of a short-range potential (2G-HDNNP), found \"epochs_\"",
                "symfunction_short O 12 0.2 0.0 10.0||input.nn: symmetry functions of O: expected at least one, found none",
                "O 12 0.2 0.0 10.0|H 2 O 0.1 1.9 12.0|input.nn:17: expected each function once, found \"symfunction_short H 2 O 0.1 1.9 12.0\"",
                "cutoff_type 6 0.25||input.nn: expected keyword cutoff_type, found none",
                "scale_max_short 1.0|scale_max_short -1.0|input.nn: expected scale_max_short above scale_min_short, found -1.0 and -1.0",
            })
    void aBrokenInputIsRefused(String old, String changed, String message) throws IOException {
        write(INPUT.replace(old, changed == null ? "" : changed), SCALING);
        refused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 1 1.0 3.0 2.0 0.1||scaling.data: expected a row for element 2, function 1, found the end",
                "2 1 1.0|1 3 1.0|scaling.data:4: expected element 2, function 1, found \"1 3\"",
                "0.5 1.5 0.75|1.5 0.5 0.75|scaling.data:3: expected a minimum that is not above the maximum, found \"1.5 0.5\"",
                "0.5 1.5 0.75|0.5 0.5 0.75|scaling.data:3: expected values that differ, to scale by, found \"1 2 0.5 0.5 0.75 0.25\"",
                "1 1 0.0|1 1 NaN|scaling.data:2: expected a finite number, found \"NaN\"",
                "2 1 1.0 3.0 2.0 0.1|2 1 1.0|scaling.data:4: expected element 2, function 1, min, max, mean, sigma, found \"2 1 1.0\"",
            })
    void aBrokenScalingIsRefused(String old, String changed, String message) throws IOException {
        write(INPUT, SCALING.replace(old, changed == null ? "" : changed));
        refused(message);
    }

    @Test
    void brokenWeightsAreRefused() throws IOException {
        write(INPUT, SCALING);
        String good = weights(2, 2, 1, 1);
        weightsRefused(good + "1 b 5 1 1\n", "weights.001.data:13: expected each connection once, found \"1 b 5 1 1\"");
        weightsRefused(
                good.substring(0, good.lastIndexOf("b") - 9),
                "weights.001.data: expected 11 values for layers of [2, 2, 1, 1] neurons, found none for the bias of"
                        + " neuron 1 of layer 3");
        weightsRefused(good + "1 c 5 1 1\n", "weights.001.data:13: expected a or b, found \"c\"");
        weightsRefused(
                good + "1 a 5 0 3 1 1\n", "weights.001.data:13: expected a neuron from 1 to 2 of layer 0, found \"3\"");
        weightsRefused(good + "1 b 5 4 1\n", "weights.001.data:13: expected a layer from 1 to 3, found \"4\"");
        Files.delete(folder.resolve("weights.001.data"));
        refused("weights.001.data: no such file");
        Files.write(folder.resolve("weights.001.data"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refused("weights.001.data: expected text, found other bytes");
    }

    private void weightsRefused(String text, String message) throws IOException {
        Files.writeString(folder.resolve("weights.001.data"), text);
        refused(message);
    }

    private void refused(String message) {
        ConvertException e = assertThrows(ConvertException.class, this::read);
        String expected = folder.resolve(message).toString();
        assertTrue(e.getMessage().startsWith(expected), () -> "expected " + expected + "\nfound    " + e.getMessage());
    }
}
