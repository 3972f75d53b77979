package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/** Writes normal modes in the Molden format, which most viewers animate; lengths in bohr, as the format has it. */
public final class Molden {
    private Molden() {}

    /**
     * Writes a molecule and its modes.
     *
     * @param out where to
     * @param geometry the molecule
     * @param wavenumbers cm-1, negative for imaginary ones
     * @param displacements a mode after the other, 3n each; read only
     * @throws IllegalArgumentException if there are not 3n displacements for each mode, or a number is not finite; then
     *     nothing was written
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Appendable out, Geometry geometry, double[] wavenumbers, double[] displacements) {
        int size = 3 * geometry.atomCount();
        if (displacements.length != size * wavenumbers.length)
            throw new IllegalArgumentException(
                    "Molden: expected " + size * wavenumbers.length + " displacements, found " + displacements.length);
        finite("wavenumber", wavenumbers);
        finite("displacement", displacements);
        try {
            out.append("[Molden Format]\n[Atoms] Angs\n");
            double[] x = geometry.toArray();
            for (int i = 0; i < geometry.atomCount(); i++) {
                out.append(String.format(
                        Locale.ROOT, "%-3s %4d %3d", symbol(geometry, i), i + 1, geometry.atomicNumber(i)));
                line(out, x, 3 * i, 1);
            }
            out.append("[FREQ]\n");
            for (double wavenumber : wavenumbers)
                out.append(String.format(Locale.ROOT, "%14.6f", wavenumber)).append('\n');
            out.append("[FR-COORD]\n");
            for (int i = 0; i < geometry.atomCount(); i++) {
                out.append(String.format(Locale.ROOT, "%-3s", symbol(geometry, i)));
                line(out, x, 3 * i, 1 / Units.BOHR);
            }
            out.append("[FR-NORM-COORD]\n");
            for (int mode = 0; mode < wavenumbers.length; mode++) {
                out.append("vibration ").append(Integer.toString(mode + 1)).append('\n');
                for (int i = 0; i < geometry.atomCount(); i++) line(out, displacements, mode * size + 3 * i, 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void finite(String what, double[] values) {
        for (int k = 0; k < values.length; k++)
            if (!Double.isFinite(values[k]))
                throw new IllegalArgumentException(
                        "Molden: expected finite values, found " + what + " " + (k + 1) + " to be " + values[k]);
    }

    private static String symbol(Geometry geometry, int atom) {
        return Element.symbol(geometry.atomicNumber(atom));
    }

    private static void line(Appendable out, double[] values, int from, double factor) throws IOException {
        for (int c = 0; c < 3; c++) out.append(String.format(Locale.ROOT, " %14.8f", values[from + c] * factor));
        out.append('\n');
    }
}
