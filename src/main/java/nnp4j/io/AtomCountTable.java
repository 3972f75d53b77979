package nnp4j.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Element;
import nnp4j.units.EnergyUnit;

/**
 * Molecules as atom counts with an energy, without geometries: a CSV file with columns {@code nH,nC,...} or {@code H,C,...}
 * and one whose name ends in an energy unit ({@code U0_hartree}). Other columns are left aside. Immutable.
 */
public final class AtomCountTable {
    private final int[] elements;
    private final int[] counts;
    private final double[] energies;
    private final int[] column;

    private AtomCountTable(int[] elements, int[] counts, double[] energies) {
        this.elements = elements;
        this.counts = counts;
        this.energies = energies;
        this.column = new int[Element.LAST + 1];
        Arrays.fill(column, -1);
        for (int k = 0; k < elements.length; k++) column[elements[k]] = k;
    }

    /**
     * Reads a table.
     *
     * @param path a CSV file with a header; lines that begin with # are left aside
     * @param energyColumn name of the energy column; may be empty where only one column ends in an energy unit
     * @return the table
     * @throws MoleculeFormatException if a column is missing, several could be the energy, a count is not whole or negative,
     *     a molecule has no atoms, or an energy is not finite
     * @throws UncheckedIOException if the file cannot be read
     */
    public static AtomCountTable read(Path path, Optional<String> energyColumn) {
        try {
            MoleculeReader.extension(path); // a missing file or a folder
            try (Lines lines = new Lines(path)) {
                return read(lines, energyColumn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AtomCountTable read(Lines lines, Optional<String> energyColumn) throws IOException {
        String header = line(lines);
        if (header == null) throw lines.error("expected a header line with column names, found an empty file");
        String[] names = Arrays.stream(header.split(",", -1)).map(String::strip).toArray(String[]::new);
        int[] elementColumns;
        int energy;
        try {
            elementColumns = elementColumns(names);
            energy = energyColumn(names, energyColumn);
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
        double ev = unit(names[energy]).orElseThrow().ev();
        int width = elementColumns.length;
        int[] counts = new int[16 * width];
        double[] energies = new double[16];
        int rows = 0;
        for (String line = line(lines); line != null; line = line(lines), rows++) {
            if (rows == energies.length) {
                energies = Arrays.copyOf(energies, 2 * rows);
                counts = Arrays.copyOf(counts, 2 * rows * width);
            }
            String[] words = line.split(",", -1);
            try {
                readRow(words, names, elementColumns, counts, rows * width);
                energies[rows] = energy(words[energy].strip(), ev);
            } catch (IllegalArgumentException e) {
                throw lines.error(e.getMessage());
            }
        }
        if (rows == 0) throw lines.error("expected rows of numbers, found none");
        int[] elements =
                Arrays.stream(elementColumns).map(k -> element(names[k])).toArray();
        return new AtomCountTable(elements, Arrays.copyOf(counts, rows * width), Arrays.copyOf(energies, rows));
    }

    private static String line(Lines lines) throws IOException {
        String line = lines.next();
        while (line != null && (line.isBlank() || line.startsWith("#"))) line = lines.next();
        return line;
    }

    private static void readRow(String[] words, String[] names, int[] columns, int[] counts, int at) {
        if (words.length != names.length)
            throw new IllegalArgumentException("expected " + names.length + " columns, found " + words.length);
        int atoms = 0;
        for (int k = 0; k < columns.length; k++) {
            String word = words[columns[k]].strip();
            int count = Values.count(word);
            if (count < 0)
                throw new IllegalArgumentException(
                        names[columns[k]] + ": expected a whole number from 0, found \"" + Values.shown(word) + "\"");
            counts[at + k] = count;
            atoms = Math.max(atoms, count);
        }
        if (atoms == 0) throw new IllegalArgumentException("expected a molecule, found no atoms");
    }

    private static double energy(String word, double ev) {
        double energy = Values.number(word) * ev;
        if (!Double.isFinite(energy))
            throw new IllegalArgumentException("expected a finite energy, found \"" + Values.shown(word) + "\"");
        return energy;
    }

    private static int[] elementColumns(String[] names) {
        List<Integer> columns = new ArrayList<>();
        List<Integer> elements = new ArrayList<>();
        for (int k = 0; k < names.length; k++) {
            int element = element(names[k]);
            if (element == 0) continue;
            if (elements.contains(element))
                throw new IllegalArgumentException("two columns of " + Element.symbol(element));
            elements.add(element);
            columns.add(k);
        }
        if (columns.isEmpty())
            throw new IllegalArgumentException("expected columns of atom counts such as nH,nC, found \""
                    + Values.shown(String.join(",", names), 120) + "\"");
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** nC is carbon and Nb niobium: case matters. 0 for none. */
    private static int element(String name) {
        String symbol = name.startsWith("n") ? name.substring(1) : name;
        int number = symbol.length() > 2 ? 0 : Element.atomicNumber(symbol).orElse(0);
        return number > 0 && Element.symbol(number).equals(symbol) ? number : 0;
    }

    private static int energyColumn(String[] names, Optional<String> wanted) {
        List<String> energies =
                Arrays.stream(names).filter(name -> unit(name).isPresent()).toList();
        String listed = Values.listed(energies);
        if (wanted.isPresent() && !energies.contains(wanted.get()))
            throw new IllegalArgumentException("expected an energy column " + wanted.get()
                    + " that ends in a unit such as _hartree, found " + listed);
        if (wanted.isEmpty() && energies.size() != 1)
            throw new IllegalArgumentException(
                    "expected one energy column that ends in a unit such as _hartree, or its name, found " + listed);
        String name = wanted.orElse(energies.get(0));
        if (energies.stream().filter(name::equals).count() > 1)
            throw new IllegalArgumentException("energy column " + name + " stands twice");
        return Arrays.asList(names).indexOf(name);
    }

    private static Optional<EnergyUnit> unit(String name) {
        return Arrays.stream(EnergyUnit.values())
                .filter(unit -> name.length() > unit.column().length() + 1
                        && (name.endsWith("_" + unit.column()) || name.endsWith("_" + unit.symbol())))
                .findFirst();
    }

    /**
     * The elements that are counted.
     *
     * @return fresh array, atomic numbers in the order of the columns
     */
    public int[] elements() {
        return elements.clone();
    }

    /**
     * Number of molecules.
     *
     * @return at least 1
     */
    public int rows() {
        return energies.length;
    }

    /**
     * How many atoms of an element a molecule has.
     *
     * @param row 0 to rows - 1
     * @param element atomic number, 1 to 118
     * @return the count, 0 for an element without a column
     */
    public int count(int row, int element) {
        int k = column[element];
        return k < 0 ? 0 : counts[row * elements.length + k];
    }

    /**
     * Energy of a molecule.
     *
     * @param row 0 to rows - 1
     * @return eV
     */
    public double energy(int row) {
        return energies[row];
    }
}
