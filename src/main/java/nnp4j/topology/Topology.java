package nnp4j.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;

/**
 * Which atoms are bonded, and what follows from it. Only elements and connectivity are known: no bond orders, charges,
 * aromaticity, chirality or isotopes. Immutable and thread-safe; atom indices count from 0, messages count from 1.
 */
public final class Topology {
    /** The largest number of automorphisms that {@link #automorphisms()} lists. */
    public static final int AUTOMORPHISM_LIMIT = 50_000;

    private final int[] elements;
    private final List<Bond> bonds;
    private final int[][] neighbors;

    private Topology(int[] elements, List<Bond> bonds) {
        this.elements = elements;
        this.bonds = bonds;
        List<TreeSet<Integer>> around = new ArrayList<>();
        for (int i = 0; i < elements.length; i++) around.add(new TreeSet<>());
        for (Bond bond : bonds) {
            around.get(bond.first()).add(bond.second());
            around.get(bond.second()).add(bond.first());
        }
        neighbors = around.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /**
     * Bonds found from distances: atoms are bonded if they are at least 0.5 angstrom apart and at most the sum of
     * their covalent radii plus 0.5 angstrom (CDK's RebondTool with the radii of its Jmol atom types, which are
     * known up to barium, for lanthanum and from lutetium to bismuth). Stretched bonds are therefore not found, and
     * neither are bonds compressed below 0.5 angstrom: perceive at an equilibrium geometry.
     *
     * @param geometry a molecule, not periodic
     * @return the topology
     * @throws IllegalArgumentException if a direction is periodic or an element has no radius
     * @throws TopologyException if the chemistry library fails
     */
    public static Topology of(Geometry geometry) {
        requireMolecule(geometry);
        return of(geometry, Perception.bonds(geometry));
    }

    /**
     * Given bonds.
     *
     * @param geometry a molecule, not periodic; only its elements are used
     * @param bonds the bonds in any order, none twice
     * @return the topology
     * @throws IllegalArgumentException if a direction is periodic, a bond names an atom that does not exist, or a
     *     bond is given twice
     */
    public static Topology of(Geometry geometry, List<Bond> bonds) {
        requireMolecule(geometry);
        List<Bond> sorted = bonds.stream()
                .sorted(Comparator.comparingInt(Bond::first).thenComparingInt(Bond::second))
                .toList();
        for (int b = 0; b < sorted.size(); b++) {
            if (sorted.get(b).second() >= geometry.atomCount())
                throw new IllegalArgumentException(
                        "bond " + sorted.get(b) + " names an atom beyond the last, " + geometry.atomCount());
            if (b > 0 && sorted.get(b).equals(sorted.get(b - 1)))
                throw new IllegalArgumentException("bond " + sorted.get(b) + " is given twice");
        }
        return new Topology(geometry.atomicNumbers(), sorted);
    }

    /** Lengths and angles take no account of images, so a bond across a cell boundary would give wrong values. */
    private static void requireMolecule(Geometry geometry) {
        if (geometry.cell().filter(Cell::isPeriodic).isPresent())
            throw new IllegalArgumentException("the topology of " + geometry.formula()
                    + ": expected a molecule, found a periodic cell; bonds across its boundary are not supported");
    }

    /**
     * The bonds.
     *
     * @return ordered by first, then second atom; unmodifiable
     */
    public List<Bond> bonds() {
        return bonds;
    }

    /**
     * The length of every bond.
     *
     * @return in the order of {@link #bonds()}; unmodifiable
     */
    public List<InternalCoordinate> bondCoordinates() {
        return bonds.stream()
                .map(b -> InternalCoordinate.of(b.first(), b.second()))
                .toList();
    }

    /**
     * The angle i-j-k of every two bonds that share an atom j, with i smaller than k. Straight ones, whose gradient
     * does not exist, are among them.
     *
     * @return ordered by j, i, k; unmodifiable
     */
    public List<InternalCoordinate> angles() {
        List<InternalCoordinate> angles = new ArrayList<>();
        for (int j = 0; j < neighbors.length; j++)
            for (int i : neighbors[j]) for (int k : neighbors[j]) if (i < k) angles.add(InternalCoordinate.of(i, j, k));
        return List.copyOf(angles);
    }

    /**
     * The dihedral i-j-k-l of every three bonds in a row, with j smaller than k and i, l different. Those with three
     * atoms in line, which have no value, are among them.
     *
     * @return ordered by j, k, i, l; unmodifiable
     */
    public List<InternalCoordinate> dihedrals() {
        List<InternalCoordinate> dihedrals = new ArrayList<>();
        for (Bond bond : bonds) {
            int j = bond.first();
            int k = bond.second();
            for (int i : neighbors[j])
                for (int l : neighbors[k])
                    if (i != k && l != j && i != l) dihedrals.add(InternalCoordinate.of(i, j, k, l));
        }
        return List.copyOf(dihedrals);
    }

    /**
     * The atoms that move with one atom when its distance from another is changed: those connected to it when the bond
     * between the two is cut. If the two are not bonded: those reached from it without passing through the other.
     *
     * @param from the atom whose side is asked for, index from 0
     * @param away the atom on the other side, index from 0
     * @return fresh array, ascending, from among them
     * @throws IllegalArgumentException if an atom does not exist, both are the same, or their bond is part of a ring
     */
    public int[] side(int from, int away) {
        checkAtom(from);
        checkAtom(away);
        if (from == away) throw new IllegalArgumentException("atom " + (from + 1) + " is on both sides");
        boolean bonded = Arrays.binarySearch(neighbors[from], away) >= 0;
        boolean[] seen = new boolean[elements.length];
        int[] reached = new int[elements.length];
        int count = 1;
        reached[0] = from;
        seen[from] = true;
        for (int k = 0; k < count; k++)
            for (int b : neighbors[reached[k]]) {
                if (b == away && bonded && k > 0)
                    throw new IllegalArgumentException("bond " + (from + 1) + "-" + (away + 1)
                            + " is part of a ring; cutting it does not separate its atoms");
                if (b == away || seen[b]) continue;
                seen[b] = true;
                reached[count++] = b;
            }
        int[] side = Arrays.copyOf(reached, count);
        Arrays.sort(side);
        return side;
    }

    private void checkAtom(int atom) {
        if (atom < 0 || atom >= elements.length)
            throw new IllegalArgumentException(
                    "expected an atom index in 0 to " + (elements.length - 1) + ", found " + atom);
    }

    /**
     * Classes of equivalent atoms: orbits of the automorphism group. Atoms that only chirality, bond orders or isotopes
     * tell apart are equivalent here.
     *
     * @return fresh array, n class numbers, from 0 by the first atom of each class
     * @throws TopologyException if the search takes too many steps
     */
    public int[] symmetryClasses() {
        return new GraphSymmetry(elements, neighbors).classes();
    }

    /**
     * All permutations of the atoms that keep elements and bonds, including those that no motion of the rigid molecule
     * makes, such as the exchange of two hydrogen atoms of a methyl group.
     *
     * @return permutations p, atom a goes to p[a]; the identity first; fresh arrays
     * @throws TopologyException if there are more than {@link #AUTOMORPHISM_LIMIT} or the search takes too many steps
     */
    public List<int[]> automorphisms() {
        return new GraphSymmetry(elements, neighbors).permutations(AUTOMORPHISM_LIMIT);
    }

    /**
     * Where a SMARTS pattern matches. A pattern may rely on elements, connectivity and rings: {@code [#6]}, {@code
     * [H]}, {@code *}, D, X, H, R, r, x, the bonds {@code ~ - @}, and their combinations. Hydrogen atoms are atoms like
     * others and count in D. Every bond is taken as single and every atom as aliphatic, so {@code C} is any carbon and
     * {@code C-C} any bond between two. What asks for bond orders, aromaticity, charges, isotopes or stereochemistry is
     * refused, for it would silently match nothing.
     *
     * @param smarts the pattern
     * @return one match for every set of atoms, atom indices from 0 in the order of the pattern; empty if there is none
     * @throws IllegalArgumentException if the pattern is malformed or asks for what is not known
     * @throws TopologyException if the chemistry library fails
     */
    public List<int[]> match(String smarts) {
        return SmartsSearch.matches(elements, bonds, smarts);
    }

    @Override
    public String toString() {
        return "Topology" + bonds.stream().map(Bond::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
