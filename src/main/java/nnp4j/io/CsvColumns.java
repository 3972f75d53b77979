package nnp4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.units.EnergyUnit;
import nnp4j.units.LengthUnit;

/**
 * What the columns of a CSV file hold, by their names: an energy ({@code energy_hartree}, {@code E_hartree}), and the
 * coordinates ({@code x1_angstrom,y1_angstrom,...}), all distances, or a z-matrix ({@code bond_1-2_angstrom}, {@code
 * angle_1-2-3_degree}, {@code dihedral_1-2-3-4_degree}; {@code R_bohr} is the distance of a diatomic). Other columns are
 * left aside.
 */
final class CsvColumns {
    private static final String INTERNAL = "((bond|angle|dihedral)_[0-9-]+|r)_[a-z]+";

    private final String[] names;
    private final Geometry molecule;
    private int energy = -1;
    private double energyUnit;
    private final List<Integer> used = new ArrayList<>();
    private final List<Double> units = new ArrayList<>();
    private final List<InternalCoordinate> internal = new ArrayList<>();
    private RowGeometry geometry;

    private CsvColumns(String[] names, Geometry molecule) {
        this.names = names;
        this.molecule = molecule;
    }

    static CsvColumns of(String[] header, Geometry molecule, ReferenceOptions options) {
        CsvColumns columns = new CsvColumns(known(header, options.columns()), molecule);
        columns.findEnergy(header, options);
        columns.findCoordinates();
        return columns;
    }

    /** The names with those replaced for which a known one was given, in lower case. */
    private static String[] known(String[] header, Map<String, String> given) {
        TreeSet<String> missing = new TreeSet<>(given.keySet());
        missing.removeAll(Arrays.asList(header));
        if (!missing.isEmpty())
            throw new IllegalArgumentException(
                    "expected the columns " + Values.listed(missing) + ", found " + shown(header));
        return Arrays.stream(header)
                .map(name -> given.getOrDefault(name, name).strip().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private void findEnergy(String[] header, ReferenceOptions options) {
        for (int column = 0; column < names.length; column++) {
            boolean wanted = options.energyKey().isPresent()
                    ? options.energyKey().get().equals(header[column])
                    : names[column].matches("(e|energy)_.+");
            if (!wanted) continue;
            if (energy >= 0)
                throw new IllegalArgumentException("two energy columns: " + header[energy] + " and " + header[column]);
            energy = column;
        }
        if (energy < 0)
            throw new IllegalArgumentException("expected an energy column such as "
                    + options.energyKey().orElse("energy_hartree") + ", found " + shown(header));
        int cut = names[energy].indexOf('_');
        energyUnit = EnergyUnit.of(names[energy].substring(cut + 1)).ev();
    }

    private void findCoordinates() {
        Map<Integer, Integer> cartesian = new HashMap<>();
        for (int column = 0; column < names.length; column++) {
            if (column == energy) continue;
            if (names[column].matches("[xyz][1-9]\\d{0,5}_[a-z]+")) addCartesian(column, cartesian);
            else if (names[column].matches(INTERNAL)) addInternal(column);
        }
        int atoms = molecule.atomCount();
        if (!internal.isEmpty() && !cartesian.isEmpty())
            throw new IllegalArgumentException("expected either coordinates or internal coordinates, found both");
        if (!internal.isEmpty()) {
            InternalCoordinate[] coordinates = internal.toArray(InternalCoordinate[]::new);
            boolean distances = internal.size() == atoms * (atoms - 1L) / 2
                    && internal.stream().allMatch(c -> c.kind() == InternalCoordinate.Kind.BOND);
            geometry = distances ? new DistanceTable(coordinates, atoms) : ZMatrix.of(coordinates, atoms);
            return;
        }
        if (cartesian.size() != 3 * atoms)
            throw new IllegalArgumentException(
                    "expected x1_angstrom,y1_angstrom,..., all distances or a z-matrix (bond_1-2_angstrom, ...) for "
                            + atoms + " atoms, found " + shown(names));
        for (int k = 0; k < 3 * atoms; k++) use(cartesian.get(k), length(names[cartesian.get(k)]));
        geometry = values -> values;
    }

    private void addCartesian(int column, Map<Integer, Integer> cartesian) {
        String name = names[column];
        int atom = Integer.parseInt(name.substring(1, name.indexOf('_')));
        if (atom > molecule.atomCount())
            throw new IllegalArgumentException(
                    "column " + name + ": the molecule has only " + molecule.atomCount() + " atoms");
        if (cartesian.put(3 * (atom - 1) + name.charAt(0) - 'x', column) != null)
            throw new IllegalArgumentException("column " + name + " stands twice");
    }

    private void addInternal(int column) {
        String name = names[column];
        int last = name.lastIndexOf('_');
        int first = name.indexOf('_');
        String label = first == last ? "1-2" : name.substring(first + 1, last); // R_angstrom
        String kind = first == last ? "bond" : name.substring(0, first);
        if (first == last && molecule.atomCount() != 2)
            throw new IllegalArgumentException("column " + name + ": expected a diatomic, found " + molecule.formula());
        InternalCoordinate coordinate;
        try {
            coordinate = InternalCoordinate.of(Arrays.stream(label.split("-", -1))
                    .mapToInt(CsvColumns::atom)
                    .toArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("column " + Values.shown(name) + ": " + e.getMessage(), e);
        }
        if (!coordinate.kind().name().equalsIgnoreCase(kind))
            throw new IllegalArgumentException("column " + name + ": expected "
                    + coordinate.kind().name().toLowerCase(Locale.ROOT) + " of " + label + ", found " + kind);
        if (coordinate.lastAtom() >= molecule.atomCount())
            throw new IllegalArgumentException(
                    "column " + name + ": the molecule has only " + molecule.atomCount() + " atoms");
        internal.add(coordinate);
        use(column, coordinate.kind() == InternalCoordinate.Kind.BOND ? length(name) : angle(name));
    }

    private static int atom(String word) {
        int atom = Values.count(word);
        if (atom < 1) throw new IllegalArgumentException("expected atoms from 1, found \"" + Values.shown(word) + "\"");
        return atom - 1;
    }

    private void use(int column, double unit) {
        used.add(column);
        units.add(unit);
    }

    private static double length(String name) {
        return LengthUnit.of(name.substring(name.lastIndexOf('_') + 1)).angstrom();
    }

    private static double angle(String name) {
        String unit = name.substring(name.lastIndexOf('_') + 1);
        return switch (unit) {
            case "degree" -> Math.PI / 180;
            case "radian" -> 1;
            default ->
                throw new IllegalArgumentException(
                        "unknown unit of angles \"" + Values.shown(unit) + "\" (expected degree, radian)");
        };
    }

    private static String shown(String[] names) {
        return "\"" + Values.shown(String.join(",", names), 120) + "\"";
    }

    /** The energy of a row, eV. */
    double energy(String[] words) {
        double value = Values.number(words[energy].strip()) * energyUnit;
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("expected a finite energy, found " + words[energy].strip());
        return value;
    }

    /** The coordinates of a row, angstrom, 3n. */
    double[] coordinates(String[] words) {
        double[] values = new double[used.size()];
        for (int k = 0; k < values.length; k++) {
            String word = words[used.get(k)].strip();
            values[k] = Values.coordinate(word, units.get(k));
            boolean bond = !internal.isEmpty() && internal.get(k).kind() == InternalCoordinate.Kind.BOND;
            if (bond && values[k] <= 0)
                throw new IllegalArgumentException("expected a distance above 0, found " + Values.shown(word));
        }
        return geometry.coordinates(values);
    }
}
