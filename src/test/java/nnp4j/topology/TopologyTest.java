package nnp4j.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    private static final Geometry WATER =
            Geometry.of(new int[] {8, 1, 1}, new double[] {0, 0, 0, 0.757, 0.587, 0, -0.757, 0.587, 0});

    private static Geometry h2(double distance) {
        return Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, distance});
    }

    private static Topology methane() {
        double d = 0.6291; // 1.0896 angstrom / sqrt(3)
        return Topology.of(Geometry.of(
                new int[] {6, 1, 1, 1, 1}, new double[] {0, 0, 0, d, d, d, d, -d, -d, -d, d, -d, -d, -d, d}));
    }

    /** C1, C2, O3, H4-6 on C1, H7-8 on C2, H9 on O3; the positions do not matter. */
    private static Topology ethanol() {
        return given(
                new int[] {6, 6, 8, 1, 1, 1, 1, 1, 1},
                new int[][] {{0, 1}, {1, 2}, {0, 3}, {0, 4}, {0, 5}, {1, 6}, {1, 7}, {2, 8}});
    }

    private static Topology benzene() {
        int[] numbers = {6, 6, 6, 6, 6, 6, 1, 1, 1, 1, 1, 1};
        double[] x = new double[36];
        for (int i = 0; i < 12; i++) {
            double radius = i < 6 ? 1.39 : 2.48;
            x[3 * i] = radius * Math.cos(i * Math.PI / 3);
            x[3 * i + 1] = radius * Math.sin(i * Math.PI / 3);
        }
        return Topology.of(Geometry.of(numbers, x));
    }

    private static Topology given(int[] numbers, int[][] pairs) {
        double[] x = IntStream.range(0, 3 * numbers.length).asDoubleStream().toArray();
        List<Bond> bonds = new ArrayList<>();
        for (int[] pair : pairs) bonds.add(new Bond(pair[0], pair[1]));
        return Topology.of(Geometry.of(numbers, x), bonds);
    }

    @Test
    void waterHasTwoBondsAndAnAngle() {
        Topology water = Topology.of(WATER);
        assertEquals(List.of(InternalCoordinate.of(0, 1), InternalCoordinate.of(0, 2)), water.bonds());
        assertEquals(List.of(InternalCoordinate.of(1, 0, 2)), water.angles());
        assertTrue(water.dihedrals().isEmpty());
        assertArrayEquals(new int[] {0, 1, 1}, water.symmetryClasses());
    }

    @Test
    void hydrogenIsBondedAtEquilibriumAndNotAtThreeAngstrom() {
        assertEquals(1, Topology.of(h2(0.74144)).bonds().size());
        assertTrue(Topology.of(h2(3)).bonds().isEmpty());
        assertArrayEquals(new int[] {0}, Topology.of(h2(3)).side(0, 1));
        assertEquals(2, Topology.of(h2(3)).automorphisms().size());
    }

    @Test
    void ethanolHasTheAnglesDihedralsAndAutomorphismsOfItsSkeleton() {
        Topology ethanol = ethanol();
        assertEquals(13, ethanol.angles().size()); // 6 + 6 + 1
        assertEquals(12, ethanol.dihedrals().size()); // 3 x 3 about C-C, 3 x 1 about C-O
        assertEquals(12, ethanol.automorphisms().size()); // 3! methyl x 2! methylene
        assertArrayEquals(new int[] {0, 1, 2, 3, 3, 3, 4, 4, 5}, ethanol.symmetryClasses());
        assertArrayEquals(new int[] {0, 3, 4, 5}, ethanol.side(0, 1));
        assertArrayEquals(new int[] {1, 2, 6, 7, 8}, ethanol.side(1, 0));
    }

    @Test
    void methaneHas24AutomorphismsAndTheIdentityIsFirst() {
        List<int[]> all = methane().automorphisms();
        assertEquals(24, all.size());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, all.get(0));
        assertEquals(
                24,
                all.stream()
                        .map(p -> IntStream.of(p).boxed().toList())
                        .distinct()
                        .count());
    }

    @Test
    void benzeneHas12AutomorphismsAndItsRingHasNoSides() {
        Topology benzene = benzene();
        assertEquals(12, benzene.bonds().size());
        assertEquals(12, benzene.automorphisms().size());
        String message = assertThrows(IllegalArgumentException.class, () -> benzene.side(0, 1))
                .getMessage();
        assertTrue(message.contains("ring 1-6-5-4-3-2"), message);
        assertArrayEquals(new int[] {6}, benzene.side(6, 0));
    }

    @Test
    void atomsThatAreNotBondedSplitByWhatIsReachedWithoutTheOther() {
        assertArrayEquals(new int[] {0, 1}, Topology.of(WATER).side(1, 2));
    }

    @Test
    void tooManyAutomorphismsAreRefused() {
        Topology gas = given(IntStream.generate(() -> 2).limit(9).toArray(), new int[0][]); // 9! = 362,880
        assertTrue(assertThrows(IllegalArgumentException.class, gas::automorphisms)
                .getMessage()
                .contains("50000"));
    }

    @Test
    void smartsFindsAtomsWhereverTheBondOrderIsNotAsked() {
        assertEquals(1, Topology.of(h2(0.74)).match("[H][H]").size());
        assertTrue(Topology.of(h2(3)).match("[H][H]").isEmpty());
        assertArrayEquals(new int[] {8, 2}, ethanol().match("[H]O").get(0));
        assertEquals(3, ethanol().match("[H][CH3]").size());
        assertEquals(1, ethanol().match("[CX4][CX4][OX2]").size());
        assertEquals(6, benzene().match("[#6;R]").size());
        assertTrue(benzene().match("c").isEmpty());
        assertFalse(benzene().match("C~C").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[", "C(", "C1CC", "[Qq]", "not smarts"})
    void badSmartsIsRefusedInOneLine(String smarts) {
        Topology water = Topology.of(WATER);
        String message = assertThrows(IllegalArgumentException.class, () -> water.match(smarts))
                .getMessage();
        assertTrue(message.startsWith("SMARTS"), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void whatCannotBeIsRefused() {
        Topology water = Topology.of(WATER);
        assertThrows(IllegalArgumentException.class, () -> water.side(0, 0));
        assertThrows(IllegalArgumentException.class, () -> water.side(0, 3));
        assertThrows(IllegalArgumentException.class, () -> Topology.of(WATER, List.of(new Bond(0, 3))));
        assertThrows(IllegalArgumentException.class, () -> new Bond(1, 1));
        assertEquals(new Bond(0, 2), new Bond(2, 0));
        Geometry oganesson = Geometry.of(new int[] {118, 1}, new double[] {0, 0, 0, 0, 0, 1.5});
        String message = assertThrows(IllegalArgumentException.class, () -> Topology.of(oganesson))
                .getMessage();
        assertTrue(message.contains("Og"), message);
    }
}
