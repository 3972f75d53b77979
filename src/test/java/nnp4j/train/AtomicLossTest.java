package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.io.Frame;
import nnp4j.network.AtomicNetworks;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.FeatureRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss of networks of elements: second derivatives against central differences, and the same bits for any threads. */
class AtomicLossTest {
    private static final double STEP = 1e-4;
    /** Fourth-order differences: truncation h^4 f'''''/30 with features as sharp as the test's, and rounding 1e-15 f/h. */
    private static final double TOLERANCE = 1e-7;

    /** Sums of a few hundred terms in another order. */
    private static final double ROUNDING = 1e-12;

    static final String FEATURES = "ani-1x:cutoff=3,distances=4,angular-cutoff=2.2,angular-distances=2,angles=3";

    static TrainingSettings settings(String... more) {
        TrainingSettings settings = Molecules.settings("features", FEATURES, "hidden", "4,3", "activation", "silu");
        for (int k = 0; k < more.length; k += 2) settings = settings.with(more[k], more[k + 1]);
        return settings;
    }

    /** Water, the hydroxyl radical with its atoms the other way round, and water in a sheared cell smaller than the cutoff. */
    static DataSet mixed(int frames, long seed) {
        Geometry hydroxyl = Geometry.of(new int[] {1, 8}, new double[] {0, 0, 0.97, 0, 0, 0});
        Geometry periodic = Molecules.WATER.in(
                Optional.of(Cell.of(new double[] {2.8, 0, 0, 0.4, 2.6, 0, 0.2, -0.3, 3.1}, true, true, true)));
        List<Frame> all = new ArrayList<>();
        all.addAll(Molecules.water(frames, seed).frames());
        all.addAll(Molecules.of(hydroxyl, frames, seed + 1).frames());
        all.addAll(Molecules.of(periodic, frames, seed + 2).frames());
        return DataSet.of(all);
    }

