package nnp4j.io;

import static nnp4j.io.References.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceQcSchemaTest {
    private static final ReferenceOptions PLAIN = ReferenceOptions.DEFAULT;
    private static final String ENERGY = """
            {"id": null, "schema_name": "qcschema_output", "schema_version": 1, "molecule": {"schema_name":
              "qcschema_molecule", "symbols": ["H", "F"], "geometry": [0, 0, 0, 0, 0, 1.5], "real": [true, true],
              "masses": [2.014, 18.998], "provenance": {"note": "a \\"}] b"}}, "driver": "energy", "model": {"method": "hf"},
              "properties": {"return_energy": -100.5, "scf_iterations": 7}, "return_result": -100.5, "success": true,
              "stdout": "x\\ny", "error": null}
            """;
    private static final String GRADIENT = ENERGY.replace("\"driver\": \"energy\"", "\"driver\": \"gradient\"")
            .replace("\"return_result\": -100.5", "\"return_result\": [[0, 0, 0.25], [0, 0, -0.25]]");

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return MoleculeFiles.write(folder, "set.json", text);
    }

    private static String line(String text) {
        return text.replace("\n", " ") + "\n";
    }

    static Stream<String> manners() {
        return Stream.of(
                ENERGY + GRADIENT,
                "[" + ENERGY + "," + GRADIENT + "]\n",
                "\uFEFF \n" + line(ENERGY) + "\n" + line(GRADIENT),
                line(ENERGY.replace("qcschema_output", "qc_schema_output")) + line(GRADIENT));
    }

    @ParameterizedTest
    @MethodSource("manners")
    void objectsListsAndLinesAreRead(String text) throws IOException {
        List<Frame> frames = References.read(file(text), PLAIN);
        assertEquals(2, frames.size());
        assertTrue(frames.get(0).forces().isEmpty());
        for (Frame frame : frames) {
            assertEquals("FH", frame.geometry().formula());
            assertEquals(2.014, frame.geometry().mass(0));
            assertEquals(1.5 * Units.BOHR, frame.geometry().distance(0, 1));
            assertEquals(-100.5 * Units.HARTREE, frame.energy().orElseThrow());
        }
        double force = 0.25 * (Units.HARTREE / Units.BOHR);
        assertArrayEquals(
                new double[] {0, 0, -force, 0, 0, force}, frames.get(1).forces().orElseThrow());
    }

    @Test
    void gradientsAreTurnedOnceWhateverTheOptionAndComeWithHessians() throws IOException {
        String hessian = ENERGY.replace("\"driver\": \"energy\"", "\"driver\": \"hessian\"")
                .replace("\"return_result\": -100.5", "\"return_result\": [1, 2, 3]")
                .replace("\"scf_iterations\"", "\"return_gradient\": [0, 0, 1, 0, 0, -1], \"scf_iterations\"");
        Frame frame = References.read(file(hessian), PLAIN.withGradients(true)).get(0);
        assertEquals(-Units.HARTREE / Units.BOHR, frame.forces().orElseThrow()[2]);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(ENERGY, "\"success\": true", "\"success\": false", "expected success: true, found false"),
                arguments(ENERGY, "\"success\": true", "\"s\": 1", "expected success: true, found null"),
                arguments(ENERGY, "true,\n", "false,\n", "expected success: true, found false"),
                arguments(ENERGY, "\"qcschema_output\"", "\"qcschema_input\"", "expected schema_name|qcschema_input"),
                arguments(ENERGY, "version\": 1", "version\": 2", "expected schema_version 1, found 2"),
                arguments(ENERGY, "\"energy\"", "\"properties\"", "expected driver energy, gradient or hessian"),
                arguments(ENERGY, "\"H\", \"F\"", "\"H\"", "expected 3 numbers for 1 atoms, found 6"),
                arguments(ENERGY, "\"H\", \"F\"", "", "expected molecule.symbols"),
                arguments(ENERGY, "\"H\", \"F\"", "\"H\", \"Qq\"", "unknown element \"Qq\""),
                arguments(ENERGY, "[true, true]", "[true, false]", "expected real atoms"),
                arguments(ENERGY, "[2.014, 18.998]", "[2.014]", "expected 2 masses, found 1"),
                arguments(ENERGY, "1.5]", "\"1.5\"]", "molecule.geometry: expected numbers, found string"),
                arguments(ENERGY, "1.5]", "NaN]", "expected valid JSON"),
                arguments(ENERGY, "1.5]", "0]", "on one spot"),
                arguments(ENERGY, "1.5]", "1e999]", "expected a finite number"),
                arguments(ENERGY, "\"return_result\": -100.5", "\"return_result\": -101", "to agree"),
                arguments(
                        GRADIENT,
                        "\"return_energy\": -100.5",
                        "\"e\": 1",
                        "expected properties.return_energy, found none"),
                arguments(GRADIENT, "[0, 0, 0.25], ", "", "expected a gradient of 6 numbers, found 3"),
                arguments(ENERGY, "\"id\"", "\"driver\"", "driver"),
                arguments(ENERGY, "\"stdout\"", "\"driver\"", "key \"driver\" stands twice"),
                arguments(ENERGY, "\"id\": null", "\"id\": nul", "expected valid JSON"),
                arguments(
                        ENERGY,
                        "\"id\": null",
                        "\"id\": " + "[".repeat(2000) + "]".repeat(2000),
                        "expected valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenRecordIsNamedWithItsLine(String text, String piece, String other, String words) throws IOException {
        String bad = MoleculeFiles.with(text, piece, other);
        refused(file(line(ENERGY) + bad), PLAIN, (":2: record 2: |" + words).split("\\|"));
    }

    @Test
    void whatIsNoListOfObjectsIsReported() throws IOException {
        refused(file(""), PLAIN, "expected QCSchema results, found none");
        refused(file("[]"), PLAIN, "expected QCSchema results, found none");
        refused(file("[1]"), PLAIN, ":1: expected an object, found \"1\"");
        refused(file("text"), PLAIN, ":1: expected an object, found \"t\"");
        refused(file("[" + ENERGY + ENERGY + "]"), PLAIN, "expected , or ], found \"{\"");
        refused(file("[" + ENERGY + ",]"), PLAIN, "expected an object, found \"]\"");
        refused(file("[" + ENERGY), PLAIN, "found the end of the file");
        refused(file("[" + ENERGY + "] x"), PLAIN, "expected the end of the file, found \"x\"");
        refused(file(ENERGY.substring(0, 300)), PLAIN, ":1: expected the end of the object");
        refused(file(ENERGY), PLAIN.withEnergyKey("energy"), "QCSchema has its own");
        refused(
                Files.write(folder.resolve("b.json"), new byte[] {'{', (byte) 0xFF}),
                PLAIN,
                ":1: expected text in UTF-8");
    }
}
