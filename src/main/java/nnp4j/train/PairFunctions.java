package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Geometry;
import nnp4j.network.Views;

/** A sum of functions of the distances of near atoms, fitted to forces alone: what energies the forces would make. */
final class PairFunctions {
    private static final int MOST_PAIRS = 130;
    private static final double RIDGE = 1e-9;

    private PairFunctions() {}

    /** Energies of frames of one molecule, but for a constant, eV. */
    static double[] energies(DataSet data, int[] frames) {
        int[] pairs = nearestPairs(data.geometry(0));
        Descriptor descriptor = DecayingPairs.of(data.geometry(0).atomCount(), pairs, 0.5, 1, 2.5);
        FeatureTable table;
        try (Crew crew = new Crew(1)) {
            table = FeatureTable.of(descriptor, data, frames, true, crew);
        }
        Views views = Views.one(descriptor.featureCount());
        Scaling scaling = Scaling.of(table.features(), table.rows(), views, false);
        Examples examples = new Examples(
                frames.length,
                views,
                scaling.scale(),
                scaling.inputs(table.features(), table.rows(), views),
                table.jacobians(),
                new double[frames.length],
                Arrays.stream(frames).mapToObj(data::forces).toArray(double[][]::new),
                1,
                new double[0]);
        double[] weights = new RidgeProblem(examples, 0, 1).solve(RIDGE);
        double[] energies = new double[frames.length];
        for (int k = 0; k < energies.length; k++)
            for (int f = 0; f < weights.length; f++)
                energies[k] += weights[f] * examples.inputs()[k * weights.length + f];
        return energies;
    }

    private static int[] nearestPairs(Geometry molecule) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < molecule.atomCount(); i++)
            for (int j = i + 1; j < molecule.atomCount(); j++) all.add(new int[] {i, j});
        all.sort(Comparator.comparingDouble(p -> molecule.distance(p[0], p[1])));
        return all.stream().limit(MOST_PAIRS).flatMapToInt(Arrays::stream).toArray();
    }
}
