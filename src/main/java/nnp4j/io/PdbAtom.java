package nnp4j.io;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;

/** The fixed columns of PDB records. */
final class PdbAtom {
    private static final Pattern COORDINATE = Pattern.compile(" *-?\\d*\\.\\d{3}");

    private static final Set<String> RECORDS = Set.of(
            "", "ANISOU", "AUTHOR", "CAVEAT", "CISPEP", "COMPND", "CONECT", "DBREF", "DBREF1", "DBREF2", "END",
            "EXPDTA", "FORMUL", "HEADER", "HELIX", "HET", "HETNAM", "HETSYN", "HYDBND", "JRNL", "KEYWDS", "LINK",
            "MASTER", "MDLTYP", "MODRES", "MTRIX1", "MTRIX2", "MTRIX3", "NUMMDL", "OBSLTE", "ORIGX1", "ORIGX2",
            "ORIGX3", "REMARK", "REVDAT", "SCALE1", "SCALE2", "SCALE3", "SEQADV", "SEQRES", "SHEET", "SIGATM", "SIGUIJ",
            "SITE", "SLTBRG", "SOURCE", "SPLIT", "SPRSDE", "SSBOND", "TER", "TITLE", "TURN", "TVECT", "USER");

    private PdbAtom() {}

    /** Whether a record may stand in the file; blank lines may. */
    static boolean isRecord(String name) {
        return RECORDS.contains(name);
    }

    /**
     * Reads ATOM or HETATM.
     *
     * @param serials index of each atom, from 1, by its serial number; extended
     * @param places residues that hold an alternate location, and which; extended
     */
    static void read(String line, Draft draft, Map<String, Integer> serials, Set<String> places) {
        int number = draft.atoms().size() + 1;
        if (line.length() < 54)
            throw new IllegalArgumentException(
                    "truncated atom (expected at least 54 columns, found " + line.length() + ")");
        String serial = line.substring(6, 11).strip();
        if (serials.putIfAbsent(serial, number) != null)
            throw new IllegalArgumentException("atom number \"" + Values.shown(serial) + "\" twice (expected once)");
        checkLocation(line, places);
        double[] x = new double[3];
        for (int k = 0; k < 3; k++) {
            String word = line.substring(30 + 8 * k, 38 + 8 * k);
            if (!COORDINATE.matcher(word).matches())
                throw new IllegalArgumentException("expected a number with 3 decimals in columns " + (31 + 8 * k)
                        + " to " + (38 + 8 * k) + ", found \"" + Values.shown(word) + "\"");
            x[k] = Values.coordinate(word.strip(), 1);
        }
        Values.Atom atom = element(line);
        draft.atoms().add(atom, x[0], x[1], x[2]);
        draft.write(String.format(
                Locale.ROOT,
                "HETATM%5d %-4s MOL A   1    %s  1.00  0.00          %2s",
                number % 100000,
                Element.symbol(atom.number()),
                line.substring(30, 54),
                Element.symbol(atom.number()).toUpperCase(Locale.ROOT)));
    }

    private static void checkLocation(String line, Set<String> places) {
        char location = line.charAt(16);
        if (location == ' ') return;
        String residue = line.substring(21, 27);
        places.add(residue + location);
        for (String place : places)
            if (place.startsWith(residue) && place.charAt(residue.length()) != location)
                throw new IllegalArgumentException(
                        "atom " + Values.shown(line.substring(12, 16).strip()) + " of "
                                + Values.shown(line.substring(17, 26).strip()) + " has alternate locations "
                                + place.charAt(residue.length()) + " and " + location
                                + " (expected one; keep one and remove the others)");
    }

    private static Values.Atom element(String line) {
        String symbol = line.length() < 77
                ? ""
                : line.substring(76, Math.min(78, line.length())).strip();
        if (!symbol.isEmpty()) return MdlV2000.mdlAtom(symbol);
        String name = line.substring(12, 16);
        if (name.matches("[ 0-9][A-Za-z].*")) return MdlV2000.mdlAtom(name.substring(1, 2));
        String two = name.substring(0, 2);
        boolean ion = name.strip().equalsIgnoreCase(line.substring(17, 20).strip());
        boolean noLetter = Element.atomicNumber(name.substring(0, 1)).isEmpty() && !name.matches("[DdTt].*");
        if (two.matches("[A-Za-z]{2}") && (ion || noLetter)) return MdlV2000.mdlAtom(two);
        throw new IllegalArgumentException("atom name \"" + Values.shown(name)
                + "\" does not tell the element (expected its symbol in columns 77 and 78)");
    }

    /** The unit cell of CRYST1: none if it is the unit cube that says that there is no crystal. */
    static Optional<Cell> cell(String line) {
        double[] value = new double[6];
        for (int k = 0; k < 6; k++) {
            int from = k < 3 ? 6 + 9 * k : 33 + 7 * (k - 3);
            int to = k < 3 ? from + 9 : from + 7;
            if (line.length() < to)
                throw new IllegalArgumentException("truncated CRYST1 (expected 3 lengths and 3 angles)");
            value[k] = Values.coordinate(line.substring(from, to).strip(), 1);
        }
        if (value[0] <= 1 && value[1] <= 1 && value[2] <= 1) return Optional.empty();
        String group = line.length() < 56
                ? ""
                : line.substring(55, Math.min(66, line.length())).strip();
        if (!group.matches("|P ?1"))
            throw new IllegalArgumentException("crystal of space group " + Values.shown(group)
                    + " (expected P 1: expand the cell, or remove CRYST1 for an isolated molecule)");
        return Optional.of(cell(value));
    }

    /** The first vector along x, the second in the xy plane. */
    private static Cell cell(double[] v) {
        for (int k = 3; k < 6; k++)
            if (v[k] <= 0 || v[k] >= 180)
                throw new IllegalArgumentException("CRYST1: angle " + v[k] + " (expected 0 to 180 degrees)");
        double cosA = cos(v[3]);
        double cosB = cos(v[4]);
        double cosC = cos(v[5]);
        double sinC = Math.sqrt(1 - cosC * cosC);
        double y = (cosA - cosB * cosC) / sinC;
        double z2 = 1 - cosB * cosB - y * y;
        if (z2 <= 0)
            throw new IllegalArgumentException("CRYST1: its angles fit no cell (expected those of a parallelepiped)");
        return Cell.of(
                new double[] {v[0], 0, 0, v[1] * cosC, v[1] * sinC, 0, v[2] * cosB, v[2] * y, v[2] * Math.sqrt(z2)},
                true,
                true,
                true);
    }

    /** Exact for right angles. */
    private static double cos(double degrees) {
        return degrees == 90 ? 0 : Math.cos(Math.toRadians(degrees));
    }
}
