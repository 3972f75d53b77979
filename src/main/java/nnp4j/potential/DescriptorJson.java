package nnp4j.potential;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import nnp4j.features.Standardized;
import nnp4j.geometry.InternalCoordinate;

/** Descriptors as JSON objects; atoms count from 1 there. */
final class DescriptorJson {
    private static final String CHOICES = "atom-counts, cartesian, coulomb-matrix, decaying-pairs, distances,"
            + " internal-coordinates, inverse-distances, permutation-invariants, standardized";

    private DescriptorJson() {}

    static JsonObject write(Descriptor descriptor) {
        JsonObject json = new JsonObject();
        if (descriptor instanceof Standardized d) {
            json.addProperty("type", "standardized");
            json.add("mean", numbers(d.mean()));
            json.add("scale", numbers(d.scale()));
            json.add("of", write(d.descriptor()));
        } else if (descriptor instanceof AtomCounts d) {
            json.addProperty("type", "atom-counts");
            json.add("atomic_numbers", integers(d.atomicNumbers(), 0));
            json.add("elements", integers(d.elements(), 0));
        } else if (descriptor instanceof Cartesian d) {
            json.addProperty("type", "cartesian");
            json.addProperty("atoms", d.atomCount());
        } else if (descriptor instanceof Distances d) {
            pairs(json, "distances", d.atomCount(), d.pairs());
        } else if (descriptor instanceof InverseDistances d) {
            pairs(json, "inverse-distances", d.atomCount(), d.pairs());
        } else if (descriptor instanceof DecayingPairs d) {
            pairs(json, "decaying-pairs", d.atomCount(), d.pairs());
            json.add("decay_lengths_angstrom", numbers(d.scales()));
        } else if (descriptor instanceof InternalCoordinates d) {
            json.addProperty("type", "internal-coordinates");
            json.addProperty("atoms", d.atomCount());
            JsonArray labels = new JsonArray();
            d.coordinates().forEach(c -> labels.add(c.label()));
            json.add("coordinates", labels);
        } else if (descriptor instanceof CoulombMatrix d) {
            write(json, d);
        } else if (descriptor instanceof PermutationInvariants d) {
            json.addProperty("type", "permutation-invariants");
            json.add("generators", integers(flat(d.generators()), 1));
            json.addProperty("degree", d.degree());
            json.add("variables", write(d.variables()));
        } else {
            throw new IllegalArgumentException(
                    "a card cannot hold " + descriptor.getClass().getName() + " (expected one of " + CHOICES + ")");
        }
        return json;
    }

    static Descriptor read(JsonFields fields) {
        String type = fields.text("type");
        Descriptor descriptor = switch (type) {
            case "standardized" ->
                Standardized.of(read(fields.object("of")), fields.numbers("mean"), fields.numbers("scale"));
            case "atom-counts" -> AtomCounts.of(fields.integers("atomic_numbers"), fields.integers("elements"));
            case "cartesian" -> Cartesian.of(atoms(fields));
            case "distances" -> Distances.of(atoms(fields), pairs(fields));
            case "inverse-distances" -> InverseDistances.of(atoms(fields), pairs(fields));
            case "decaying-pairs" ->
                DecayingPairs.of(atoms(fields), pairs(fields), fields.numbers("decay_lengths_angstrom"));
            case "coulomb-matrix" -> coulombMatrix(fields);
            case "permutation-invariants" -> permutationInvariants(fields);
            case "internal-coordinates" -> InternalCoordinates.of(atoms(fields), coordinates(fields));
            default -> throw fields.wrong("type", "one of " + CHOICES, type);
        };
        fields.end();
        return descriptor;
    }

    private static void pairs(JsonObject json, String type, int atoms, int[] pairs) {
        json.addProperty("type", type);
        json.addProperty("atoms", atoms);
        json.add("pairs", integers(pairs, 1));
    }

    private static void write(JsonObject json, CoulombMatrix d) {
        json.addProperty("type", "coulomb-matrix");
        json.add("atomic_numbers", integers(d.atomicNumbers(), 0));
        json.addProperty("most_atoms", d.mostAtoms());
        json.addProperty("order", d.order().name().toLowerCase(Locale.ROOT));
        if (d.order() != CoulombMatrix.Order.RANDOM) return;
        json.addProperty("realizations", d.realizations());
        json.addProperty("noise_hartree", d.noise());
        json.addProperty("seed", d.seed());
    }

    private static CoulombMatrix coulombMatrix(JsonFields fields) {
        int[] numbers = fields.integers("atomic_numbers");
        int mostAtoms = fields.count("most_atoms");
        String order = fields.text("order");
        return switch (order) {
            case "sorted" -> CoulombMatrix.sorted(numbers, mostAtoms);
            case "eigenvalues" -> CoulombMatrix.eigenvalues(numbers, mostAtoms);
            case "random" ->
                CoulombMatrix.random(
                        numbers,
                        mostAtoms,
                        fields.count("realizations"),
                        fields.number("noise_hartree"),
                        fields.integer("seed"));
            default -> throw fields.wrong("order", "eigenvalues, random or sorted", order);
        };
    }

    /** The permutations stand one after the other; the orbits are found again, always in the same order. */
    private static PermutationInvariants permutationInvariants(JsonFields fields) {
        if (!(read(fields.object("variables")) instanceof PairFeatures variables))
            throw fields.wrong(
                    "variables",
                    "decaying-pairs, distances or inverse-distances",
                    fields.object("variables").text("type"));
        int[] listed = fields.integers("generators");
        int n = variables.atomCount();
        if (listed.length % n != 0)
            throw fields.wrong("generators", "permutations of " + n + " atoms", listed.length + " numbers");
        int[][] generators = new int[listed.length / n][n];
        for (int k = 0; k < listed.length; k++) generators[k / n][k % n] = listed[k] - 1;
        return PermutationInvariants.of(variables, generators, fields.count("degree"));
    }

    private static int[] flat(int[][] rows) {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }

    private static int atoms(JsonFields fields) {
        long atoms = fields.integer("atoms");
        if (atoms < 1 || atoms > 1_000_000) throw fields.wrong("atoms", "1 to 1000000", atoms);
        return (int) atoms;
    }

    private static int[] pairs(JsonFields fields) {
        int[] pairs = fields.integers("pairs");
        for (int k = 0; k < pairs.length; k++) pairs[k]--;
        return pairs;
    }

    private static List<InternalCoordinate> coordinates(JsonFields fields) {
        List<InternalCoordinate> coordinates = new ArrayList<>();
        for (String label : fields.texts("coordinates")) {
            if (!label.matches("\\d{1,7}(-\\d{1,7}){1,3}"))
                throw fields.wrong("coordinates", "atoms such as 1-2 or 1-2-3", label);
            String[] words = label.split("-", -1);
            int[] atoms = new int[words.length];
            for (int k = 0; k < atoms.length; k++) atoms[k] = Integer.parseInt(words[k]) - 1;
            coordinates.add(InternalCoordinate.of(atoms));
        }
        return coordinates;
    }

    private static JsonArray numbers(double[] values) {
        JsonArray array = new JsonArray();
        for (double value : values) array.add(value);
        return array;
    }

    private static JsonArray integers(int[] values, int shift) {
        JsonArray array = new JsonArray();
        for (int value : values) array.add(value + shift);
        return array;
    }
}
