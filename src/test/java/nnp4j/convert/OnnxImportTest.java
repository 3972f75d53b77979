package nnp4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import nnp4j.convert.ImportedPotential.Publication;
import nnp4j.geometry.Geometry;
import nnp4j.onnx.Attributes;
import nnp4j.onnx.OnnxGraph;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Morse-like curve of two atoms written as ONNX in every form that exporters use, against the same curve in Java. */
class OnnxImportTest {
    private static final Geometry HF = Geometry.of(new int[] {1, 9}, new double[] {0.1, -0.2, 0.3, 0.5, 0.4, 0.9});

    @TempDir
    private Path folder;

    /** E = sin(2 / r), in the unit of the output, r in the unit of the input. */
    private static double energy(double r) {
        return Math.sin(2 / r);
    }

    private static double slope(double r) {
        return -2 / (r * r) * Math.cos(2 / r);
    }

    private static String ofInverse(OnnxGraph g, String inverse, String output) {
        String sine = g.node("Sin", g.node("Mul", inverse, g.scalar(2)));
        return g.named("Reshape", output, sine, g.integers(-1));
    }

    /** Coordinates of any shape, as [rows, 2, 3], to 1 / r, [rows, 1, 1]. */
    private static String inverseDistance(OnnxGraph g, String x) {
        String atoms = g.node("Reshape", x, g.integers(-1, 2, 3));
        String difference = g.node("MatMul", g.constant("apart", k -> k == 0 ? 1 : -1, 1, 2), atoms);
        String squared = g.node("ReduceSumSquare", Attributes.of("axes", new long[] {2}), difference);
        return g.node("Reciprocal", g.node("Sqrt", squared));
    }

    private Path written(Object[] shape, Consumer<OnnxGraph> body) throws IOException {
        OnnxGraph g = new OnnxGraph("curve", DataType.DOUBLE);
        g.input("x", shape);
        body.accept(g);
        g.output("e", shape[0] instanceof String ? "rows" : (Object) 1);
        Path file = folder.resolve("curve.onnx");
        Files.write(file, g.model(Map.of()));
        return file;
    }

