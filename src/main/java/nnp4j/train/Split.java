package nnp4j.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import nnp4j.io.WholeFile;

/**
 * Which frames train, which choose and which only test: three sets of indices into a {@link DataSet} that share none. The same
 * seed gives the same split on every machine. Immutable.
 */
public final class Split {
    private static final String HEADER = "frame,part";

    private final int[] training;
    private final int[] validation;
    private final int[] test;
    private final String how;

    private Split(int[] training, int[] validation, int[] test, String how) {
        this.training = sorted(training);
        this.validation = sorted(validation);
        this.test = sorted(test);
        this.how = how;
    }

    private static int[] sorted(int[] indices) {
        int[] copy = indices.clone();
        Arrays.sort(copy);
        return copy;
    }

    /**
     * A split by its parts.
     *
     * @param training indices from 0
     * @param validation indices from 0
     * @param test indices from 0
     * @param how in words, for a card
     * @return the split
     * @throws IllegalArgumentException if a frame is in two parts
     */
    public static Split of(int[] training, int[] validation, int[] test, String how) {
        int[] all = join(training, validation, test);
        if (Arrays.stream(all).distinct().count() != all.length)
            throw new IllegalArgumentException("split: expected each of " + all.length + " frames in one part only");
        return new Split(training, validation, test, how);
    }

    /**
     * A random split. The test part is drawn first and the training part last: a larger training part of the same seed, with
     * the same numbers to validate and to test, holds the smaller one, and the other parts stay the same.
     *
     * @param frames how many there are
     * @param sizes how many for each part
     * @param forced indices that are to be in training
     * @param seed of the choice
     * @return the split
     */
    public static Split random(int frames, Sizes sizes, int[] forced, long seed) {
        int[] order = shuffled(frames, forced, seed);
        int free = order.length;
        int[] test = Arrays.copyOfRange(order, 0, Math.min(free, sizes.test()));
        int used = test.length + Math.min(free - test.length, sizes.validation());
        int[] validation = Arrays.copyOfRange(order, test.length, used);
        int[] rest = Arrays.copyOfRange(order, used, Math.min(free, used + sizes.training() - forced.length));
        return of(join(forced, rest), validation, test, words(sizes, "at random, seed " + seed, forced.length));
    }

    /**
     * Contiguous blocks in the order of the file: training, validation, test.
     *
     * @param frames how many there are
     * @param sizes how many for each part
     * @param gap frames left out between two blocks
     * @return the split
     * @throws TrainingException if the gaps leave no room
     */
    public static Split blocks(int frames, Sizes sizes, int gap) {
        int validation = sizes.training() + gap;
        int test = validation + sizes.validation() + (sizes.validation() > 0 ? gap : 0);
        int end = Math.min(frames, test + sizes.test());
        if (test > frames || (sizes.test() > 0 && end <= test))
            throw new TrainingException("split blocks: expected room for two gaps of " + gap + " frames, found "
                    + frames + " frames in all");
        return of(
                range(0, sizes.training()),
                range(validation, validation + sizes.validation()),
                range(test, end),
                words(new Sizes(sizes.training(), sizes.validation(), end - test), "blocks in order, gap " + gap, 0));
    }

    /**
     * Farthest-point selection of training frames (Gonzalez, Theor. Comput. Sci. 38, 293 (1985),
     * doi:10.1016/0304-3975(85)90224-5): each is the one farthest from those chosen before, in standardized features. The rest is
     * divided at random.
     *
     * @param features frames x features, row-major, read only
     * @param frames how many there are
     * @param sizes how many for each part
     * @param forced indices to begin with; without any, the frame farthest from the mean
     * @param seed of the division of the rest
     * @return the split
     */
    public static Split farthest(double[] features, int frames, Sizes sizes, int[] forced, long seed) {
        int[] training = FarthestPoints.choose(features, frames, sizes.training(), forced);
        Split rest = random(frames, new Sizes(training.length, sizes.validation(), sizes.test()), training, seed);
        return of(
                rest.training,
                rest.validation,
                rest.test,
                words(sizes, "farthest points, the rest at random, seed " + seed, 0));
    }

