package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetrySetTest {
    private static SymmetrySet set(SymmetrySet.Placing placing, boolean closed) {
        return new SymmetrySet(4.8, 4, 4.8, 2, List.of(1.0, 4.0), placing, closed);
    }

    private static String words(SymmetryFunctions functions, int element) {
        return functions.functions(element).stream()
                .map(SymmetryFunction::definition)
                .collect(Collectors.joining("\n"));
    }

    /** Steps of 1 and 2 angstrom, so that eta is 1/2 and 1/8. */
    @Test
    void shiftedGaussiansStandAtTheGridAndAreAsWideAsItsSteps() {
        SymmetryFunctions found = set(SymmetrySet.Placing.SHIFTED, false).functionsOf(8);
        assertEquals("""
                2 O 0.5 0.8 4.8
                2 O 0.5 1.8 4.8
                2 O 0.5 2.8 4.8
                2 O 0.5 3.8 4.8
                9 O O 0.125 -1.0 1.0 4.8 0.8
                9 O O 0.125 1.0 1.0 4.8 0.8
                9 O O 0.125 -1.0 4.0 4.8 0.8
                9 O O 0.125 1.0 4.0 4.8 0.8
                9 O O 0.125 -1.0 1.0 4.8 2.8
                9 O O 0.125 1.0 1.0 4.8 2.8
                9 O O 0.125 -1.0 4.0 4.8 2.8
                9 O O 0.125 1.0 4.0 4.8 2.8""", words(found, 8));
        assertEquals(4.8, found.cutoff());
        assertEquals(CutoffFunction.Shape.POLY2, found.cutoffFunction().shape(), "forces have continuous slopes");
    }

    @Test
    void centredGaussiansAreAsWideAsTheGridsDistances() {
        SymmetryFunctions found = set(SymmetrySet.Placing.CENTRED, true).functionsOf(8);
        double rounding = 1e-12;
        double[] distances = {3.8, 2.8, 1.8, 0.8}; // wide ones come first, by their eta
        for (int k = 0; k < 4; k++) {
            RadialShape.Gaussian gaussian =
                    (RadialShape.Gaussian) found.functions(8).get(k).radial();
            assertEquals(0, gaussian.centre());
            assertEquals(1 / (2 * distances[k] * distances[k]), gaussian.eta(), rounding);
        }
        assertEquals(3, found.functions(8).get(4).type());
    }

    @Test
    void everyElementHasFunctionsOfEveryElementAndPair() {
        SymmetryFunctions found = set(SymmetrySet.Placing.SHIFTED, false).functionsOf(8, 1, 6, 1);
        for (int element : new int[] {1, 6, 8}) {
            assertEquals(3 * 4 + 6 * 2 * 2 * 2, found.featureCount(element)); // elements, pairs of them
            assertEquals(found.functions(1), found.functions(element));
        }
    }

    @Test
    void withoutAngularDistancesThereAreRadialFunctionsOnly() {
        SymmetryFunctions found =
                new SymmetrySet(5, 3, 5, 0, List.of(), SymmetrySet.Placing.SHIFTED, false).functionsOf(1, 8);
        assertEquals(2 * 3, found.featureCount(8));
        assertTrue(found.functions(8).stream().allMatch(f -> f.type() == 2));
    }

    @Test
    void fewerElementsHaveTheFunctionsAmongThem() {
        SymmetrySet set = set(SymmetrySet.Placing.SHIFTED, false);
        SymmetryFunctions all = set.functionsOf(1, 6, 8);
        assertEquals(set.functionsOf(1, 8), all.among(8, 1));
        String message = assertThrows(IllegalArgumentException.class, () -> all.among(1, 7))
                .getMessage();
        assertEquals("expected atoms of H, C, O, found N", message);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, 4, 0.8, 2, 1, a cutoff above 0.8 angstrom",
        "NaN, 4, 2, 2, 1, a cutoff above 0.8 angstrom",
        "6, 4, 7, 2, 1, an angular cutoff above 0.8 and up to the cutoff of 6.0 angstrom",
        "6, 0, 4, 2, 1, at least 1 distance",
        "6, 4, 4, -1, 1, 0 or more angular distances",
        "6, 4, 4, 2, 0.5, different zetas of 1 or more"
    })
    void parametersOutOfRangeAreRefused(
            double cutoff, int distances, double angular, int angularDistances, double zeta, String expected) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new SymmetrySet(
                                cutoff,
                                distances,
                                angular,
                                angularDistances,
                                List.of(zeta),
                                SymmetrySet.Placing.SHIFTED,
                                false))
                .getMessage();
        assertTrue(message.startsWith("symmetry functions: expected " + expected), message);
    }
}
