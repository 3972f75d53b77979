package nnp4j.cli;

import nnp4j.io.FileUnits;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Units of the files that are read. */
final class UnitOptions {
    @Option(
            names = "--energy-unit",
            paramLabel = "UNIT",
            converter = Energies.class,
            description = "Unit of energies in files that name none: eV, hartree, kcal/mol, kJ/mol, cm-1, meV"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "eV")
    private EnergyUnit energy;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            converter = Lengths.class,
            description = "Unit of lengths in files that name none: angstrom, bohr, nm (default: ${DEFAULT-VALUE}).",
            defaultValue = "angstrom")
    private LengthUnit length;

    FileUnits units() {
        return new FileUnits(length, energy);
    }

    /** Text to an energy unit. */
    static final class Energies implements ITypeConverter<EnergyUnit> {
        @Override
        public EnergyUnit convert(String text) {
            try {
                return EnergyUnit.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Text to a length unit. */
    static final class Lengths implements ITypeConverter<LengthUnit> {
        @Override
        public LengthUnit convert(String text) {
            try {
                return LengthUnit.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
