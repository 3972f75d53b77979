package nnp4j.io;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;

/** Atoms of a frame as they are read; grows with what the file holds, not with what it promises. */
final class AtomList {
    /** Up to here pairs are compared one by one. */
    private static final int FEW = 64;

    private int[] numbers = new int[16];
    private double[] masses = new double[16];
    private double[] coordinates = new double[48];
    private double[] forces = new double[0];
    private int size;

    void add(Values.Atom atom, double x, double y, double z) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            masses = Arrays.copyOf(masses, 2 * size);
            coordinates = Arrays.copyOf(coordinates, 6 * size);
        }
        numbers[size] = atom.number();
        masses[size] = atom.mass();
        coordinates[3 * size] = x;
        coordinates[3 * size + 1] = y;
        coordinates[3 * size + 2] = z;
        size++;
    }

    int size() {
        return size;
    }

    void mass(int atom, double mass) {
        masses[atom] = mass;
    }

    /** Force on the atom added last. */
    void force(double x, double y, double z) {
        if (forces.length < 3 * size) forces = Arrays.copyOf(forces, coordinates.length);
        forces[3 * size - 3] = x;
        forces[3 * size - 2] = y;
        forces[3 * size - 1] = z;
    }

    /** The forces, or empty if no atom was given one. */
    Optional<double[]> forces() {
        return forces.length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(forces, 3 * size));
    }

    Geometry geometry(Optional<Cell> cell) {
        return Geometry.of(Arrays.copyOf(numbers, size), Arrays.copyOf(coordinates, 3 * size))
                .withMasses(Arrays.copyOf(masses, size))
                .in(cell);
    }

    /** Throws if two atoms are on one spot. */
    void checkApart() {
        int second = firstOnTakenSpot();
        if (second >= 0) throw new IllegalArgumentException(onTakenSpot(second));
    }

    /** The first atom on the spot of an earlier one, from 0, or -1. */
    int firstOnTakenSpot() {
        if (size <= FEW) {
            for (int j = 1; j < size; j++) for (int i = 0; i < j; i++) if (same(i, j)) return j;
            return -1;
        }
        Set<Spot> spots = new HashSet<>();
        for (int j = 0; j < size; j++)
            if (!spots.add(
                    new Spot(coordinates[3 * j] + 0.0, coordinates[3 * j + 1] + 0.0, coordinates[3 * j + 2] + 0.0)))
                return j; // + 0.0 makes -0.0 and 0.0 one
        return -1;
    }

    /** What is wrong with an atom on the spot of an earlier one. */
    String onTakenSpot(int second) {
        int first = 0;
        while (!same(first, second)) first++;
        return "atoms " + (first + 1) + " and " + (second + 1) + " are on one spot";
    }

    private record Spot(double x, double y, double z) {}

    private boolean same(int i, int j) {
        return coordinates[3 * i] == coordinates[3 * j]
                && coordinates[3 * i + 1] == coordinates[3 * j + 1]
                && coordinates[3 * i + 2] == coordinates[3 * j + 2];
    }
}
