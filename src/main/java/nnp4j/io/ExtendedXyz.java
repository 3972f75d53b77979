package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * Writes frames of extended xyz that ASE and Open Babel read: angstrom, eV, eV/angstrom; numbers come back to the bit.
 * Masses are written only where they are not those of the most abundant isotopes.
 */
public final class ExtendedXyz {
    /** No blanks, signs, quotes or brackets that a reader could take for a border. */
    private static final Pattern KEY = Pattern.compile("[^\\s\\p{Z}\\p{C}=\"'\\\\\\[\\]{},]+");

    /** Line breaks, zero bytes and other controls, and what would end or escape the quotes. */
    private static final Pattern REFUSED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\"\\\\&&[^\t]]");

    /** Values that need no quotes. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.:/+-]+");

    private ExtendedXyz() {}

    /**
     * Writes one frame.
     *
     * @param out where to
     * @param geometry nuclei
     * @param energy eV, or empty
     * @param forces eV/angstrom, 3n, or empty; read only
     * @param properties more keys and values for the comment line; values with blanks are quoted, empty ones refused
     * @throws IllegalArgumentException if a key or value cannot stand in a comment line, a key is one that says how to read
     *     the frame (energy, Lattice ...), there are not 3n forces, or an energy or force is not finite; then nothing
     *     was written
     */
    public static void write(
            Appendable out,
            Geometry geometry,
            OptionalDouble energy,
            Optional<double[]> forces,
            Map<String, String> properties) {
        write(out, geometry, energy, forces, Optional.empty(), properties);
    }

    /**
     * Writes one frame with velocities.
     *
     * @param out where to
     * @param geometry nuclei
     * @param energy eV, or empty
     * @param forces eV/angstrom, 3n, or empty; read only
     * @param velocities angstrom/fs, 3n, or empty, in the column {@code velo}; read only
     * @param properties more keys and values for the comment line
     * @throws IllegalArgumentException as the other method does, and if velocities are not 3n finite numbers
     */
    public static void write(
            Appendable out,
            Geometry geometry,
            OptionalDouble energy,
            Optional<double[]> forces,
            Optional<double[]> velocities,
            Map<String, String> properties) {
        if (energy.isPresent() && !Double.isFinite(energy.getAsDouble()))
            throw new IllegalArgumentException("expected a finite energy, found " + energy.getAsDouble());
        check("force", geometry, forces);
        check("velocity", geometry, velocities);
        StringBuilder keys = new StringBuilder();
        properties.forEach(
                (key, value) -> keys.append(' ').append(key(key)).append('=').append(value(value)));
        try {
            boolean masses = hasOtherMasses(geometry);
            out.append(Integer.toString(geometry.atomCount())).append('\n');
            out.append("Properties=species:S:1:pos:R:3");
            if (forces.isPresent()) out.append(":forces:R:3");
            if (velocities.isPresent()) out.append(":velo:R:3");
            if (masses) out.append(":masses:R:1");
            if (energy.isPresent()) out.append(" energy=").append(Double.toString(energy.getAsDouble()));
            out.append(keys);
            if (geometry.cell().isPresent()) append(out, geometry.cell().get());
            out.append('\n');
            double[] x = geometry.toArray();
            double[] f = forces.orElse(null);
            double[] v = velocities.orElse(null);
            for (int i = 0; i < geometry.atomCount(); i++) {
                out.append(Element.symbol(geometry.atomicNumber(i)));
                append(out, x, 3 * i);
                if (f != null) append(out, f, 3 * i);
                if (v != null) append(out, v, 3 * i);
                if (masses) out.append(' ').append(Double.toString(geometry.mass(i)));
                out.append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String what, Geometry geometry, Optional<double[]> values) {
        if (values.isEmpty()) return;
        double[] components = values.get();
        if (components.length != 3 * geometry.atomCount())
            throw new IllegalArgumentException(
                    "expected " + 3 * geometry.atomCount() + " " + what + " components, found " + components.length);
        for (double component : components)
            if (!Double.isFinite(component))
                throw new IllegalArgumentException("expected finite " + what + " components, found " + component);
    }

    private static boolean hasOtherMasses(Geometry geometry) {
        for (int i = 0; i < geometry.atomCount(); i++)
            if (geometry.mass(i) != Element.mass(geometry.atomicNumber(i))) return true;
        return false;
    }

    private static void append(Appendable out, double[] values, int from) throws IOException {
        for (int k = from; k < from + 3; k++) out.append(' ').append(Double.toString(values[k]));
    }

    private static void append(Appendable out, Cell cell) throws IOException {
        out.append(" Lattice=\"");
        double[] vectors = cell.toArray();
        for (int k = 0; k < 9; k++) out.append(k == 0 ? "" : " ").append(Double.toString(vectors[k]));
        out.append("\" pbc=\"");
        for (int k = 0; k < 3; k++) out.append(k == 0 ? "" : " ").append(cell.isPeriodic(k) ? "T" : "F");
        out.append('"');
    }

    private static String key(String key) {
        if (!KEY.matcher(key).matches() || KeyValues.isKnown(key))
            throw new IllegalArgumentException("\"" + Values.shown(key) + "\" cannot be a key of extended xyz");
        return key;
    }

    private static String value(String value) {
        if (value.isEmpty() || REFUSED.matcher(value).find()) // ASE takes what follows for an empty value
        throw new IllegalArgumentException("\"" + Values.shown(value) + "\" cannot be a value of extended xyz");
        return BARE.matcher(value).matches() ? value : '"' + value + '"';
    }
}
