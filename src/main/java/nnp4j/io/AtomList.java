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

    Geometry geometry(Optional<Cell> cell) {
        return Geometry.of(Arrays.copyOf(numbers, size), Arrays.copyOf(coordinates, 3 * size))
                .withMasses(Arrays.copyOf(masses, size))
                .in(cell);
    }

    /** Throws if two atoms are on one spot. */
    void checkApart() {
        if (size <= FEW) {
            for (int j = 1; j < size; j++) for (int i = 0; i < j; i++) if (same(i, j)) throw together(i, j);
            return;
        }
        Set<Spot> spots = new HashSet<>();
        for (int j = 0; j < size; j++)
            if (!spots.add(
                    new Spot(coordinates[3 * j] + 0.0, coordinates[3 * j + 1] + 0.0, coordinates[3 * j + 2] + 0.0)))
                for (int i = 0; i < j; i++) if (same(i, j)) throw together(i, j);
    }

    private record Spot(double x, double y, double z) {}

    private boolean same(int i, int j) {
        return coordinates[3 * i] == coordinates[3 * j]
                && coordinates[3 * i + 1] == coordinates[3 * j + 1]
                && coordinates[3 * i + 2] == coordinates[3 * j + 2];
    }

    private static IllegalArgumentException together(int i, int j) {
        return new IllegalArgumentException("atoms " + (i + 1) + " and " + (j + 1) + " are on one spot");
    }
}
