package nnp4j.io;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import nnp4j.geometry.Element;

/** The fixed columns of a V2000 connection table. */
final class MdlV2000 {
    private static final Pattern COORDINATE = Pattern.compile(" *-?\\d+\\.\\d{4}");
    private static final Pattern NO_MOLECULE = Pattern.compile("(RGP|ALS|LOG|APO|LIN|SUB|UNS|RBC).*");

    private final Lines lines;
    private final Draft draft;

    MdlV2000(Lines lines, Draft draft) {
        this.lines = lines;
        this.draft = draft;
    }

    /** Reads up to M  END. */
    void read(String counts) throws IOException {
        int atoms = column(counts, 0, "number of atoms");
        int bonds = column(counts, 3, "number of bonds");
        if (atoms == 0) throw new IllegalArgumentException("no atoms (expected a number of atoms from 1 up)");
        if (!counts.substring(6, 9).isBlank() && column(counts, 6, "number of atom lists") > 0)
            throw new IllegalArgumentException("atom lists (expected a molecule, found a query)");
        draft.write(counts);
        for (int k = 1; k <= atoms; k++) atom(line("atom " + k + " of " + atoms));
        draft.listsBonds();
        for (int k = 1; k <= bonds; k++) bond(line("bond " + k + " of " + bonds));
        String line = line("M  END");
        while (!line.stripTrailing().equals("M  END")) {
            property(line);
            line = line("M  END");
        }
        draft.write("M  END");
    }

    private String line(String expected) throws IOException {
        String line = lines.next();
        if (line == null)
            throw new IllegalArgumentException(
                    "truncated record (expected " + expected + ", found the end of the file)");
        if (line.startsWith("$$$$"))
            throw new IllegalArgumentException("truncated record (expected " + expected + ", found $$$$)");
        return line;
    }

    private static int column(String line, int from, String what) {
        int value = line.length() < from + 3
                ? -1
                : Values.count(line.substring(from, from + 3).strip());
        if (value < 0)
            throw new IllegalArgumentException("expected a " + what + " in columns " + (from + 1) + " to " + (from + 3)
                    + ", found \"" + Values.shown(line) + "\"");
        return value;
    }

    private void atom(String line) {
        int number = draft.atoms().size() + 1;
        if (line.startsWith("M  ") || line.length() < 32)
            throw new IllegalArgumentException("expected atom " + number
                    + " (x, y, z in columns 1 to 30, symbol in 32 to 34), found \"" + Values.shown(line) + "\"");
        double[] x = new double[3];
        for (int k = 0; k < 3; k++) {
            String word = line.substring(10 * k, 10 * k + 10);
            if (!COORDINATE.matcher(word).matches())
                throw new IllegalArgumentException("atom " + number + ": expected a number with 4 decimals in columns "
                        + (10 * k + 1) + " to " + (10 * k + 10) + ", found \"" + Values.shown(word) + "\"");
            x[k] = Values.coordinate(word.strip(), 1);
        }
        String symbol = line.substring(31, Math.min(34, line.length())).strip();
        if (line.charAt(30) != ' ')
            throw new IllegalArgumentException(
                    "atom " + number + ": expected a blank in column 31, found \"" + Values.shown(line) + "\"");
        Values.Atom atom = mdlAtom(symbol);
        draft.atoms().add(atom, x[0], x[1], x[2]);
        String mass = line.length() < 36 ? "" : line.substring(34, 36).strip();
        if (!mass.matches("|0|-?[1-4]"))
            throw new IllegalArgumentException(
                    "atom " + number + ": expected a mass difference from -3 to 4 in columns 35 and 36, found \""
                            + Values.shown(mass) + "\"");
        if (!mass.isEmpty() && !mass.equals("0")) draft.isotope(number - 1);
        draft.write(line.substring(0, 31)
                + String.format(Locale.ROOT, "%-3s", Element.symbol(atom.number()))
                + (line.length() > 34 ? line.substring(34) : " 0  0"));
    }

    /** An element symbol in any case, D or T; labels and atomic numbers are none. */
    static Values.Atom mdlAtom(String symbol) {
        if (!symbol.matches("[A-Za-z]{1,2}"))
            throw new IllegalArgumentException("\"" + Values.shown(symbol)
                    + "\" is no element (expected a symbol such as C, not a pseudo-atom, list or label)");
        return Values.atom(symbol);
    }

    private void bond(String line) {
        if (line.startsWith("M  "))
            throw new IllegalArgumentException(
                    "expected a bond, found \"" + Values.shown(line) + "\"; is the counts line right?");
        int first = column(line, 0, "bond's first atom");
        int second = column(line, 3, "bond's second atom");
        int type = column(line, 6, "bond type");
        if (type < 1 || type > 4) throw new IllegalArgumentException("bond type " + type + " (expected 1, 2, 3 or 4)");
        if ((line.length() > 9 && line.charAt(9) != ' ') || line.indexOf('.') >= 0)
            throw new IllegalArgumentException("expected a bond in columns of 3, found \"" + Values.shown(line) + "\"");
        if (!draft.bond(first, second))
            throw new IllegalArgumentException("bond " + first + "-" + second + " twice (expected once)");
        draft.write(line);
    }

    private void property(String line) {
        if (line.startsWith("A  ") || line.startsWith("G  "))
            throw new IllegalArgumentException("alias of an atom (expected an element, not an abbreviated group)");
        if (line.startsWith("V  ")) return;
        if (!line.startsWith("M  ") || line.length() < 6)
            throw new IllegalArgumentException("expected a property line or M  END, found \"" + Values.shown(line)
                    + "\"; is the counts line right?");
        String kind = line.substring(3, 6);
        if (NO_MOLECULE.matcher(kind).matches())
            throw new IllegalArgumentException("M  " + kind + " (expected a molecule, found a query or fragment)");
        if (kind.equals("ISO") || kind.equals("CHG") || kind.equals("RAD")) values(line, kind.equals("ISO"));
    }

    /** M  ISO: a count, then as many pairs of atom and value, each in 4 columns. */
    private void values(String line, boolean masses) {
        int pairs = column(line, 6, "number of values");
        String rest = line.substring(9).stripTrailing();
        if (pairs < 1 || pairs > 8 || rest.length() != 8 * pairs)
            throw new IllegalArgumentException("expected " + pairs
                    + " pairs of atom and value in columns of 4, found \"" + Values.shown(line) + "\"");
        for (int k = 0; k < pairs; k++) {
            int atom = Values.count(rest.substring(8 * k, 8 * k + 4).strip());
            String value = rest.substring(8 * k + 4, 8 * k + 8).strip();
            if (atom < 1 || atom > draft.atoms().size())
                throw new IllegalArgumentException("expected an atom from 1 to "
                        + draft.atoms().size() + ", found \"" + Values.shown(line) + "\"");
            if (!value.matches(masses ? "[1-9]\\d*" : "-?\\d+"))
                throw new IllegalArgumentException("atom " + atom + ": expected a "
                        + (masses ? "mass number" : "whole number") + ", found \"" + Values.shown(value) + "\"");
            if (masses) draft.isotope(atom - 1);
        }
        draft.write(line);
    }
}
