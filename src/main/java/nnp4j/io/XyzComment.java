package nnp4j.io;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Cell;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/** The comment line of extended xyz: key=value pairs, with quotes or brackets around values that hold blanks. */
final class XyzComment {
    private XyzComment() {}

    /** Keys and values; a key without a value is true. */
    static Map<String, String> parse(String comment) {
        Map<String, String> keys = new HashMap<>();
        int k = 0;
        while (k < comment.length()) {
            if (Character.isWhitespace(comment.charAt(k))) {
                k++;
                continue;
            }
            int start = k;
            while (k < comment.length() && comment.charAt(k) != '=' && !Character.isWhitespace(comment.charAt(k))) k++;
            String key = comment.substring(start, k).replace("\"", "");
            String value = "T";
            if (k < comment.length() && comment.charAt(k) == '=') {
                int end = valueEnd(comment, k + 1);
                value = unquoted(comment.substring(k + 1, end));
                k = end;
            }
            if (keys.put(key, value) != null)
                throw new IllegalArgumentException("the key \"" + Values.shown(key) + "\" stands twice");
        }
        return keys;
    }

    private static int valueEnd(String comment, int start) {
        if (start < comment.length()) {
            int bracket = "\"'{[".indexOf(comment.charAt(start));
            if (bracket >= 0) {
                char close = "\"'}]".charAt(bracket);
                int depth = 1;
                for (int k = start + 1; k < comment.length(); k++) {
                    char c = comment.charAt(k);
                    if (c == '\\') k++;
                    else if (c == close) {
                        if (--depth == 0) return k + 1;
                    } else if (bracket > 1 && c == comment.charAt(start)) depth++;
                }
                throw new IllegalArgumentException(
                        "expected a closing " + close + " in the comment line, found its end");
            }
        }
        int k = start;
        while (k < comment.length() && !Character.isWhitespace(comment.charAt(k))) k++;
        return k;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The units that the frame names, or those given for the file. */
    static FileUnits units(Map<String, String> keys, FileUnits given) {
        String energy = keys.remove("energy_unit");
        String length = keys.remove("length_unit");
        FileUnits units = new FileUnits(
                length == null ? given.length() : LengthUnit.of(length),
                energy == null ? given.energy() : EnergyUnit.of(energy));
        String forces = keys.remove("forces_unit");
        if (forces == null) return units;
        int slash = forces.lastIndexOf('/');
        if (slash < 0)
            throw new IllegalArgumentException(
                    "forces_unit: expected energy/length, found \"" + Values.shown(forces) + "\"");
        double factor = EnergyUnit.of(forces.substring(0, slash)).ev()
                / LengthUnit.of(forces.substring(slash + 1)).angstrom();
        return new FileUnits(units.length(), units.energy(), factor);
    }

    static OptionalDouble energy(Map<String, String> keys, FileUnits units) {
        String text = keys.containsKey("energy") ? keys.remove("energy") : keys.remove("Energy");
        if (text == null) return OptionalDouble.empty();
        try {
            return OptionalDouble.of(Values.number(text) * units.energy().ev());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("energy: " + e.getMessage(), e);
        }
    }

    static Optional<Cell> cell(Map<String, String> keys, FileUnits units) {
        String lattice = keys.remove("Lattice");
        String pbc = keys.remove("pbc");
        if (lattice == null) {
            if (pbc != null && pbc.matches(".*[Tt1].*"))
                throw new IllegalArgumentException("pbc=\"" + Values.shown(pbc) + "\" without a Lattice");
            return Optional.empty();
        }
        String[] words = lattice.strip().split("[\\s,]+", -1);
        if (words.length != 9) throw new IllegalArgumentException("Lattice: expected 9 numbers, found " + words.length);
        double[] vectors = new double[9];
        for (int k = 0; k < 9; k++) {
            try {
                vectors[k] = Values.coordinate(words[k], units.length().angstrom());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Lattice: " + e.getMessage(), e);
            }
        }
        boolean[] periodic = periodic(pbc == null ? "T T T" : pbc);
        if (!periodic[0] && !periodic[1] && !periodic[2]) return Optional.empty();
        return Optional.of(Cell.of(vectors, periodic));
    }

    private static boolean[] periodic(String pbc) {
        String[] words = pbc.replaceAll("[\\[\\],]", " ").strip().split("\\s+", -1);
        boolean[] periodic = new boolean[3];
        if (words.length != 3) throw new IllegalArgumentException("pbc: expected 3 flags, found " + words.length);
        for (int k = 0; k < 3; k++) {
            if (!words[k].matches("(?i)t|f|true|false|0|1"))
                throw new IllegalArgumentException("pbc: expected T or F, found \"" + Values.shown(words[k]) + "\"");
            periodic[k] = words[k].matches("(?i)t|true|1");
        }
        return periodic;
    }
}
