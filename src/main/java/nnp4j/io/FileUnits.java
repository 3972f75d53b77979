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
     * Units with a force unit of their own.
     *
     * @param length of coordinates and cell vectors
     * @param energy of energies
     * @param force one unit of force in eV/angstrom
     * @throws IllegalArgumentException if the force unit is not positive and finite
     */
    public FileUnits {
        if (!(force > 0 && force < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("expected a positive and finite unit of force, found " + force);
    }

    /**
     * Forces in the energy unit over the length unit.
     *
     * @param length of coordinates and cell vectors
     * @param energy of energies
     */
    public FileUnits(LengthUnit length, EnergyUnit energy) {
        this(length, energy, energy.ev() / length.angstrom());
    }

    /**
     * The same with forces in another unit than energy over length, as where coordinates are in angstrom and forces in
     * hartree/bohr.
     *
     * @param unit an energy and a length unit around the last slash, for example {@code kcal/mol/angstrom}
     * @return units with that force
     * @throws IllegalArgumentException if it is no such pair
     */
    public FileUnits withForce(String unit) {
        int slash = unit.lastIndexOf('/');
        if (slash < 0)
            throw new IllegalArgumentException("expected energy/length, found \"" + Values.shown(unit) + "\"");
        double ev = EnergyUnit.of(Values.shown(unit.substring(0, slash))).ev();
        return new FileUnits(
                length,
                energy,
                ev / LengthUnit.of(Values.shown(unit.substring(slash + 1))).angstrom());
    }

    /** Whether forces are in another unit than energy over length. */
    boolean namesForce() {
        return force != energy.ev() / length.angstrom();
    }
}
