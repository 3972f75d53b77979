package nnp4j.scan;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;

/** What a scan gave, point by point in the order of the values. Immutable. */
public final class ScanResult {
    private final Geometry start;
    private final ScanCoordinate coordinate;
    private final double[] requested;
    private final double[] actual;
    private final double[] energies;
    /** NaN where the potential is no ensemble. */
    private final double[] spreads;

    private final double[] forces;

    /** Keeps the arrays: the caller must not. */
    ScanResult(
            Geometry start,
            ScanCoordinate coordinate,
            double[] requested,
            double[] actual,
            double[] energies,
            double[] spreads,
            double[] forces) {
        this.start = start;
        this.coordinate = coordinate;
        this.requested = requested;
        this.actual = actual;
        this.energies = energies;
        this.spreads = spreads;
        this.forces = forces;
    }

    /**
     * What was scanned.
     *
     * @return the coordinate and the atoms that moved
     */
    public ScanCoordinate coordinate() {
        return coordinate;
    }

    /**
     * Number of points.
     *
     * @return at least 1, failed points included
     */
    public int count() {
        return requested.length;
    }

    /**
     * The values that were asked for.
     *
     * @return fresh array, angstrom or radian
     */
    public double[] requested() {
        return requested.clone();
    }

    /**
     * The values that the geometries have, those of a dihedral in the turn of the requested ones.
     *
     * @return fresh array, angstrom or radian
     */
    public double[] actual() {
        return actual.clone();
    }

    /**
     * The energies.
     *
     * @return fresh array, eV; not finite at failed points
     */
    public double[] energies() {
        return energies.clone();
    }

    /**
     * The value at a point.
     *
     * @param point 0 to count() - 1
     * @return actual value, angstrom or radian
     */
    public double value(int point) {
        return actual[point];
    }

    /**
     * The energy of a point.
     *
     * @param point 0 to count() - 1
     * @return eV; may not be finite
     */
    public double energy(int point) {
        return energies[point];
    }

    /**
     * How far the members of an ensemble are apart in a point's energy.
     *
     * @param point 0 to count() - 1
     * @return their sample standard deviation, eV, or empty where the potential is no ensemble
     */
    public OptionalDouble energySpread(int point) {
        return Double.isNaN(spreads[point]) ? OptionalDouble.empty() : OptionalDouble.of(spreads[point]);
    }

    /**
     * The forces at a point.
     *
     * @param point 0 to count() - 1
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces(int point) {
        int size = 3 * start.atomCount();
        return Arrays.copyOfRange(forces, point * size, (point + 1) * size);
    }

    /**
     * The geometry of a point.
     *
     * @param point 0 to count() - 1
     * @return exactly the geometry whose energy was computed
     */
    public Geometry point(int point) {
        return coordinate.at(start, requested[point]);
    }

    /**
     * Whether a point has no finite energy or forces.
     *
     * @param point 0 to count() - 1
     * @return true if it failed
     */
    public boolean failed(int point) {
        int size = 3 * start.atomCount();
        if (!Double.isFinite(energies[point])) return true;
        for (int k = point * size; k < (point + 1) * size; k++) if (!Double.isFinite(forces[k])) return true;
        return false;
    }

    /**
     * The points without finite energy or forces.
     *
     * @return fresh array of indices, empty if all is well
     */
    public int[] failedPoints() {
        return IntStream.range(0, count()).filter(this::failed).toArray();
    }

    /**
     * The lowest point that did not fail.
     *
     * @return index of the first of the lowest energies
     * @throws ScanException if every point failed
     */
    public int minimum() {
        int lowest = -1;
        for (int k = 0; k < count(); k++) if (!failed(k) && (lowest < 0 || energies[k] < energies[lowest])) lowest = k;
        if (lowest < 0) throw new ScanException(coordinate + ": none of " + count() + " points has a finite energy");
        return lowest;
    }
}
