package nnp4j.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nnp4j.features.AtomCounts;
import nnp4j.features.Cartesian;
import nnp4j.features.CoulombMatrix;
import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.features.Distances;
import nnp4j.features.InternalCoordinates;
import nnp4j.features.InverseDistances;
import nnp4j.features.PermutationInvariants;
import nnp4j.features.Standardized;
import nnp4j.geometry.InternalCoordinate;

/** Features of a whole molecule, [1, features], from coordinates [atoms, 3] in angstrom. */
final class MoleculeGraph {
    private MoleculeGraph() {}

    static String write(Maths m, Descriptor descriptor, String coordinates) {
        String features;
        if (descriptor instanceof Standardized d) {
            String inner = write(m, d.descriptor(), coordinates);
            int count = d.featureCount();
            String centred = m.sub(inner, m.tape().constant("means", d.mean(), 1, count));
            features = m.div(centred, m.tape().constant("scales", d.scale(), 1, count));
        } else if (descriptor instanceof AtomCounts d) {
            double[] counts = new double[d.featureCount()];
            d.evaluate(new double[d.coordinateCount()], counts);
            features = m.tape().constant("counts", counts, counts.length);
        } else if (descriptor instanceof Cartesian) {
            features = coordinates;
        } else if (descriptor instanceof Distances d) {
            features = PairGraph.distances(m, coordinates, d.pairs());
        } else if (descriptor instanceof InverseDistances d) {
            features = m.over(1, PairGraph.distances(m, coordinates, d.pairs()));
        } else if (descriptor instanceof DecayingPairs d) {
            double[] scales = d.scales();
            String lengths = m.tape().constant("lengths", scales, scales.length);
            String r = m.unsqueeze(PairGraph.distances(m, coordinates, d.pairs()), 1);
            features = m.exp(m.mul(m.div(r, lengths), -1));
        } else if (descriptor instanceof InternalCoordinates d) {
            features = internal(m, d, coordinates);
        } else if (descriptor instanceof CoulombMatrix d) {
            features = CoulombGraph.write(m, d, coordinates);
        } else if (descriptor instanceof PermutationInvariants d) {
            features = invariants(m, d, m.reshape(write(m, d.variables(), coordinates), -1));
        } else {
            throw new IllegalArgumentException(
                    "cannot export features of " + descriptor.getClass().getSimpleName());
        }
        return m.reshape(features, 1, descriptor.featureCount());
    }

    /** Lengths of bonds, cosines of angles, cosines and sines of dihedrals. */
    private static String internal(Maths m, InternalCoordinates d, String coordinates) {
        List<String> features = new ArrayList<>();
        for (InternalCoordinate q : d.coordinates()) {
            int[] atoms = q.atoms();
            switch (q.kind()) {
                case BOND -> features.add(length(m, apart(m, coordinates, atoms[0], atoms[1])));
                case ANGLE -> {
                    String u = apart(m, coordinates, atoms[0], atoms[1]);
                    String v = apart(m, coordinates, atoms[2], atoms[1]);
                    features.add(m.div(dot(m, u, v), m.mul(length(m, u), length(m, v))));
                }
                case DIHEDRAL -> {
                    String f = apart(m, coordinates, atoms[0], atoms[1]);
                    String g = apart(m, coordinates, atoms[1], atoms[2]);
                    String h = apart(m, coordinates, atoms[3], atoms[2]);
                    String a = cross(m, f, g);
                    String b = cross(m, h, g);
                    String size = m.mul(length(m, a), length(m, b));
                    features.add(m.div(dot(m, a, b), size));
                    features.add(m.div(dot(m, cross(m, b, a), g), m.mul(size, length(m, g))));
                }
            }
        }
        return m.concat(0, features.toArray(String[]::new));
    }

    private static String apart(Maths m, String coordinates, int to, int from) {
        return m.sub(m.take(coordinates, 0, to), m.take(coordinates, 0, from));
    }

    private static String dot(Maths m, String a, String b) {
        return m.sum(m.mul(a, b), 1);
    }

    private static String length(Maths m, String a) {
        return m.sqrt(dot(m, a, a));
    }

    private static String cross(Maths m, String a, String b) {
        String forward = m.mul(m.take(a, 1, 1, 2, 0), m.take(b, 1, 2, 0, 1));
        return m.sub(forward, m.mul(m.take(a, 1, 2, 0, 1), m.take(b, 1, 1, 2, 0)));
    }

    /** Monomials degree by degree, each a parent times a variable, then summed over orbits. */
    private static String invariants(Maths m, PermutationInvariants d, String variables) {
        PermutationInvariants.Monomials table = d.monomials();
        List<String> degrees = new ArrayList<>();
        String before = null;
        int first = 0;
        for (int end : table.ends()) {
            long[] factors =
                    Arrays.stream(table.variable(), first, end).asLongStream().toArray();
            String values = m.take(variables, 0, factors);
            if (before != null) {
                int start = degrees.size() == 1 ? 0 : table.ends()[degrees.size() - 2];
                long[] parents = Arrays.stream(table.parent(), first, end)
                        .mapToLong(p -> p - start)
                        .toArray();
                values = m.mul(m.take(before, 0, parents), values);
            }
            degrees.add(values);
            before = values;
            first = end;
        }
        String all = m.concat(0, degrees.toArray(String[]::new));
        long[] orbits = Arrays.stream(table.orbit()).asLongStream().toArray();
        return m.tape()
                .node(
                        "ScatterElements",
                        nnp4j.onnx.Attributes.of("reduction", "add"),
                        m.tape().constant("none", new double[d.featureCount()], d.featureCount()),
                        m.tape().integers(orbits),
                        all);
    }
}
