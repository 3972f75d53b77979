package nnp4j.potential;

import java.util.Arrays;
import java.util.List;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/** Where the rows of a system's atoms stand, one block for each element, and the scaling of their live features. Immutable. */
final class AtomicSystem {
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

    AtomicSystem(Geometry geometry, AtomInputs inputs, AtomicKernel kernel) {
        elements = Arrays.stream(geometry.atomicNumbers()).distinct().sorted().toArray();
        int count = elements.length;
        kinds = new int[geometry.atomCount()];
        places = new int[kinds.length];
        atoms = new int[count][];
        live = new int[count][];
        widths = new int[count];
        shifts = new double[count][];
        factors = new double[count][];
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
            FeatureScaling scaling = inputs.scalings().get(Element.symbol(elements[e]));
            if (scaling == null) continue;
            shifts[e] = chosen(scaling.shift(), live[e]);
            factors[e] = chosen(scaling.factor(), live[e]);
        }
        rowSize = size;
    }

    private static double[] chosen(List<Double> values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(values::get).toArray();
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

    /** An atom's element: its position among the elements. */
    int kind(int atom) {
        return kinds[atom];
    }

    /** Atomic number. */
    int element(int kind) {
        return elements[kind];
    }

    /** Features that are not always zero; not to be changed. */
    int[] live(int kind) {
        return live[kind];
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

    /** Where an atom's row begins, among those of some geometries, or of some members for one geometry. */
    int row(int atom, int block, int blocks) {
        int kind = kinds[atom];
        int start = 0;
        for (int e = 0; e < kind; e++) start += atoms[e].length * widths[e];
        return start * blocks + (block * atoms[kind].length + places[atom]) * widths[kind];
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
}
