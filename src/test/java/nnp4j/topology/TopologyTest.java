package nnp4j.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static List<String> labels(List<InternalCoordinate> coordinates) {
        return coordinates.stream().map(InternalCoordinate::label).toList();
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void waterHasTwoBondsAndOneAngle() {
        Topology water = Topology.of(Molecules.water());
        assertEquals(List.of(new Bond(0, 1), new Bond(0, 2)), water.bonds());
        assertEquals(List.of("1-2", "1-3"), labels(water.bondCoordinates()));
        assertEquals(List.of("2-1-3"), labels(water.angles()));
        assertEquals(List.of(), water.dihedrals());
        assertEquals("Topology[1-2, 1-3]", water.toString());
    }

    @Test
    void ethanolHasThirteenAnglesAndTwelveDihedrals() {
        Topology ethanol = Topology.of(Molecules.ethanol());
        assertEquals(8, ethanol.bonds().size());
        assertEquals(13, ethanol.angles().size()); // 6 at each carbon, 1 at oxygen
        assertEquals(12, ethanol.dihedrals().size()); // 3 x 3 about C-C, 3 x 1 about C-O
        assertTrue(labels(ethanol.dihedrals()).contains("1-2-3-9"));
    }

    @Test
    void threeRingHasNoDihedralThatEndsWhereItBegins() {
        Geometry ring = Molecules.ring(6, 3, 1.51);
        assertEquals(3, Topology.of(ring).angles().size());
        assertEquals(List.of(), Topology.of(ring).dihedrals());
    }

    @Test
    void sideIsWhatTheCutBondSeparates() {
        Topology ethanol = Topology.of(Molecules.ethanol());
        assertArrayEquals(new int[] {2, 8}, ethanol.side(2, 1));
        assertArrayEquals(new int[] {0, 1, 3, 4, 5, 6, 7}, ethanol.side(1, 2));
        assertArrayEquals(new int[] {8}, ethanol.side(8, 2));
    }

    @Test
    void sideOfAtomsWithoutABondStopsAtTheOther() {
        Topology ethanol = Topology.of(Molecules.ethanol());
        assertArrayEquals(new int[] {0, 1, 3, 4, 5, 6, 7}, ethanol.side(0, 2));
        Topology apart = Topology.of(Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 3}));
        assertEquals(List.of(), apart.bonds());
        assertArrayEquals(new int[] {0}, apart.side(0, 1));
    }

    @Test
    void ringBondHasNoSides() {
        Topology benzene = Topology.of(Molecules.benzene());
        assertEquals(12, benzene.bonds().size());
        assertEquals(
                "bond 2-1 is part of a ring; cutting it does not separate its atoms",
                refusal(() -> benzene.side(1, 0)));
        assertArrayEquals(new int[] {6}, benzene.side(6, 0));
        assertEquals(11, benzene.side(0, 6).length);
    }

    @Test
    void badAtomsAreNamed() {
        Topology water = Topology.of(Molecules.water());
        assertEquals("expected an atom index in 0 to 2, found 3", refusal(() -> water.side(0, 3)));
        assertEquals("atom 2 is on both sides", refusal(() -> water.side(1, 1)));
    }

    @Test
    void givenBondsAreSortedAndChecked() {
        Geometry water = Molecules.water();
        Topology given = Topology.of(water, List.of(new Bond(2, 0), new Bond(1, 0)));
        assertEquals(List.of(new Bond(0, 1), new Bond(0, 2)), given.bonds());
        assertEquals(
                "bond 1-4 names an atom beyond the last, 3",
                refusal(() -> Topology.of(water, List.of(new Bond(0, 3)))));
        assertEquals(
                "bond 1-2 is given twice", refusal(() -> Topology.of(water, List.of(new Bond(0, 1), new Bond(1, 0)))));
    }

    @Test
    void elementWithoutRadiusIsNamedButServesWithGivenBonds() {
        Geometry uraniumHydride = Geometry.of(new int[] {1, 92}, new double[] {0, 0, 0, 0, 0, 2});
        assertEquals(
                "no covalent radius is known for U (atom 2); give the bonds explicitly",
                refusal(() -> Topology.of(uraniumHydride)));
        assertEquals(
                1, Topology.of(uraniumHydride, List.of(new Bond(0, 1))).bonds().size());
    }

    @Test
    void periodicCellIsRefusedAndABoxAroundAMoleculeIsNot() {
        double[] box = {9, 0, 0, 0, 9, 0, 0, 0, 9};
        Geometry crystal = Molecules.water().in(Optional.of(Cell.of(box, false, false, true)));
        assertTrue(refusal(() -> Topology.of(crystal)).contains("found a periodic cell"));
        assertTrue(refusal(() -> Topology.of(crystal, List.of())).contains("found a periodic cell"));
        Geometry boxed = Molecules.water().in(Optional.of(Cell.of(box, false, false, false)));
        assertEquals(2, Topology.of(boxed).bonds().size());
    }
}
