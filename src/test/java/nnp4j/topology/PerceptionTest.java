package nnp4j.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptionTest {
    /** Covalent radii in CDK's jmol_atomtypes.txt, angstrom. */
    private static double radius(int element) {
        return switch (element) {
            case 1 -> 0.32;
            case 6 -> 0.77;
            case 8 -> 0.73;
            case 55 -> 2.35;
            default -> throw new AssertionError("element " + element);
        };
    }

    private static List<Bond> everyPair(Geometry geometry) {
        List<Bond> bonds = new ArrayList<>();
        for (int i = 0; i < geometry.atomCount(); i++)
            for (int j = i + 1; j < geometry.atomCount(); j++) {
                double longest = radius(geometry.atomicNumber(i)) + radius(geometry.atomicNumber(j)) + 0.5;
                double r = geometry.distance(i, j);
                if (r >= 0.5 && r <= longest) bonds.add(new Bond(i, j));
            }
        return bonds;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsEveryPairWithinTheRadiiWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        int[] elements =
                random.ints(60, 0, 4).map(k -> new int[] {1, 6, 8, 55}[k]).toArray();
        double[] x = random.doubles(180, 0, 9).toArray();
        if (seed % 2 == 0) for (int i = 0; i < 60; i++) x[3 * i] = 0; // planar: equal x
        Geometry geometry = Geometry.of(elements, x);
        assertEquals(everyPair(geometry), Topology.of(geometry).bonds());
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0", "0.51, 1", "0.74, 1", "1.13, 1", "1.15, 0", "3, 0"})
    void hydrogenIsBondedFromHalfAnAngstromToTheRadiiAndTolerance(double r, int bonds) {
        Geometry h2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, r});
        assertEquals(bonds, Topology.of(h2).bonds().size());
    }

    @Test
    void atomsInOnePlaceAreNotBondedAndDoNotHang() {
        int[] carbons = new int[40];
        Arrays.fill(carbons, 6);
        Geometry heap = Geometry.of(carbons, new double[120]);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(List.of(), Topology.of(heap).bonds()));
    }

    @Test
    void radiiAreKnownForTheElementsTheJavadocNames() {
        for (int z = 1; z <= Element.LAST; z++) {
            boolean known = z <= 57 || (z >= 71 && z <= 83);
            Geometry atom = Geometry.of(new int[] {z}, new double[3]);
            boolean perceived;
            try {
                perceived = Topology.of(atom).bonds().isEmpty();
            } catch (IllegalArgumentException e) {
                perceived = false;
            }
            assertEquals(known, perceived, Element.symbol(z));
        }
    }
}
