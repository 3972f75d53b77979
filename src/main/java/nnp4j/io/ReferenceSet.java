package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/**
 * Reference energies, and forces where there are any, read one by one, told by the file name: extended xyz; CSV with
 * coordinates, distances or a z-matrix; .npz as MD17 has it; HDF5 (.h5, .hdf5) as ANI-1x has it; QCSchema (.json, .jsonl).
 * Every frame has an energy. Throws as {@link MoleculeReader} does; after an error it gives no further frames.
 *
 * <p>Layouts: MD17 is Chmiela et al., Sci. Adv. 3, e1603015 (2017), doi:10.1126/sciadv.1603015; ANI-1x is Smith et al., Sci.
 * Data 7, 134 (2020), doi:10.1038/s41597-020-0473-z; QCSchema is Smith et al., WIREs Comput. Mol. Sci. 11, e1491 (2021),
 * doi:10.1002/wcms.1491.
 */
public final class ReferenceSet implements Iterator<Frame>, AutoCloseable {
    private static final String CHOICES = ".xyz, .extxyz, .csv, .npz, .h5, .hdf5, .json or .jsonl";

    private final Path path;
    private final FrameSource source;
    private final MoleculeReader frames;
    private final boolean gradients;

    private ReferenceSet(Path path, FrameSource source, boolean gradients) {
        this.path = path;
        this.source = source;
        this.frames = new MoleculeReader(source);
        this.gradients = gradients;
    }

    /**
     * Opens a reference file with the names that the format has.
     *
     * @param path the file
     * @param units of a file that names none; CSV columns always name theirs
     * @param molecule the molecule that the rows of a CSV file are geometries of; not needed for other files
     * @return frames in the order of the file, each with an energy
     */
    public static ReferenceSet open(Path path, FileUnits units, Optional<Geometry> molecule) {
        ReferenceOptions options = ReferenceOptions.DEFAULT.withUnits(units);
        return open(path, molecule.map(options::withMolecule).orElse(options));
    }

    /**
     * Opens a reference file.
     *
     * @param path the file
     * @param options units and names
     * @return frames in the order of the file, each with an energy
     */
    public static ReferenceSet open(Path path, ReferenceOptions options) {
        try {
            String extension = MoleculeReader.extension(path);
            FrameSource source = source(path, extension, options);
            return new ReferenceSet(path, source, options.gradients() || source instanceof QcSchemaSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FrameSource source(Path path, String extension, ReferenceOptions options) throws IOException {
        return switch (extension) {
            case "xyz", "extxyz" ->
                new XyzSource(new Lines(path), options.units().orElse(FileUnits.DEFAULT), XyzKeys.of(options));
            case "csv" -> new CsvSource(new Lines(path), options);
            case "npz" -> new NpzSource(path, options);
            case "h5", "hdf5" -> new HdfSource(path, options);
            case "json", "jsonl" -> new QcSchemaSource(path, options);
            default ->
                throw new MoleculeFormatException(path + ": unknown kind of reference file (expected " + CHOICES + ")");
        };
    }

    /**
     * Rows left out so far because their energy is not a number, as ANI-1x marks what was not computed; in other formats that is
     * an error.
     *
     * @return count, from 0
     */
    public long skipped() {
        return source.skipped();
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
        return gradients ? frame.withForcesTurned() : frame;
    }

    @Override
    public void close() {
        frames.close();
    }
}
