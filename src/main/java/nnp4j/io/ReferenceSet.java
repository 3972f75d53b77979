package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/**
 * Reference energies, and forces where there are any, read one by one: from extended xyz, or from CSV with a column of
 * distances (a diatomic) or of coordinates. Every frame has an energy. Throws as {@link MoleculeReader} does.
 */
public final class ReferenceSet implements Iterator<Frame>, AutoCloseable {
    private final Path path;
    private final FrameSource source;
    private Frame next;
    private boolean ended;

    private ReferenceSet(Path path, FrameSource source) {
        this.path = path;
        this.source = source;
    }

    /**
     * Opens a reference file.
     *
     * @param path a .csv file, or a molecule file that holds energies
     * @param units of a file that names none; CSV columns always name theirs
     * @param molecule the molecule that the rows of a CSV file are geometries of; not needed for other files
     * @return frames in the order of the file, each with an energy
     */
    public static ReferenceSet open(Path path, FileUnits units, Optional<Geometry> molecule) {
        boolean csv = path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        if (!csv) return new ReferenceSet(path, frames(path, units));
        if (molecule.isEmpty())
            throw new MoleculeFormatException(path + ": expected a molecule to go with a CSV file, found none");
        try {
            if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
            return new ReferenceSet(path, new CsvSource(new Lines(path), molecule.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FrameSource frames(Path path, FileUnits units) {
        MoleculeReader reader = MoleculeReader.open(path, units);
        return new FrameSource() {
            @Override
            public Frame next() {
                return reader.hasNext() ? reader.next() : null;
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = source.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ended = next == null;
            if (next != null && next.energy().isEmpty())
                throw new MoleculeFormatException(
                        path + ": frame " + next.number() + ": expected a reference energy (energy=...), found none");
        }
        return next != null;
    }

    @Override
    public Frame next() {
        if (!hasNext()) throw new NoSuchElementException("no frame is left");
        Frame frame = next;
        next = null;
        return frame;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
