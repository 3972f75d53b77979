package nnp4j.io;

import java.util.Map;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/**
 * How a file of reference data is to be read. What is left empty follows the format:
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><th>format</th><th>units</th><th>energies</th><th>forces, where present</th><th>coordinates</th></tr>
 * <tr><td>.xyz, .extxyz</td><td>of the frame, else angstrom, eV</td><td>energy</td><td>forces or force</td><td>pos</td></tr>
 * <tr><td>.csv</td><td>of the column</td><td>E_UNIT or energy_UNIT</td><td>none</td><td>named columns</td></tr>
 * <tr><td>.npz</td><td>must be given</td><td>E or energies</td><td>F or forces</td><td>R or coords</td></tr>
 * <tr><td>.h5, .hdf5</td><td>angstrom, hartree</td><td>wb97x_dz.energy</td><td>the energies' key with .forces for
 * .energy</td><td>coordinates</td></tr>
 * <tr><td>.json, .jsonl</td><td>bohr, hartree</td><td colspan="3">of QCSchema</td></tr>
 * </table>
 *
 * <p>A key that is named must be in every frame; naming one where the format leaves no choice is an error.
 *
 * @param units of a file that names none
 * @param energyKey name of the energies: a key, an array, or a column of a CSV file that has several
 * @param forcesKey name of the forces
 * @param coordinatesKey name of the coordinates in .npz and HDF5 files
 * @param gradients whether the array of forces holds gradients +dE/dx, which are turned into forces; those of QCSchema
 *     always are
 * @param molecule what the rows of a CSV file are geometries of; not needed for other files
 * @param columns of a CSV file, from its own name to a known one ({@code r0} to {@code bond_2-3_angstrom}); copied
 */
public record ReferenceOptions(
        Optional<FileUnits> units,
        Optional<String> energyKey,
        Optional<String> forcesKey,
        Optional<String> coordinatesKey,
        boolean gradients,
        Optional<Geometry> molecule,
        Map<String, String> columns) {
    /** Everything as the format has it. */
    public static final ReferenceOptions DEFAULT = new ReferenceOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Map.of());

    /**
     * All options; the {@code with} methods are easier to read.
     *
     * @param units of a file that names none
     * @param energyKey name of the energies
     * @param forcesKey name of the forces
     * @param coordinatesKey name of the coordinates
     * @param gradients whether the array of forces holds gradients
     * @param molecule what the rows of a CSV file are geometries of
     * @param columns from a CSV file's own name to a known one; copied
     */
    public ReferenceOptions {
        columns = Map.copyOf(columns);
    }

    /**
     * The same with units.
     *
     * @param units of a file that names none
     * @return new options
     */
    public ReferenceOptions withUnits(FileUnits units) {
        return new ReferenceOptions(
                Optional.of(units), energyKey, forcesKey, coordinatesKey, gradients, molecule, columns);
    }

    /**
     * The same with a name of the energies.
     *
     * @param key for example {@code REF_energy}
     * @return new options
     */
    public ReferenceOptions withEnergyKey(String key) {
        return new ReferenceOptions(units, Optional.of(key), forcesKey, coordinatesKey, gradients, molecule, columns);
    }

    /**
     * The same with a name of the forces.
     *
     * @param key for example {@code REF_forces}
     * @return new options
     */
    public ReferenceOptions withForcesKey(String key) {
        return new ReferenceOptions(units, energyKey, Optional.of(key), coordinatesKey, gradients, molecule, columns);
    }

    /**
     * The same with a name of the coordinates.
     *
     * @param key of an array in .npz and HDF5 files
     * @return new options
     */
    public ReferenceOptions withCoordinatesKey(String key) {
        return new ReferenceOptions(units, energyKey, forcesKey, Optional.of(key), gradients, molecule, columns);
    }

    /**
     * The same with or without gradients in the place of forces.
     *
     * @param gradients whether the array of forces holds +dE/dx
     * @return new options
     */
    public ReferenceOptions withGradients(boolean gradients) {
        return new ReferenceOptions(units, energyKey, forcesKey, coordinatesKey, gradients, molecule, columns);
    }

    /**
     * The same with a molecule.
     *
     * @param molecule what the rows of a CSV file are geometries of
     * @return new options
     */
    public ReferenceOptions withMolecule(Geometry molecule) {
        return new ReferenceOptions(
                units, energyKey, forcesKey, coordinatesKey, gradients, Optional.of(molecule), columns);
    }

    /**
     * The same with known names of CSV columns.
     *
     * @param columns from the file's own name to a known one; copied
     * @return new options
     */
    public ReferenceOptions withColumns(Map<String, String> columns) {
        return new ReferenceOptions(units, energyKey, forcesKey, coordinatesKey, gradients, molecule, columns);
    }
}
