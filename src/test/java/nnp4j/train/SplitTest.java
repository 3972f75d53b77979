package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final int[] NONE = {};

    @TempDir
    private Path folder;

    private static Set<Integer> set(int[] indices) {
        return Arrays.stream(indices).boxed().collect(Collectors.toSet());
    }

    @Test
    void aRandomSplitHasItsSizesAndNoFrameTwice() {
        Split split = Split.random(100, new Sizes(60, 15, 20), new int[] {0, 99}, 5);
        assertEquals(60, split.training().length);
        assertEquals(15, split.validation().length);
        assertEquals(20, split.test().length);
        Set<Integer> all = set(split.training());
        assertTrue(all.contains(0) && all.contains(99));
        all.addAll(set(split.validation()));
        all.addAll(set(split.test()));
        assertEquals(95, all.size());
    }

    @Test
    void theSeedDecides() {
        Sizes sizes = new Sizes(50, 10, 20);
        assertEquals(
                Split.random(100, sizes, NONE, 1).key(),
                Split.random(100, sizes, NONE, 1).key());
        assertFalse(Split.random(100, sizes, NONE, 1)
                .key()
                .equals(Split.random(100, sizes, NONE, 2).key()));
        // the same on every machine and in every version
        assertArrayEquals(
                new int[] {0, 9}, Split.random(10, new Sizes(5, 3, 2), NONE, 1).test());
    }

    @Test
    void aLargerTrainingPartHoldsTheSmallerAndTheTestStays() {
        Split small = Split.random(1000, new Sizes(100, 50, 200), NONE, 3);
        Split large = Split.random(1000, new Sizes(500, 50, 200), NONE, 3);
        assertArrayEquals(small.test(), large.test());
        assertArrayEquals(small.validation(), large.validation());
        assertTrue(set(large.training()).containsAll(set(small.training())));
    }

    @Test
    void blocksLieInOrderWithGaps() {
        Split split = Split.blocks(100, new Sizes(50, 20, 20), 5);
        assertArrayEquals(IntStream.range(0, 50).toArray(), split.training());
        assertArrayEquals(IntStream.range(55, 75).toArray(), split.validation());
        assertArrayEquals(IntStream.range(80, 100).toArray(), split.test());
        assertThrows(TrainingException.class, () -> Split.blocks(100, new Sizes(80, 10, 10), 10));
    }

    @Test
    void farthestPointsOfALineAreItsEndsThenItsMiddle() {
        double[] features = IntStream.range(0, 101).mapToDouble(i -> i).toArray();
        Split split = Split.farthest(features, 101, new Sizes(5, 10, 20), new int[] {0, 100}, 1);
        assertArrayEquals(new int[] {0, 25, 50, 75, 100}, split.training());
        assertEquals(10, split.validation().length);
        assertEquals(20, split.test().length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foldsTestEveryFrameOnce(boolean contiguous) {
        List<Split> folds = Split.folds(23, 4, 0.2, contiguous, 7);
        int[] tests = new int[23];
        for (Split fold : folds) {
            for (int i : fold.test()) tests[i]++;
            Set<Integer> seen = set(fold.training());
            seen.addAll(set(fold.validation()));
            assertEquals(23 - fold.test().length, seen.size());
            for (int i : fold.test()) assertFalse(seen.contains(i));
            if (contiguous) assertEquals(fold.test().length - 1, fold.test()[fold.test().length - 1] - fold.test()[0]);
        }
        for (int count : tests) assertEquals(1, count);
        assertThrows(TrainingException.class, () -> Split.folds(23, 24, 0.2, contiguous, 7));
        assertThrows(TrainingException.class, () -> Split.folds(23, 1, 0.2, contiguous, 7));
    }

    @Test
    void aWrittenSplitReadsBack() throws IOException {
        DataSet data = Molecules.water(12, 1);
        Split split = Split.random(12, new Sizes(5, 3, 3), NONE, 1);
        Path file = folder.resolve("split.csv");
        split.write(file, data);
        assertEquals(split.key(), Split.read(file, data).key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame;part | :1: expected the header",
                "frame,part;13,test | :2: expected FRAME,PART",
                "frame,part;1,test;1,training | :3: expected FRAME,PART",
                "frame,part;1,tests | :2: expected FRAME,PART",
                "frame,part;one,test | :2: expected FRAME,PART",
                "frame,part;1 | :2: expected FRAME,PART"
            })
    void aBrokenSplitFileIsRefusedWithItsLine(String lines, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.csv"), lines.replace(';', '\n'));
        DataSet data = Molecules.water(12, 1);
        String found = assertThrows(TrainingException.class, () -> Split.read(file, data))
                .getMessage();
        assertTrue(found.startsWith(file + message), found);
    }

    @ParameterizedTest
    @CsvSource({
        "80%, 10%, rest, 80, 10, 10",
        "50, 0, 20, 50, 0, 20",
        "33.3%, 1, 5%, 33, 1, 5",
        "100%, 0, rest, 100, 0, 0"
    })
    void sizesAreNumbersOrParts(String training, String validation, String test, int a, int b, int c) {
        assertEquals(new Sizes(a, b, c), Sizes.of(training, validation, test, 100));
    }

    @ParameterizedTest
    @CsvSource({"90, 20, rest", "0, 0, rest", "101%, 0, rest", "-5, 0, rest", "many, 0, rest", "50, 30, 30"})
    void impossibleSizesAreRefused(String training, String validation, String test) {
        assertThrows(RuntimeException.class, () -> Sizes.of(training, validation, test, 100));
    }
}
