package nnp4j.export;

import java.util.Arrays;
import nnp4j.features.AtomicDescriptor;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.onnx.Attributes;
import nnp4j.onnx.Tape;

/**
 * What surrounds each atom, from a list of neighbours of fixed width: vectors [atoms, most, 3], distances [atoms, most], and which
 * of the places are taken by atoms within the cutoff. A place that is not has a distance of 1 that no slope reaches.
 */
final class Surroundings {
    /** Name of the vectors to the neighbours. */
    static final String VECTORS = "vectors";

    private final Maths m;
    private final int[] atomicNumbers;
    private final int[] elements;
    private final String indices;
    private final String there;
    private final String squares;

    Surroundings(Maths m, Geometry molecule, AtomicDescriptor descriptor) {
        this.m = m;
        this.atomicNumbers = molecule.atomicNumbers();
        this.elements = descriptor.elements();
        int n = atomicNumbers.length;
        Tape tape = m.tape();
        tape.input(CompleteModel.NEIGHBORS, sample(2), new long[] {n, 2}, sample(3), new long[] {n, 3}, n, "most");
        tape.input(
                CompleteModel.SHIFTS,
                new double[6 * n],
                new long[] {n, 2, 3},
                new double[9 * n],
                new long[] {n, 3, 3},
                n,
                "most",
                3);
        String exists = tape.node("Not", tape.node("Less", CompleteModel.NEIGHBORS, tape.whole(0)));
        indices = tape.node("Max", CompleteModel.NEIGHBORS, tape.whole(0));
        String others = tape.node("Gather", CompleteModel.COORDINATES, indices);
        String apart = m.sub(others, m.unsqueeze(CompleteModel.COORDINATES, 1));
        tape.named("Add", VECTORS, apart, CompleteModel.SHIFTS);
        String all = m.sum(m.square(VECTORS), 2);
        there = m.and(exists, m.below(all, descriptor.cutoff() * descriptor.cutoff()));
        squares = m.where(there, all, 1);
    }

    /** Two or three places, the first of which is taken. */
    private long[] sample(int most) {
        int n = atomicNumbers.length;
        long[] neighbors = new long[n * most];
        Arrays.fill(neighbors, -1);
        if (n > 1) for (int i = 0; i < n; i++) neighbors[i * most] = (i + 1L) % n;
        return neighbors;
    }

    /** Without a cell all others are neighbours, always. */
    void fixAllNeighbors() {
        int n = atomicNumbers.length;
        int most = Math.max(1, n - 1);
        long[] neighbors = new long[n * most];
        for (int i = 0; i < n; i++)
            for (int k = 0; k < most; k++) neighbors[i * most + k] = n == 1 ? -1 : k < i ? k : k + 1;
        m.tape().fix(CompleteModel.NEIGHBORS, neighbors, n, most);
        m.tape().fix(CompleteModel.SHIFTS, new double[3 * n * most], n, most, 3);
    }

    /** The atoms of an element, or null if it has none. */
    long[] atomsOf(int element) {
        long[] atoms = java.util.stream.LongStream.range(0, atomicNumbers.length)
                .filter(i -> atomicNumbers[(int) i] == element)
                .toArray();
        return atoms.length == 0 ? null : atoms;
    }

    int[] elements() {
        return elements.clone();
    }

    /** What surrounds some of the atoms. */
    Shell of(long[] atoms) {
        boolean all = atoms.length == atomicNumbers.length;
        return new Shell(
                all ? VECTORS : m.take(VECTORS, 0, atoms),
                all ? squares : m.take(squares, 0, atoms),
                all ? there : m.take(there, 0, atoms),
                all ? indices : m.take(indices, 0, atoms));
    }

    /** Vectors [atoms, most, 3], squared distances [atoms, most], places taken [atoms, most], neighbours [atoms, most]. */
    record Shell(String vectors, String squares, String there, String indices) {}

    /** One where the neighbour is of an element, [atoms, most, elements]. */
    String kinds(Shell shell) {
        double[] kinds = new double[atomicNumbers.length * elements.length];
        for (int i = 0; i < atomicNumbers.length; i++)
            for (int k = 0; k < elements.length; k++)
                if (elements[k] == atomicNumbers[i]) kinds[i * elements.length + k] = 1;
        String table = m.tape().constant("kinds", kinds, atomicNumbers.length, elements.length);
        return m.tape().node("Gather", table, shell.indices());
    }

    /** A number that each neighbour has by its element, [atoms, most]; 0 for the element means its atomic number. */
    String weights(Shell shell, int element) {
        double[] weights = new double[atomicNumbers.length];
        for (int i = 0; i < weights.length; i++)
            weights[i] = element == 0 ? atomicNumbers[i] : atomicNumbers[i] == element ? 1 : 0;
        String table = m.tape()
                .constant("weights_" + (element == 0 ? "any" : Element.symbol(element)), weights, weights.length);
        return m.tape().node("Gather", table, shell.indices());
    }

    /** False where two places are the same, [most, most]. */
    String different() {
        Tape tape = m.tape();
        String shape = tape.node("Shape", CompleteModel.NEIGHBORS);
        String most = tape.node("Gather", Attributes.NONE, shape, tape.whole(1));
        String range = tape.node("Range", tape.whole(0), most, tape.whole(1));
        return tape.node("Not", tape.node("Equal", m.unsqueeze(range, 0), m.unsqueeze(range, 1)));
    }
}
