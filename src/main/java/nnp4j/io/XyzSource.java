package nnp4j.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Cell;

/** Frames of xyz and extended-xyz files, read strictly: the count, a comment, one line an atom. */
final class XyzSource implements FrameSource {
    private final Lines lines;
    private final FileUnits units;
    private int frames;

    XyzSource(Lines lines, FileUnits units) {
        this.lines = lines;
        this.units = units;
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

    private Frame frame(int count, String comment) throws IOException {
        int commentLine = lines.number();
        Map<String, String> keys;
        XyzColumns columns;
        FileUnits units;
        try {
            boolean extended = comment.contains("Properties=");
            keys = extended || comment.contains("Lattice=") ? XyzComment.parse(comment) : new HashMap<>();
            columns = extended ? XyzColumns.parse(keys.remove("Properties")) : XyzColumns.PLAIN;
            units = XyzComment.units(keys, this.units);
        } catch (IllegalArgumentException e) {
            throw lines.errorAt(commentLine, e.getMessage());
        }
        AtomList atoms = new AtomList();
        List<double[]> forces = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            String line = lines.next();
            if (line == null)
                throw lines.error("expected " + count + " atoms, found " + k + " and the end of the file");
            if (line.isBlank()) throw lines.error("expected atom " + (k + 1) + " of " + count + ", found a blank line");
            try {
                columns.read(line.strip().split("\\s+"), units, atoms, forces);
            } catch (IllegalArgumentException e) {
                throw lines.error(e.getMessage());
            }
        }
        try {
            atoms.checkApart();
            Optional<Cell> cell = XyzComment.cell(keys, units);
            OptionalDouble energy = XyzComment.energy(keys, units);
            return Frame.of(++frames, atoms.geometry(cell), comment)
                    .withEnergy(energy, flat(forces))
                    .withProperties(keys);
        } catch (IllegalArgumentException e) {
            throw lines.errorAt(commentLine, e.getMessage());
        }
    }

    private static Optional<double[]> flat(List<double[]> forces) {
        if (forces.isEmpty()) return Optional.empty();
        double[] flat = new double[3 * forces.size()];
        for (int k = 0; k < forces.size(); k++) System.arraycopy(forces.get(k), 0, flat, 3 * k, 3);
        return Optional.of(flat);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
