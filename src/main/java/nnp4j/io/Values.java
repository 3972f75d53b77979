package nnp4j.io;

import java.util.Arrays;
import java.util.TreeSet;
import nnp4j.geometry.Element;

/** Words of a file to numbers and elements, strictly: what is not plainly a number is an error, never a guess. */
final class Values {
    /** Coordinates beyond this are slips of the format, not molecules; angstrom. */
    private static final double FARTHEST = 1e6;
    /** Characters of a word that a message repeats. */
    private static final int SHOWN = 40;
    /** Characters of a list of names. */
    private static final int LISTED = 160;

    private Values() {}

    /** A decimal number, with Fortran's D exponents; the exception's message says what was found. */
    static double number(String word) {
        if (!isNumber(word)) {
            String hint = word.indexOf(',') >= 0 ? ", with a decimal point" : "";
            throw new IllegalArgumentException("expected a number" + hint + ", found \"" + shown(word) + "\"");
        }
        double value = Double.parseDouble(word.replace('d', 'e').replace('D', 'e'));
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("expected a finite number, found \"" + shown(word) + "\"");
        return value;
    }

    /** A coordinate: a number of sensible size, in angstrom after conversion. */
    static double coordinate(String word, double unit) {
        double value = number(word) * unit;
        if (Math.abs(value) > FARTHEST)
            throw new IllegalArgumentException(
                    "expected a coordinate within a million angstrom, found \"" + shown(word) + "\"");
        return value;
    }

    /** Sign, digits with at most one point, exponent with e, E, d or D. */
    private static boolean isNumber(String word) {
        int k = 0;
        int end = word.length();
        if (k < end && (word.charAt(k) == '+' || word.charAt(k) == '-')) k++;
        int digits = 0;
        boolean point = false;
        for (; k < end; k++) {
            char c = word.charAt(k);
            if (c == '.' && !point) point = true;
            else if (c >= '0' && c <= '9') digits++;
            else break;
        }
        if (digits == 0) return false;
        if (k == end) return true;
        if ("eEdD".indexOf(word.charAt(k)) < 0) return false;
        k++;
        if (k < end && (word.charAt(k) == '+' || word.charAt(k) == '-')) k++;
        int first = k;
        while (k < end && word.charAt(k) >= '0' && word.charAt(k) <= '9') k++;
        return k == end && k > first;
    }

    /** A whole number from 0 up; -1 if the word is none. */
    static int count(String word) {
        if (word.isEmpty() || word.length() > 9) return -1;
        for (int k = 0; k < word.length(); k++) if (word.charAt(k) < '0' || word.charAt(k) > '9') return -1;
        return Integer.parseInt(word);
    }

    /**
     * An element symbol: any case, a label behind it (O1, H_a, but not HO1), an atomic number, D and T.
     *
     * @return atomic number, and mass where it is that of an isotope
     */
    static Atom atom(String word) {
        int number = count(word);
        if (number == 0 || isGhost(word))
            throw new IllegalArgumentException("ghost atom \"" + shown(word) + "\" (expected an element)");
        if (number > 0 && number <= Element.LAST) return new Atom(number, Element.mass(number));
        int letters = 0;
        while (letters < word.length() && isLetter(word.charAt(letters))) letters++;
        boolean label = letters < word.length() && (isDigit(word.charAt(letters)) || word.charAt(letters) == '_');
        if (label && letters == 2 && isAmbiguous(word))
            throw new IllegalArgumentException("label \"" + shown(word) + "\" may be " + word.charAt(0) + " or "
                    + Element.symbol(Element.atomicNumber(word.substring(0, 2)).orElseThrow())
                    + " (expected a symbol such as H, or D, T)");
        if (letters == word.length() || label) {
            String symbol = word.substring(0, letters);
            if (symbol.equalsIgnoreCase("D")) return new Atom(1, Element.DEUTERIUM_MASS);
            if (symbol.equalsIgnoreCase("T")) return new Atom(1, Element.TRITIUM_MASS);
            int found = Element.atomicNumber(symbol).orElse(0);
            if (found > 0) return new Atom(found, Element.mass(found));
        }
        throw new IllegalArgumentException(
                "unknown element \"" + shown(word) + "\" (expected a symbol such as H, or D, T)");
    }

    /** An atomic number and a mass in dalton. */
    record Atom(int number, double mass) {}

    private static boolean isGhost(String word) {
        return word.matches("(?i)(x|xx|bq|gh|du|q|\\*)([0-9_].*)?|(gh|bq|x)[(:-].*|@.*|[a-z]{1,2}:.*|bq[a-z]{1,2}");
    }

    /** HO1 is a hydrogen to one program and holmium to another; Ho1 is plain. */
    private static boolean isAmbiguous(String word) {
        boolean sameCase = Character.isUpperCase(word.charAt(0)) == Character.isUpperCase(word.charAt(1));
        return sameCase
                && Element.atomicNumber(word.substring(0, 2)).isPresent()
                && Element.atomicNumber(word.substring(0, 1)).isPresent();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A word fit for a message: short, printable. */
    static String shown(String word) {
        return shown(word, SHOWN);
    }

    /** The same with another limit, for lists of names. */
    static String shown(String word, int length) {
        String part = word.length() > length ? word.substring(0, length) + "…" : word;
        return part.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }

    /** Names fit for a message, sorted; "none" if there are none. */
    static String listed(Iterable<String> names) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        return sorted.isEmpty() ? "none" : shown(String.join(", ", sorted), LISTED);
    }

    /** Words between blanks and tabs. */
    static String[] words(String line) {
        String[] words = new String[8];
        int count = 0;
        int k = 0;
        while (true) {
            while (k < line.length() && isBlank(line.charAt(k))) k++;
            if (k == line.length()) return Arrays.copyOf(words, count);
            int start = k;
            while (k < line.length() && !isBlank(line.charAt(k))) k++;
            if (count == words.length) words = Arrays.copyOf(words, 2 * count);
            words[count++] = line.substring(start, k);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