    /**
     * Parts of k-fold cross-validation: each frame is tested once. A part of the others is kept for validation.
     *
     * @param frames how many there are
     * @param folds how many, at least 2
     * @param validation part of the frames outside a fold that validate, 0 to 1
     * @param contiguous whether folds are blocks in the order of the file, for trajectories, rather than drawn at random
     * @param seed of the choices
     * @return one split a fold
     * @throws TrainingException if there are fewer than 2 folds or more folds than frames
     */
    public static List<Split> folds(int frames, int folds, double validation, boolean contiguous, long seed) {
        if (folds < 2 || folds > frames)
            throw new TrainingException("expected 2 to " + frames + " folds, found " + folds);
        int[] order = contiguous ? range(0, frames) : shuffled(frames, new int[0], seed);
        List<Split> splits = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            int from = (int) ((long) frames * k / folds);
            int to = (int) ((long) frames * (k + 1) / folds);
            int[] rest = join(Arrays.copyOfRange(order, 0, from), Arrays.copyOfRange(order, to, frames));
            shuffle(rest, seed + 31L * (k + 1));
            int kept = (int) Math.round(validation * rest.length);
            splits.add(of(
                    Arrays.copyOfRange(rest, kept, rest.length),
                    Arrays.copyOfRange(rest, 0, kept),
                    Arrays.copyOfRange(order, from, to),
                    "fold " + (k + 1) + " of " + folds + (contiguous ? " blocks" : " at random") + ", seed " + seed));
        }
        return splits;
    }

    /**
     * Reads a split that {@link #write} wrote: columns frame (number in the file, from 1) and part (training, validation, test or
     * unused).
     *
     * @param file a CSV file
     * @param data the frames that it divides
     * @return the split
     * @throws TrainingException if a line is not of that form, a frame is not in the data or comes twice
     * @throws IOException if the file cannot be read
     */
    public static Split read(Path file, DataSet data) throws IOException {
        Map<Integer, Integer> indices = new HashMap<>();
        for (int i = 0; i < data.size(); i++) indices.put(data.number(i), i);
        Map<String, List<Integer>> parts = new HashMap<>();
        for (String part : List.of("training", "validation", "test", "unused")) parts.put(part, new ArrayList<>());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            if (line == null || !line.strip().equals(HEADER))
                throw new TrainingException(
                        file + ":1: expected the header \"" + HEADER + "\", found \"" + line + "\"");
            for (int number = 2; (line = lines.readLine()) != null; number++) {
                String[] words = line.strip().split(",", -1);
                Integer index = words.length == 2 && words[0].matches("\\d{1,9}")
                        ? indices.remove(Integer.parseInt(words[0]))
                        : null;
                if (index == null || !parts.containsKey(words[1]))
                    throw new TrainingException(file + ":" + number + ": expected FRAME,PART with a frame of the data"
                            + " that comes once and training, validation, test or unused, found \"" + line + "\"");
                parts.get(words[1]).add(index);
            }
        }
        return of(
                array(parts.get("training")),
                array(parts.get("validation")),
                array(parts.get("test")),
                words(
                        new Sizes(
                                parts.get("training").size(),
                                parts.get("validation").size(),
                                parts.get("test").size()),
                        "from " + file.getFileName(),
                        0));
    }

    /**
     * Writes the split as CSV.
     *
     * @param file where to
     * @param data the frames that it divides
     * @throws IOException if the file cannot be written
     */
    public void write(Path file, DataSet data) throws IOException {
        String[] parts = new String[data.size()];
        Arrays.fill(parts, "unused");
        for (int i : training) parts[i] = "training";
        for (int i : validation) parts[i] = "validation";
        for (int i : test) parts[i] = "test";
        WholeFile.write(file, out -> {
            out.write(HEADER + "\n");
            for (int i = 0; i < parts.length; i++) out.write(data.number(i) + "," + parts[i] + "\n");
        });
    }

    /**
     * Frames to fit.
     *
     * @return fresh array, ascending
     */
    public int[] training() {
        return training.clone();
    }

    /**
     * Frames to choose by.
     *
     * @return fresh array, ascending; may be empty
     */
    public int[] validation() {
        return validation.clone();
    }

    /**
     * Frames to test.
     *
     * @return fresh array, ascending; may be empty
     */
    public int[] test() {
        return test.clone();
    }

    /**
     * The split in words.
     *
     * @return for a card
     */
    public String describe() {
        return how;
    }

    /** All indices in words, for a digest. */
    String key() {
        return Arrays.toString(training) + Arrays.toString(validation) + Arrays.toString(test);
    }

    private static String words(Sizes sizes, String how, int forced) {
        return sizes.training() + " training, " + sizes.validation() + " validation, " + sizes.test() + " test; " + how
                + (forced > 0 ? ", " + forced + " forced into training" : "");
    }

    private static int[] shuffled(int frames, int[] without, long seed) {
        boolean[] taken = new boolean[frames];
        for (int i : without) taken[i] = true;
        int[] order = IntStream.range(0, frames).filter(i -> !taken[i]).toArray();
        shuffle(order, seed);
        return order;
    }

    /** Fisher-Yates. */
    private static void shuffle(int[] order, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, Math.max(from, to)).toArray();
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
