package nnp4j.geometry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nnp4j.units.Units;

/** Nuclei in space: elements, positions, masses and, for a periodic system, a cell. Immutable, compared by value. */
public final class Geometry {
    // Every driver starts from a geometry: here the module begins to see the class path, where Commons Math lies.
    static {
        Geometry.class.getModule().addReads(Geometry.class.getClassLoader().getUnnamedModule());
    }

    private final int[] atomicNumbers;
    private final double[] coordinates;
    private final double[] masses;
    private final Optional<Cell> cell;

    private Geometry(int[] atomicNumbers, double[] coordinates, double[] masses, Optional<Cell> cell) {
        this.atomicNumbers = atomicNumbers;
        this.coordinates = coordinates;
        this.masses = masses;
        this.cell = cell;
    }

    /**
     * A molecule with the masses of the most abundant isotopes.
     *
     * @param atomicNumbers n values, 1 to 118; copied
     * @param coordinates angstrom, 3n values x1 y1 z1 x2 ...; copied
     * @return the geometry
     * @throws IllegalArgumentException if there is no atom, a length is wrong, or a value is not finite or no element
     */
    public static Geometry of(int[] atomicNumbers, double[] coordinates) {
        if (atomicNumbers.length == 0) throw new IllegalArgumentException("expected at least one atom, found none");
        double[] masses = new double[atomicNumbers.length];
        for (int i = 0; i < masses.length; i++) masses[i] = Element.mass(atomicNumbers[i]);
        int[] numbers = atomicNumbers.clone();
        return new Geometry(numbers, checked(numbers.length, coordinates), masses, Optional.empty());
    }

    /**
     * The same nuclei at other positions.
     *
     * @param coordinates angstrom, 3n values; copied
     * @return the moved geometry
     * @throws IllegalArgumentException if the length is wrong or a value is not finite
     */
    public Geometry at(double[] coordinates) {
        return new Geometry(atomicNumbers, checked(atomCount(), coordinates), masses, cell);
    }

    /**
     * The same geometry in a cell.
     *
     * @param cell the cell, or empty for none
     * @return the geometry
     */
    public Geometry in(Optional<Cell> cell) {
        return new Geometry(atomicNumbers, coordinates, masses, cell);
    }

    /**
     * The same geometry with other masses, of isotopes for example.
     *
     * @param masses dalton, n values, positive; copied
     * @return the geometry
     * @throws IllegalArgumentException if the length is wrong or a mass is not positive and finite
     */
    public Geometry withMasses(double[] masses) {
        if (masses.length != atomCount())
            throw new IllegalArgumentException("expected " + atomCount() + " masses, found " + masses.length);
        for (double mass : masses)
            if (!(mass > 0 && mass < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("mass " + mass + " is not positive and finite");
        return new Geometry(atomicNumbers, coordinates, masses.clone(), cell);
    }

    /**
     * The same geometry with the masses of the nuclei: those it has less Z electrons each. The binding energy of the electrons
     * is left aside (1.5e-8 dalton for hydrogen).
     *
     * @return nuclei in place of atoms
     */
    public Geometry withNuclearMasses() {
        double[] nuclei = masses.clone();
        for (int i = 0; i < nuclei.length; i++) nuclei[i] -= atomicNumbers[i] * Units.ELECTRON_MASS;
        return withMasses(nuclei);
    }

    /**
     * Number of atoms.
     *
     * @return n, at least 1
     */
    public int atomCount() {
        return atomicNumbers.length;
    }

    /**
     * Atomic number of an atom.
     *
     * @param atom 0 to n - 1
     * @return 1 to 118
     */
    public int atomicNumber(int atom) {
        return atomicNumbers[atom];
    }

    /**
     * The atomic numbers.
     *
     * @return fresh array of n values
     */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    /**
     * Mass of an atom.
     *
     * @param atom 0 to n - 1
     * @return dalton
     */
    public double mass(int atom) {
        return masses[atom];
    }

    /**
     * The cell of a periodic system.
     *
     * @return the cell, or empty for a molecule
     */
    public Optional<Cell> cell() {
        return cell;
    }

    /**
     * The coordinates.
     *
     * @return fresh array, angstrom, 3n values
     */
    public double[] toArray() {
        return coordinates.clone();
    }

    /**
     * Distance between two atoms, periodic images left aside.
     *
     * @param i 0 to n - 1
     * @param j 0 to n - 1
     * @return angstrom
     */
    public double distance(int i, int j) {
        double dx = coordinates[3 * i] - coordinates[3 * j];
        double dy = coordinates[3 * i + 1] - coordinates[3 * j + 1];
        double dz = coordinates[3 * i + 2] - coordinates[3 * j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /**
     * The composition in Hill order: carbon, hydrogen, then by letter; by letter alone without carbon.
     *
     * @return for example {@code "C2H6O"}
     */
    public String formula() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int z : atomicNumbers) counts.merge(Element.symbol(z), 1, Integer::sum);
        StringBuilder formula = new StringBuilder();
        if (counts.containsKey("C")) {
            append(formula, "C", counts.remove("C"));
            if (counts.containsKey("H")) append(formula, "H", counts.remove("H"));
        }
        counts.forEach((symbol, count) -> append(formula, symbol, count));
        return formula.toString();
    }

    private static void append(StringBuilder formula, String symbol, int count) {
        formula.append(symbol);
        if (count > 1) formula.append(count);
    }

    private static double[] checked(int atoms, double[] coordinates) {
        if (coordinates.length != 3 * atoms)
            throw new IllegalArgumentException(
                    "expected " + 3 * atoms + " coordinates for " + atoms + " atoms, found " + coordinates.length);
        for (int k = 0; k < coordinates.length; k++)
            if (!Double.isFinite(coordinates[k]))
                throw new IllegalArgumentException("coordinate " + "xyz".charAt(k % 3) + " of atom " + (k / 3 + 1)
                        + " is not finite: " + coordinates[k]);
        return coordinates.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Geometry that
                && Arrays.equals(atomicNumbers, that.atomicNumbers)
                && Arrays.equals(coordinates, that.coordinates)
                && Arrays.equals(masses, that.masses)
                && cell.equals(that.cell);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atomicNumbers) + Arrays.hashCode(coordinates);
    }

    @Override
    public String toString() {
        return "Geometry[" + formula() + ", " + atomCount() + " atoms]";
    }
}
