package nnp4j.io;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The blocks of a V3000 connection table. */
final class MdlV3000 {
    private static final String START = "M  V30 ";

    private final Lines lines;
    private final Draft draft;
    private final Map<String, Integer> atoms = new HashMap<>();

    MdlV3000(Lines lines, Draft draft) {
        this.lines = lines;
        this.draft = draft;
    }

    /** Reads up to M  END. */
    void read(String counts) throws IOException {
        draft.write(counts);
        expect("BEGIN CTAB");
        String[] words = line("COUNTS").split("\\s+", -1);
        int atomCount = words.length < 4 ? -1 : Values.count(words[1]);
        int bondCount = words.length < 4 ? -1 : Values.count(words[2]);
        if (!words[0].equals("COUNTS") || atomCount < 1 || bondCount < 0)
            throw new IllegalArgumentException("expected COUNTS with the numbers of atoms and bonds, found \""
                    + Values.shown(String.join(" ", words)) + "\"");
        draft.write(START + "COUNTS " + atomCount + " " + bondCount + " 0 0 0");
        expect("BEGIN ATOM");
        for (int k = 1; k <= atomCount; k++) atom(line("atom " + k + " of " + atomCount));
        expect("END ATOM");
        draft.listsBonds();
        String line = line("END CTAB");
        if (line.equals("BEGIN BOND")) {
            draft.write(START + line);
            for (int k = 1; k <= bondCount; k++) bond(line("bond " + k + " of " + bondCount));
            expect("END BOND");
            line = line("END CTAB");
        } else if (bondCount > 0) {
            throw new IllegalArgumentException("expected BEGIN BOND, found \"" + Values.shown(line) + "\"");
        }
        while (!line.equals("END CTAB")) {
            if (line.matches("BEGIN (ATOM|BOND|CTAB|TEMPLATE|RGROUP).*|COUNTS.*"))
                throw new IllegalArgumentException("expected END CTAB, found \"" + Values.shown(line) + "\"");
            line = line("END CTAB");
        }
        draft.write("M  V30 END CTAB");
        String end = lines.next();
        if (end == null || !end.stripTrailing().equals("M  END"))
            throw new IllegalArgumentException("expected M  END, found "
                    + (end == null ? "the end of the file" : "\"" + Values.shown(end) + "\""));
        draft.write("M  END");
    }

    private void expect(String words) throws IOException {
        String line = line(words);
        if (!line.equals(words))
            throw new IllegalArgumentException(
                    "expected " + words + ", found \"" + Values.shown(line) + "\"; are the counts right?");
        draft.write(START + words);
    }

    /** What follows M  V30, with the lines joined that end in a hyphen. */
    private String line(String expected) throws IOException {
        StringBuilder whole = new StringBuilder();
        while (true) {
            String line = lines.next();
            if (line == null || line.startsWith("$$$$"))
                throw new IllegalArgumentException("truncated record (expected " + expected + ", found "
                        + (line == null ? "the end of the file" : "$$$$") + ")");
            if (!line.startsWith(START))
                throw new IllegalArgumentException(
                        "expected \"M  V30\" and " + expected + ", found \"" + Values.shown(line) + "\"");
            if (whole.length() + line.length() > 1_000_000) throw new IllegalArgumentException("endless line");
            String text = line.substring(START.length()).strip();
            if (!text.endsWith("-")) return whole.append(text).toString().strip();
            whole.append(text, 0, text.length() - 1);
        }
    }

    /** Number, type, x, y, z, mapping, KEY=VALUE ... */
    private void atom(String line) {
        String[] words = line.split("\\s+", -1);
        int number = draft.atoms().size() + 1;
        if (words.length < 6 || Values.count(words[0]) < 1)
            throw new IllegalArgumentException("expected atom " + number
                    + " (index, symbol, x, y, z, mapping), found \"" + Values.shown(line) + "\"");
        Values.Atom atom = MdlV2000.mdlAtom(words[1]);
        if (atoms.putIfAbsent(words[0], number) != null)
            throw new IllegalArgumentException("atom index " + words[0] + " twice (expected once)");
        if (Values.count(words[5]) < 0)
            throw new IllegalArgumentException(
                    "atom " + number + ": expected a mapping number after z, found \"" + Values.shown(words[5]) + "\"");
        draft.atoms()
                .add(
                        atom,
                        Values.coordinate(words[2], 1),
                        Values.coordinate(words[3], 1),
                        Values.coordinate(words[4], 1));
        StringBuilder kept = new StringBuilder();
        for (int k = 6; k < words.length; k++) {
            if (words[k].startsWith("MASS=")) {
                if (Values.count(words[k].substring(5)) < 1)
                    throw new IllegalArgumentException(
                            "atom " + number + ": expected a mass number, found \"" + Values.shown(words[k]) + "\"");
                draft.isotope(number - 1);
            }
            if (words[k].matches("(MASS|CHG|RAD)=-?\\d+")) kept.append(' ').append(words[k]);
        }
        String symbol =
                words[1].equals("D") || words[1].equals("T") ? words[1] : nnp4j.geometry.Element.symbol(atom.number());
        draft.write(START + number + " " + symbol + " " + words[2] + " " + words[3] + " " + words[4] + " 0" + kept);
    }

    /** Number, type, first atom, second atom, KEY=VALUE ... */
    private void bond(String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length < 4 || Values.count(words[0]) < 1)
            throw new IllegalArgumentException(
                    "expected a bond (index, type, two atoms), found \"" + Values.shown(line) + "\"");
        int type = Values.count(words[1]);
        if (type < 1 || (type > 4 && type != 9))
            throw new IllegalArgumentException(
                    "bond type \"" + Values.shown(words[1]) + "\" (expected 1, 2, 3, 4 or 9)");
        Integer first = atoms.get(words[2]);
        Integer second = atoms.get(words[3]);
        if (first == null || second == null)
            throw new IllegalArgumentException(
                    "bond " + Values.shown(words[2] + "-" + words[3]) + " (expected indices of two atoms)");
        if (!draft.bond(first, second))
            throw new IllegalArgumentException("bond " + words[2] + "-" + words[3] + " twice (expected once)");
        draft.write(START + words[0] + " " + type + " " + first + " " + second);
    }
}
