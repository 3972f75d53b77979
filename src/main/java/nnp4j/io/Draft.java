package nnp4j.io;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nnp4j.geometry.Bond;

/** One molecule as the raw text of its record shows it, and the text that CDK is to read. */
final class Draft {
    /** Characters of one record; more is not a molecule. */
    private static final int LONGEST = 1 << 26;

    private final AtomList atoms = new AtomList();
    private final BitSet isotopes = new BitSet();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private Set<Bond> bonds;
    private String title = "";

    AtomList atoms() {
        return atoms;
    }

    /** Says that the file names the mass number of an atom. */
    void isotope(int atom) {
        isotopes.set(atom);
    }

    /** Atoms whose mass number the file names. */
    BitSet isotopes() {
        return isotopes;
    }

    /** Says that the file lists bonds, perhaps none. */
    void listsBonds() {
        if (bonds == null) bonds = new LinkedHashSet<>();
    }

    /** Adds a bond of atoms counted from 1; false if it is there already. */
    boolean bond(int first, int second) {
        listsBonds();
        if (first < 1 || first > atoms.size() || second < 1 || second > atoms.size() || first == second)
            throw new IllegalArgumentException(
                    "bond " + first + "-" + second + " (expected two different atoms from 1 to " + atoms.size() + ")");
        return bonds.add(new Bond(Math.min(first, second) - 1, Math.max(first, second) - 1));
    }

    /** Bonds from the smaller to the larger index, or null if the file lists none. */
    Set<Bond> bonds() {
        return bonds;
    }

    void title(String title) {
        this.title = title.strip();
    }

    String title() {
        return title;
    }

    /** Keeps a value; an error if the name has one already. */
    void property(String name, String value) {
        if (properties.putIfAbsent(name, value) != null)
            throw new IllegalArgumentException("data field \"" + Values.shown(name) + "\" twice (expected once)");
    }

    Map<String, String> properties() {
        return properties;
    }

    /** Adds a line to what CDK is to read. */
    void write(String line) {
        if (text.length() + line.length() >= LONGEST)
            throw new IllegalArgumentException("record longer than " + LONGEST + " characters");
        text.append(line).append('\n');
    }

    String text() {
        return text.toString();
    }
}
