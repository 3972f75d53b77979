package nnp4j.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;

/**
 * Geometries and energies in comma-separated columns whose names end in units, see {@link CsvColumns}. Lines that begin
 * with # are left aside.
 */
final class CsvSource implements FrameSource {
    private final Lines lines;
    private final Geometry molecule;
    private final ReferenceOptions options;
    private CsvColumns columns;
    private int width;
    private int frames;

    CsvSource(Lines lines, ReferenceOptions options) throws IOException {
        this.lines = lines;
        this.options = options;
        String missing = options.forcesKey().isPresent()
                ? "expected no name of forces (CSV files hold energies), found "
                        + options.forcesKey().get()
                : options.molecule().isEmpty() ? "expected a molecule to go with a CSV file, found none" : null;
        if (missing != null) {
            lines.close();
            throw lines.errorIn(missing);
        }
        this.molecule = options.molecule().orElseThrow();
    }

    private void readHeader() throws IOException {
        String header = line();
        if (header == null) throw lines.error("expected a header line with column names, found an empty file");
        String[] names = Arrays.stream(header.split(",", -1)).map(String::strip).toArray(String[]::new);
        width = names.length;
        try {
            columns = CsvColumns.of(names, molecule, options);
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
    }

    @Override
    public Frame next() throws IOException {
        if (columns == null) readHeader();
        String line = line();
        if (line == null) {
            if (frames == 0) throw lines.error("expected rows of numbers, found none");
            return null;
        }
        String[] words = line.split(",", -1);
        if (words.length != width) throw lines.error("expected " + width + " columns, found " + words.length);
        try {
            double energy = columns.energy(words);
            Geometry geometry = molecule.at(columns.coordinates(words));
            return Frame.of(++frames, geometry, "").withEnergy(OptionalDouble.of(energy), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
    }

    private String line() throws IOException {
        String line = lines.next();
        while (line != null && (line.isBlank() || line.startsWith("#"))) line = lines.next();
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