    @ParameterizedTest
    @CsvSource({"silu, 0.7", "tanh, 0.7", "softplus, 0"})
    void gradientIsTheDerivative(String activation, double forceWeight) {
        TrainingSettings settings = settings("activation", activation, "force-weight", Double.toString(forceWeight));
        Preparation preparation = Molecules.preparation(mixed(4, 3), settings);
        double[] parameters = preparation.start(5);
        double[] gradient = new double[parameters.length];
        try (Crew crew = new Crew(1)) {
            Loss loss = preparation.trainingLoss(crew);
            int[] all = loss.all();
            double value = loss.gradient(all, 0, all.length, parameters, gradient);
            assertEquals(value, loss.value(all, 0, all.length, parameters), ROUNDING * value);
            assertEquals(forceWeight == 0, Double.isNaN(loss.forceError()));
            double[] expected = LossDifferences.of(loss, parameters, STEP);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected, gradient, TOLERANCE * largest);
        }
    }

    @Test
    void theBatchIsTheMeanOfItsFrames() {
        Preparation preparation = Molecules.preparation(mixed(30, 7), settings());
        double[] parameters = preparation.start(1);
        try (Crew crew = new Crew(1)) {
            Loss loss = preparation.trainingLoss(crew);
            int[] all = loss.all();
            double[] whole = new double[parameters.length];
            double[] part = new double[parameters.length];
            double[] sum = new double[parameters.length];
            double value = loss.gradient(all, 0, all.length, parameters, whole);
            double mean = 0;
            for (int frame = 0; frame < all.length; frame++) {
                mean += loss.gradient(all, frame, frame + 1, parameters, part) / all.length;
                for (int k = 0; k < sum.length; k++) sum[k] += part[k] / all.length;
            }
            assertEquals(mean, value, ROUNDING * mean);
            assertArrayEquals(
                    sum,
                    whole,
                    ROUNDING * Arrays.stream(sum).map(Math::abs).max().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsDoNotChangeABit(int threads) {
        Preparation preparation = Molecules.preparation(mixed(40, 2), settings());
        double[] parameters = preparation.start(9);
        double[] one = new double[parameters.length];
        double[] several = new double[parameters.length];
        try (Crew alone = new Crew(1);
                Crew crew = new Crew(threads)) {
            Loss single = preparation.trainingLoss(alone);
            Loss shared = preparation.trainingLoss(crew);
            int[] order = shuffled(single.all());
            assertEquals(
                    single.gradient(order, 3, 100, parameters, one),
                    shared.gradient(order, 3, 100, parameters, several));
            assertArrayEquals(one, several);
            assertEquals(single.forceError(), shared.forceError());
        }
    }

    /** The exported networks see all features as they are and give eV: they give the loss's own energies and forces. */
    @ParameterizedTest
    @CsvSource({"fit, standard", "'H=-9eV,O=-8eV', range"})
    void exportedNetworksGiveTheEnergiesOfTheLoss(String atoms, String scaling) {
        DataSet data = mixed(5, 11);
        TrainingSettings settings = settings("atomic-energies", atoms, "scaling", scaling);
        AtomicPreparation preparation = (AtomicPreparation) Molecules.preparation(data, settings);
        double[] parameters = preparation.start(3);
        AtomicNetworks networks = preparation.networks(List.of(parameters));
        try (Crew crew = new Crew(1)) {
            Loss loss = preparation.trainingLoss(crew);
            for (int frame = 0; frame < data.size(); frame++) {
                loss.value(loss.all(), frame, frame + 1, parameters);
                Target target = preparation.target();
                Geometry geometry = data.geometry(frame);
                double energy = target.offset() + target.atoms().sum(geometry) + sum(networks, geometry);
                double error = Math.abs(energy - data.energy(frame)) / target.spread();
                assertEquals(loss.energyError(), error, ROUNDING * Math.abs(data.energy(frame)) / target.spread());
            }
        }
    }

    private static double sum(AtomicNetworks networks, Geometry geometry) {
        AtomicDescriptor descriptor = settings().atomicFeatures().descriptor(networks.elements());
        NeighborList list = NeighborList.of(geometry, descriptor.cutoff(), 1);
        list.update(geometry.toArray());
        AtomicKernel kernel =
                descriptor.kernelFor(geometry.atomicNumbers(), geometry.cell().isPresent());
        Neighborhood around = new Neighborhood();
        double sum = 0;
        for (int atom = 0; atom < geometry.atomCount(); atom++) {
            int element = geometry.atomicNumber(atom);
            int[] live = kernel.liveFeatures(element);
            double[] values = new double[live.length];
            double[] row = new double[descriptor.featureCount(element)];
            list.gather(atom, around);
            kernel.evaluate(around, values, 0);
            for (int k = 0; k < live.length; k++) row[live[k]] = values[k];
            double[] energy = new double[1];
            networks.members(element).get(0).network().evaluate(1, row, energy, new double[row.length]);
            sum += energy[0];
        }
        return sum;
    }

    /** Energies of one system are explained by its atoms, so that twice the system has twice the energy. */
    @Test
    void oneSystemHasNoConstantOfItsOwn() {
        DataSet water = Molecules.water(10, 1);
        Target target = Molecules.preparation(water, settings()).target();
        assertEquals(0, target.offset());
        double mean = water.frames().stream()
                .mapToDouble(f -> f.energy().orElseThrow())
                .average()
                .orElseThrow();
        assertEquals(mean, target.atoms().sum(water.geometry(0)), ROUNDING * Math.abs(mean));
    }

    @Test
    void aMoleculeThatLacksFeaturesOfTheOthersTakesTheSameInputs() {
        // Hydroxyl has no triples: alone its network sees fewer features than among waters.
        DataSet hydroxyl = mixed(3, 1).subset(new int[] {3, 4, 5});
        AtomicExamples alone = ((AtomicPreparation) Molecules.preparation(hydroxyl, settings())).training();
        AtomicExamples among = ((AtomicPreparation) Molecules.preparation(mixed(3, 1), settings())).training();
        assertTrue(alone.width(0) < among.width(0), alone.width(0) + " of " + among.width(0));
        assertEquals(among.width(0) + among.width(1), among.table().rows()[4].length);
    }

    @Test
    void rangesHoldAllFeaturesAndZeroForThoseThatNeverLive() {
        DataSet hydroxyl = mixed(3, 1).subset(new int[] {3, 4, 5});
        AtomicPreparation preparation = (AtomicPreparation) Molecules.preparation(hydroxyl, settings());
        FeatureRange range = ((AtomInputs) preparation.inputs()).ranges().get("O");
        assertEquals(4 * 2 + 3 * 2 * 3, range.low().size()); // radial, angular of three pairs of elements
        int live = 0; // the radial ones of hydrogen, at three different distances
        for (int k = 0; k < range.low().size(); k++)
            if (range.high().get(k) > 0) {
                live++;
                assertTrue(range.low().get(k) < range.high().get(k), "feature " + k);
            }
        assertEquals(4, live);
    }

    @Test
    void aFeatureThatHardlyVariesIsNotBlownUp() {
        AtomicExamples examples = ((AtomicPreparation) Molecules.preparation(mixed(20, 5), settings())).training();
        for (ElementInputs inputs : examples.inputs()) {
            double largest = Arrays.stream(inputs.scale()).max().orElseThrow();
            double least = Arrays.stream(inputs.scale()).min().orElseThrow();
            assertTrue(least >= 0.04 * largest, least + " of " + largest); // the floor is 5 %
        }
    }

    private static int[] shuffled(int[] all) {
        int[] order = all.clone();
        SplittableRandom random = new SplittableRandom(4);
        for (int k = order.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
        return order;
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer, lm, optimizer lm: expected features of a whole molecule",
        "optimizer, linear, features ani-1x",
        "symmetry, elements, features ani-1x",
        "scaling, pca, features ani-1x",
        "hidden, none, features ani-1x",
        "anchor, infinity, features ani-1x",
        "base, 'lennard-jones:epsilon=1,sigma=1', features ani-1x",
        "activation, relu, activation relu"
    })
    void settingsThatDoNotSuitAreRefused(String key, String value, String beginning) {
        TrainingSettings settings = settings(key, value);
        DataSet data = mixed(2, 1);
        String message = assertThrows(TrainingException.class, () -> Molecules.preparation(data, settings))
                .getMessage();
        assertTrue(message.startsWith(beginning), message);
    }

    @Test
    void anElementWithoutATrainingFrameIsRefused() {
        List<Frame> frames = new ArrayList<>(Molecules.water(4, 1).frames());
        frames.addAll(Molecules.of(Geometry.of(new int[] {6, 8}, new double[] {0, 0, 0, 0, 0, 1.1}), 1, 1)
                .frames());
        DataSet data = DataSet.of(frames);
        Split split = Split.of(new int[] {0, 1, 2}, new int[] {3}, new int[] {4}, "by hand");
        try (Crew crew = new Crew(1)) {
            String message = assertThrows(TrainingException.class, () -> Preparation.of(data, split, settings(), crew))
                    .getMessage();
            assertTrue(message.contains("element C is in no training frame"), message);
        }
    }
}
