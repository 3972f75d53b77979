package nnp4j.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import nnp4j.geometry.Bond;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;

/** The atoms of a molecule and the bonds between them. Immutable and thread-safe. */
public final class Topology {
    private final int[] atomicNumbers;
    private final List<Bond> bonds;
    private final List<List<Integer>> neighbors;

    private Topology(Geometry geometry, List<Bond> bonds) {
        atomicNumbers = geometry.atomicNumbers();
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < atomicNumbers.length; i++) lists.add(new ArrayList<>());
        this.bonds = bonds.stream()
                .distinct()
                .sorted((a, b) -> a.first() != b.first()
                        ? Integer.compare(a.first(), b.first())
                        : Integer.compare(a.second(), b.second()))
                .toList();
        for (Bond bond : this.bonds) {
            lists.get(bond.first()).add(bond.second());
            lists.get(bond.second()).add(bond.first());
        }
        neighbors = lists.stream().map(l -> l.stream().sorted().toList()).toList();
    }

    /**
     * The topology that distances suggest: atoms closer than the sum of their covalent radii and 0.5 angstrom, but no
     * closer than 0.5 angstrom, are bonded (the CDK's RebondTool with the radii of Jmol). Periodic images are left aside.
     *
     * @param geometry the nuclei
     * @return the topology
     * @throws IllegalArgumentException if the radius of an element is not known
     */
    public static Topology of(Geometry geometry) {
        return new Topology(geometry, PerceivedBonds.of(geometry));
    }

    /**
     * The topology with given bonds.
     *
     * @param geometry the nuclei
     * @param bonds bonded pairs; one given twice counts once
     * @return the topology
     * @throws IllegalArgumentException if a bond names an atom that is not there
     */
    public static Topology of(Geometry geometry, List<Bond> bonds) {
        for (Bond bond : bonds)
            if (bond.second() >= geometry.atomCount())
                throw new IllegalArgumentException("bond " + (bond.first() + 1) + "-" + (bond.second() + 1)
                        + ": expected atoms 1 to " + geometry.atomCount());
        return new Topology(geometry, bonds);
    }

    /**
     * The bonds.
     *
     * @return unmodifiable list of bond coordinates, sorted by first, then second atom
     */
    public List<InternalCoordinate> bonds() {
        return bonds.stream()
                .map(b -> InternalCoordinate.of(b.first(), b.second()))
                .toList();
    }

    /**
     * The angles between bonds that share an atom.
     *
     * @return unmodifiable list, sorted by the middle atom; the smaller end comes first
     */
    public List<InternalCoordinate> angles() {
        List<InternalCoordinate> angles = new ArrayList<>();
        for (int j = 0; j < neighbors.size(); j++)
            for (int i : neighbors.get(j))
                for (int k : neighbors.get(j)) if (i < k) angles.add(InternalCoordinate.of(i, j, k));
        return List.copyOf(angles);
    }

    /**
     * The dihedrals about bonds, of chains of four different atoms.
     *
     * @return unmodifiable list, sorted by the middle bond, whose smaller atom is the second of the four
     */
    public List<InternalCoordinate> dihedrals() {
        List<InternalCoordinate> dihedrals = new ArrayList<>();
        for (Bond bond : bonds) {
            int j = bond.first();
            int k = bond.second();
            for (int i : neighbors.get(j))
                for (int l : neighbors.get(k))
                    if (i != k && l != j && i != l) dihedrals.add(InternalCoordinate.of(i, j, k, l));
        }
        return List.copyOf(dihedrals);
    }

    /**
     * The atoms that stay with one atom when its bond to another is cut: all that can be reached from it without that
     * bond. Where the two are not bonded: all that can be reached without passing the other.
     *
     * @param from index from 0 of the atom whose side is wanted
     * @param away index from 0 of the atom on the other side
     * @return fresh sorted array of indices from 0, with from, without away
     * @throws IllegalArgumentException if an index is wrong, both are the same, or the bond is in a ring, which the message
     *     names
     */
    public int[] side(int from, int away) {
        int n = neighbors.size();
        if (from < 0 || from >= n || away < 0 || away >= n || from == away)
            throw new IllegalArgumentException(
                    "atoms " + (from + 1) + " and " + (away + 1) + ": expected two different atoms of 1 to " + n);
        boolean bonded = neighbors.get(from).contains(away);
        int[] previous = new int[n];
        BitSet reached = new BitSet(n);
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
        reached.set(from);
        while (!queue.isEmpty()) {
            int atom = queue.remove();
            for (int next : neighbors.get(atom)) {
                if (reached.get(next) || (next == away && (atom == from || !bonded))) continue;
                previous[next] = atom;
                if (next == away) throw inRing(from, away, previous);
                reached.set(next);
                queue.add(next);
            }
        }
        return reached.stream().toArray();
    }

    private static IllegalArgumentException inRing(int from, int away, int[] previous) {
        List<Integer> way = new ArrayList<>();
        for (int atom = away; atom != from; atom = previous[atom]) way.add(0, atom);
        way.add(0, from);
        String atoms = way.stream().map(a -> Integer.toString(a + 1)).collect(Collectors.joining("-"));
        return new IllegalArgumentException("bond " + (from + 1) + "-" + (away + 1) + " is in the ring " + atoms
                + ", expected a bond whose cut makes two parts");
    }

    /**
     * Classes of atoms that symmetry exchanges: two atoms share a number if an automorphism takes one to the other.
     *
     * @return fresh array of n values; classes count from 0 in the order of their first atoms
     * @throws IllegalArgumentException if there are too many automorphisms
     */
    public int[] symmetryClasses() {
        int[] classes = new int[neighbors.size()];
        Arrays.fill(classes, -1);
        List<int[]> all = automorphisms();
        int count = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] >= 0) continue;
            for (int[] automorphism : all) classes[automorphism[i]] = count;
            count++;
        }
        return classes;
    }

    /**
     * The permutations of atoms that keep elements and bonds; isotopes count as alike, as they do for the energy.
     *
     * @return fresh arrays p of n values, atom i goes to p[i]; the identity comes first
     * @throws IllegalArgumentException if there are more than 50,000
     */
    public List<int[]> automorphisms() {
        return new Automorphisms(atomicNumbers, neighbors).all();
    }

    /**
     * The places where a SMARTS pattern matches. Bonds carry no order here: a pattern may ask for elements, hydrogen
     * counts, connections and rings, and for a bond of any order; a bond order or aromaticity is never matched.
     *
     * @param smarts for example {@code "[H][O]"}
     * @return one array of indices from 0 a match, in the order of the pattern's atoms; each set of atoms once
     * @throws IllegalArgumentException if the pattern is no SMARTS; the message gives the reason
     */
    public List<int[]> match(String smarts) {
        return SmartsMatch.of(smarts, atomicNumbers, bonds);
    }
}
