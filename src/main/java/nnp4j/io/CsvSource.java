package nnp4j.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * Geometries and energies in comma-separated columns whose names end in units: one energy ({@code energy_hartree}, {@code
 * E_hartree}), and either the distance of a diatomic ({@code R_bohr}, {@code bond_1-2_angstrom}) or all coordinates
 * ({@code x1_angstrom,y1_angstrom,...}). Other columns are left aside, lines that begin with # too.
 */
final class CsvSource implements FrameSource {
    private final Lines lines;
    private final Geometry molecule;
    private String[] names = {};
    private int energy = -1;
    private double energyUnit;
    private int distance = -1;
    private int[] coordinates = {};
    private double lengthUnit;
    private int frames;

    CsvSource(Lines lines, Geometry molecule) throws IOException {
        this.lines = lines;
        this.molecule = molecule;
        String header = line();
        if (header == null) throw lines.error("expected a header line with column names, found an empty file");
        names = Arrays.stream(header.split(",", -1)).map(String::strip).toArray(String[]::new);
        try {
            findColumns();
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
    }

    private void findColumns() {
        int[] found = new int[3 * molecule.atomCount()];
        Arrays.fill(found, -1);
        int count = 0;
        for (int column = 0; column < names.length; column++) {
            String name = names[column].toLowerCase(Locale.ROOT);
            int cut = name.indexOf('_');
            if (name.matches("(e|energy)_.+")) {
                if (energy >= 0)
                    throw new IllegalArgumentException(
                            "two energy columns: " + names[energy] + " and " + names[column]);
                energy = column;
                energyUnit = EnergyUnit.of(name.substring(cut + 1)).ev();
            } else if (name.matches("(r|bond_(1-2|2-1))_[a-z]+")) {
                if (distance >= 0)
                    throw new IllegalArgumentException(
                            "two distance columns: " + names[distance] + " and " + names[column]);
                distance = column;
                lengthUnit =
                        LengthUnit.of(name.substring(name.lastIndexOf('_') + 1)).angstrom();
            } else if (name.matches("[xyz][1-9]\\d{0,5}_[a-z]+")) {
                int k = 3 * (Integer.parseInt(name.substring(1, cut)) - 1) + name.charAt(0) - 'x';
                if (k >= found.length)
                    throw new IllegalArgumentException(
                            "column " + names[column] + ": the molecule has only " + molecule.atomCount() + " atoms");
                found[k] = column;
                lengthUnit = LengthUnit.of(name.substring(cut + 1)).angstrom();
                count++;
            }
        }
        if (energy < 0)
            throw new IllegalArgumentException("expected an energy column such as energy_hartree, found " + header());
        if (distance >= 0 && molecule.atomCount() != 2)
            throw new IllegalArgumentException(
                    "column " + names[distance] + ": expected a diatomic, found " + molecule.formula());
        if (distance < 0 && count != found.length)
            throw new IllegalArgumentException(
                    "expected a distance column such as R_angstrom, or x1_angstrom,y1_angstrom,... for "
                            + molecule.atomCount() + " atoms, found " + header());
        if (distance < 0) coordinates = found;
    }

    private String header() {
        return "\"" + Values.shown(String.join(",", names)) + "\"";
    }

    @Override
    public Frame next() throws IOException {
        String line = line();
        if (line == null) {
            if (frames == 0) throw lines.error("expected rows of numbers, found none");
            return null;
        }
        String[] words = line.split(",", -1);
        if (words.length != names.length)
            throw lines.error("expected " + names.length + " columns, found " + words.length);
        try {
            double[] x = new double[3 * molecule.atomCount()];
            if (distance >= 0) {
                x[5] = Values.coordinate(words[distance].strip(), lengthUnit);
                if (x[5] <= 0)
                    throw new IllegalArgumentException("expected a distance above 0, found " + words[distance].strip());
            }
            for (int k = 0; k < coordinates.length; k++)
                x[k] = Values.coordinate(words[coordinates[k]].strip(), lengthUnit);
            double value = Values.number(words[energy].strip()) * energyUnit;
            return Frame.of(++frames, molecule.at(x), "").withEnergy(OptionalDouble.of(value), Optional.empty());
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
