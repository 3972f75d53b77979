package nnp4j.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/** A rigid scan: every point from the start, energies in batches. Both ways are the same. */
final class RigidGrid {
    /** Coordinates in one batch, so that a network's memory stays bounded. */
    private static final int BATCH = 3_000_000;

    private final Potential potential;
    private final ScanPlacement placement;
    private final Consumer<ScanPoint> observer;

    RigidGrid(Potential potential, ScanPlacement placement, Consumer<ScanPoint> observer) {
        this.potential = potential;
        this.placement = placement;
        this.observer = observer;
    }

    GridScanResult run(boolean back) {
        int size = 3 * placement.start.atomCount();
        int points = placement.rows() * placement.columns();
        int batch = Math.max(1, BATCH / size);
        List<ScanPoint> done = new ArrayList<>();
        for (int first = 0; first < points; first += batch) {
            int count = Math.min(batch, points - first);
            double[] x = new double[count * size];
            String[] failures = new String[count];
            for (int k = 0; k < count; k++) failures[k] = place(first + k, x, k * size);
            double[] energies = new double[count];
            double[] forces = new double[count * size];
            potential.energiesAndForces(count, x, energies, forces);
            for (int k = 0; k < count; k++) {
                Geometry geometry = placement.start.at(Arrays.copyOfRange(x, k * size, (k + 1) * size));
                double[] f = Arrays.copyOfRange(forces, k * size, (k + 1) * size);
                if (failures[k].isEmpty()) failures[k] = failure(energies[k], f);
                ScanPoint point = placement.point(
                        row(first + k),
                        column(first + k),
                        false,
                        geometry,
                        energies[k],
                        RigidScan.spread(potential, k),
                        f,
                        0,
                        failures[k]);
                done.add(point);
                observer.accept(point);
            }
        }
        return new GridScanResult(placement.axes, done, back ? done : List.of(), false);
    }

    private int row(int index) {
        return index / placement.columns();
    }

    private int column(int index) {
        return index % placement.columns();
    }

    /** Places a point into a batch; where it cannot be, the start stands there and the reason is given. */
    private String place(int index, double[] x, int from) {
        double[] point = placement.start.toArray();
        String failure = "";
        try {
            placement.place(point, row(index), column(index));
        } catch (IllegalArgumentException e) {
            point = placement.start.toArray();
            failure = e.getMessage();
        }
        System.arraycopy(point, 0, x, from, point.length);
        return failure;
    }

    private static String failure(double energy, double[] forces) {
        if (!Double.isFinite(energy)) return "the energy is " + energy;
        for (int k = 0; k < forces.length; k++)
            if (!Double.isFinite(forces[k])) return "the force on atom " + (k / 3 + 1) + " is " + forces[k];
        return "";
    }
}
