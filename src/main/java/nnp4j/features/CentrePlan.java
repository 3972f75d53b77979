package nnp4j.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What is to be computed for the atoms of one element in one system: terms of each kind of neighbour, terms of each pair of kinds.
 * Functions that share a radial shape share its values. Immutable.
 */
final class CentrePlan {
    /** Indices of the functions that can be other than zero. */
    final int[] live;
    /** Distinct radial shapes. */
    final RadialTable[] tables;
    /** By table, what fades out the Gaussians of pairs as a polynomial; null where it is none or the table is another. */
    final FadePolynomial[] fades;
    /** Of each kind of neighbour, which tables its atoms need. */
    final int[][] tablesOf;
    /** Of each kind of neighbour, sums over single neighbours. */
    final RadialTerm[][] radialTerms;

    final PairPlan[] pairs;

    /** Adds weight times a table's value to a row. */
    record RadialTerm(int table, int column, double weight) {}

    /**
     * A plan.
     *
     * @param functions of the element, in order
     * @param kinds atomic numbers in the system
     * @param others how many atoms of each kind a centre can have about it
     * @param shapes tables of the radial shapes
     * @param cutoff fades out the Gaussians
     */
    CentrePlan(
            List<SymmetryFunction> functions,
            int[] kinds,
            int[] others,
            Map<RadialShape, RadialTable> shapes,
            CutoffFunction cutoff) {
        List<Integer> columns = new ArrayList<>();
        List<RadialShape> used = new ArrayList<>();
        List<List<RadialTerm>> single = new ArrayList<>();
        for (int k = 0; k < kinds.length; k++) single.add(new ArrayList<>());
        List<PairPlan.Builder> builders = new ArrayList<>();
        for (int a = 0; a < kinds.length; a++)
            for (int b = a; b < kinds.length; b++)
                if (others[a] > 0 && others[b] > (a == b ? 1 : 0)) builders.add(new PairPlan.Builder(a, b));
        for (int f = 0; f < functions.size(); f++) {
            int column = columns.size();
            RadialShape shape = tabulated(functions.get(f));
            int table = used.indexOf(shape);
            if (table < 0) table = used.size();
            boolean counts = false;
            if (functions.get(f) instanceof SymmetryFunction.Radial radial)
                for (int k = 0; k < kinds.length; k++) {
                    double weight = others[k] > 0 ? weight(radial.neighbor(), kinds[k]) : 0;
                    if (weight > 0) counts |= single.get(k).add(new RadialTerm(table, column, weight));
                }
            else
                for (PairPlan.Builder pair : builders)
                    counts |= pair.add(
                            (SymmetryFunction.Angular) functions.get(f), kinds[pair.a], kinds[pair.b], table, column);
            if (!counts) continue;
            columns.add(f);
            if (table == used.size()) used.add(shape);
        }
        live = columns.stream().mapToInt(Integer::intValue).toArray();
        tables = used.stream().map(shapes::get).toArray(RadialTable[]::new);
        fades = used.stream()
                .map(shape -> shape instanceof RadialShape.Gaussian g && g.eta() == 0
                        ? FadePolynomial.of(cutoff, g.radius())
                        : null)
                .toArray(FadePolynomial[]::new);
        radialTerms =
                single.stream().map(list -> list.toArray(RadialTerm[]::new)).toArray(RadialTerm[][]::new);
        pairs = builders.stream()
                .filter(pair -> !pair.isEmpty())
                .map(PairPlan.Builder::build)
                .toArray(PairPlan[]::new);
        tablesOf = new int[kinds.length][];
        for (int k = 0; k < kinds.length; k++) tablesOf[k] = tablesOf(k);
    }

    /** What of a function comes from a table: its radial shape, or what fades it out if it is a Gaussian of pairs. */
    static RadialShape tabulated(SymmetryFunction f) {
        return f instanceof SymmetryFunction.Angular && f.radial() instanceof RadialShape.Gaussian g
                ? new RadialShape.Gaussian(0, 0, g.radius())
                : f.radial();
    }

    private static double weight(int wanted, int found) {
        if (wanted == SymmetryFunction.ANY) return found;
        return wanted == found ? 1 : 0;
    }

    private int[] tablesOf(int kind) {
        List<Integer> needed = new ArrayList<>();
        for (RadialTerm term : radialTerms[kind]) needed.add(term.table());
        for (PairPlan pair : pairs)
            if (pair.a == kind || pair.b == kind) for (int table : pair.tables) needed.add(table);
        Collections.sort(needed);
        return needed.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
}
