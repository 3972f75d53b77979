package nnp4j.io;

import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;

/** Numbers of an array file to one frame: units, finiteness and atoms apart are checked; messages name the array. */
final class FrameArrays {
    /** Atoms of a frame; more is a wrong file, and the room for them is not asked for. */
    static final int MOST_ATOMS = 1_000_000;
    /** Coordinates beyond this are in other units, angstrom. */
    private static final double FARTHEST = 1e6;

    private FrameArrays() {}

    /** Whole numbers of elements, checked. */
    static int[] elements(double[] values, String name) {
        int[] numbers = new int[values.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!(values[i] >= 1 && values[i] <= nnp4j.geometry.Element.LAST && values[i] == Math.rint(values[i])))
                throw new IllegalArgumentException(name + ": expected an atomic number from 1 to "
                        + nnp4j.geometry.Element.LAST + ", found " + values[i] + " of atom " + (i + 1));
            numbers[i] = (int) values[i];
        }
        return numbers;
    }

    /**
     * One frame.
     *
     * @param number of the frame
     * @param start elements and masses; only the positions are replaced
     * @param x coordinates in the file's unit, overwritten
     * @param forces in the file's unit, or null; overwritten
     * @param names of coordinates, energies and forces in messages
     */
    static Frame of(
            int number, Geometry start, double[] x, double energy, double[] forces, FileUnits units, ArrayNames names) {
        scale(x, units.length().angstrom(), names.coordinates());
        for (double value : x)
            if (Math.abs(value) > FARTHEST)
                throw new IllegalArgumentException(
                        names.coordinates() + ": expected coordinates within a million angstrom, found " + value);
        double ev = energy * units.energy().ev();
        if (!Double.isFinite(ev))
            throw new IllegalArgumentException(names.energy() + ": expected a finite number, found " + energy);
        if (forces != null) scale(forces, units.force(), names.forces());
        AtomList atoms = new AtomList();
        for (int i = 0; i < start.atomCount(); i++)
            atoms.add(new Values.Atom(start.atomicNumber(i), start.mass(i)), x[3 * i], x[3 * i + 1], x[3 * i + 2]);
        atoms.checkApart();
        return Frame.of(number, start.at(x), "").withEnergy(OptionalDouble.of(ev), Optional.ofNullable(forces));
    }

    private static void scale(double[] values, double unit, String name) {
        for (int k = 0; k < values.length; k++) {
            double value = values[k] * unit;
            if (!Double.isFinite(value))
                throw new IllegalArgumentException(name + ": expected a finite number, found " + values[k] + " (atom "
                        + (k / 3 + 1) + ", " + "xyz".charAt(k % 3) + ")");
            values[k] = value;
        }
    }
}