    private void check(OnnxImport read, boolean differences, double energyUnit, double length, double bound) {
        byte[] made = read.potential(Publication.unknown("curve"), differences, "", "test");
        try (PotentialFile file = PotentialFile.open(Path.of("made.onnx"), made);
                BoundPotential potential = file.potentialFor(HF, outside -> {})) {
            double[] x = HF.toArray();
            double[] forces = new double[6];
            double found = potential.energyAndForces(x, forces);
            double r = Math.sqrt(0.16 + 0.36 + 0.36);
            assertEquals(energy(r / length) * energyUnit, found, 1e-15 * energyUnit);
            double[] wanted = new double[6];
            for (int c = 0; c < 3; c++) {
                wanted[c] = slope(r / length) * energyUnit / length * (x[3 + c] - x[c]) / r;
                wanted[3 + c] = -wanted[c];
            }
            assertArrayEquals(wanted, forces, bound * energyUnit);
            double[] energies = new double[3];
            double[] three = new double[18];
            for (int k = 0; k < 18; k++) three[k] = x[k % 6];
            potential.energiesAndForces(3, three, energies, new double[18]);
            assertArrayEquals(new double[] {found, found, found}, energies, 1e-15 * energyUnit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows 6", "rows 2 3", "2 3", "1 2 3", "1 6", "batch any 3"})
    void coordinatesOfEveryShape(String words) throws IOException {
        Object[] shape = Arrays.stream(words.split(" ", -1))
                .map(word -> word.matches("\\d") ? (Object) Long.valueOf(word) : word)
                .toArray();
        Path file = written(shape, g -> {
            ofInverse(g, inverseDistance(g, "x"), "e");
        });
        OnnxImport read = new OnnxImport(file, null, OnnxImport.COORDINATES, HF, EnergyUnit.HARTREE, LengthUnit.BOHR);
        check(read, false, Units.HARTREE, Units.BOHR, 1e-14);
        // Third derivative of about 1e2 times the square of the step of 6e-6, and rounding over the step.
        check(read, true, Units.HARTREE, Units.BOHR, 1e-9);
    }

    @Test
    void featuresInOtherUnits() throws IOException {
        Path file = written(new Object[] {"rows", 1}, g -> {
            ofInverse(g, "x", "e");
        });
        check(
                new OnnxImport(file, null, "inverse-distances", HF, EnergyUnit.EV, LengthUnit.BOHR),
                false,
                1,
                Units.BOHR,
                1e-14);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new OnnxImport(file, null, "morse", HF, EnergyUnit.EV, LengthUnit.BOHR));
        assertTrue(e.getMessage().contains("expected lengths in angstrom"), e.getMessage());
    }

    @Test
    void atomicNumbersAreGivenWhereTheModelAsks() throws IOException {
        OnnxGraph g = new OnnxGraph("curve", DataType.DOUBLE);
        g.input("x", "rows", 2, 3);
        g.input("species", DataType.INT64, "rows", 2);
        String charges = g.node("Cast", Attributes.of("to", DataType.DOUBLE.getNumber()), "species");
        String product = g.node("Einsum", Attributes.of("equation", "ri,ri->r"), charges, charges); // 1 + 81
        String one = g.node("Div", product, g.scalar(82));
        String plain = ofInverse(g, inverseDistance(g, "x"), "plain");
        g.named("Mul", "e", plain, one);
        g.output("e", "rows");
        Path file = folder.resolve("curve.onnx");
        Files.write(file, g.model(Map.of()));
        check(
                new OnnxImport(file, null, OnnxImport.COORDINATES, HF, EnergyUnit.EV, LengthUnit.ANGSTROM),
                false,
                1,
                1,
                1e-14);
    }

    @Test
    void anOperatorWithoutDerivativeLeavesDifferences() throws IOException {
        Path file = written(new Object[] {"rows", 1}, g -> {
            String same = g.node("ReduceProd", Attributes.of("axes", new long[] {1}), "x");
            ofInverse(g, same, "e");
        });
        OnnxImport read = new OnnxImport(file, null, "inverse-distances", HF, EnergyUnit.EV, LengthUnit.ANGSTROM);
        ConvertException e = assertThrows(ConvertException.class, () -> check(read, false, 1, 1, 1e-14));
        assertTrue(e.getMessage().contains("(ReduceProd): this operator is not covered"), e.getMessage());
        check(read, true, 1, 1, 1e-9);
    }

    @Test
    void anEnergyThatIsNotFiniteIsRefused() throws IOException {
        Path file = written(new Object[] {"rows", 1}, g -> {
            ofInverse(g, g.node("Log", g.node("Neg", "x")), "e");
        });
        OnnxImport read = new OnnxImport(file, null, "inverse-distances", HF, EnergyUnit.EV, LengthUnit.ANGSTROM);
        ConvertException e = assertThrows(ConvertException.class, () -> check(read, false, 1, 1, 1e-14));
        assertTrue(e.getMessage().contains("expected a finite energy"), e.getMessage());
    }

    @Test
    void theModelMayNameItsValuesAsThePotentialDoes() throws IOException {
        OnnxGraph g = new OnnxGraph("curve", DataType.DOUBLE);
        g.input("features", "rows", 1);
        g.named("Sin", "slopes", g.node("Mul", "features", g.scalar(2)));
        g.named("Reshape", "energy", "slopes", g.integers(-1));
        g.output("energy", "rows");
        Path file = folder.resolve("curve.onnx");
        Files.write(file, g.model(Map.of()));
        OnnxImport read = new OnnxImport(file, null, "inverse-distances", HF, EnergyUnit.EV, LengthUnit.ANGSTROM);
        check(read, false, 1, 1, 1e-14);
        check(read, true, 1, 1, 1e-9);
        Geometry three = Geometry.of(new int[] {1, 1, 1}, new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0});
        OnnxImport wrong = new OnnxImport(file, null, "distances", three, EnergyUnit.EV, LengthUnit.ANGSTROM);
        ConvertException e = assertThrows(ConvertException.class, () -> check(wrong, false, 1, 1, 1e-14));
        assertTrue(e.getMessage().contains("input features: expected [rows, 3], found"), e.getMessage());
    }

    @Test
    void theOutputIsNamedIfThereAreSeveral() throws IOException {
        Path file = written(new Object[] {"rows", 1}, g -> {
            ofInverse(g, "x", "e");
            g.named("Neg", "other", "e");
            g.output("other", "rows");
        });
        ConvertException e = assertThrows(
                ConvertException.class,
                () -> new OnnxImport(file, null, "distances", HF, EnergyUnit.EV, LengthUnit.ANGSTROM));
        assertTrue(e.getMessage().contains("found outputs other, e"), e.getMessage());
        check(
                new OnnxImport(file, "e", "inverse-distances", HF, EnergyUnit.EV, LengthUnit.ANGSTROM),
                false,
                1,
                1,
                1e-14);
    }
}
