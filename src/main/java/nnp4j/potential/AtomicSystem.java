package nnp4j.potential;

import java.util.Arrays;
import java.util.List;
import nnp4j.features.AtomicDescriptor;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/** Where the rows of a system's atoms stand, one block for each element, and the scaling and range of their live features. Immutable. */
final class AtomicSystem {
    /** Rounding by which n2p2 lets a feature leave its range. */
    private static final double TOLERANCE = 2.2e-13;

    private final AtomicDescriptor descriptor;
    private final int[] elements;
    /** Of each atom: its element's position, and its place among the element's atoms. */
    private final int[] kinds;

    private final int[] places;
    private final int[][] atoms;
    private final int[][] live;
    private final int[] widths;
    private final int rowSize;
    private final double[][] shifts;
    private final double[][] factors;
    private final double[][] lows;
    private final double[][] highs;
    /** Features that are always zero, outside the range there. */
    private final int[] deadOutside;

    private final Extrapolation firstDead;

    AtomicSystem(Geometry geometry, AtomInputs inputs, AtomicKernel kernel) {
        descriptor = inputs.descriptor();
        elements = Arrays.stream(geometry.atomicNumbers()).distinct().sorted().toArray();
        int count = elements.length;
        kinds = new int[geometry.atomCount()];
        places = new int[kinds.length];
        atoms = new int[count][];
        live = new int[count][];
        widths = new int[count];
        shifts = new double[count][];
        factors = new double[count][];
        lows = new double[count][];
        highs = new double[count][];
        deadOutside = new int[count];
        Extrapolation first = null;
        int size = 0;
        for (int e = 0; e < count; e++) {
            int kind = e;
            atoms[e] = java.util.stream.IntStream.range(0, kinds.length)
                    .filter(i -> geometry.atomicNumber(i) == elements[kind])
                    .toArray();
            for (int k = 0; k < atoms[e].length; k++) {
                kinds[atoms[e][k]] = e;
                places[atoms[e][k]] = k;
            }
            live[e] = kernel.liveFeatures(elements[e]);
            widths[e] = Math.max(1, live[e].length);
            size += atoms[e].length * widths[e];
            String symbol = Element.symbol(elements[e]);
            FeatureScaling scaling = inputs.scalings().get(symbol);
            if (scaling != null) {
                shifts[e] = chosen(scaling.shift(), live[e]);
                factors[e] = chosen(scaling.factor(), live[e]);
            }
            FeatureRange range = inputs.ranges().get(symbol);
            if (range == null) continue;
            lows[e] = chosen(range.low(), live[e]);
            highs[e] = chosen(range.high(), live[e]);
            boolean[] alive = new boolean[range.low().size()];
            for (int f : live[e]) alive[f] = true;
            for (int f = 0; f < alive.length; f++) {
                if (alive[f] || inside(0, range.low().get(f), range.high().get(f))) continue;
                deadOutside[e]++;
                if (first == null)
                    first = new Extrapolation(
                            name(atoms[e][0], e, f),
                            0,
                            range.low().get(f),
                            range.high().get(f));
            }
        }
        rowSize = size;
        firstDead = first;
    }

    private static double[] chosen(List<Double> values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(values::get).toArray();
    }

    private String name(int atom, int kind, int feature) {
        return "atom " + (atom + 1) + ", " + descriptor.featureName(elements[kind], feature);
    }

    private static boolean inside(double value, double low, double high) {
        return value >= low - TOLERANCE && value <= high + TOLERANCE;
    }

    int atomCount() {
        return kinds.length;
    }

    int elementCount() {
        return elements.length;
    }

    /** Number of an element's atoms. */
    int atomCount(int element) {
        return atoms[element].length;
    }

    int atom(int element, int place) {
        return atoms[element][place];
    }

    /** Numbers in the rows of one geometry. */
    int rowSize() {
        return rowSize;
    }

    List<String> symbols() {
        return Arrays.stream(elements).mapToObj(Element::symbol).toList();
    }

    List<int[]> columns() {
        return List.of(live);
    }

    /** Inputs of the networks where every feature is zero; empty without scaling. */
    List<double[]> inputsAtZero(AtomInputs inputs) {
        if (inputs.scalings().isEmpty()) return List.of();
        return symbols().stream()
                .map(symbol -> {
                    FeatureScaling scaling = inputs.scalings().get(symbol);
                    double[] values = new double[scaling.shift().size()];
                    for (int k = 0; k < values.length; k++)
                        values[k] = -scaling.shift().get(k) * scaling.factor().get(k);
                    return values;
                })
                .toList();
    }

    /** Where an atom's row begins, among those of some geometries. */
    int row(int atom, int geometry, int count) {
        int kind = kinds[atom];
        int start = 0;
        for (int e = 0; e < kind; e++) start += atoms[e].length * widths[e];
        return start * count + (geometry * atoms[kind].length + places[atom]) * widths[kind];
    }

    /** Where an atom's row of one member begins, for one geometry. */
    int memberRow(int atom, int member, int members) {
        int kind = kinds[atom];
        int start = 0;
        for (int e = 0; e < kind; e++) start += atoms[e].length * widths[e];
        return start * members + (member * atoms[kind].length + places[atom]) * widths[kind];
    }

    void scale(int atom, double[] rows, int from) {
        double[] factor = factors[kinds[atom]];
        if (factor == null) return;
        double[] shift = shifts[kinds[atom]];
        for (int k = 0; k < factor.length; k++) rows[from + k] = (rows[from + k] - shift[k]) * factor[k];
    }

    void unscale(int atom, double[] slopes, int from) {
        double[] factor = factors[kinds[atom]];
        if (factor == null) return;
        for (int k = 0; k < factor.length; k++) slopes[from + k] *= factor[k];
    }

    /** A feature outside its range that is zero at every geometry, or null. */
    Extrapolation deadOutside() {
        return firstDead;
    }

    /** The first of an atom's live features outside its range, or null. */
    Extrapolation outside(int atom, double[] rows, int from) {
        int kind = kinds[atom];
        double[] low = lows[kind];
        if (low == null) return null;
        double[] high = highs[kind];
        for (int k = 0; k < low.length; k++)
            if (!inside(rows[from + k], low[k], high[k]))
                return new Extrapolation(name(atom, kind, live[kind][k]), rows[from + k], low[k], high[k]);
        return null;
    }

    int outsideCount(int atom, double[] rows, int from) {
        int kind = kinds[atom];
        double[] low = lows[kind];
        if (low == null) return 0;
        int count = deadOutside[kind];
        for (int k = 0; k < low.length; k++) if (!inside(rows[from + k], low[k], highs[kind][k])) count++;
        return count;
    }
}
