package nnp4j.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The CONECT lines of a PDB file, by the part of the file that END closes. */
final class PdbBonds {
    private static final int MOST = 1_000_000;

    /** One line: the part it stands in, its text and number. */
    private record Conect(int part, String text, int line) {}

    private final List<Conect> conects;

    private PdbBonds(List<Conect> conects) {
        this.conects = conects;
    }

    /** Looks through the file; what can be read only once, a pipe, is taken to have none. */
    static PdbBonds scan(Path path) throws IOException {
        List<Conect> conects = new ArrayList<>();
        if (!Files.isRegularFile(path)) return new PdbBonds(conects);
        try (Lines lines = new Lines(path)) {
            int part = 1;
            boolean atoms = false;
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.startsWith("ATOM") || line.startsWith("HETATM")) atoms = true;
                if (line.startsWith("CONECT")) conects.add(new Conect(part, line, lines.number()));
                if (line.strip().equals("END") && atoms) {
                    part++;
                    atoms = false;
                }
                if (conects.size() > MOST) throw lines.error("more than " + MOST + " CONECT records");
            }
        }
        return new PdbBonds(conects);
    }

    /** Adds the bonds of a part, or with part 0 all of them. */
    void add(Draft draft, Map<String, Integer> serials, int part) {
        for (Conect conect : conects) {
            if (part != 0 && conect.part() != part) continue;
            try {
                add(draft, serials, conect.text().stripTrailing());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("CONECT in line " + conect.line() + ": " + e.getMessage(), e);
            }
        }
    }

    private static void add(Draft draft, Map<String, Integer> serials, String text) {
        if (text.length() < 12 || text.length() > 80)
            throw new IllegalArgumentException("expected atoms in columns of 5, found \"" + Values.shown(text) + "\"");
        int first = atom(serials, text, 6);
        // Columns beyond 31 held hydrogen bonds and salt bridges until format 2.3; the present one leaves them blank.
        if (text.length() > 31)
            throw new IllegalArgumentException(
                    "expected nothing after column 31, found \"" + Values.shown(text) + "\"");
        for (int from = 11; from < text.length(); from += 5) {
            if (text.substring(from, Math.min(from + 5, text.length())).isBlank()) continue;
            int second = atom(serials, text, from);
            // Each bond stands at both atoms, and as often as its order says.
            if (draft.bond(first, second)) draft.write(String.format(Locale.ROOT, "CONECT%5d%5d", first, second));
        }
    }

    private static int atom(Map<String, Integer> serials, String text, int from) {
        String serial = text.substring(from, Math.min(from + 5, text.length())).strip();
        Integer atom = serials.get(serial);
        if (atom == null)
            throw new IllegalArgumentException(
                    "no atom \"" + Values.shown(serial) + "\" (expected the number of an atom)");
        return atom;
    }
}
