package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;

/**
 * Writes frames of extended xyz that ASE and Open Babel read: angstrom, eV, eV/angstrom; numbers come back to the bit.
 * Masses are written only where they are not those of the most abundant isotopes.
 */
public final class ExtendedXyz {
    private ExtendedXyz() {}

    /**
     * Writes one frame.
     *
     * @param out where to
     * @param geometry nuclei
     * @param energy eV, or empty
     * @param forces eV/angstrom, 3n, or empty; read only
     * @param properties more keys and values for the comment line; values with blanks are quoted
     * @throws IllegalArgumentException if a key or value cannot stand in a comment line
     */
    public static void write(
            Appendable out,
            Geometry geometry,
            OptionalDouble energy,
            Optional<double[]> forces,
            Map<String, String> properties) {
        try {
            boolean masses = hasOtherMasses(geometry);
            out.append(Integer.toString(geometry.atomCount())).append('\n');
            out.append("Properties=species:S:1:pos:R:3");
            if (forces.isPresent()) out.append(":forces:R:3");
            if (masses) out.append(":masses:R:1");
            if (energy.isPresent()) out.append(" energy=").append(Double.toString(energy.getAsDouble()));
            for (Map.Entry<String, String> entry : properties.entrySet())
                out.append(' ').append(key(entry.getKey())).append('=').append(value(entry.getValue()));
            if (geometry.cell().isPresent()) append(out, geometry.cell().get());
            out.append('\n');
            double[] x = geometry.toArray();
            for (int i = 0; i < geometry.atomCount(); i++) {
                out.append(Element.symbol(geometry.atomicNumber(i)));
                append(out, x, 3 * i);
                if (forces.isPresent()) append(out, forces.get(), 3 * i);
                if (masses) out.append(' ').append(Double.toString(geometry.mass(i)));
                out.append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (key.isEmpty() || key.matches("(?s).*[\\s=\"].*"))
            throw new IllegalArgumentException("\"" + key + "\" cannot be a key of extended xyz");
        return key;
    }

    private static String value(String value) {
        if (value.matches("(?s).*[\\r\\n\"\\\\].*"))
            throw new IllegalArgumentException("\"" + value + "\" cannot be a value of extended xyz");
        return value.isEmpty() || value.matches(".*[\\s=].*") ? '"' + value + '"' : value;
    }
}
