package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nnp4j.features.AtomCounts;
import nnp4j.features.Cartesian;
import nnp4j.features.CoulombMatrix;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.Distances;
import nnp4j.features.InternalCoordinates;
import nnp4j.features.InverseDistances;
import nnp4j.features.PermutationInvariants;
import nnp4j.features.Standardized;
import nnp4j.geometry.InternalCoordinate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CardJsonTest {
    private static final String CARD =
            Samples.card(Samples.PAIRS, List.of(new Morse(4.5, 1.9, 0.96))).toJson();

    static Stream<Descriptor> descriptors() {
        InternalCoordinate bend = InternalCoordinate.of(1, 0, 2);
        return Stream.of(
                AtomCounts.of(new int[] {8, 1, 1}, new int[] {1, 6, 8}),
                Cartesian.of(3),
                Distances.of(3, new int[] {0, 2, 1, 2}),
                InverseDistances.of(3),
                DecayingPairs.of(3, 1.0 / 3, Math.PI, Double.MIN_NORMAL),
                CoulombMatrix.sorted(new int[] {8, 1, 1}, 4),
                CoulombMatrix.eigenvalues(new int[] {8, 1, 1}, 3),
                CoulombMatrix.random(new int[] {8, 1, 1}, 4, 2, 1.0 / 3, Long.MIN_VALUE + 1),
                PermutationInvariants.ofGroups(DecayingPairs.of(3, 1.0 / 3, 2), new int[][] {{1, 2}}, 3),
                PermutationInvariants.of(InverseDistances.of(3), new int[0][], 2),
                InternalCoordinates.of(3, List.of(bend, InternalCoordinate.of(0, 1))),
                Standardized.of(
                        Standardized.of(Distances.of(3), new double[] {1e-300, -0.0, 3}, new double[] {1, 2, 1e22}),
                        new double[] {1, 2, 3},
                        new double[] {4, 5, 6}));
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void everyDescriptorComesBackFromItsText(Descriptor descriptor) {
        PotentialCard card = Samples.card(descriptor, List.of());
        PotentialCard back = PotentialCard.parse(card.toJson());
        assertEquals(card, back);
        assertEquals(descriptor, ((MoleculeInputs) back.inputs()).descriptor());
        assertEquals(card.toJson(), back.toJson());
    }

    @Test
    void everyPairTermComesBackFromItsText() {
        List<PairTerm> terms = List.of(
                new ScreenedRepulsion(14.4, 1.0 / 3),
                new Dispersion(-1, 2e-9, 0.1, 4),
                new Morse(4.5, 1.9, 0.74),
                new LennardJones(0.0104, 3.4));
        PotentialCard card = Samples.card(Samples.PAIRS, terms);
        assertEquals(terms, PotentialCard.parse(card.toJson()).base());
    }

    @Test
    void everyTextAndEverySeedComesBack() {
        PotentialCard card = Samples.card(Samples.PAIRS, List.of());
        PotentialCard back = PotentialCard.parse(card.toJson());
        assertEquals(Long.MIN_VALUE + 1, back.training().seed());
        assertEquals(card.citation(), back.citation());
        assertTrue(card.toJson().chars().allMatch(c -> c < 128), "the text must be ASCII");
    }

    @Test
    void whatACardCannotHoldIsNamed() {
        PairTerm own = new PairTerm() {
            @Override
            public double energy(double r) {
                return 0;
            }

            @Override
            public double slope(double r) {
                return 0;
            }
        };
        PotentialCard card = Samples.card(Samples.PAIRS, List.of(own));
        String message =
                assertThrows(IllegalArgumentException.class, card::toJson).getMessage();
        assertTrue(message.contains("expected a screened repulsion, dispersion"), message);
        assertThrows(IllegalArgumentException.class, () -> Samples.card(Cartesian.of(2), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new FeatureRange(List.of(1.0), List.of(0.0)));
        assertThrows(IllegalArgumentException.class, () -> new FeatureRange(List.of(1.0), List.of(2.0, 3.0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FeatureRange(List.of(0.0), List.of(Double.POSITIVE_INFINITY)));
        assertThrows(IllegalArgumentException.class, () -> FeatureRange.of(0, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> FeatureRange.of(2, new double[] {1, Double.NaN}));
    }

    @Test
    void theRangeOfRowsIsTheirBox() {
        FeatureRange box = FeatureRange.of(3, new double[] {1, 5, -2, 6, 0, 4});
        assertEquals(new FeatureRange(List.of(-2.0, 4.0), List.of(1.0, 6.0)), box);
    }

    @Test
    void energiesOfAtomsAndFormulaFollowFromTheAtoms() {
        PotentialCard card = Samples.card(Samples.PAIRS, List.of());
        assertEquals(-2043.1 - 2 * 13.6, card.atomsEnergy(Samples.WATER).orElseThrow(), 1e-12); // a few roundings
        assertEquals("H2O", card.composition().formula());
        assertEquals(Map.of("O", -2043.1, "H", -13.6), card.atomicEnergies().values());
    }

    /** What is replaced in a good card, with what, and the whole message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\": 1, | \"format\": 2, | card: expected format version 1, found 2; a later nnp4j may have"
                        + " written it",
                "\"format\": 1, | `` | card: missing key \"format\"",
                "\"format\": 1, | \"format\": \"1\", | card: \"format\": expected a number, found \"1\"",
                "\"format\": 1, | \"format\": 1.5, | card: \"format\": expected a whole number of 64 bits, found 1.5",
                "\"name\": | \"nome\": | card: missing key \"name\"",
                "\"name\": | \"colour\": 3, \"name\": | card: unknown key \"colour\" (expected atomic_energies_eV, atoms,"
                        + " base, citation, created_with, descriptor, energy_offset_eV, energy_unit, ensemble_size,"
                        + " feature_range, format, length_unit, level_of_theory, licence, name, precision, test,"
                        + " training, validation)",
                "\"name\": | \"name\": \"x\", \"name\": | card: no valid JSON (key \"name\" comes twice)",
                "\"energy_unit\": \"eV\" | \"energy_unit\": \"hartree\" | card: \"energy_unit\": expected eV, found"
                        + " hartree",
                "\"energy_unit\": \"eV\" | \"energy_unit\": null | card: \"energy_unit\": expected a text, found null",
                "-0.25 | \"-0.25\" | card: \"energy_offset_eV\": expected a number, found \"-0.25\"",
                "-0.25 | 1e999 | card: \"energy_offset_eV\": expected a finite number, found 1e999",
                "\"frames\": 3 | \"frames\": 4294967299 | card.training: \"frames\": expected 0 to 2147483647, found"
                        + " 4294967299",
                "\"frames\": 3 | \"frames\": -3 | card.training: \"frames\": expected 0 to 2147483647, found -3",
                "\"ensemble_size\": 1 | \"ensemble_size\": 0 | card: expected an ensemble of at least 1, found 0",
                "\"depth_eV\": 4.5 | \"depth_eV\": -4.5 | Morse: expected a positive depth, found -4.5",
                "\"depth_eV\": 4.5, | `` | card.base[1]: missing key \"depth_eV\"",
                "\"type\": \"morse\" | \"type\": \"mörse\" | card.base[1]: \"type\": expected one of dispersion,"
                        + " lennard-jones, morse, screened-repulsion, found mörse",
                "\"type\": \"inverse-distances\" | \"type\": \"soap\" | card.descriptor: \"type\": expected one of"
                        + " atom-counts, cartesian, coulomb-matrix, decaying-pairs, distances, internal-coordinates,"
                        + " inverse-distances, permutation-invariants, standardized, found soap",
                "\"inverse-distances\", | \"inverse-distances\\nx\", | card.descriptor: \"type\": expected one of"
                        + " atom-counts, cartesian, coulomb-matrix, decaying-pairs, distances, internal-coordinates,"
                        + " inverse-distances, permutation-invariants, standardized, found inverse-distances",
                "\"atoms\": 3, | \"atoms\": 1e9, | card.descriptor: \"atoms\": expected 1 to 1000000, found 1000000000",
            })
    void aBadCardIsRefusedInOneLine(String good, String bad, String message) {
        assertTrue(CARD.contains(good), good);
        assertRefused(CARD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)), message);
    }

    /** What is replaced in the card of invariants or of a Coulomb matrix, with what, and the whole message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"degree\": 3 | \"degree\": 31 | invariants: expected a degree of 1 to 30, found 31",
                "\"generators\": [1,3,2] | \"generators\": [1,3,3] | permutation: expected each of 0 to 2 once, found"
                        + " [0, 2, 2]",
                "\"generators\": [1,3,2] | \"generators\": [1,3] | card.descriptor: \"generators\": expected"
                        + " permutations of 3 atoms, found 2 numbers",
                "\"type\": \"decaying-pairs\" | \"type\": \"decaying\" | card.descriptor.variables: \"type\": expected"
                        + " one of atom-counts, cartesian, coulomb-matrix, decaying-pairs, distances,"
                        + " internal-coordinates, inverse-distances, permutation-invariants, standardized, found"
                        + " decaying",
                "\"most_atoms\": 4 | \"most_atoms\": 2 | CoulombMatrix: expected 1 to 2 atoms, found 3",
                "\"order\": \"random\" | \"order\": \"shuffled\" | card.descriptor: \"order\": expected eigenvalues,"
                        + " random or sorted, found shuffled",
                "\"order\": \"random\" | \"order\": \"sorted\" | card.descriptor: unknown key \"realizations\" (expected"
                        + " atomic_numbers, most_atoms, order, type)",
                "\"seed\": 9 | \"sead\": 9 | card.descriptor: missing key \"seed\"",
            })
    void aBadDescriptorIsRefusedInOneLine(String good, String bad, String message) {
        String card = Stream.of(
                        PermutationInvariants.ofGroups(DecayingPairs.of(3, 1), new int[][] {{1, 2}}, 3),
                        CoulombMatrix.random(new int[] {8, 1, 1}, 4, 2, 0.5, 9))
                .map(d -> Samples.card(d, List.of())
                        .toJson()
                        .replaceAll("\\[\\s*(\\d),\\s*(\\d),\\s*(\\d)\\s*]", "[$1,$2,$3]"))
                .filter(text -> text.contains(good))
                .findFirst()
                .orElseThrow();
        assertRefused(card.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)), message);
    }

    @Test
    void onlyPairsAreVariablesOfInvariants() {
        String card = Samples.card(PermutationInvariants.of(InverseDistances.of(3), new int[0][], 2), List.of())
                .toJson()
                .replaceAll("\"inverse-distances\"", "\"cartesian\"")
                .replaceAll(",\\s*\"pairs\": \\[[^]]*]", "");
        assertRefused(
                card,
                "card.descriptor: \"variables\": expected decaying-pairs, distances or inverse-distances, found"
                        + " cartesian");
    }

    @Test
    void textThatIsNoJsonIsRefusedInOneLine() {
        assertRefused("[]", "card: expected a JSON object");
        assertRefused("3", "card: expected a JSON object");
        for (String broken : Arrays.asList(
                CARD.substring(0, 90),
                CARD.replace("-0.25", "NaN"),
                CARD.replace("-0.25", "-0.25 // comment"),
                CARD.replace("\"name\"", "name"),
                CARD.replace("\"name\"", "'name'"),
                "",
                CARD + "}",
                CARD + " {}",
                "{\"a\":" + "[".repeat(200_000),
                "{\"descriptor\":".repeat(200_000))) {
            String message = assertThrows(PotentialException.class, () -> PotentialCard.parse(broken))
                    .getMessage();
            assertTrue(message.startsWith("card: no valid JSON (") && message.contains("line"), message);
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.length() < 140, message);
        }
    }

    private static void assertRefused(String card, String message) {
        Exception e = assertThrows(PotentialException.class, () -> PotentialCard.parse(card));
        assertEquals(message, e.getMessage());
    }
}
