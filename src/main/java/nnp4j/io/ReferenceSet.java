package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/**
 * Reference energies, and forces where there are any, read one by one: from extended xyz, or from CSV with a column of
 * distances (a diatomic) or of coordinates. Every frame has an energy. Throws as {@link MoleculeReader} does.
 */
public final class ReferenceSet implements Iterator<Frame>, AutoCloseable {
    private final Path path;
    private final MoleculeReader frames;

    private ReferenceSet(Path path, MoleculeReader frames) {
        this.path = path;
        this.frames = frames;
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
        if (!csv) return new ReferenceSet(path, MoleculeReader.open(path, units));
        if (molecule.isEmpty())
            throw new MoleculeFormatException(path + ": expected a molecule to go with a CSV file, found none");
        try {
            if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
            return new ReferenceSet(path, new MoleculeReader(new CsvSource(new Lines(path), molecule.get())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return frames.hasNext();
    }

    @Override
    public Frame next() {
        Frame frame = frames.next();
        if (frame.energy().isEmpty())
            throw new MoleculeFormatException(
                    path + ": frame " + frame.number() + ": expected a reference energy (energy=...), found none");
        return frame;
    }

    @Override
    public void close() {
        frames.close();
    }
}
