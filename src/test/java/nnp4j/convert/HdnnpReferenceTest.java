package nnp4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.potential.AtomicPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialFile;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import nnp4j.units.Precision;
import org.junit.jupiter.api.Test;

/** Published potentials against n2p2 2.3.0; skipped where the reference data are not there. */
class HdnnpReferenceTest {
    private static final Path FOLDER = Path.of(System.getProperty("reference.dir", "../shared/reference"), "hdnnp");

    /** Energy of 1,080 atoms of water, hartree, from n2p2 2.3.0. */
    private static final double WATER_1080 = -27564.547347815904;

    /** Relative: sums of a thousand atoms' energies, each good to 1e-12 of itself. */
    private static final double ENERGY_TOLERANCE = 1e-11;

    /** In the potential's unit. */
    private static final double FORCE_TOLERANCE = 1e-9;

    @Test
    void everyReferenceIsReproduced() throws Exception {
        Path file = FOLDER.resolve("hdnnp_reference.json");
        assumeTrue(Files.exists(file), file + " is not there");
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        for (JsonElement element : json.getAsJsonArray("records")) check(element.getAsJsonObject());
    }

    private static void check(JsonObject record) {
        String name = record.get("name").getAsString();
        JsonArray units = record.getAsJsonArray("units");
        LengthUnit length = LengthUnit.of(units.get(0).getAsString());
        EnergyUnit energy = EnergyUnit.of(units.get(1).getAsString());
        String potential =
                Path.of(record.get("potential").getAsString()).getFileName().toString();
        int[] numbers = new int[record.getAsJsonArray("elements").size()];
        for (int k = 0; k < numbers.length; k++)
            numbers[k] = Element.atomicNumber(
                            record.getAsJsonArray("elements").get(k).getAsString())
                    .orElseThrow();
        Geometry geometry = Geometry.of(numbers, numbers(record.get("positions"), length.angstrom()));
        if (record.get("lattice_rows").isJsonArray())
            geometry = geometry.in(
                    Optional.of(Cell.of(numbers(record.get("lattice_rows"), length.angstrom()), true, true, true)));
        ImportedPotential read = HdnnpImport.read(FOLDER.resolve("potentials").resolve(potential), length, energy);
        AtomSum sum = new AtomSum(read, geometry);
        double expected = record.get("energy").getAsDouble();
        double[] expectedForces = numbers(record.get("forces"), 1);
        int warnings = record.get("extrapolation_warnings").getAsInt();
        assertEquals(expected, sum.energy / energy.ev(), ENERGY_TOLERANCE * Math.abs(expected), name);
        assertEquals(warnings, sum.extrapolations, name);
        for (int k = 0; k < expectedForces.length; k++)
            assertEquals(expectedForces[k], sum.forces[k] * length.angstrom() / energy.ev(), FORCE_TOLERANCE, name);
        byte[] model = read.model("test", "00", Precision.DOUBLE, "test");
        try (PotentialFile file = PotentialFile.open(Path.of(potential), model);
                AtomicPotential atoms = (AtomicPotential) file.potentialFor(geometry, Extrapolation.ALLOW)) {
            double[] forces = new double[expectedForces.length];
            double found = atoms.energyAndForces(geometry.toArray(), forces);
            assertEquals(expected, found / energy.ev(), ENERGY_TOLERANCE * Math.abs(expected), name);
            assertEquals(warnings, atoms.extrapolationCount(geometry.toArray()), name);
            assertEquals(warnings > 0, atoms.extrapolation(geometry.toArray()).isPresent(), name);
            for (int k = 0; k < forces.length; k++)
                assertEquals(expectedForces[k], forces[k] * length.angstrom() / energy.ev(), FORCE_TOLERANCE, name);
        }
    }

    private static double[] numbers(JsonElement rows, double factor) {
        List<Double> all = new ArrayList<>();
        for (JsonElement row : rows.getAsJsonArray())
            for (JsonElement value : row.getAsJsonArray()) all.add(value.getAsDouble() * factor);
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void aLargeBoxOfWaterHasItsEnergy() throws Exception {
        Path file = FOLDER.resolve("water_1080.input.data");
        assumeTrue(Files.exists(file), file + " is not there");
        List<Double> cell = new ArrayList<>();
        List<Double> x = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+", -1);
            if (!words[0].equals("lattice") && !words[0].equals("atom")) continue;
            for (int c = 1; c <= 3; c++)
                (words[0].equals("atom") ? x : cell).add(Double.parseDouble(words[c]) * LengthUnit.BOHR.angstrom());
            if (words[0].equals("atom"))
                numbers.add(Element.atomicNumber(words[4]).orElseThrow());
        }
        Geometry geometry = Geometry.of(
                        numbers.stream().mapToInt(Integer::intValue).toArray(),
                        x.stream().mapToDouble(Double::doubleValue).toArray())
                .in(Optional.of(
                        Cell.of(cell.stream().mapToDouble(Double::doubleValue).toArray(), true, true, true)));
        ImportedPotential potential = HdnnpImport.read(
                FOLDER.resolve("potentials").resolve("H2O_RPBE-D3"), LengthUnit.BOHR, EnergyUnit.HARTREE);
        AtomSum sum = new AtomSum(potential, geometry);
        assertEquals(WATER_1080, sum.energy / EnergyUnit.HARTREE.ev(), ENERGY_TOLERANCE * -WATER_1080);
    }
}
