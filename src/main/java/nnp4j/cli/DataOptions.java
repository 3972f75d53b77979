package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nnp4j.io.FileUnits;
import nnp4j.io.Frame;
import nnp4j.io.MoleculeReader;
import nnp4j.io.ReferenceOptions;
import nnp4j.io.ReferenceSet;
import nnp4j.train.DataSet;
import nnp4j.train.Provenance;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data to learn from, and how to read them. */
final class DataOptions {
    @Parameters(
            paramLabel = "DATA",
            description = "Reference energies, and forces where there are any: extended xyz, CSV, .npz (MD17), HDF5"
                    + " (ANI-1x) or QCSchema JSON.")
    private Path data;

    @Option(
            names = "--molecule",
            paramLabel = "FILE",
            description = "The molecule that the rows of a CSV file are geometries of.")
    private Path molecule;

    @Option(
            names = "--columns",
            paramLabel = "NAME=MEANING",
            split = ",",
            description = "What columns of a CSV file are, for example r0=bond_2-3_angstrom,E=energy_hartree.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--energy-key", paramLabel = "NAME", description = "Name of the energies in the file.")
    private String energyKey;

    @Option(names = "--forces-key", paramLabel = "NAME", description = "Name of the forces in the file.")
    private String forcesKey;

    @Option(
            names = "--coordinates-key",
            paramLabel = "NAME",
            description = "Name of the coordinates in an .npz or HDF5 file.")
    private String coordinatesKey;

    @Option(names = "--gradients", description = "The file holds gradients +dE/dx in place of forces.")
    private boolean gradients;

    @Option(
            names = "--energy-unit",
            paramLabel = "UNIT",
            converter = UnitOptions.Energies.class,
            description = "Unit of energies in a file that names none: eV, hartree, kcal/mol, kJ/mol, cm-1, meV"
                    + " (default: eV; hartree for HDF5).")
    private EnergyUnit energyUnit;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            converter = UnitOptions.Lengths.class,
            description = "Unit of lengths in a file that names none: angstrom, bohr, nm (default: angstrom).")
    private LengthUnit lengthUnit;

    @Option(
            names = "--force-unit",
            paramLabel = "UNIT",
            description = "Unit of forces in a file that names none, for example hartree/bohr (default: from the other"
                    + " two).")
    private String forceUnit;

    @Option(
            names = "--energy-below",
            paramLabel = "X",
            description = "Leave out frames more than X, in --energy-unit, above the lowest energy.")
    private Double energyBelow;

    @Option(names = "--name", paramLabel = "NAME", description = "Short name of the potential (default: of the file).")
    private String name;

    @Option(
            names = "--theory",
            paramLabel = "TEXT",
            description = "The quantum chemistry of the data, for the potential's card.",
            defaultValue = "not stated")
    private String theory;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "Licence of the potential, for its card.",
            defaultValue = "not stated")
    private String licence;

    @Option(names = "--citation", paramLabel = "TEXT", description = "How to cite the potential, for its card.")
    private String citation;

    Path path() {
        return data;
    }

    boolean hasMolecule() {
        return molecule != null;
    }

    /** The unit that errors are said in: that of the data where it is given, else kcal/mol. */
    EnergyUnit shownUnit() {
        return energyUnit == null ? EnergyUnit.KCAL_PER_MOL : energyUnit;
    }

    DataSet read(Progress progress) {
        List<Frame> frames = new ArrayList<>();
        try (ReferenceSet set = ReferenceSet.open(data, options())) {
            while (set.hasNext()) {
                frames.add(set.next());
                progress.step();
            }
        } finally {
            progress.end();
        }
        return DataSet.of(energyBelow == null ? frames : low(frames));
    }

    private List<Frame> low(List<Frame> frames) {
        double lowest =
                frames.stream().mapToDouble(f -> f.energy().orElseThrow()).min().orElse(0);
        double most = lowest + energyBelow * (energyUnit == null ? EnergyUnit.EV : energyUnit).ev();
        return frames.stream().filter(f -> f.energy().orElseThrow() <= most).toList();
    }

    private ReferenceOptions options() {
        ReferenceOptions options =
                ReferenceOptions.DEFAULT.withGradients(gradients).withColumns(columns);
        boolean hdf5 = data.toString().toLowerCase(Locale.ROOT).matches(".*\\.(h5|hdf5)");
        boolean npz = data.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
        if (energyUnit != null || lengthUnit != null || forceUnit != null) {
            if (npz && energyUnit == null)
                throw new UsageError(data + ": expected --energy-unit, since an .npz file names no units");
            EnergyUnit energy = energyUnit != null ? energyUnit : hdf5 ? EnergyUnit.HARTREE : EnergyUnit.EV;
            LengthUnit length = lengthUnit != null ? lengthUnit : LengthUnit.ANGSTROM;
            FileUnits units = new FileUnits(length, energy);
            options = options.withUnits(forceUnit == null ? units : units.withForce(forceUnit));
        }
        if (energyKey != null) options = options.withEnergyKey(energyKey);
        if (forcesKey != null) options = options.withForcesKey(forcesKey);
        if (coordinatesKey != null) options = options.withCoordinatesKey(coordinatesKey);
        if (molecule != null)
            options = options.withMolecule(
                    MoleculeReader.first(molecule, FileUnits.DEFAULT).geometry());
        return options;
    }

    Provenance provenance(RunRecord run) throws IOException {
        String file = data.getFileName().toString();
        String called = name != null ? name : file.replaceFirst("\\.[^.]*$", "");
        if (!called.matches("[\\w.+-]+"))
            throw new UsageError("--name: expected letters, digits, . + - _, found \"" + called + "\"");
        return new Provenance(
                called,
                file,
                run.read(data),
                theory,
                licence,
                citation != null ? citation : called + ", trained with nnp4j on " + file);
    }
}
