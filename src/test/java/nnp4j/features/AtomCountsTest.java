package nnp4j.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomCountsTest implements DescriptorContract {
    private static final int[] WATER = {8, 1, 1};

    @Override
    public List<Descriptor> descriptors() {
        return List.of(
                AtomCounts.of(WATER),
                AtomCounts.of(WATER, new int[] {8, 6, 1}),
                AtomCounts.of(new int[] {1, 1, 8}),
                AtomCounts.of(new int[] {18}));
    }

    @Test
    void countsTheElementsByRisingAtomicNumber() {
        AtomCounts counts = AtomCounts.of(WATER);
        double[] features = new double[2];
        counts.evaluate(new double[9], features);
        assertArrayEquals(new double[] {2, 1}, features);
        assertArrayEquals(new int[] {1, 8}, counts.elements());
        assertArrayEquals(WATER, counts.atomicNumbers());
        assertEquals("n(O)", counts.featureName(1));
    }

    @Test
    void countsTheListedElementsInTheirOrder() {
        double[] features = new double[3];
        AtomCounts.of(WATER, new int[] {8, 6, 1}).evaluate(new double[9], features);
        assertArrayEquals(new double[] {1, 0, 2}, features);
    }

    @Test
    void laterChangesToTheArgumentsDoNotReachIt() {
        int[] numbers = {8, 1, 1};
        AtomCounts counts = AtomCounts.of(numbers);
        numbers[0] = 6;
        counts.elements()[0] = 6;
        assertEquals(AtomCounts.of(WATER), counts);
    }

    @Test
    void anAtomThatIsNotListedIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> AtomCounts.of(WATER, new int[] {6, 1}))
                .getMessage();
        assertEquals("AtomCounts: expected elements C H, found O at atom 1", message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 119})
    void numbersThatAreNoElementAreRefused(int z) {
        String message = assertThrows(IllegalArgumentException.class, () -> AtomCounts.of(new int[] {1, z}))
                .getMessage();
        assertTrue(message.contains("found " + z), message);
    }

    @Test
    void anotherMoleculeIsCountedInTheSameElements() {
        AtomCounts counts = AtomCounts.of(WATER, new int[] {8, 6, 1});
        AtomCounts methanol = counts.forAtoms(new int[] {6, 8, 1, 1, 1, 1});
        double[] features = new double[3];
        methanol.evaluate(new double[18], features);
        assertArrayEquals(new double[] {1, 1, 4}, features);
        assertEquals(counts, methanol.forAtoms(WATER));
        String message = assertThrows(IllegalArgumentException.class, () -> counts.forAtoms(new int[] {1, 7}))
                .getMessage();
        assertEquals("AtomCounts: expected elements O C H, found N at atom 2", message);
    }

    @Test
    void noAtomAndAnElementListedTwiceAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> AtomCounts.of(new int[0]));
        assertThrows(IllegalArgumentException.class, () -> AtomCounts.of(WATER, new int[] {1, 8, 1}));
    }
}
