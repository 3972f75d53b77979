package nnp4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QcSchemaCommandTest {
    private static final String INPUT = """
            {"schema_name": "qcschema_input", "schema_version": 1, "driver": "DRIVER", "id": "a7", "keywords": {},
             "molecule": {"symbols": ["H", "H"], "geometry": [0, 0, 0, 0, 0, 1.5]}, "model": {"method": "nnp4j"}}""";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String input) throws Exception {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Path file = Files.writeString(folder.resolve("input.json"), input);
        return Main.run(new PrintWriter(out), new PrintWriter(err), "qcschema", file.toString());
    }

    private JsonElement answer() {
        return JsonParser.parseString(out.toString());
    }

    private static double[] numbers(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    @Test
    void energyAndGradientAreThoseOfThePotentialInAtomicUnits() throws Exception {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 1.5 * Units.BOHR});
        double[] forces = new double[6];
        double energy;
        try (PotentialFile file = PotentialFile.open(Path.of("potentials/h2.onnx"));
                BoundPotential potential = file.potentialFor(h2, Extrapolation.ALLOW)) {
            energy = potential.energyAndForces(h2.toArray(), forces);
        }
        assertEquals(0, run(INPUT.replace("DRIVER", "gradient")));
        JsonObject result = answer().getAsJsonObject();
        assertEquals("qcschema_output", result.get("schema_name").getAsString());
        assertEquals("a7", result.get("id").getAsString());
        assertTrue(result.get("success").getAsBoolean());
        double found = result.getAsJsonObject("properties").get("return_energy").getAsDouble();
        assertEquals(energy, found * Units.HARTREE, Math.ulp(energy)); // one product and one quotient
        double[] gradient = numbers(result.get("return_result"));
        for (int k = 0; k < 6; k++)
            assertEquals(-forces[k], gradient[k] * Units.HARTREE / Units.BOHR, 4 * Math.ulp(forces[5]));
    }

    @Test
    void aHessianIsSymmetricAndMovesNothingWhenAllAtomsMove() throws Exception {
        assertEquals(0, run(INPUT.replace("DRIVER", "hessian")));
        double[] hessian = numbers(answer().getAsJsonObject().get("return_result"));
        assertEquals(36, hessian.length);
        assertTrue(hessian[35] > 0.1, "stretches at " + hessian[35]);
        for (int i = 0; i < 6; i++)
            // Differences of forces with a step of 0.01 angstrom.
            assertEquals(0, hessian[6 * i + 2] + hessian[6 * i + 5], 1e-6);
    }

    @Test
    void aListGetsAListAndOneFailureFailsTheRest() throws Exception {
        String good = INPUT.replace("DRIVER", "energy");
        assertEquals(2, run("[" + good + "," + good.replace("\"H\", \"H\"", "\"He\", \"H\"") + "]"));
        JsonArray answers = answer().getAsJsonArray();
        assertTrue(answers.get(0).getAsJsonObject().get("success").getAsBoolean());
        JsonObject failure = answers.get(1).getAsJsonObject();
        assertFalse(failure.get("success").getAsBoolean());
        assertEquals("a7", failure.get("id").getAsString());
        assertTrue(failure.has("input_data"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"DRIVER\" | \"optimize\" | driver: expected energy, gradient or hessian, found \"optimize\"",
                "\"keywords\": {} | \"keywords\": {\"grid\": 1} | keywords: expected potential or none, found [grid]",
                "1.5] | 1.5, 2] | molecule.geometry: expected 6 numbers for 2 atoms, found 7",
                "1.5] | \"x\"] | molecule.geometry: expected a number, found \"x\"",
                "\"H\", \"H\" | \"H\", \"Qq\" | molecule.symbols: expected an element, found \"Qq\"",
                "qcschema_input | molden | schema_name: expected qcschema_input, found \"molden\"",
                "\"method\": \"nnp4j\" | \"method\": \"none.onnx\" | none.onnx: no such file",
                "\"symbols\" | \"molecular_charge\": 1, \"symbols\" | molecule.molecular_charge: expected 0, found 1",
                "\"molecule\" | \"molecules\" | molecule: expected an object, found null",
                "{\"schema_name\" | {{ | expected valid JSON"
            })
    void whatCannotBeAnsweredIsAFailedOperation(String from, String to, String words) throws Exception {
        assertEquals(2, run(INPUT.replace(from, to).replace("DRIVER", "energy")));
        JsonObject failure = answer().getAsJsonObject();
        assertFalse(failure.get("success").getAsBoolean());
        assertEquals(
                "input_error",
                failure.getAsJsonObject("error").get("error_type").getAsString());
        String message = failure.getAsJsonObject("error").get("error_message").getAsString();
        assertTrue(message.contains(words), message);
        assertEquals(1, err.toString().lines().count());
        assertTrue(err.toString().contains(words), err.toString());
    }

    @Test
    void extrapolationIsSaidAmongTheExtras() throws Exception {
        assertEquals(0, run(INPUT.replace("DRIVER", "energy").replace("1.5]", "0.2]")));
        JsonObject extras = answer().getAsJsonObject().getAsJsonObject("extras").getAsJsonObject("nnp4j");
        assertTrue(extras.getAsJsonArray("warnings").get(0).getAsString().startsWith("extrapolation: "));
    }
}
