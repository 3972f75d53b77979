package nnp4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.network.Mlp;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imported ANI models against TorchANI 2.2.4 in double precision: every geometry, every member, the mean, the vectors. */
@Tag("slow")
class AniReferenceTest {
    private static final Path REFERENCE = Path.of(System.getProperty("reference.dir", "../shared/reference"), "ani");

    /** Rounding of sums in another order. */
    private static final double DOUBLE_TOLERANCE = 1e-11;

    /**
     * The reference's forces are not quite the slopes of its energies: its derivative of celu(z, 0.1) takes 1/0.1 in single
     * precision, and so is off by up to 1.5e-8 of the sum of all terms.
     */
    private static final double REFERENCE_FORCES = 2e-8;

    /** Single precision has 7 digits, and an atom's network energy is about 1 hartree. */
    private static final double FLOAT_TOLERANCE = 2e-6;

    @ParameterizedTest
    @CsvSource({"ANI-1x, DOUBLE", "ANI-1x, FLOAT", "ANI-2x, DOUBLE", "ANI-2x, FLOAT"})
    void everyGeometryAgrees(String model, Precision precision) throws IOException {
        double tolerance = precision == Precision.DOUBLE ? DOUBLE_TOLERANCE : FLOAT_TOLERANCE;
        double forceTolerance = precision == Precision.DOUBLE ? REFERENCE_FORCES : FLOAT_TOLERANCE;
        double hartree = EnergyUnit.HARTREE.ev();
        int compared = 0;
        try (PotentialFile file = open(model, precision)) {
            for (JsonElement element : json("ani_reference.json").getAsJsonArray("geometries")) {
                JsonObject record = element.getAsJsonObject();
                if (!record.has(model)) continue;
                String name = model + " " + record.get("name").getAsString();
                JsonObject expected = record.getAsJsonObject(model);
                Geometry geometry = geometry(record);
                try (AtomicPotential potential = (AtomicPotential) file.potentialFor(geometry, Extrapolation.ALLOW)) {
                    double[] forces = new double[3 * geometry.atomCount()];
                    double energy = potential.energyAndForces(geometry.toArray(), forces);
                    JsonObject mean = expected.getAsJsonObject("ensemble");
                    assertEquals(mean.get("energy").getAsDouble(), energy / hartree, tolerance, name);
                    assertArrayEquals(numbers(mean.get("forces")), over(forces, hartree), forceTolerance, name);
                    assertArrayEquals(
                            numbers(expected.get("member_energies")),
                            over(potential.memberEnergies(), hartree),
                            tolerance,
                            name);
                    double[] all = new double[8 * forces.length];
                    potential.memberForces(geometry.toArray(), all);
                    assertArrayEquals(
                            numbers(expected.getAsJsonObject("model0").get("forces")),
                            over(Arrays.copyOf(all, forces.length), hartree),
                            // One member alone varies more than the mean.
                            2 * forceTolerance,
                            name);
                    compared++;
                }
            }
        }
        assertTrue(compared >= 20, "expected at least 20 geometries, found " + compared);
    }

    /** With the reference's derivative of celu(z, 0.1) in place of the exact one, nothing but rounding is left. */
    @ParameterizedTest
    @ValueSource(strings = {"ANI-1x", "ANI-2x"})
    void forcesAreTheReferencesWhereTheActivationsSlopeIs(String model) throws IOException {
        ImportedPotential imported = AniImport.read(info(model));
        int compared = 0;
        for (JsonElement element : json("ani_reference.json").getAsJsonArray("geometries")) {
            JsonObject record = element.getAsJsonObject();
            if (!record.has(model)) continue;
            double[] forces = forcesByTheReferencesSlope(imported, geometry(record));
            JsonElement expected =
                    record.getAsJsonObject(model).getAsJsonObject("ensemble").get("forces");
            assertArrayEquals(numbers(expected), over(forces, EnergyUnit.HARTREE.ev()), DOUBLE_TOLERANCE, model);
            compared++;
        }
        assertTrue(compared >= 20, "expected at least 20 geometries, found " + compared);
    }

    private static double[] forcesByTheReferencesSlope(ImportedPotential imported, Geometry geometry) {
        AtomicDescriptor descriptor = imported.inputs().descriptor();
        boolean periodic = geometry.cell().isPresent();
        AtomicKernel kernel = descriptor.kernelFor(geometry.atomicNumbers(), periodic);
        NeighborList list = NeighborList.of(geometry, descriptor.cutoff(), 1);
        list.update(geometry.toArray());
        Neighborhood around = new Neighborhood();
        double[] forces = new double[3 * geometry.atomCount()];
        for (int i = 0; i < geometry.atomCount(); i++) {
            int z = geometry.atomicNumber(i);
            int[] live = kernel.liveFeatures(z);
            double[] row = new double[live.length];
            list.gather(i, around);
            kernel.evaluate(around, row, 0);
            double[] full = new double[descriptor.featureCount(z)];
            for (int k = 0; k < live.length; k++) full[live[k]] = row[k];
            List<Mlp> members = imported.networks().members(z);
            double[] slopes = new double[live.length];
            for (Mlp member : members) {
                double[] slope = slopes(member, full);
                for (int k = 0; k < live.length; k++) slopes[k] += slope[live[k]] / members.size();
            }
            double[] gradient = new double[3 * around.count()];
            kernel.pullBack(around, slopes, 0, gradient);
            for (int k = 0; k < gradient.length; k++) {
                forces[3 * around.atoms()[k / 3] + k % 3] -= gradient[k];
                forces[3 * i + k % 3] += gradient[k];
            }
        }
        return forces;
    }

