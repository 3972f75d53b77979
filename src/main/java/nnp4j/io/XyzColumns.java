package nnp4j.io;

import java.util.LinkedHashSet;
import java.util.Set;
import nnp4j.geometry.Element;

/**
 * What stands in which column of an atom line. Positions are column numbers from 0, -1 where there is none; a width of 0
 * means that more columns than four may follow, as in plain xyz.
 */
record XyzColumns(int species, int number, int position, int force, int mass, int width) {
    /** Symbol, x, y, z, and whatever follows. */
    static final XyzColumns PLAIN = new XyzColumns(0, -1, 1, -1, -1, 0);

    /** From name:type:count triples, in any order. */
    static XyzColumns parse(String properties, XyzKeys keys) {
        String[] words = properties.split(":", -1);
        if (words.length % 3 != 0)
            throw new IllegalArgumentException(
                    "Properties: expected name:type:count triples, found \"" + Values.shown(properties) + "\"");
        int species = -1;
        int number = -1;
        int position = -1;
        int force = -1;
        int mass = -1;
        int column = 0;
        Set<String> names = new LinkedHashSet<>();
        for (int k = 0; k < words.length; k += 3) {
            String name = words[k];
            int count = Values.count(words[k + 2]);
            if (name.isBlank() || count < 1 || count > 1000 || !words[k + 1].matches("[SRIL]"))
                throw new IllegalArgumentException("Properties: expected a type S, R, I or L and a count, found \""
                        + Values.shown(name + ":" + words[k + 1] + ":" + words[k + 2]) + "\"");
            if (!names.add(name))
                throw new IllegalArgumentException("Properties: \"" + Values.shown(name) + "\" stands twice");
            String shape = words[k + 1] + ":" + words[k + 2];
            switch (name) {
                case "species" -> species = expect(name, shape, "S:1", column);
                case "Z" -> number = expect(name, shape, "I:1", column);
                case "pos" -> position = expect(name, shape, "R:3", column);
                case "masses", "mass" -> {
                    if (mass >= 0) throw new IllegalArgumentException("Properties: masses stand twice");
                    mass = expect(name, shape, "R:1", column);
                }
                default -> {} // columns of other programs
            }
            if (keys.isForces(name)) {
                if (force >= 0) throw new IllegalArgumentException("Properties: forces stand twice");
                force = expect(name, shape, "R:3", column);
            }
            column += count;
        }
        if (position < 0) throw new IllegalArgumentException("Properties: expected a column pos:R:3, found none");
        if (species < 0 && number < 0)
            throw new IllegalArgumentException("Properties: expected a column species:S:1 or Z:I:1, found none");
        keys.checkColumns(names);
        return new XyzColumns(species, number, position, force, mass, column);
    }

    private static int expect(String name, String found, String expected, int column) {
        if (!found.equals(expected))
            throw new IllegalArgumentException(
                    "Properties: expected " + name + ":" + expected + ", found " + name + ":" + Values.shown(found));
        return column;
    }

    /** Reads one atom line. */
    void read(String[] words, FileUnits units, AtomList atoms) {
        if (width == 0 && words.length < 4)
            throw new IllegalArgumentException("expected a symbol and 3 coordinates, found " + words.length
                    + (words.length == 1 ? " word" : " words"));
        if (width > 0 && words.length != width)
            throw new IllegalArgumentException("expected " + width + " columns, found " + words.length);
        Values.Atom atom = Values.atom(words[species >= 0 ? species : number]);
        if (number >= 0 && Values.count(words[number]) != atom.number())
            throw new IllegalArgumentException("expected atomic number " + atom.number() + " of "
                    + Element.symbol(atom.number()) + ", found \"" + Values.shown(words[number]) + "\"");
        double length = units.length().angstrom();
        atoms.add(
                atom,
                Values.coordinate(words[position], length),
                Values.coordinate(words[position + 1], length),
                Values.coordinate(words[position + 2], length));
        if (mass >= 0) atoms.mass(atoms.size() - 1, mass(words[mass]));
        if (force >= 0) {
            double unit = units.force();
            atoms.force(force(words[force], unit), force(words[force + 1], unit), force(words[force + 2], unit));
        }
    }

    private static double force(String word, double unit) {
        double force = Values.number(word) * unit;
        if (!Double.isFinite(force))
            throw new IllegalArgumentException("expected a finite force, found \"" + Values.shown(word) + "\"");
        return force;
    }

    private static double mass(String word) {
        double mass = Values.number(word);
        if (mass <= 0)
            throw new IllegalArgumentException("expected a positive mass, found \"" + Values.shown(word) + "\"");
        return mass;
    }
}
