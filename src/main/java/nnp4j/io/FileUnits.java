package nnp4j.io;

import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * Units of a file that names none. Forces are in the energy unit over the length unit.
 *
 * @param length of coordinates and cell vectors
 * @param energy of energies
 */
public record FileUnits(LengthUnit length, EnergyUnit energy) {
    /** Angstrom and eV. */
    public static final FileUnits DEFAULT = new FileUnits(LengthUnit.ANGSTROM, EnergyUnit.EV);

    /**
     * What turns a force of the file into eV/angstrom.
     *
     * @return the factor
     */
    public double force() {
        return energy.ev() / length.angstrom();
    }
}
