package nnp4j.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import nnp4j.convert.HdnnpImport;
import nnp4j.features.AngularShape;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.features.CompactPolynomial;
import nnp4j.features.CutoffFunction;
import nnp4j.features.RadialShape;
import nnp4j.features.SymmetryFunction;
import nnp4j.features.SymmetryFunctions;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Symmetry functions of one atom after another: water (93 neighbours) and Cu2S (56) from the reference folder, and compact
 * polynomials for 21 atoms of four elements. Energies need evaluate, forces pullBack as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SymmetryFunctionsBench {
    /** Which atoms. */
    @Param({"h2o_192", "cu2s_144_0", "compact"})
    public String system;

    private AtomicKernel kernel;
    private Neighborhood[] around;
    private double[] row;
    private double[] slopes;
    private double[] gradient;
    private int next;

    /** Gathers the neighbours of all atoms. */
    @Setup
    public void gather() throws Exception {
        if (system.equals("compact")) bind(compact(), molecule());
        else reference();
    }

    private void reference() throws Exception {
        Path folder = Path.of(System.getProperty("reference.dir", "../shared/reference"), "hdnnp");
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("hdnnp_reference.json")))
                .getAsJsonObject();
        for (JsonElement element : json.getAsJsonArray("records")) {
            JsonObject record = element.getAsJsonObject();
            if (!record.get("name").getAsString().equals(system)) continue;
            LengthUnit length =
                    LengthUnit.of(record.getAsJsonArray("units").get(0).getAsString());
            Path files = folder.resolve("potentials")
                    .resolve(Path.of(record.get("potential").getAsString()).getFileName());
            int[] numbers = record.getAsJsonArray("elements").asList().stream()
                    .mapToInt(e -> Element.atomicNumber(e.getAsString()).orElseThrow())
                    .toArray();
            Cell cell = Cell.of(numbers(record.get("lattice_rows"), length), true, true, true);
            Geometry geometry = Geometry.of(numbers, numbers(record.get("positions"), length));
            bind(HdnnpImport.read(files, length, EnergyUnit.EV).inputs().descriptor(), geometry.in(Optional.of(cell)));
        }
    }

    private static double[] numbers(JsonElement rows, LengthUnit length) {
        List<Double> all = new ArrayList<>();
        for (JsonElement row : rows.getAsJsonArray())
            for (JsonElement value : row.getAsJsonArray()) all.add(value.getAsDouble() * length.angstrom());
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** For each element 5 radial functions an element and 4 angular ones a pair of elements. */
    private static SymmetryFunctions compact() {
        int[] elements = {1, 6, 7, 8};
        List<SymmetryFunction> list = new ArrayList<>();
        for (int a : elements)
            for (int k = 0; k < 5; k++)
                list.add(new SymmetryFunction.Radial(a, new RadialShape.Compact(k - 3, 6, CompactPolynomial.P2)));
        for (int a : elements)
            for (int b : elements)
                for (int k = 0; k < 4 && a <= b; k++)
                    list.add(new SymmetryFunction.Angular(
                            a,
                            b,
                            new RadialShape.Compact(-6 + 2 * k, 6, CompactPolynomial.P2A),
                            new AngularShape.Sector(45 * k - 60, 45 * k + 120, CompactPolynomial.P2A),
                            false));
        Map<Integer, List<SymmetryFunction>> functions = new TreeMap<>();
        for (int a : elements) functions.put(a, list);
        return SymmetryFunctions.of(functions, new CutoffFunction(CutoffFunction.Shape.POLY2, 0));
    }

    private static Geometry molecule() {
        double[] x = new SplittableRandom(1).doubles(63, 0, 6).toArray();
        int[] numbers = new int[21];
        for (int k = 0; k < 21; k++) numbers[k] = k < 10 ? 1 : k < 18 ? 6 : k < 19 ? 8 : 7;
        return Geometry.of(numbers, x);
    }

    private void bind(AtomicDescriptor functions, Geometry geometry) {
        NeighborList list = NeighborList.of(geometry, functions.cutoff(), 0.5);
        list.update(geometry.toArray());
        kernel = functions.kernelFor(geometry.atomicNumbers(), geometry.cell().isPresent());
        around = new Neighborhood[geometry.atomCount()];
        int most = 0;
        for (int atom = 0; atom < around.length; atom++) {
            around[atom] = new Neighborhood();
            list.gather(atom, around[atom]);
            most = Math.max(most, around[atom].count());
        }
        int features = Arrays.stream(functions.elements())
                .map(functions::featureCount)
                .max()
                .orElseThrow();
        row = new double[features];
        slopes = new SplittableRandom(2).doubles(features, -1, 1).toArray();
        gradient = new double[3 * most];
    }

    /** Features of one atom. */
    @Benchmark
    public double[] evaluate() {
        next = (next + 1) % around.length;
        kernel.evaluate(around[next], row, 0);
        return row;
    }

    /** Features of one atom and their gradient. */
    @Benchmark
    public double[] evaluateAndPullBack() {
        next = (next + 1) % around.length;
        kernel.evaluate(around[next], row, 0);
        kernel.pullBack(around[next], slopes, 0, gradient);
        return gradient;
    }
}
