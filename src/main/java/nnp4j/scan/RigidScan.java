package nnp4j.scan;

import nnp4j.geometry.Geometry;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Potential;

/** Energies along one internal coordinate while everything else stays as it is. */
public final class RigidScan {
    /** Coordinates in one batch; a longer scan is cut so that a network's memory stays bounded. */
    private static final int BATCH = 3_000_000;

    private RigidScan() {}

    /**
     * Runs a scan, in one batch unless it is very long.
     *
     * @param potential of the molecule
     * @param start the geometry to move from
     * @param coordinate what is scanned
     * @param values angstrom or radian, at least one; copied
     * @return the result; points without a finite energy are marked there
     * @throws IllegalArgumentException if there is no value, one is out of range or the result would not fit an array
     */
    public static ScanResult run(Potential potential, Geometry start, ScanCoordinate coordinate, double[] values) {
        if (values.length == 0) throw new IllegalArgumentException(coordinate + ": expected scan values, found none");
        int size = 3 * start.atomCount();
        if ((long) size * values.length > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(coordinate + ": " + values.length + " points of " + start.atomCount()
                    + " atoms are too many for one scan");
        double[] origin = start.toArray();
        double[] requested = values.clone();
        double[] actual = new double[requested.length];
        double[] energies = new double[requested.length];
        double[] spreads = new double[requested.length];
        double[] forces = new double[size * requested.length];
        int batch = Math.max(1, BATCH / size);
        double[] point = new double[size];
        for (int first = 0; first < requested.length; first += batch) {
            int count = Math.min(batch, requested.length - first);
            double[] x = new double[count * size];
            double[] e = new double[count];
            double[] f = new double[count * size];
            for (int k = 0; k < count; k++) {
                System.arraycopy(origin, 0, point, 0, size);
                coordinate.place(point, requested[first + k]);
                actual[first + k] = ScanAxis.near(
                        requested[first + k], coordinate.coordinate().value(point));
                System.arraycopy(point, 0, x, k * size, size);
            }
            potential.energiesAndForces(count, x, e, f);
            System.arraycopy(e, 0, energies, first, count);
            for (int k = 0; k < count; k++) spreads[first + k] = spread(potential, k);
            System.arraycopy(f, 0, forces, first * size, count * size);
        }
        return new ScanResult(start, coordinate, requested, actual, energies, spreads, forces);
    }

    /** Of an ensemble at a geometry of the last call, eV; NaN of other potentials. */
    static double spread(Potential potential, int geometry) {
        return potential instanceof BoundPotential bound ? bound.energySpread(geometry) : Double.NaN;
    }
}
