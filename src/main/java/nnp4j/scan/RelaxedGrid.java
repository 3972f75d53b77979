package nnp4j.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationException;
import nnp4j.optimize.OptimizationResult;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Potential;
import nnp4j.potential.Spread;

/** A relaxed scan: each point from its neighbour. */
final class RelaxedGrid {
    private final Potential potential;
    private final GeometryOptimization optimization;
    private final ScanPlacement placement;
    private final Consumer<ScanPoint> observer;
    private final BooleanSupplier stop;

    RelaxedGrid(
            Potential potential,
            GeometryOptimization optimization,
            ScanPlacement placement,
            Consumer<ScanPoint> observer,
            BooleanSupplier stop) {
        this.potential = potential;
        this.optimization = optimization;
        this.placement = placement;
        this.observer = observer;
        this.stop = stop;
    }

    GridScanResult run(boolean back, GridCheckpoint checkpoint) throws IOException {
        int points = placement.rows() * placement.columns();
        int wanted = back ? 2 * points : points;
        List<ScanPoint> done = checkpoint.read(placement);
        boolean interrupted = false;
        while (done.size() < wanted && !interrupted) {
            ScanPoint point = next(done, points);
            done.add(point);
            observer.accept(point);
            checkpoint.write(done, false);
            interrupted = stop.getAsBoolean();
        }
        checkpoint.write(done, true);
        int out = Math.min(points, done.size());
        List<ScanPoint> backward = new ArrayList<>();
        for (int k = done.size() - 1; k >= points; k--) backward.add(done.get(k));
        return new GridScanResult(placement.axes, done.subList(0, out), backward, done.size() < wanted);
    }

    /** The point after those that are done: out in order, back in reverse. */
    private ScanPoint next(List<ScanPoint> done, int points) {
        boolean backward = done.size() >= points;
        int index = backward ? 2 * points - 1 - done.size() : done.size();
        int columns = placement.columns();
        return relax(index / columns, index % columns, backward, neighbour(done, points));
    }

    /** Where the next point starts: the last good one beside it, or the start of the scan. */
    private Geometry neighbour(List<ScanPoint> done, int points) {
        int columns = placement.columns();
        int k = done.size();
        boolean newRow = columns > 1 && k % columns == 0 && k != points;
        int candidate = newRow ? k - columns : k - 1;
        while (candidate >= 0 && done.get(candidate).failure().isPresent()) candidate--;
        return candidate < 0 ? placement.start : done.get(candidate).geometry();
    }

    private ScanPoint relax(int row, int column, boolean backward, Geometry from) {
        double[] x = from.toArray();
        try {
            placement.place(x, row, column);
            GeometryOptimization held = optimization.at(placement.start.at(x));
            double[] values = placement.requested(row, column);
            for (int a = 0; a < values.length; a++)
                held = held.withHeld(placement.axes.get(a).coordinate().coordinate(), values[a]);
            OptimizationResult result = held.run();
            return placement.point(
                    row,
                    column,
                    backward,
                    result.geometry(),
                    result.energy(),
                    spread(result.geometry()),
                    result.forces(),
                    result.last().step(),
                    result.converged() ? "" : "not converged: " + result.reason());
        } catch (OptimizationException | IllegalArgumentException e) {
            return placement.point(
                    row, column, backward, from, Double.NaN, Double.NaN, new double[x.length], 0, e.getMessage());
        }
    }

    /** The optimization may have ended with another geometry than the last one asked for. */
    private double spread(Geometry geometry) {
        return potential instanceof BoundPotential bound
                ? bound.spread(geometry.toArray()).map(Spread::energy).orElse(Double.NaN)
                : Double.NaN;
    }
}
