package nnp4j.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborListTest {
    private static final double SKIN = 0.5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void findsWhatEveryImageTriedFindsInCellsOfAnyShape(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int atoms = 1 + random.nextInt(30);
        double cutoff = 1 + 5 * random.nextDouble();
        Geometry geometry = randomSystem(random, atoms, 2 + 8 * random.nextDouble());
        NeighborList list = NeighborList.of(geometry, cutoff, SKIN);
        double[] x = geometry.toArray();
        list.update(x);
        for (int i = 0; i < atoms; i++) assertEquals(bruteForce(geometry, i, cutoff), found(list, i));
        // Drifts of any size, some within the skin and some far beyond, through the cell's faces too.
        for (double step : new double[] {0.1, 0.1, 0.3, 7}) {
            for (int k = 0; k < x.length; k++) x[k] += step * (random.nextDouble() - 0.5);
            list.update(x);
            Geometry moved = geometry.at(x);
            for (int i = 0; i < atoms; i++) assertEquals(bruteForce(moved, i, cutoff), found(list, i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 500})
    void findsEveryPairOfLargeMolecules(int atoms) {
        SplittableRandom random = new SplittableRandom(atoms);
        Geometry geometry = Geometry.of(filled(atoms), coordinates(random, atoms, 2 * Math.cbrt(atoms)));
        NeighborList list = NeighborList.of(geometry, 4, SKIN);
        list.update(geometry.toArray());
        for (int i = 0; i < atoms; i++) assertEquals(bruteForce(geometry, i, 4), found(list, i));
    }

    @Test
    void anAtomIsANeighbourOfItsOwnImages() {
        Geometry one = Geometry.of(new int[] {29}, new double[3])
                .in(Optional.of(Cell.of(new double[] {2, 0, 0, 0, 2, 0, 0, 0, 2}, true, true, true)));
        NeighborList list = NeighborList.of(one, 2.1, SKIN);
        list.update(one.toArray());
        assertEquals(6, found(list, 0).size());
    }

    @Test
    void theOrderDoesNotDependOnWhenTheListWasMade() {
        SplittableRandom random = new SplittableRandom(5);
        Geometry geometry = randomSystem(random, 40, 8);
        NeighborList old = NeighborList.of(geometry, 4, SKIN);
        old.update(geometry.toArray());
        double[] x = geometry.toArray();
        for (int k = 0; k < x.length; k++) x[k] += 0.25 * (random.nextDouble() - 0.5);
        old.update(x);
        NeighborList fresh = NeighborList.of(geometry, 4, SKIN);
        fresh.update(x);
        Neighborhood a = new Neighborhood();
        Neighborhood b = new Neighborhood();
        for (int i = 0; i < 40; i++) {
            old.gather(i, a);
            fresh.gather(i, b);
            assertEquals(a.count(), b.count());
            assertArrayEquals(Arrays.copyOf(a.atoms(), a.count()), Arrays.copyOf(b.atoms(), b.count()));
            assertArrayEquals(
                    Arrays.copyOf(a.displacements(), 3 * a.count()), Arrays.copyOf(b.displacements(), 3 * b.count()));
        }
    }

    @Test
    void followsAChangingCell() {
        SplittableRandom random = new SplittableRandom(9);
        Geometry geometry = randomSystem(random, 20, 5);
        NeighborList list = NeighborList.of(geometry, 4, SKIN);
        Cell cell = geometry.cell().orElseThrow();
        double[] vectors = cell.toArray();
        double[] x = geometry.toArray();
        for (double stretch : new double[] {1, 0.9, 0.7, 1.4}) {
            double[] stretched = Arrays.stream(vectors).map(v -> stretch * v).toArray();
            list.update(x, stretched);
            Geometry changed = geometry.in(
                    Optional.of(Cell.of(stretched, cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2))));
            for (int i = 0; i < 20; i++) assertEquals(bruteForce(changed, i, 4), found(list, i));
        }
    }

    @Test
    void refusesWhatIsNotFinite() {
        Geometry geometry = randomSystem(new SplittableRandom(1), 5, 5);
        NeighborList list = NeighborList.of(geometry, 4, SKIN);
        double[] x = geometry.toArray();
        x[7] = Double.NaN;
        Throwable error = assertThrows(IllegalArgumentException.class, () -> list.update(x));
        assertEquals("coordinate y of atom 3 is not finite: NaN", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> NeighborList.of(geometry, -1, SKIN));
        assertThrows(IllegalArgumentException.class, () -> NeighborList.of(geometry, 4, 0));
    }

    @Test
    void farAwayAtomsNeedNoMemory() {
        double[] x = new double[3 * 100];
        for (int k = 0; k < x.length; k++) x[k] = 1e6 * Math.sin(k);
        NeighborList list = NeighborList.of(Geometry.of(filled(100), x), 4, SKIN);
        list.update(x);
        assertTrue(found(list, 0).isEmpty());
    }

    private static int[] filled(int atoms) {
        int[] numbers = new int[atoms];
        Arrays.fill(numbers, 1);
        return numbers;
    }

    private static double[] coordinates(SplittableRandom random, int atoms, double size) {
        double[] x = new double[3 * atoms];
        for (int k = 0; k < x.length; k++) x[k] = size * random.nextDouble();
        return x;
    }

    /** A triclinic cell that repeats in some directions, with atoms inside and outside. */
    private static Geometry randomSystem(SplittableRandom random, int atoms, double size) {
        double[] vectors = new double[9];
        for (int k = 0; k < 9; k++) vectors[k] = size * ((k % 4 == 0 ? 1 : 0) + 0.8 * (random.nextDouble() - 0.5));
        Cell cell = Cell.of(vectors, random.nextInt(4) > 0, random.nextInt(4) > 0, true);
        return Geometry.of(filled(atoms), coordinates(random, atoms, 1.5 * size))
                .in(Optional.of(cell));
    }

    /** Neighbours as atom and distance in 1e-9 angstrom, sorted. */
    private static List<String> found(NeighborList list, int atom) {
        Neighborhood around = new Neighborhood();
        list.gather(atom, around);
        List<String> found = new ArrayList<>();
        for (int k = 0; k < around.count(); k++)
            found.add(around.atoms()[k] + " " + Math.round(1e9 * around.distances()[k]));
        found.sort(null);
        return found;
    }

    private static List<String> bruteForce(Geometry geometry, int atom, double cutoff) {
        double[] x = geometry.toArray();
        double[] cell = geometry.cell().map(Cell::toArray).orElse(new double[9]);
        int[] reach = new int[3];
        // Ample for the cells and drifts of these tests.
        for (int k = 0; k < 3; k++)
            reach[k] =
                    geometry.cell().isPresent() && geometry.cell().orElseThrow().isPeriodic(k) ? 14 : 0;
        List<String> found = new ArrayList<>();
        for (int j = 0; j < geometry.atomCount(); j++)
            for (int a = -reach[0]; a <= reach[0]; a++)
                for (int b = -reach[1]; b <= reach[1]; b++)
                    for (int c = -reach[2]; c <= reach[2]; c++) {
                        double squared = 0;
                        for (int k = 0; k < 3; k++) {
                            double d = x[3 * j + k] - x[3 * atom + k] + a * cell[k] + b * cell[3 + k] + c * cell[6 + k];
                            squared += d * d;
                        }
                        boolean self = j == atom && a == 0 && b == 0 && c == 0;
                        if (!self && squared <= cutoff * cutoff)
                            found.add(j + " " + Math.round(1e9 * Math.sqrt(squared)));
                    }
        found.sort(null);
        return found;
    }
}
