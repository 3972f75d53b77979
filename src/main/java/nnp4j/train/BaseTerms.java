package nnp4j.train;

import java.util.ArrayList;
import java.util.List;
import nnp4j.potential.Dispersion;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.PairTerm;
import nnp4j.potential.ScreenedRepulsion;
import nnp4j.units.Units;

/** Analytic pair terms in words: {@code screened-repulsion:decay=3.4+dispersion:c6=3.9,c8=20.9,c10=154,damping=3.4}. */
final class BaseTerms {
    private BaseTerms() {}

    static List<PairTerm> parse(String text) {
        List<PairTerm> terms = new ArrayList<>();
        if (text.equals("none")) return terms;
        for (String word : text.split("\\+(?=[a-z])", -1)) terms.add(term(NamedValues.parse(word)));
        return terms;
    }

    private static PairTerm term(NamedValues values) {
        PairTerm term = switch (values.name()) {
            case "screened-repulsion" ->
                new ScreenedRepulsion(
                        values.positive("strength", Units.HARTREE * Units.BOHR), values.positive("decay", Double.NaN));
            case "dispersion" ->
                new Dispersion(
                        values.number("c6", Double.NaN),
                        values.number("c8", 0),
                        values.number("c10", 0),
                        values.positive("damping", Double.NaN));
            case "morse" ->
                new Morse(
                        values.positive("depth", Double.NaN),
                        values.positive("width", Double.NaN),
                        values.positive("minimum", Double.NaN));
            case "lennard-jones" ->
                new LennardJones(values.positive("epsilon", Double.NaN), values.positive("sigma", Double.NaN));
            default ->
                throw new IllegalArgumentException("unknown term \"" + values.name()
                        + "\" (expected none, screened-repulsion, dispersion, morse, lennard-jones)");
        };
        values.end();
        return term;
    }
}
