package nnp4j.train;

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
import nnp4j.features.PairFeatures;
import nnp4j.features.PermutationInvariants;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.network.Views;
import nnp4j.topology.Topology;

/** What the network sees, by name and parameters; becomes a descriptor once the molecule is known. */
final class FeatureChoice {
    private static final String CHOICES = "inverse-distances, distances, morse, internal-coordinates, cartesian,"
            + " atom-counts, coulomb-matrix, invariants; of each atom: " + AtomicFeatures.CHOICES;

    /** Makes the descriptor of a data set's first molecule. */
    @FunctionalInterface
    private interface Making {
        Descriptor make(DataSet data, SymmetryChoice symmetry);
    }

    private final String name;
    private final Making making;
    private final boolean vanishing;

    private FeatureChoice(String name, Making making, boolean vanishing) {
        this.name = name;
        this.making = making;
        this.vanishing = vanishing;
    }

    static FeatureChoice parse(String text) {
        NamedValues values = NamedValues.parse(text);
        FeatureChoice choice = switch (values.name()) {
            case "inverse-distances" ->
                new FeatureChoice(values.name(), (data, s) -> InverseDistances.of(atoms(data)), true);
            case "distances" -> new FeatureChoice(values.name(), (data, s) -> Distances.of(atoms(data)), false);
            case "morse" -> {
                double[] lengths = numbers(values.text("length", "1"));
                yield new FeatureChoice(values.name(), (data, s) -> DecayingPairs.of(atoms(data), lengths), true);
            }
            case "cartesian" -> new FeatureChoice(values.name(), (data, s) -> Cartesian.of(atoms(data)), false);
            case "internal-coordinates" -> {
                String listed = values.text("coordinates", "topology");
                yield new FeatureChoice(values.name(), (data, s) -> internal(data.geometry(0), listed), false);
            }
            case "atom-counts" ->
                new FeatureChoice(
                        values.name(),
                        (data, s) -> AtomCounts.of(data.geometry(0).atomicNumbers(), data.elements()),
                        false);
            case "coulomb-matrix" -> coulombMatrix(values);
            case "invariants" -> invariants(values);
            default ->
                throw new IllegalArgumentException(
                        "unknown features \"" + values.name() + "\" (expected " + CHOICES + ")");
        };
        values.end();
        return choice;
    }

    private static FeatureChoice coulombMatrix(NamedValues values) {
        String order = values.choice("order", "random", "sorted", "eigenvalues");
        if (!order.equals("random"))
            return new FeatureChoice(
                    values.name(),
                    (data, s) -> order.equals("sorted")
                            ? CoulombMatrix.sorted(data.geometry(0).atomicNumbers(), data.mostAtoms())
                            : CoulombMatrix.eigenvalues(data.geometry(0).atomicNumbers(), data.mostAtoms()),
                    false);
        int realizations = values.whole("realizations", 8);
        double noise = values.number("noise", 1);
        int seed = values.whole("seed", 1);
        return new FeatureChoice(
                values.name(),
                (data, s) -> CoulombMatrix.random(
                        data.geometry(0).atomicNumbers(), data.mostAtoms(), realizations, noise, seed),
                false);
    }

    private static FeatureChoice invariants(NamedValues values) {
        int degree = values.whole("degree", 3);
        boolean morse = values.choice("variable", "morse", "inverse").equals("morse");
        double length = morse ? values.positive("length", 1) : 1;
        Making making = (data, symmetry) -> {
            Geometry molecule = data.geometry(0);
            int[][] group = symmetry.permutations(molecule).stream().skip(1).toArray(int[][]::new);
            PairFeatures variables =
                    morse ? DecayingPairs.of(molecule.atomCount(), length) : InverseDistances.of(molecule.atomCount());
            return PermutationInvariants.of(variables, group, degree);
        };
        return new FeatureChoice(values.name(), making, true);
    }

    private static int atoms(DataSet data) {
        return data.geometry(0).atomCount();
    }

    private static double[] numbers(String text) {
        try {
            return Arrays.stream(text.split("/", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "morse: length: expected numbers such as 1 or 0.5/1/2, found \"" + text + "\"", e);
        }
    }

    private static Descriptor internal(Geometry molecule, String listed) {
        List<InternalCoordinate> coordinates = new ArrayList<>();
        if (listed.equals("topology")) {
            Topology topology = Topology.of(molecule);
            coordinates.addAll(topology.bondCoordinates());
            coordinates.addAll(topology.angles());
            coordinates.addAll(topology.dihedrals());
        } else {
            for (String word : listed.split("/", -1)) {
                if (!word.matches("\\d{1,6}(-\\d{1,6}){1,3}"))
                    throw new TrainingException(
                            "internal-coordinates: expected atoms such as 1-2/2-1-3, found \"" + word + "\"");
                coordinates.add(InternalCoordinate.of(Arrays.stream(word.split("-", -1))
                        .mapToInt(a -> Integer.parseInt(a) - 1)
                        .toArray()));
            }
        }
        return InternalCoordinates.of(molecule.atomCount(), coordinates);
    }

    /** Whether features depend on one molecule's atoms and their order. */
    boolean servesOneMolecule() {
        return !name.equals("atom-counts") && !name.equals("coulomb-matrix");
    }

    /** Whether each view is to be fitted by itself rather than their average: random orders of one matrix are more data. */
    boolean separatesViews() {
        return name.equals("coulomb-matrix");
    }

    /** Whether all features go to zero as the atoms part. */
    boolean vanishesAtInfinity() {
        return vanishing;
    }

    /** The descriptor of the data's first molecule. */
    Descriptor descriptor(DataSet data, SymmetryChoice symmetry) {
        if (servesOneMolecule() && !data.oneMolecule()) {
            Geometry first = data.geometry(0);
            for (int i = 1; i < data.size(); i++)
                if (!Arrays.equals(first.atomicNumbers(), data.geometry(i).atomicNumbers()))
                    throw new TrainingException("features " + name + " serve one molecule, its atoms in one order:"
                            + " frame " + data.number(i) + ": expected the atoms of frame " + data.number(0) + " ("
                            + first.formula() + "), found " + data.geometry(i).formula()
                            + "; atom-counts and coulomb-matrix serve many");
        }
        return making.make(data, symmetry);
    }

    /** How the network looks at the features, so that it has the symmetry. */
    Views views(Descriptor descriptor, DataSet data, SymmetryChoice symmetry) {
        if (descriptor instanceof CoulombMatrix matrix)
            return Views.blocks(matrix.realizations(), descriptor.featureCount() / matrix.realizations());
        if (symmetry.isNone() || descriptor instanceof PermutationInvariants)
            return Views.one(descriptor.featureCount());
        if (!(descriptor instanceof PairFeatures pairs))
            throw new TrainingException("symmetry " + symmetry + ": expected features of pairs of atoms"
                    + " (inverse-distances, distances, morse) or invariants, found " + name);
        if (!data.oneMolecule())
            throw new TrainingException("symmetry " + symmetry + ": expected frames of one molecule, found several");
        List<int[]> views = new ArrayList<>();
        for (int[] permutation : symmetry.permutations(data.geometry(0))) views.add(pairs.permuted(permutation));
        return Views.of(descriptor.featureCount(), views.toArray(int[][]::new));
    }
}
