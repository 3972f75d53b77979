package nnp4j.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartsSearchTest {
    private static final Topology ETHANOL = Topology.of(Molecules.ethanol());

    @Test
    void hydrogenMoleculeMatchesOnce() {
        Topology h2 = Topology.of(Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74}));
        List<int[]> matches = h2.match("[H][H]");
        assertEquals(1, matches.size());
        assertArrayEquals(new int[] {0, 1}, matches.get(0));
    }

    @Test
    void atomsComeInTheOrderOfThePattern() {
        assertArrayEquals(new int[] {8, 2, 1, 0}, ETHANOL.match("[H]OCC").get(0));
        assertArrayEquals(
                new int[] {0, 1, 2, 8}, ETHANOL.match("[CH3][CH2][OH][H]").get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "[H]O, 1",
        "O-C, 1",
        "C~C, 1",
        "[H], 6",
        "[#1], 6",
        "[H]C, 5",
        "[CH3], 1",
        "[CX4], 2",
        "[OD2], 1",
        "*~*, 8",
        "[!#1], 3",
        "'[C,O]', 3",
        "[$(CO)], 1",
        "N, 0",
        "[R], 0",
        "[H].[O], 6"
    })
    void ethanolMatches(String smarts, int count) {
        assertEquals(count, ETHANOL.match(smarts).size());
    }

    @Test
    void ringsAreSeen() {
        Topology benzene = Topology.of(Molecules.benzene());
        assertEquals(6, benzene.match("[R]").size());
        assertEquals(6, benzene.match("[r6]").size());
        assertEquals(6, benzene.match("[R]@[R]").size());
        assertEquals(6, benzene.match("C!@[H]").size());
        assertEquals(1, benzene.match("C1CCCCC1").size());
        assertEquals(0, benzene.match("[r5]").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc",
                "C=O",
                "C#N",
                "C:C",
                "[C+]",
                "[O-]",
                "[2H]",
                "a",
                "[C@H](O)(C)[H]",
                "[v4]",
                "[h3]",
                "[$(c)]",
                "C>>C"
            })
    void whatConnectivityDoesNotTellIsRefused(String smarts) {
        String message = assertThrows(IllegalArgumentException.class, () -> ETHANOL.match(smarts))
                .getMessage();
        assertTrue(message.startsWith("SMARTS '" + smarts + "' asks for "), message);
    }

    @Test
    void reasonAndPlaceAreSaid() {
        assertEquals(
                "SMARTS 'Qq' at character 1: Unexpected character",
                assertThrows(IllegalArgumentException.class, () -> ETHANOL.match("Qq"))
                        .getMessage());
        assertEquals(
                "SMARTS 'C(' at character 2: Unclosed ring, component group, or branch",
                assertThrows(IllegalArgumentException.class, () -> ETHANOL.match("C("))
                        .getMessage());
    }

    @Test
    void groupsAskForTheSameOrAnotherMolecule() {
        int[] hydrogens = {1, 1, 1, 1};
        double[] x = {0, 0, 0, 0, 0, 0.74, 5, 0, 0, 5, 0, 0.74};
        Topology pair = Topology.of(Geometry.of(hydrogens, x));
        assertEquals(4, pair.match("([H]).([H])").size());
        assertEquals(2, pair.match("([H].[H])").size());
        assertEquals(6, pair.match("[H].[H]").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C(", "[C", "C1CC", "Qq", "[H", "C)", "[$(C]", "C%", "]", "C C(", "C\nC"})
    void badSmartsIsRefusedInOneLine(String smarts) {
        String message = assertThrows(IllegalArgumentException.class, () -> ETHANOL.match(smarts))
                .getMessage();
        assertTrue(message.startsWith("SMARTS '"), message);
        assertFalse(message.contains("\n"), message);
    }
}
