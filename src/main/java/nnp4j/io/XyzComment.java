package nnp4j.io;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Cell;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * What the comment line of extended xyz says of its frame; a line of free text says nothing.
 *
 * @param columns of the atom lines
 * @param units of the frame
 * @param energy eV, or empty
 * @param cell the cell, or empty
 * @param properties the other keys and values
 */
record XyzComment(
        XyzColumns columns,
        FileUnits units,
        OptionalDouble energy,
        Optional<Cell> cell,
        Map<String, String> properties) {
    /** Vectors whose box has less than this part of its edges' product are taken for flat: rounding, not a cell. */
    private static final double FLAT = 1e-9;

    static XyzComment parse(String comment, FileUnits given, XyzKeys names) {
        Map<String, String> keys = KeyValues.parse(comment, names.energy());
        OptionalDouble energy = energy(keys, names);
        String properties = keys.remove("Properties");
        if (properties == null) names.checkColumns(List.of());
        XyzColumns columns = properties == null ? XyzColumns.PLAIN : XyzColumns.parse(properties, names);
        FileUnits units = units(keys, given);
        return new XyzComment(columns, units, inEv(energy, names, units), cell(keys, units), keys);
    }

    /** The units that the frame names, or those given for the file. */
    private static FileUnits units(Map<String, String> keys, FileUnits given) {
        String energyUnit = keys.remove("energy_unit");
        String lengthUnit = keys.remove("length_unit");
        String forcesUnit = keys.remove("forces_unit");
        EnergyUnit energy = energyUnit == null ? given.energy() : energyUnit("energy_unit", energyUnit);
        LengthUnit length = lengthUnit == null ? given.length() : lengthUnit("length_unit", lengthUnit);
        if (forcesUnit != null) return withForce(new FileUnits(length, energy), forcesUnit);
        return given.namesForce() ? new FileUnits(length, energy, given.force()) : new FileUnits(length, energy);
    }

    private static FileUnits withForce(FileUnits units, String word) {
        try {
            return units.withForce(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("forces_unit: " + e.getMessage(), e);
        }
    }

    private static EnergyUnit energyUnit(String key, String word) {
        try {
            return EnergyUnit.of(Values.shown(word));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static LengthUnit lengthUnit(String key, String word) {
        try {
            return LengthUnit.of(Values.shown(word));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static OptionalDouble energy(Map<String, String> keys, XyzKeys names) {
        String name = KeyValues.known(names.energyName());
        if (names.reference() && !keys.containsKey(name))
            throw new IllegalArgumentException("expected a reference energy (" + names.energyName()
                    + "=...), found the keys " + Values.listed(keys.keySet()));
        String text = keys.remove(name);
        keys.remove("energy"); // of another method, and no property: it says how to read a frame
        if (text == null) return OptionalDouble.empty();
        try {
            return OptionalDouble.of(Values.number(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static OptionalDouble inEv(OptionalDouble energy, XyzKeys names, FileUnits units) {
        if (energy.isEmpty()) return energy;
        double value = energy.getAsDouble() * units.energy().ev();
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(
                    names.energyName() + ": expected a finite number, found " + energy.getAsDouble());
        return OptionalDouble.of(value);
    }

    /** A cell that repeats nowhere is a drawing aid: the frame is a molecule. */
    private static Optional<Cell> cell(Map<String, String> keys, FileUnits units) {
        String lattice = keys.remove("Lattice");
        String pbc = keys.remove("pbc");
        if (lattice == null && pbc == null) return Optional.empty();
        boolean[] periodic = pbc == null ? new boolean[] {true, true, true} : periodic(pbc);
        boolean molecule = !periodic[0] && !periodic[1] && !periodic[2];
        if (lattice == null && !molecule)
            throw new IllegalArgumentException("pbc=\"" + Values.shown(pbc) + "\" without a Lattice");
        if (lattice == null) return Optional.empty();
        double[] vectors = vectors(lattice, units.length().angstrom());
        if (molecule) return Optional.empty();
        if (volume(vectors) <= FLAT * length(vectors, 0) * length(vectors, 3) * length(vectors, 6))
            throw new IllegalArgumentException("Lattice: expected a cell, found vectors that span no volume");
        return Optional.of(Cell.of(vectors, periodic));
    }

    /** |a . (b x c)|. */
    private static double volume(double[] v) {
        return Math.abs(v[0] * (v[4] * v[8] - v[5] * v[7])
                + v[1] * (v[5] * v[6] - v[3] * v[8])
                + v[2] * (v[3] * v[7] - v[4] * v[6]));
    }

    private static double length(double[] v, int k) {
        return Math.sqrt(v[k] * v[k] + v[k + 1] * v[k + 1] + v[k + 2] * v[k + 2]);
    }

    private static double[] vectors(String lattice, double unit) {
        String[] words = lattice.strip().split("[\\s,]+", -1);
        if (words.length != 9) throw new IllegalArgumentException("Lattice: expected 9 numbers, found " + words.length);
        double[] vectors = new double[9];
        for (int k = 0; k < 9; k++) {
            try {
                vectors[k] = Values.coordinate(words[k], unit);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Lattice: " + e.getMessage(), e);
            }
        }
        return vectors;
    }

    private static boolean[] periodic(String pbc) {
        String[] words = pbc.replaceAll("[\\[\\],]", " ").strip().split("\\s+", -1);
        boolean[] periodic = new boolean[3];
        if (words.length != 3) throw new IllegalArgumentException("pbc: expected 3 flags, found " + words.length);
        for (int k = 0; k < 3; k++) {
            if (!words[k].matches("(?i)t|f|true|false|0|1"))
                throw new IllegalArgumentException("pbc: expected T or F, found \"" + Values.shown(words[k]) + "\"");
            periodic[k] = words[k].matches("(?i)t|true|1");
        }
        return periodic;
    }
}
