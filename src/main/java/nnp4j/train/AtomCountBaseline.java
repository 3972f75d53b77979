package nnp4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nnp4j.features.AtomCounts;
import nnp4j.geometry.Element;
import nnp4j.io.AtomCountTable;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import nnp4j.network.OnnxExport;
import nnp4j.potential.Assessment;
import nnp4j.potential.AtomicEnergies;
import nnp4j.potential.Composition;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.MoleculeInputs;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.Training;
import nnp4j.units.Precision;
import nnp4j.units.Units;
import nnp4j.validate.ErrorSum;

/** Energies as a sum over atom counts, fitted to a table that has no geometries; its curves are flat. */
public final class AtomCountBaseline {
    private AtomCountBaseline() {}

    /**
     * Fits the baseline by ordinary least squares.
     *
     * @param table counts and energies
     * @param split which rows train, validate and test
     * @param intercept whether to fit a constant, too
     * @param provenance for the card
     * @return a potential for any molecule of the table's elements
     */
    public static TrainedPotential train(AtomCountTable table, Split split, boolean intercept, Provenance provenance) {
        int[] elements = table.elements();
        int[] rows = split.training();
        double[] counts = new double[rows.length * elements.length];
        double[] energies = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            energies[i] = table.energy(rows[i]);
            for (int e = 0; e < elements.length; e++)
                counts[i * elements.length + e] = table.count(rows[i], elements[e]);
        }
        LinearFit fit = LinearFit.ols(counts, rows.length, energies, intercept);
        List<String> symbols = Arrays.stream(elements).mapToObj(Element::symbol).toList();
        PotentialCard card = new PotentialCard(
                provenance.name(),
                Composition.anyOf(symbols),
                new MoleculeInputs(AtomCounts.of(elements, elements), FeatureRange.of(rows.length, counts)),
                List.of(),
                0,
                AtomicEnergies.NONE,
                provenance.levelOfTheory(),
                new Training(
                        provenance.data(),
                        table.rows(),
                        provenance.sha256(),
                        split.describe(),
                        "linear regression on atom counts, " + words(symbols, fit),
                        0),
                assess(table, split.validation(), fit),
                assess(table, split.test(), fit),
                1,
                Precision.DOUBLE,
                provenance.licence(),
                provenance.citation(),
                Trainer.program());
        double[] parameters = Arrays.copyOf(fit.weights(), elements.length + 1);
        parameters[elements.length] = fit.intercept();
        Mlp mlp = Mlp.of(new int[] {elements.length, 1}, Activation.TANH, parameters);
        byte[] model = OnnxExport.model(mlp, Map.of(PotentialCard.KEY, card.toJson()));
        return new TrainedPotential(card, model, new TrainingSummary(1, 1, 1, 0, 0, 0, false, false), Optional.empty());
    }

    /** The weights in hartree, as they are published. */
    private static String words(List<String> symbols, LinearFit fit) {
        StringBuilder words = new StringBuilder();
        for (int e = 0; e < symbols.size(); e++)
            words.append(symbols.get(e))
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%.4f", fit.weights()[e] / Units.HARTREE))
                    .append(", ");
        return words
                + (fit.intercept() == 0
                        ? "no constant, hartree"
                        : String.format(Locale.ROOT, "constant %.4f hartree", fit.intercept() / Units.HARTREE));
    }

    private static Assessment assess(AtomCountTable table, int[] rows, LinearFit fit) {
        if (rows.length == 0) return Assessment.NONE;
        int[] elements = table.elements();
        double[] weights = fit.weights();
        ErrorSum errors = new ErrorSum();
        for (int row : rows) {
            double error = fit.intercept() - table.energy(row);
            for (int e = 0; e < elements.length; e++) error += weights[e] * table.count(row, elements[e]);
            errors.add(row + 1, error);
        }
        return new Assessment(errors.accuracy());
    }
}
