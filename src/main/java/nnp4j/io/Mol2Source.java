package nnp4j.io;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import nnp4j.geometry.Element;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.io.Mol2Reader;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/** Molecules of Tripos MOL2 files, one after the other (Tripos Mol2 File Format, SYBYL 7.1, 2005). */
final class Mol2Source implements FrameSource {
    private static final String TAG = "@<TRIPOS>";

    private final Lines lines;
    private int frames;

    Mol2Source(Lines lines) {
        this.lines = lines;
    }

    @Override
    public Frame next() throws IOException {
        String line = content();
        if (line == null) {
            if (frames == 0) throw lines.error("no molecule (expected @<TRIPOS>MOLECULE, found an empty file)");
            return null;
        }
        if (!line.strip().equals(TAG + "MOLECULE"))
            throw lines.error("expected @<TRIPOS>MOLECULE, found \"" + Values.shown(line) + "\"");
        frames++;
        int first = lines.number();
        Draft draft = new Draft();
        try {
            molecule(draft);
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
        try {
            IAtomContainer found = CdkMolecule.read(() -> read(draft.text()));
            return CdkMolecule.frame(frames, draft, found, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw lines.errorAt(first, "record " + frames + ": " + e.getMessage());
        }
    }

    private static IAtomContainer read(String text) throws CDKException, IOException {
        try (Mol2Reader reader = new Mol2Reader(new StringReader(text))) {
            return reader.read(SilentChemObjectBuilder.getInstance().newAtomContainer());
        }
    }

    /** The next line that is neither blank nor a comment, or null. */
    private String content() throws IOException {
        String line = lines.next();
        while (line != null && (line.isBlank() || line.startsWith("#"))) line = lines.next();
        return line;
    }

    /** Everything up to the next molecule. */
    private void molecule(Draft draft) throws IOException {
        String title = lines.next();
        String counts = lines.next();
        if (title == null || counts == null)
            throw new IllegalArgumentException("truncated molecule (expected its name and counts)");
        String[] words = counts.strip().split("\\s+", -1);
        int atoms = Values.count(words[0]);
        int bonds = words.length > 1 ? Values.count(words[1]) : 0;
        if (atoms < 1 || bonds < 0)
            throw new IllegalArgumentException(
                    "expected the numbers of atoms (from 1 up) and bonds, found \"" + Values.shown(counts) + "\"");
        draft.title(title);
        draft.write(TAG + "MOLECULE\nmolecule\n" + atoms + " " + bonds + "\nSMALL\nNO_CHARGES");
        boolean bonded = false;
        String line = content();
        while (line != null && !line.strip().equals(TAG + "MOLECULE")) {
            String tag = line.strip();
            if (tag.equals(TAG + "ATOM")) {
                if (draft.atoms().size() > 0) throw new IllegalArgumentException("@<TRIPOS>ATOM twice (expected once)");
                draft.write(tag);
                for (int k = 1; k <= atoms; k++) atom(record("atom " + k + " of " + atoms), draft);
            } else if (tag.equals(TAG + "BOND")) {
                if (draft.atoms().size() == 0)
                    throw new IllegalArgumentException("expected @<TRIPOS>ATOM before @<TRIPOS>BOND");
                if (bonded) throw new IllegalArgumentException("@<TRIPOS>BOND twice (expected once)");
                bonded = true;
                draft.write(tag);
                for (int k = 1; k <= bonds; k++) bond(record("bond " + k + " of " + bonds), draft);
            } else {
                skip(tag, draft.atoms().size() > 0);
            }
            line = content();
        }
        if (draft.atoms().size() == 0) throw new IllegalArgumentException("no @<TRIPOS>ATOM section (expected one)");
        if (bonds > 0 && !bonded)
            throw new IllegalArgumentException("no @<TRIPOS>BOND section (expected " + bonds + " bonds)");
        draft.listsBonds();
        if (line != null) lines.pushBack(line);
    }

    /** Lines of the molecule's head and of sections that say nothing of its geometry. */
    private void skip(String tag, boolean afterAtoms) throws IOException {
        if (tag.startsWith(TAG + "CRYSIN"))
            throw new IllegalArgumentException(
                    "crystal (expected a molecule; remove @<TRIPOS>CRYSIN for an isolated one)");
        if (!tag.startsWith("@") && afterAtoms)
            throw new IllegalArgumentException(
                    "expected a section @<TRIPOS>..., found \"" + Values.shown(tag) + "\"; are the counts right?");
        if (tag.startsWith("@") && !tag.matches("@<TRIPOS>[A-Z_]+"))
            throw new IllegalArgumentException("expected a section @<TRIPOS>..., found \"" + Values.shown(tag) + "\"");
        String line = lines.next();
        while (line != null && !line.startsWith("@")) line = lines.next();
        if (line != null) lines.pushBack(line);
    }

    private String[] record(String expected) throws IOException {
        String line = content();
        if (line == null || line.startsWith("@"))
            throw new IllegalArgumentException(
                    "expected " + expected + ", found " + (line == null ? "the end of the file" : Values.shown(line)));
        return line.strip().split("\\s+", -1);
    }

    /** Number, name, x, y, z, type, ... */
    private static void atom(String[] words, Draft draft) {
        int number = draft.atoms().size() + 1;
        if (words.length < 6 || Values.count(words[0]) != number)
            throw new IllegalArgumentException("expected atom " + number + " (number, name, x, y, z, type), found \""
                    + Values.shown(String.join(" ", words)) + "\"");
        String symbol = words[5].split("\\.", 2)[0];
        if (symbol.matches("(?i)LP|Du|Hal|Het|Hev|Any"))
            throw new IllegalArgumentException(
                    "atom " + number + ": \"" + Values.shown(words[5]) + "\" is a dummy atom (expected an element)");
        Values.Atom atom = MdlV2000.mdlAtom(symbol);
        draft.atoms()
                .add(
                        atom,
                        Values.coordinate(words[2], 1),
                        Values.coordinate(words[3], 1),
                        Values.coordinate(words[4], 1));
        draft.write(String.format(
                Locale.ROOT,
                "%d %s %s %s %s %s",
                number,
                symbol,
                words[2],
                words[3],
                words[4],
                Element.symbol(atom.number())));
    }

    /** Number, first atom, second atom, type. */
    private static void bond(String[] words, Draft draft) {
        if (words.length < 4 || Values.count(words[0]) < 1 || Values.count(words[1]) < 0 || Values.count(words[2]) < 0)
            throw new IllegalArgumentException("expected a bond (number, two atoms, type), found \""
                    + Values.shown(String.join(" ", words)) + "\"");
        if (!words[3].matches("[123]|am|ar|un"))
            throw new IllegalArgumentException(
                    "bond type \"" + Values.shown(words[3]) + "\" (expected 1, 2, 3, am, ar or un)");
        int first = Values.count(words[1]);
        int second = Values.count(words[2]);
        if (!draft.bond(first, second))
            throw new IllegalArgumentException("bond " + first + "-" + second + " twice (expected once)");
        draft.write(words[0] + " " + first + " " + second + " " + words[3]);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
