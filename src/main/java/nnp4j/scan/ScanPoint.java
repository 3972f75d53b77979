package nnp4j.scan;

import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.Geometry;

/** A point of a scan over one or two coordinates. Immutable. */
public final class ScanPoint {
    private final int row;
    private final int column;
    private final boolean backward;
    private final double[] requested;
    private final double[] actual;
    private final Geometry geometry;
    private final double energy;
    /** NaN where the potential is no ensemble. */
    private final double spread;

    private final double[] forces;
    private final int steps;
    private final String failure;

    /** Keeps the arrays. */
    ScanPoint(
            int row,
            int column,
            boolean backward,
            double[] requested,
            double[] actual,
            Geometry geometry,
            double energy,
            double spread,
            double[] forces,
            int steps,
            String failure) {
        this.row = row;
        this.column = column;
        this.backward = backward;
        this.requested = requested;
        this.actual = actual;
        this.geometry = geometry;
        this.energy = energy;
        this.spread = spread;
        this.forces = forces;
        this.steps = steps;
        this.failure = failure;
    }

    /**
     * Index of the first coordinate's value.
     *
     * @return from 0
     */
    public int row() {
        return row;
    }

    /**
     * Index of the second coordinate's value.
     *
     * @return from 0; 0 in a scan of one coordinate
     */
    public int column() {
        return column;
    }

    /**
     * Whether the point was reached on the way back.
     *
     * @return false on the way out
     */
    public boolean backward() {
        return backward;
    }

    /**
     * The values that were asked for.
     *
     * @return fresh array, angstrom or radian, one for each coordinate
     */
    public double[] requested() {
        return requested.clone();
    }

    /**
     * The values that the geometry has.
     *
     * @return fresh array, angstrom or radian, one for each coordinate
     */
    public double[] actual() {
        return actual.clone();
    }

    /**
     * The geometry.
     *
     * @return relaxed, or moved rigidly; of a point that failed the last one tried
     */
    public Geometry geometry() {
        return geometry;
    }

    /**
     * The energy.
     *
     * @return eV; may not be finite where the point failed
     */
    public double energy() {
        return energy;
    }

    /**
     * How far the members of an ensemble are apart in the energy.
     *
     * @return their sample standard deviation, eV, or empty where the potential is no ensemble or the point failed
     */
    public OptionalDouble energySpread() {
        return Double.isNaN(spread) ? OptionalDouble.empty() : OptionalDouble.of(spread);
    }

    /**
     * All the forces, those that hold the coordinates among them.
     *
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces() {
        return forces.clone();
    }

    /**
     * Steps of the relaxation.
     *
     * @return 0 in a rigid scan
     */
    public int steps() {
        return steps;
    }

    /**
     * Why the point is not to be trusted.
     *
     * @return one line, or empty if all is well
     */
    public Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }
}
