package nnp4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The split that the settings ask for. */
final class Splitting {
    private Splitting() {}

    static Split of(DataSet data, TrainingSettings settings) {
        String how = settings.get(Setting.SPLIT);
        if (!how.matches("random|blocks|farthest")) return fromFile(Path.of(how), data);
        Sizes sizes = settings.sizes(data.size());
        boolean ends = settings.forceEnds();
        if (how.equals("blocks")) {
            if (ends) throw new TrainingException("force-ends: expected split random or farthest, found blocks");
            return Split.blocks(data.size(), sizes, settings.whole(Setting.GAP));
        }
        double[] features = ends || how.equals("farthest") ? features(data, settings) : new double[0];
        int[] forced = ends ? ends(features, data.size()) : new int[0];
        return how.equals("random")
                ? Split.random(data.size(), sizes, forced, settings.seed())
                : Split.farthest(features, data.size(), sizes, forced, settings.seed());
    }

    private static Split fromFile(Path file, DataSet data) {
        if (!Files.exists(file))
            throw new TrainingException(
                    "split: expected random, blocks, farthest or a file, found \"" + file + "\", which does not exist");
        try {
            return Split.read(file, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] features(DataSet data, TrainingSettings settings) {
        if (settings.isAtomic())
            throw new TrainingException("split farthest, force-ends: expected features of a whole molecule, found "
                    + settings.get(Setting.FEATURES) + " (split random, blocks or a file)");
        try (Crew crew = new Crew(1)) {
            return FeatureTable.of(
                            settings.featureChoice().descriptor(data, settings.symmetryChoice()),
                            data,
                            IntStream.range(0, data.size()).toArray(),
                            false,
                            crew)
                    .features();
        }
    }

    /** The frames with the lowest and the highest first feature. */
    private static int[] ends(double[] features, int frames) {
        int size = features.length / frames;
        int low = 0;
        int high = 0;
        for (int i = 1; i < frames; i++) {
            if (features[i * size] < features[low * size]) low = i;
            if (features[i * size] > features[high * size]) high = i;
        }
        return low == high ? new int[] {low} : new int[] {low, high};
    }
}
