package nnp4j.interop;

import java.util.Locale;
import java.util.Optional;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * Compares the first geometry that another program sends with the molecule. The order of the atoms is not sent; where it
 * differs, bonds of the molecule are usually far too long or too short.
 */
final class FirstGeometry {
    /** Pairs as near as this in the molecule are compared, angstrom: bonds of most elements. */
    private static final double NEAR = 2;
    /** Factor between two distances that no sensible start geometry has. */
    private static final double WILD = 1.8;

    /** Atoms that are compared: their pairs take less than a second. */
    private static final int MOST_ATOMS = 1000;

    private FirstGeometry() {}

    /**
     * A warning about the pair that differs first; in a periodic system distances are those of the nearest images, since
     * programs wrap their atoms.
     *
     * @param h the cell that was sent, row-major with the vectors as columns, angstrom; of no use where nothing is periodic
     */
    static Optional<String> doubt(Geometry molecule, double[] h, double[] x) {
        boolean periodic = molecule.cell().map(Cell::isPeriodic).orElse(false);
        if (!periodic) return doubt(molecule, Images.NONE, Images.NONE, x);
        Cell own = molecule.cell().orElseThrow();
        double[] vectors = new double[9];
        for (int k = 0; k < 9; k++) vectors[k] = h[3 * (k % 3) + k / 3];
        try {
            return doubt(
                    molecule,
                    Images.of(own),
                    Images.of(Cell.of(vectors, own.isPeriodic(0), own.isPeriodic(1), own.isPeriodic(2))),
                    x);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a cell without volume is refused elsewhere
        }
    }

    private static Optional<String> doubt(Geometry molecule, Images own, Images sent, double[] x) {
        double[] start = molecule.toArray();
        for (int i = 0; i < Math.min(MOST_ATOMS, molecule.atomCount()); i++)
            for (int j = 0; j < i; j++) {
                double expected = own.distance(start, i, j);
                double found = sent.distance(x, i, j);
                boolean wild = found > WILD * expected || found < expected / WILD;
                if (expected < NEAR ? wild : found < NEAR / WILD)
                    return Optional.of(words(molecule, i, j, expected, found));
            }
        return Optional.empty();
    }

    private static String words(Geometry molecule, int i, int j, double expected, double found) {
        return String.format(
                Locale.ROOT,
                "first geometry: %s%d and %s%d are %.3g angstrom apart, but %.3g in the molecule's file; are the atoms in"
                        + " the same order?",
                Element.symbol(molecule.atomicNumber(j)),
                j + 1,
                Element.symbol(molecule.atomicNumber(i)),
                i + 1,
                found,
                expected);
    }
}
