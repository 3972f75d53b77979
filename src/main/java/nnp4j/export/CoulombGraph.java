package nnp4j.export;

import nnp4j.features.CoulombMatrix;
import nnp4j.onnx.Attributes;
import nnp4j.onnx.Tape;
import nnp4j.units.Units;

/** The Coulomb matrix with its rows by falling norm, in random orders, or by its eigenvalues. */
final class CoulombGraph {
    private final Maths m;
    private final CoulombMatrix descriptor;
    private final int atoms;

    private CoulombGraph(Maths m, CoulombMatrix descriptor) {
        this.m = m;
        this.descriptor = descriptor;
        this.atoms = descriptor.coordinateCount() / 3;
    }

    static String write(Maths m, CoulombMatrix descriptor, String coordinates) {
        return new CoulombGraph(m, descriptor).features(coordinates);
    }

    private String features(String coordinates) {
        String c = matrix(coordinates);
        int most = descriptor.mostAtoms();
        if (descriptor.order() == CoulombMatrix.Order.EIGENVALUES)
            return padded(EigenvalueGraph.write(m, c, atoms), atoms, most);
        String norms = m.sqrt(m.sum(m.square(c), 1));
        String order = falling(norms);
        if (descriptor.order() == CoulombMatrix.Order.SORTED) return triangle(c, order);
        double[] shifts = descriptor.shifts();
        String[] parts = new String[descriptor.realizations()];
        String sorted = taken(norms, order, 0);
        for (int k = 0; k < parts.length; k++) {
            double[] noise = java.util.Arrays.copyOfRange(shifts, k * most, k * most + atoms);
            String noisy = m.add(sorted, m.tape().constant("noise", noise, atoms));
            parts[k] = triangle(c, m.tape().node("Gather", order, falling(noisy)));
        }
        return m.concat(0, parts);
    }

    /** 0.5 Z^2.4 on the diagonal, Zi Zj / r beside it. */
    private String matrix(String coordinates) {
        int[] z = descriptor.atomicNumbers();
        double[] charges = new double[atoms * atoms];
        double[] diagonal = new double[atoms * atoms];
        double[] eye = new double[atoms * atoms];
        for (int i = 0; i < atoms; i++)
            for (int j = 0; j < atoms; j++) {
                if (i != j) charges[i * atoms + j] = z[i] * z[j] * Units.BOHR;
                else diagonal[i * atoms + j] = 0.5 * Math.pow(z[i], 2.4);
                eye[i * atoms + j] = i == j ? 1 : 0;
            }
        Tape tape = m.tape();
        String d = m.sub(m.unsqueeze(coordinates, 1), m.unsqueeze(coordinates, 0));
        String squares = m.add(m.sum(m.square(d), 2), tape.constant("eye", eye, atoms, atoms));
        String beside = m.div(tape.constant("charges", charges, atoms, atoms), m.sqrt(squares));
        return m.add(beside, tape.constant("diagonal", diagonal, atoms, atoms));
    }

    /** Indices by falling key; of equal keys the first comes first. */
    private String falling(String key) {
        return m.tape()
                .several("TopK", Attributes.NONE, 2, key, m.tape().integers(atoms))
                .get(1);
    }

    private String taken(String values, String indices, int axis) {
        return m.tape().node("Gather", Attributes.of("axis", axis), values, indices);
    }

    /** The upper triangle in an order, row after row, with zeros for atoms that are not there. */
    private String triangle(String c, String order) {
        int most = descriptor.mostAtoms();
        String ordered = m.reshape(taken(taken(c, order, 0), order, 1), -1);
        String roomy = padded(ordered, atoms * atoms, atoms * atoms + 1);
        long[] places = new long[most * (most + 1) / 2];
        int next = 0;
        for (int a = 0; a < most; a++)
            for (int b = a; b < most; b++) places[next++] = b < atoms ? (long) a * atoms + b : (long) atoms * atoms;
        return m.take(roomy, 0, places);
    }

    private String padded(String vector, int length, int wanted) {
        if (length == wanted) return vector;
        return m.concat(0, vector, m.tape().constant("padding", new double[wanted - length], wanted - length));
    }
}
