package nnp4j.io;

import java.io.IOException;

/** Frames of xyz and extended-xyz files, read strictly: the count, a comment, one line an atom. */
final class XyzSource implements FrameSource {
    private final Lines lines;
    private final FileUnits units;
    private final XyzKeys keys;
    private int frames;

    XyzSource(Lines lines, FileUnits units, XyzKeys keys) {
        this.lines = lines;
        this.units = units;
        this.keys = keys;
    }

    @Override
    public Frame next() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) line = lines.next();
        if (line == null) {
            if (frames == 0) throw lines.error("no molecule (expected a number of atoms, found an empty file)");
            return null;
        }
        int count = count(line.strip());
        int countLine = lines.number();
        String comment = lines.next();
        if (comment == null) throw lines.errorAt(countLine, "expected " + count + " atoms, found the end of the file");
        return frame(count, comment.strip());
    }

    private int count(String line) {
        int count = Values.count(line);
        if (count > 0) return count;
        if (count < 0 && frames > 0 && line.split("\\s+").length >= 4)
            throw lines.error("expected a number of atoms, found \"" + Values.shown(line)
                    + "\"; is the count of the frame before it too small?");
        throw lines.error("expected a number of atoms from 1 up, found \"" + Values.shown(line) + "\"");
    }

    private Frame frame(int count, String title) throws IOException {
        int commentLine = lines.number();
        XyzComment comment;
        try {
            comment = XyzComment.parse(title, units, keys);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
        AtomList atoms = new AtomList();
        for (int k = 0; k < count; k++) {
            String line = lines.next();
            if (line == null)
                throw lines.error("expected " + count + " atoms, found " + k + " and the end of the file");
            if (line.isBlank()) throw lines.error("expected atom " + (k + 1) + " of " + count + ", found a blank line");
            try {
                comment.columns().read(Values.words(line), comment.units(), atoms);
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
        int second = atoms.firstOnTakenSpot();
        if (second >= 0) throw lines.errorAt(commentLine + 1 + second, atoms.onTakenSpot(second));
        return Frame.of(++frames, atoms.geometry(comment.cell()), title)
                .withEnergy(comment.energy(), atoms.forces())
                .withProperties(comment.properties());
    }

    private MoleculeFormatException wrong(IllegalArgumentException e) {
        return lines.error(keys.reference() ? "frame " + (frames + 1) + ": " + e.getMessage() : e.getMessage());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
