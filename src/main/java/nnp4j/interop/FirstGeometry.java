package nnp4j.interop;

import java.util.Locale;
import java.util.Optional;
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

    private FirstGeometry() {}

    /** A warning about the pair that differs first. Periodic systems are not compared: programs wrap their atoms. */
    static Optional<String> doubt(Geometry molecule, double[] x) {
        if (molecule.cell().isPresent()) return Optional.empty();
        double[] own = molecule.toArray();
        for (int i = 0; i < molecule.atomCount(); i++)
            for (int j = 0; j < i; j++) {
                double expected = distance(own, i, j);
                double found = distance(x, i, j);
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

    private static double distance(double[] x, int i, int j) {
        double dx = x[3 * i] - x[3 * j];
        double dy = x[3 * i + 1] - x[3 * j + 1];
        double dz = x[3 * i + 2] - x[3 * j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
