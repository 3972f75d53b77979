package nnp4j.io;

import static nnp4j.io.References.HYDROGEN;
import static nnp4j.io.References.WATER;
import static nnp4j.io.References.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceCsvTest {
    private static final Map<String, String> PES_LEARN = Map.of(
            "r0", "bond_2-3_angstrom", "r1", "bond_1-2_angstrom", "r2", "bond_1-3_angstrom", "E", "energy_hartree");
    /** Chained rotations of ten atoms lose some digits of sixteen. */
    private static final double PLACED = 1e-9;
    /** Heights come from differences of squares: half the digits in the worst case, distances themselves far better. */
    private static final double SPANNED = 1e-7;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return MoleculeFiles.write(folder, "set.csv", text);
    }

    private static ReferenceOptions of(Geometry molecule) {
        return ReferenceOptions.DEFAULT.withMolecule(molecule);
    }

    private static Geometry molecule(int atoms, Random random) {
        int[] elements = new int[atoms];
        Arrays.fill(elements, 6);
        return Geometry.of(elements, random.doubles(3L * atoms, -2, 2).toArray());
    }

    private static String column(InternalCoordinate c, Random random) {
        List<String> atoms = Arrays.asList(c.label().split("-", -1));
        if (random.nextBoolean()) Collections.reverse(atoms); // the same coordinate
        String kind = c.kind().name().toLowerCase(java.util.Locale.ROOT);
        return kind + "_" + String.join("-", atoms) + (kind.equals("bond") ? "_angstrom" : "_degree");
    }

    /** Writes the coordinates of a molecule as a file with shuffled columns and reads it back. */
    private double[] throughFile(Geometry molecule, List<InternalCoordinate> list, Random random) throws IOException {
        List<InternalCoordinate> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        StringBuilder names = new StringBuilder("E_eV");
        StringBuilder row = new StringBuilder("1");
        double[] x = molecule.toArray();
        for (InternalCoordinate c : shuffled) {
            boolean bond = c.kind() == InternalCoordinate.Kind.BOND;
            names.append(',').append(column(c, random));
            row.append(',').append(bond ? c.value(x) : Math.toDegrees(c.value(x)));
        }
        return References.read(file(names + "\n" + row + "\n"), of(molecule))
                .get(0)
                .geometry()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 2", "4, 3", "5, 4", "10, 5", "10, 6"})
    void aZMatrixInAnyOrderGivesItsCoordinatesBack(int atoms, int seed) throws IOException {
        Random random = new Random(seed);
        Geometry molecule = molecule(atoms, random);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < atoms; i++) order.add(i);
        Collections.shuffle(order, random);
        List<InternalCoordinate> list = new ArrayList<>();
        for (int k = 1; k < atoms; k++) {
            List<Integer> before = new ArrayList<>(order.subList(0, k));
            Collections.shuffle(before, random);
            int a = order.get(k);
            if (k == 2) before = new ArrayList<>(List.of(order.get(0), order.get(1)));
            list.add(InternalCoordinate.of(a, before.get(0)));
            if (k > 1) list.add(InternalCoordinate.of(before.get(1), before.get(0), a));
            if (k > 2) list.add(InternalCoordinate.of(a, before.get(0), before.get(1), before.get(2)));
        }
        double[] x = throughFile(molecule, list, random);
        for (InternalCoordinate c : list) assertEquals(c.value(molecule.toArray()), c.value(x), PLACED, c.toString());
        for (int i = 0; i < atoms; i++)
            for (int j = 0; j < i; j++)
                assertEquals(molecule.distance(i, j), molecule.at(x).distance(i, j), PLACED, i + "-" + j);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 1", "4, 2", "5, 3", "9, 4", "12, 5"})
    void allDistancesGiveTheMoleculeBack(int atoms, int seed) throws IOException {
        Random random = new Random(seed);
        Geometry molecule = molecule(atoms, random);
        check(molecule, random);
        double[] flat = molecule.toArray();
        for (int i = 0; i < atoms; i++) flat[3 * i + 2] = 0;
        check(molecule.at(flat), random);
        for (int i = 0; i < atoms; i++) flat[3 * i + 1] = 0;
        check(molecule.at(flat), random);
    }

    private void check(Geometry molecule, Random random) throws IOException {
        List<InternalCoordinate> list = new ArrayList<>();
        for (int i = 0; i < molecule.atomCount(); i++)
            for (int j = 0; j < i; j++) list.add(InternalCoordinate.of(i, j));
        double[] x = throughFile(molecule, list, random);
        for (InternalCoordinate c : list) assertEquals(c.value(molecule.toArray()), c.value(x), SPANNED, c.toString());
    }

    @Test
    void columnsMayBeRenamedAndOneEnergyChosen() throws IOException {
        Path path = file("# comment\nr,E_eV,energy_hartree,note\n1.5,7,1,x\n");
        ReferenceOptions options = of(HYDROGEN).withColumns(Map.of("r", "R_bohr"));
        refused(path, options, ":2: ", "two energy columns: E_eV and energy_hartree");
        Frame frame =
                References.read(path, options.withEnergyKey("energy_hartree")).get(0);
        assertEquals(Units.HARTREE, frame.energy().orElseThrow());
        assertEquals(1.5 * Units.BOHR, frame.geometry().distance(0, 1));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("bond_1-2_angstrom,E_eV\n1,0\n", ":1: |expected 3 internal coordinates|found 1"),
                arguments("R_angstrom,E_eV\n1,0\n", ":1: |expected a diatomic"),
                arguments("a,b,c,E_eV\n1,1,1,0\n", ":1: |expected x1_angstrom|a,b,c,e_ev"),
                arguments(
                        "bond_1-2_angstrom,bond_2-1_angstrom,bond_1-3_angstrom,E_eV\n1,1,1,0\n",
                        ":1: |distance 2-1 stands twice"),
                arguments("bond_1-2_angstrom,bond_1-3_angstrom,angle_1-2_degree,E_eV\n1,1,9,0\n", ":1: |expected bond"),
                arguments("bond_1-2_angstrom,bond_1-4_angstrom,bond_2-3_angstrom,E_eV\n", ":1: |only 3 atoms"),
                arguments("bond_1-2_angstrom,bond_0-3_angstrom,bond_2-3_angstrom,E_eV\n", ":1: |atoms from 1"),
                arguments("bond_1-2_angstrom,bond_1-3_mile,bond_2-3_angstrom,E_eV\n", ":1: |unknown length unit"),
                arguments("bond_1-2_angstrom,bond_1-3_angstrom,angle_2-1-3_gon,E_eV\n", ":1: |unit of angles \"gon\""),
                arguments("bond_1-2_angstrom,bond_1-3_angstrom,angle_1-2-3_degree,E_eV\n", ":1: |no such order"),
                arguments("bond_1-2_angstrom,bond_1-3_angstrom,bond_2-3_angstrom\n1,1,1\n", ":1: |energy column"),
                arguments("bond_1-2_angstrom,x1_angstrom,bond_2-3_angstrom,E_eV\n1,1,1,1\n", ":1: |found both"),
                arguments(distances("1,1,2.1,0"), ":2: |distance 2-3 of at most|found 2.1"),
                arguments(distances("1,1,1,0\n1,1,-1,0"), ":3: |distance above 0"),
                arguments(distances("1,1,0,0"), ":2: |distance above 0"),
                arguments(distances("1,1,nan,0"), ":2: |expected a number"),
                arguments(distances("1,1,1,nan"), ":2: |expected a number"),
                arguments(distances("1,1,1"), ":2: |expected 4 columns, found 3"),
                arguments(distances(""), ":2: |expected rows"),
                arguments(angles("1,1,0,0"), ":2: |angle above 0|found 0.0"),
                arguments(angles("1,1,200,0"), ":2: |up to 180|found 200"),
                arguments(angles("1,1,1e-9,0"), ":2: |on one spot"),
                arguments("", ":1: |empty file"));
    }

    private static String distances(String row) {
        return "bond_1-2_angstrom,bond_1-3_angstrom,bond_2-3_angstrom,E_eV\n" + row + "\n";
    }

    private static String angles(String row) {
        return "bond_1-2_angstrom,bond_1-3_angstrom,angle_2-1-3_degree,E_eV\n" + row + "\n";
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenFileIsReportedWithItsLine(String text, String words) throws IOException {
        refused(file(text), of(WATER), words.split("\\|"));
    }

    @Test
    void distancesOfNoMoleculeInSpaceAreReported() throws IOException {
        StringBuilder names = new StringBuilder("E_eV");
        for (int i = 2; i <= 5; i++) for (int j = 1; j < i; j++) names.append(",bond_" + j + "-" + i + "_angstrom");
        String all = ",1".repeat(10); // four points of equal distance fit into space, five do not
        refused(
                file(names + "\n0" + all + "\n"),
                of(molecule(5, new Random(1))),
                ":2: ",
                "expected distances of a molecule in space");
    }

    @Test
    void aDihedralAboutAtomsInLineIsReported() throws IOException {
        String names = "bond_1-2_angstrom,bond_2-3_angstrom,angle_1-2-3_degree,bond_3-4_angstrom,angle_2-3-4_degree,"
                + "dihedral_1-2-3-4_degree,E_eV\n";
        refused(file(names + "1,1,180,1,90,0,0\n"), of(molecule(4, new Random(1))), ":2: ", "are in line");
    }

    @Test
    void optionsThatDoNotFitAreReported() throws IOException {
        Path path = file(distances("1,1,1,0"));
        refused(path, ReferenceOptions.DEFAULT, "expected a molecule to go with a CSV file");
        refused(path, of(WATER).withForcesKey("F"), "CSV files hold energies", "found F");
        refused(path, of(WATER).withEnergyKey("U0"), ":1: ", "expected an energy column such as U0");
        refused(path, of(WATER).withColumns(Map.of("q", "r")), ":1: ", "expected the columns q");
    }

    @Test
    void theWaterSurfaceReadsWithItsDistances() {
        List<Frame> frames = References.read(
                References.reference("h2o/pes_learn_h2o.csv"), of(WATER).withColumns(PES_LEARN));
        assertEquals(988, frames.size());
        Geometry first = frames.get(0).geometry();
        assertEquals(1.5150324935, first.distance(1, 2), 1e-15); // one rounding of a hypotenuse
        assertEquals(0.957572, first.distance(0, 1), 1e-15);
        assertEquals(0.957572, first.distance(0, 2), 1e-15);
        assertEquals(-76.48582955560401 * Units.HARTREE, frames.get(0).energy().orElseThrow());
    }
}
