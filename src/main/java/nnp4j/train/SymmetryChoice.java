package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.topology.Topology;

/** Which exchanges of like atoms leave the energy the same: none, those that keep the bonds, all of one element, or within groups. */
final class SymmetryChoice {
    private static final int MOST_PERMUTATIONS = 5040;

    private final String text;
    /** Atoms from 0, for groups. */
    private final List<int[]> groups;

    private SymmetryChoice(String text, List<int[]> groups) {
        this.text = text;
        this.groups = groups;
    }

    static SymmetryChoice parse(String text) {
        List<int[]> groups = new ArrayList<>();
        if (!List.of("none", "topology", "elements").contains(text))
            for (String word : text.split(",", -1)) {
                if (!word.matches("\\d{1,6}(-\\d{1,6})+"))
                    throw new IllegalArgumentException(
                            "expected none, topology, elements or groups of atoms such as 2-3,4-5-6, found \"" + text
                                    + "\"");
                groups.add(Arrays.stream(word.split("-", -1))
                        .mapToInt(a -> Integer.parseInt(a) - 1)
                        .toArray());
            }
        return new SymmetryChoice(text, groups);
    }

    boolean isNone() {
        return text.equals("none");
    }

    /** Permutations of the atoms, the identity first. */
    List<int[]> permutations(Geometry molecule) {
        if (text.equals("topology")) return limited(Topology.of(molecule).automorphisms());
        List<int[]> likeAtoms = switch (text) {
            case "none" -> List.of();
            case "elements" -> byElement(molecule);
            default -> checked(molecule);
        };
        List<int[]> all = new ArrayList<>();
        all.add(IntStream.range(0, molecule.atomCount()).toArray());
        for (int[] group : likeAtoms) {
            List<int[]> more = new ArrayList<>();
            for (int[] orders : orders(group.length))
                for (int[] before : all) {
                    int[] permutation = before.clone();
                    for (int k = 0; k < group.length; k++) permutation[group[k]] = group[orders[k]];
                    more.add(permutation);
                }
            all = limited(more);
        }
        return all;
    }

    private static List<int[]> limited(List<int[]> permutations) {
        if (permutations.size() > MOST_PERMUTATIONS)
            throw new TrainingException("symmetry: expected at most " + MOST_PERMUTATIONS
                    + " permutations of like atoms, found " + permutations.size() + " or more (name smaller groups)");
        return permutations;
    }

    private static List<int[]> byElement(Geometry molecule) {
        List<int[]> groups = new ArrayList<>();
        for (int z : Arrays.stream(molecule.atomicNumbers()).distinct().toArray()) {
            int[] atoms = IntStream.range(0, molecule.atomCount())
                    .filter(i -> molecule.atomicNumber(i) == z)
                    .toArray();
            if (atoms.length > 1) groups.add(atoms);
        }
        return groups;
    }

    private List<int[]> checked(Geometry molecule) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (int[] group : groups)
            for (int atom : group) {
                if (atom < 0 || atom >= molecule.atomCount())
                    throw new TrainingException(
                            "symmetry: expected atoms 1 to " + molecule.atomCount() + ", found " + (atom + 1));
                if (!seen.add(atom)) throw new TrainingException("symmetry: atom " + (atom + 1) + " comes twice");
                if (molecule.atomicNumber(atom) != molecule.atomicNumber(group[0]))
                    throw new TrainingException("symmetry: expected atoms of one element in a group, found atoms "
                            + (group[0] + 1) + " and " + (atom + 1));
            }
        return groups;
    }

    /** All orders of so many things, the identity first. */
    private static List<int[]> orders(int count) {
        if (count > 7)
            throw new TrainingException("symmetry: expected at most 7 like atoms in a group, found " + count);
        List<int[]> all = List.of(new int[0]);
        for (int k = 0; k < count; k++) {
            List<int[]> more = new ArrayList<>();
            for (int place = k; place >= 0; place--)
                for (int[] before : all) {
                    int[] order = new int[k + 1];
                    System.arraycopy(before, 0, order, 0, place);
                    order[place] = k;
                    System.arraycopy(before, place, order, place + 1, k - place);
                    more.add(order);
                }
            all = more;
        }
        return all;
    }

    @Override
    public String toString() {
        return text;
    }
}
