package nnp4j.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import nnp4j.geometry.Geometry;

/**
 * Frames of one molecule in an .npz archive as MD17 and rMD17 have it: coordinates (frames, atoms, 3), energies (frames) or
 * (frames, 1), forces (frames, atoms, 3) and atomic numbers (atoms). The arrays are read side by side, a frame at a time.
 */
final class NpzSource implements FrameSource {
    private static final String END = ".npy";

    private final Path path;
    private final FileUnits units;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new TreeMap<>();
    private final List<Closeable> open = new ArrayList<>();
    private ArrayNames names;
    private NpyArray coordinates;
    private NpyArray energies;
    private NpyArray forces;
    private Geometry start;
    private long count;
    private int frames;

    NpzSource(Path path, ReferenceOptions options) throws IOException {
        this.path = path;
        this.units = options.units()
                .orElseThrow(() -> new MoleculeFormatException(path
                        + ": expected units to go with a file that names none (MD17: kcal/mol, angstrom), found none"));
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) { // bad names are the last
            throw new MoleculeFormatException(
                    path + ": expected an .npz archive (zip), found none or one that is cut off (" + reason(e) + ")",
                    e);
        }
        open.add(zip);
        try {
            openArrays(options);
        } catch (IllegalArgumentException e) {
            close();
            throw new MoleculeFormatException(path + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openArrays(ReferenceOptions options) throws IOException {
        zip.stream()
                .filter(entry -> entry.getName().endsWith(END))
                .forEach(entry ->
                        entries.put(entry.getName().substring(0, entry.getName().length() - END.length()), entry));
        names = new ArrayNames(
                ArrayNames.choose(entries.keySet(), options.coordinatesKey(), List.of("R", "coords"), true),
                ArrayNames.choose(entries.keySet(), options.energyKey(), List.of("E", "energies"), true),
                ArrayNames.choose(entries.keySet(), options.forcesKey(), List.of("F", "forces"), false),
                ArrayNames.choose(entries.keySet(), Optional.empty(), List.of("z", "nuclear_charges"), true));
        int[] elements = elements(names.elements());
        start = Geometry.of(elements, new double[3 * elements.length]);
        coordinates = array(names.coordinates());
        expect(coordinates, names.coordinates(), "(frames, " + elements.length + ", 3)", -1, elements.length, 3);
        count = coordinates.shape()[0];
        if (count < 1 || count > Integer.MAX_VALUE)
            throw new IllegalArgumentException(
                    names.coordinates() + ": expected 1 to " + Integer.MAX_VALUE + " frames, found " + count);
        energies = array(names.energy());
        boolean column = energies.shape().length == 2;
        long[] shape = column ? new long[] {count, 1} : new long[] {count};
        expect(energies, names.energy(), "(" + count + ") or (" + count + ", 1)", shape);
        if (names.forces() == null) return;
        forces = array(names.forces());
        expect(forces, names.forces(), "(" + count + ", " + elements.length + ", 3)", count, elements.length, 3);
    }

    private int[] elements(String name) throws IOException {
        try (NpyArray array = array(name)) {
            expect(array, name, "(atoms)", -1);
            long atoms = array.shape()[0];
            if (atoms < 1 || atoms > FrameArrays.MOST_ATOMS)
                throw new IllegalArgumentException(
                        name + ": expected 1 to " + FrameArrays.MOST_ATOMS + " atoms, found " + atoms);
            double[] numbers = new double[(int) atoms];
            read(array, name, numbers);
            return FrameArrays.elements(numbers, name);
        }
    }

    private NpyArray array(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        try {
            NpyArray array = new NpyArray(zip.getInputStream(entry), entry.getSize(), entry.getCrc());
            open.add(array);
            return array;
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void expect(NpyArray array, String name, String meaning, long... shape) {
        try {
            array.expect(meaning, shape);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void read(NpyArray array, String name, double[] values) throws IOException {
        try {
            array.read(values);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? "its end" : Values.shown(e.getMessage(), 100);
    }

    private static IllegalArgumentException damaged(String name, IOException e) {
        return new IllegalArgumentException(
                name + ": expected a whole zip entry, found it damaged (" + reason(e) + ")", e);
    }

    @Override
    public Frame next() throws IOException {
        if (frames == count) return null;
        try {
            double[] x = new double[3 * start.atomCount()];
            double[] energy = new double[1];
            double[] f = forces == null ? null : new double[x.length];
            read(coordinates, names.coordinates(), x);
            read(energies, names.energy(), energy);
            if (f != null) read(forces, names.forces(), f);
            Frame frame = FrameArrays.of(frames + 1, start, x, energy[0], f, units, names);
            frames++;
            return frame;
        } catch (IllegalArgumentException e) {
            throw new MoleculeFormatException(path + ": frame " + (frames + 1) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (int k = open.size() - 1; k >= 0; k--) open.get(k).close();
    }
}
