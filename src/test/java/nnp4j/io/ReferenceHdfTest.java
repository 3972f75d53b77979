package nnp4j.io;

import static nnp4j.io.References.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceHdfTest {
    private static final ReferenceOptions PLAIN = ReferenceOptions.DEFAULT;
    private static final String ENERGY = "wb97x_dz.energy";
    private static final String FORCES = "wb97x_dz.forces";

    @TempDir
    private Path folder;

    /** Rows of a chain of atoms; row k is stretched by k. */
    private static double[][][] chain(int rows, int atoms) {
        double[][][] x = new double[rows][atoms][3];
        for (int k = 0; k < rows; k++) for (int i = 0; i < atoms; i++) x[k][i][2] = i * (1 + k / 1024.0);
        return x;
    }

    private static double[] energies(int rows) {
        double[] energies = new double[rows];
        for (int k = 0; k < rows; k++) energies[k] = k % 3 == 1 ? Double.NaN : -k;
        return energies;
    }

    private static Map<String, Object> group(int rows, int... elements) {
        byte[] numbers = new byte[elements.length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = (byte) elements[i];
        return new HashMap<>(Map.of(
                "coordinates",
                chain(rows, elements.length),
                "atomic_numbers",
                numbers,
                ENERGY,
                energies(rows),
                FORCES,
                chain(rows, elements.length)));
    }

    private Path file(Map<String, Map<String, Object>> groups, boolean chunked) throws IOException {
        Path path = folder.resolve("set.h5");
        Files.deleteIfExists(path);
        try (WritableHdfFile file = HdfFile.write(path)) {
            for (var group : groups.entrySet()) {
                WritableGroup written = file.putGroup(group.getKey());
                for (var data : group.getValue().entrySet()) {
                    boolean rows = chunked && data.getValue() instanceof double[][][];
                    if (rows)
                        written.putDataset(data.getKey(), data.getValue(), chunks((double[][][]) data.getValue()));
                    else written.putDataset(data.getKey(), data.getValue());
                }
            }
        }
        return path;
    }

    private static DatasetCreationOptions chunks(double[][][] data) {
        return DatasetCreationOptions.builder()
                .chunkDimensions(Math.min(7, data.length), data[0].length, 3)
                .deflate()
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compositionsFollowOneAnotherWithoutRowsThatWereNotComputed(boolean chunked) throws IOException {
        int rows = 6000; // several blocks of memory
        Map<String, Map<String, Object>> groups =
                new TreeMap<>(Map.of("C1H1", group(4, 6, 1), "H6", group(rows, 1, 1, 1, 1, 1, 1)));
        try (ReferenceSet set = ReferenceSet.open(file(groups, chunked), PLAIN)) {
            Map<String, Integer> counts = new HashMap<>();
            for (int number = 1; set.hasNext(); number++) {
                Frame frame = set.next();
                assertEquals(number, frame.number());
                int row = (int) Math.rint(-frame.energy().orElseThrow() / Units.HARTREE);
                assertTrue(row % 3 != 1);
                assertEquals(1 + row / 1024.0, frame.geometry().distance(0, 1));
                double[] forces = frame.forces().orElseThrow();
                assertEquals((1 + row / 1024.0) * Units.HARTREE, forces[5]);
                counts.merge(frame.geometry().formula(), 1, Integer::sum);
            }
            assertEquals(Map.of("CH", 3, "H6", rows - rows / 3), counts);
            assertEquals(1 + rows / 3, set.skipped());
        }
    }

    @Test
    void keysAndUnitsMayBeNamed() throws IOException {
        Map<String, Object> group = group(1, 1, 1);
        group.put("ccsd(t)_cbs.energy", new float[] {-2});
        ReferenceOptions options = PLAIN.withEnergyKey("ccsd(t)_cbs.energy");
        Path path = file(Map.of("H2", group), false);
        Frame frame =
                References.read(path, options.withUnits(FileUnits.DEFAULT)).get(0);
        assertEquals(-2, frame.energy().orElseThrow());
        assertTrue(frame.forces().isEmpty(), "forces of another method");
        Frame both = References.read(path, options.withForcesKey(FORCES).withGradients(true))
                .get(0);
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 0, -Units.HARTREE}, both.forces().orElseThrow());
    }

    static Stream<Arguments> broken() {
        double[][][] spot = new double[2][2][3];
        double[][][] nan = chain(2, 2);
        nan[0][1][0] = Double.NaN;
        return Stream.of(
                arguments("coordinates", null, "group H2: |expected an array coordinates, found atomic_numbers"),
                arguments(ENERGY, null, "group H2: |expected an array wb97x_dz.energy"),
                arguments("atomic_numbers", null, "group H2: |expected an array atomic_numbers"),
                arguments("coordinates", chain(2, 3), "coordinates: expected shape [2, 2, 3], found [2, 3, 3]"),
                arguments("coordinates", new double[12], "coordinates: expected shape [12, 2, 3], found [12]"),
                arguments("coordinates", new String[] {"x", "y"}, "coordinates: expected an array of numbers"),
                arguments("coordinates", nan, "row 1: |coordinates: expected a finite number, found NaN (atom 2, x)"),
                arguments("coordinates", spot, "row 1: |on one spot"),
                arguments("atomic_numbers", new int[] {1, 200}, "atomic number from 1 to 118, found 200.0 of atom 2"),
                arguments("atomic_numbers", new int[][] {{1}, {1}}, "atomic_numbers: expected shape [2]"),
                arguments(ENERGY, new double[3], "wb97x_dz.energy: expected shape [2], found [3]"),
                arguments(ENERGY, new double[] {1, Double.NEGATIVE_INFINITY}, "row 2: |found -Infinity"),
                arguments(ENERGY, new double[] {Double.NaN, Double.NaN}, "expected rows with an energy, found 2"),
                arguments(FORCES, chain(1, 2), "wb97x_dz.forces: expected shape [2, 2, 3], found [1, 2, 3]"),
                arguments(FORCES, nan, "row 1: |wb97x_dz.forces: expected a finite number"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenArrayIsReportedWithItsGroup(String name, Object content, String words) throws IOException {
        Map<String, Object> group = group(2, 1, 1);
        group.put(ENERGY, new double[] {0, -1});
        if (content == null) group.remove(name);
        else group.put(name, content);
        refused(file(Map.of("H2", group), false), PLAIN, words.split("\\|"));
    }

    @Test
    void whatIsNoHdf5OrDamagedIsReported() throws IOException {
        byte[] whole = Files.readAllBytes(file(Map.of("H2", group(4, 1, 1)), false));
        Path bad = folder.resolve("bad.hdf5");
        for (byte[] content : List.of(new byte[0], "text".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, 60)))
            refused(Files.write(bad, content), PLAIN, "expected ", "HDF5");
        refused(file(Map.of(), false), PLAIN, "expected a group for each composition, found none");
        refused(file(Map.of("H2", group(1, 1, 1)), false), PLAIN.withForcesKey("F"), "expected an array F, found");
        for (int at = 8; at < whole.length; at += 11) { // every error that damage makes has a message of ours
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            try {
                References.read(Files.write(bad, damaged), PLAIN);
            } catch (MoleculeFormatException e) {
                References.check(e.getMessage().substring(folder.toString().length()), "bad.hdf5: ");
            }
        }
    }
}
