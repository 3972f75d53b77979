package nnp4j.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nnp4j.geometry.Geometry;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * Frames of an HDF5 file as ANI-1x has it: a group for each composition, with coordinates (rows, atoms, 3), atomic_numbers
 * (atoms), energies (rows) and perhaps forces (rows, atoms, 3). Rows whose energy is NaN were not computed and are left
 * out. Keeps a block of rows in memory.
 */
final class HdfSource implements FrameSource {
    private static final FileUnits ANI = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.HARTREE);

    static {
        // jhdf logs through SLF4J, which without a provider writes to standard error that there is none
        if (System.getProperty("slf4j.internal.verbosity") == null)
            System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private final Path path;
    private final ReferenceOptions options;
    private final FileUnits units;
    private final HdfFile file;
    private final Deque<Group> groups = new ArrayDeque<>();
    private String group = "";
    private ArrayNames names;
    private Geometry start;
    private HdfRows coordinates;
    private HdfRows energies;
    private HdfRows forces;
    private int row;
    private int frames;
    private long skipped;

    HdfSource(Path path, ReferenceOptions options) {
        this.path = path;
        this.options = options;
        this.units = options.units().orElse(ANI);
        try {
            file = new HdfFile(path);
        } catch (RuntimeException e) { // of many kinds, wherever the bytes make no sense
            throw new MoleculeFormatException(path + ": expected an HDF5 file, found " + reason(e), e);
        }
        try {
            for (Node node : file.getChildren().values()) if (node instanceof Group g) groups.add(g);
        } catch (RuntimeException e) {
            file.close();
            throw new MoleculeFormatException(path + ": expected HDF5 groups, found " + reason(e), e);
        }
        if (groups.isEmpty()) {
            file.close();
            throw new MoleculeFormatException(path + ": expected a group for each composition, found none");
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : Values.shown(e.getMessage(), 100);
    }

    @Override
    public Frame next() {
        try {
            while (true) {
                if (energies == null || row == energies.count()) {
                    if (groups.isEmpty()) return end();
                    openGroup(groups.remove());
                    continue;
                }
                double energy = energies.row(row)[0];
                if (!Double.isNaN(energy)) return frame(energy);
                row++;
                skipped++;
            }
        } catch (MoleculeFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            String where = path + ": group " + group + (energies == null ? ": " : ": row " + (row + 1) + ": ");
            if (e instanceof IllegalArgumentException) throw new MoleculeFormatException(where + e.getMessage(), e);
            throw new MoleculeFormatException(where + "expected readable HDF5 data, found " + reason(e), e);
        }
    }

    private Frame end() {
        if (frames > 0) return null;
        throw new MoleculeFormatException(path + ": expected rows with an energy, found " + skipped + " without");
    }

    private Frame frame(double energy) {
        double[] x = coordinates.row(row);
        double[] f = forces == null ? null : forces.row(row);
        Frame frame = FrameArrays.of(frames + 1, start, x, energy, f, units, names);
        frames++;
        row++;
        return frame;
    }

    private void openGroup(Group next) {
        group = Values.shown(next.getName());
        row = 0;
        energies = null;
        Map<String, Node> children = next.getChildren();
        String energy = ArrayNames.choose(children.keySet(), options.energyKey(), List.of("wb97x_dz.energy"), true);
        List<String> likely = List.of(energy.replaceFirst("\\.energy$", ".forces"));
        names = new ArrayNames(
                ArrayNames.choose(children.keySet(), options.coordinatesKey(), List.of("coordinates"), true),
                energy,
                energy.endsWith(".energy") || options.forcesKey().isPresent()
                        ? ArrayNames.choose(children.keySet(), options.forcesKey(), likely, false)
                        : null,
                ArrayNames.choose(children.keySet(), Optional.empty(), List.of("atomic_numbers"), true));
        HdfRows elements = HdfRows.of(children.get(names.elements()), names.elements());
        int atoms = elements.count();
        if (atoms < 1 || atoms > FrameArrays.MOST_ATOMS)
            throw new IllegalArgumentException(
                    names.elements() + ": expected 1 to " + FrameArrays.MOST_ATOMS + " atoms, found " + atoms);
        elements.expect(atoms);
        double[] numbers = new double[atoms];
        for (int i = 0; i < atoms; i++) numbers[i] = elements.row(i)[0];
        start = Geometry.of(FrameArrays.elements(numbers, names.elements()), new double[3 * atoms]);
        coordinates = HdfRows.of(children.get(names.coordinates()), names.coordinates());
        coordinates.expect(coordinates.count(), atoms, 3);
        forces = names.forces() == null ? null : HdfRows.of(children.get(names.forces()), names.forces());
        if (forces != null) forces.expect(coordinates.count(), atoms, 3);
        HdfRows rows = HdfRows.of(children.get(energy), energy);
        rows.expectRows(coordinates.count());
        energies = rows;
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    public void close() {
        file.close();
    }
}