    /** Slopes of a network with a linear last layer, in which z of hidden units is ten times the published one. */
    private static double[] slopes(Mlp mlp, double[] x) {
        double inverse = 1 / (double) 0.1f; // as PyTorch's elu_backward gets it
        int[] widths = mlp.widths();
        double[] p = mlp.parameters();
        int layers = widths.length - 1;
        double[][] slopes = new double[layers][];
        int[] starts = new int[layers + 1];
        double[] a = x;
        for (int layer = 0; layer < layers; layer++) {
            int in = widths[layer];
            int out = widths[layer + 1];
            starts[layer + 1] = starts[layer] + out * (in + 1);
            double[] next = new double[out];
            slopes[layer] = new double[out];
            for (int o = 0; o < out; o++) {
                double z = p[starts[layer] + out * in + o];
                for (int k = 0; k < in; k++) z += p[starts[layer] + o * in + k] * a[k];
                boolean bent = layer < layers - 1 && z < 0;
                next[o] = bent ? Math.expm1(z) : z;
                slopes[layer][o] = bent ? 0.1 * inverse * Math.exp(0.1 * inverse * z) : 1;
            }
            a = next;
        }
        double[] adjoint = {1};
        for (int layer = layers - 1; layer >= 0; layer--) {
            double[] below = new double[widths[layer]];
            for (int o = 0; o < adjoint.length; o++)
                for (int k = 0; k < below.length; k++)
                    below[k] += adjoint[o] * slopes[layer][o] * p[starts[layer] + o * below.length + k];
            adjoint = below;
        }
        return adjoint;
    }

    @Test
    void environmentVectorsAgree() throws IOException {
        JsonObject all = json("ani_reference_aev.json");
        JsonArray geometries = json("ani_reference.json").getAsJsonArray("geometries");
        for (String model : new String[] {"ANI-1x", "ANI-2x"}) {
            AtomicDescriptor descriptor = AniImport.read(info(model)).inputs().descriptor();
            for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
                if (!entry.getKey().endsWith("|" + model)) continue;
                String name = entry.getKey().split("\\|", -1)[0];
                for (JsonElement g : geometries)
                    if (g.getAsJsonObject().get("name").getAsString().equals(name))
                        compare(
                                descriptor,
                                geometry(g.getAsJsonObject()),
                                entry.getValue().getAsJsonArray(),
                                name);
            }
        }
    }

    private static void compare(AtomicDescriptor descriptor, Geometry geometry, JsonArray expected, String name) {
        AtomicKernel kernel = descriptor.kernelFor(geometry.atomicNumbers(), false);
        NeighborList list = NeighborList.of(geometry, descriptor.cutoff(), 1);
        list.update(geometry.toArray());
        Neighborhood around = new Neighborhood();
        for (int i = 0; i < geometry.atomCount(); i++) {
            int[] live = kernel.liveFeatures(geometry.atomicNumber(i));
            double[] row = new double[live.length];
            list.gather(i, around);
            kernel.evaluate(around, row, 0);
            double[] full = new double[descriptor.featureCount(geometry.atomicNumber(i))];
            for (int k = 0; k < live.length; k++) full[live[k]] = row[k];
            assertArrayEquals(numbers(expected.get(i)), full, 1e-12, name);
        }
    }

    private static Path info(String model) {
        return REFERENCE.resolve("models").resolve(model.toLowerCase(java.util.Locale.ROOT) + "_8x.info");
    }

    private static PotentialFile open(String model, Precision precision) {
        assumeTrue(Files.exists(info(model)), "no reference data");
        byte[] content = AniImport.read(info(model)).model("test", "00", precision, "test");
        return PotentialFile.open(Path.of(model), content);
    }

    private static JsonObject json(String name) throws IOException {
        Path file = REFERENCE.resolve(name);
        assumeTrue(Files.exists(file), "no reference data");
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static Geometry geometry(JsonObject record) {
        int[] z = Arrays.stream(numbers(record.get("atomic_numbers")))
                .mapToInt(v -> (int) v)
                .toArray();
        Geometry geometry = Geometry.of(z, numbers(record.get("coordinates")));
        return record.has("cell") && !record.get("cell").isJsonNull()
                ? geometry.in(Optional.of(Cell.of(numbers(record.get("cell")), true, true, true)))
                : geometry;
    }

    private static double[] over(double[] values, double unit) {
        return Arrays.stream(values).map(v -> v / unit).toArray();
    }

    private static double[] numbers(JsonElement element) {
        if (element.isJsonPrimitive()) return new double[] {element.getAsDouble()};
        return element.getAsJsonArray().asList().stream()
                .flatMapToDouble(e -> Arrays.stream(numbers(e)))
                .toArray();
    }
}
