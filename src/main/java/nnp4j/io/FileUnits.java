package nnp4j.io;

import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * Units of a file that names none.
 *
 * @param length of coordinates and cell vectors
 * @param energy of energies
 * @param force one unit of force in eV/angstrom
 */
public record FileUnits(LengthUnit length, EnergyUnit energy, double force) {
    /** Angstrom and eV. */
    public static final FileUnits DEFAULT = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.EV);

    /**
     * Forces in the energy unit over the length unit.
     *
     * @param length of coordinates and cell vectors
     * @param energy of energies
     */
    public FileUnits(LengthUnit length, EnergyUnit energy) {
        this(length, energy, energy.ev() / length.angstrom());
    }
}
