package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import nnp4j.io.AtomCountTable;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearFitTest {
    private static final Path QM9 =
            Path.of(System.getProperty("reference.dir", "../shared/reference"), "qm9/qm9_atom_counts_u0.csv");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plantedWeightsAreFound(boolean intercept) {
        double[] features = new SplittableRandom(1).doubles(60).toArray();
        double[] energies = new double[20];
        for (int i = 0; i < 20; i++)
            energies[i] =
                    3 * features[3 * i] - 2 * features[3 * i + 1] + 0.5 * features[3 * i + 2] + (intercept ? 7 : 0);
        LinearFit fit = LinearFit.ols(features, 20, energies, intercept);
        assertArrayEquals(new double[] {3, -2, 0.5}, fit.weights(), 1e-12); // rounding
        assertEquals(intercept ? 7 : 0, fit.intercept(), 1e-12);
    }

    @Test
    void dependentFeaturesShareTheirWeight() {
        LinearFit fit = LinearFit.ols(new double[] {2, 4, 2, 4, 2, 4}, 3, new double[] {-10, -11, -9}, false);
        assertArrayEquals(new double[] {-1, -2}, fit.weights(), 1e-13); // the shortest with 2 a + 4 b = -10
        double[] counts = new double[65];
        double[] energies = new double[65];
        for (int i = 0; i < 65; i++) {
            counts[i] = 2;
            energies[i] = -30 + 0.1 * i;
        }
        LinearFit constant = LinearFit.ols(counts, 65, energies, true); // a constant and a constant feature
        assertEquals(-26.8, constant.intercept() + 2 * constant.weights()[0], 1e-12); // their mean
    }

    /** Of 15 invariants of degree 3 the surface is not made, so an error stays; forces help to find it. */
    @Test
    void aRidgeFitsEnergiesAndForcesTogether() {
        TrainingSettings settings = Molecules.settings("features", "invariants:degree=4", "symmetry", "topology");
        Examples examples = Molecules.examples(Molecules.water(200, 1), settings);
        Examples others = Molecules.examples(Molecules.water(100, 2), settings);
        LinearFit fit = LinearFit.ridge(examples, others, 1, -1);
        assertTrue(fit.loss(examples, 1) < 1e-4, "loss " + fit.loss(examples, 1));
        double stiff = LinearFit.ridge(examples, others, 1, 1).loss(examples, 1);
        assertTrue(stiff > 100 * fit.loss(examples, 1), "a ridge of 1 leaves " + stiff);
    }

    /** Published: MAE 20.05 +- 0.15 kcal/mol and these weights, to their digits. */
    @Test
    void atomCountsOfQm9GiveThePublishedWeights() {
        assumeTrue(Files.exists(QM9), QM9 + " is not here");
        AtomCountTable table = AtomCountTable.read(QM9, Optional.empty());
        int[] elements = table.elements();
        double[] counts = new double[table.rows() * elements.length];
        double[] energies = new double[table.rows()];
        for (int i = 0; i < energies.length; i++) {
            for (int e = 0; e < elements.length; e++) counts[i * elements.length + e] = table.count(i, elements[e]);
            energies[i] = table.energy(i);
        }
        assertArrayEquals(new int[] {1, 6, 7, 8, 9}, elements);
        double[] errors = new double[3];
        for (int seed = 1; seed <= 3; seed++) {
            Split split =
                    Split.random(energies.length, Sizes.of("80%", "0", "rest", energies.length), new int[0], seed);
            LinearFit fit = LinearFit.ols(
                    rows(counts, split.training(), 5),
                    split.training().length,
                    rows(energies, split.training(), 1),
                    false);
            double[] published = {-0.6036, -38.074, -54.749, -75.226, -99.868};
            double[] digits = {5e-4, 5e-3, 5e-3, 5e-3, 5e-2}; // as seeds change them; fluorine is rare
            for (int e = 0; e < 5; e++) assertEquals(published[e], fit.weights()[e] / Units.HARTREE, digits[e]);
            for (int i : split.test()) {
                double predicted = 0;
                for (int e = 0; e < 5; e++) predicted += fit.weights()[e] * counts[5 * i + e];
                errors[seed - 1] += Math.abs(predicted - energies[i]) / Units.KCAL_PER_MOL / split.test().length;
            }
        }
        Arrays.sort(errors);
        assertEquals(20.05, errors[1], 0.3, Arrays.toString(errors));
    }

    private static double[] rows(double[] values, int[] rows, int size) {
        double[] chosen = new double[rows.length * size];
        for (int k = 0; k < rows.length; k++) System.arraycopy(values, rows[k] * size, chosen, k * size, size);
        return chosen;
    }
}
