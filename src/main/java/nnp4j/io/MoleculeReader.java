package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Reads the frames of a molecule file one by one: xyz and extended xyz, SDF and MOL (V2000, V3000), MOL2, PDB, CML, told by the
 * file name. Keeps one frame in memory; after an error it gives no further frames. Every method throws {@link MoleculeFormatException} with file and line where the
 * file is not as its format demands, and {@link UncheckedIOException} where it cannot be read.
 */
public final class MoleculeReader implements Iterator<Frame>, AutoCloseable {
    private static final String CHOICES = ".xyz, .extxyz, .sdf, .mol, .mol2, .pdb, .ent or .cml";

    private final FrameSource source;
    private Frame next;
    private boolean ended;
    private MoleculeFormatException failure;

    MoleculeReader(FrameSource source) {
        this.source = source;
    }

    /**
     * Opens a file in angstrom and eV.
     *
     * @param path the file
     * @return a reader before the first frame
     */
    public static MoleculeReader open(Path path) {
        return open(path, FileUnits.DEFAULT);
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param units of xyz and extended-xyz files that name none; the other formats are in angstrom
     * @return a reader before the first frame
     */
    public static MoleculeReader open(Path path, FileUnits units) {
        try {
            String extension = extension(path);
            if (extension.equals("xyz") || extension.equals("extxyz"))
                return new MoleculeReader(new XyzSource(new Lines(path), units, XyzKeys.ANY));
            if (CdkFormats.reads(extension)) return new MoleculeReader(CdkFormats.open(path, extension, units));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new MoleculeFormatException(path + ": unknown kind of molecule file (expected " + CHOICES + ")");
    }

    /** What follows the last point of a file's name, in lower case; the file must be there and not be a folder. */
    static String extension(Path path) throws IOException {
        if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
        if (!Files.isRegularFile(path) && Files.isDirectory(path))
            throw new MoleculeFormatException(path + ": expected a molecule file, found a folder");
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the first frame of a file. What follows it is looked at, too: a count that is too small shows only there.
     *
     * @param path the file
     * @param units of xyz and extended-xyz files that name none
     * @return the first frame
     */
    public static Frame first(Path path, FileUnits units) {
        try (MoleculeReader reader = open(path, units)) {
            Frame first = reader.next();
            reader.lookAhead();
            return first;
        }
    }

    @Override
    public boolean hasNext() {
        lookAhead();
        return next != null;
    }

    private void lookAhead() {
        if (next == null && !ended) {
            if (failure != null) throw failure; // what follows a broken frame cannot be trusted
            try {
                next = source.next();
            } catch (MoleculeFormatException e) {
                failure = e;
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ended = next == null;
        }
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
