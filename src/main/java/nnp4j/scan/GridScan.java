package nnp4j.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nnp4j.geometry.Geometry;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.potential.Potential;

/**
 * A scan over one or two coordinates, rigid or relaxed. Relaxed, everything but the coordinates is optimized at each point while
 * they keep their values exactly; each point starts from its neighbour, moved rigidly. The way back, where asked for, goes
 * through the same points from the other end, and shows hysteresis. Immutable: each {@code with} gives a changed copy.
 *
 * <pre>{@code
 * ScanCoordinate turn = ScanCoordinate.of(InternalCoordinate.of(0, 1, 2, 3));
 * GridScanResult result = GridScan.of(potential, molecule, new ScanAxis(turn, ScanValues.points(Kind.DIHEDRAL, -180, 180, 37)))
 *         .relaxed(optimization -> optimization.withConvergence(Convergence.TIGHT))
 *         .run();
 * }</pre>
 */
public final class GridScan {
    private final Potential potential;
    private final Geometry start;
    private final List<ScanAxis> axes;
    private Optional<UnaryOperator<GeometryOptimization>> relaxation = Optional.empty();
    private boolean back;
    private Optional<Path> folder = Optional.empty();
    private Consumer<ScanPoint> observer = point -> {};
    private BooleanSupplier stop = () -> false;

    private GridScan(Potential potential, Geometry start, List<ScanAxis> axes) {
        this.potential = potential;
        this.start = start;
        this.axes = axes;
    }

    private GridScan(GridScan that) {
        this(that.potential, that.start, that.axes);
        relaxation = that.relaxation;
        back = that.back;
        folder = that.folder;
        observer = that.observer;
        stop = that.stop;
    }

    /**
     * A rigid scan.
     *
     * @param potential of the molecule
     * @param start the geometry to move from
     * @param axes one or two, of different coordinates; the second runs faster
     * @return a scan
     * @throws IllegalArgumentException if there are none or more than two, both are of the same coordinate, an atom does
     *     not exist or the grid has too many points
     */
    public static GridScan of(Potential potential, Geometry start, ScanAxis... axes) {
        if (axes.length < 1 || axes.length > 2)
            throw new IllegalArgumentException("scan: expected 1 or 2 coordinates, found " + axes.length);
        if (axes.length == 2
                && axes[0].coordinate().coordinate().equals(axes[1].coordinate().coordinate()))
            throw new IllegalArgumentException(
                    "scan: expected two coordinates, found " + axes[0].coordinate() + " twice");
        long points = 1;
        for (ScanAxis axis : axes) {
            points *= axis.count();
            if (axis.coordinate().coordinate().lastAtom() >= start.atomCount())
                throw new IllegalArgumentException(
                        axis.coordinate() + ": expected atoms from 1 to " + start.atomCount());
        }
        if (points > ScanValues.MOST)
            throw new IllegalArgumentException(
                    "scan: expected at most " + ScanValues.MOST + " points, found " + points);
        return new GridScan(potential, start, List.of(axes));
    }

    /**
     * The same scan, relaxed.
     *
     * @param settings changes the optimization of each point: its method, convergence, fixed atoms
     * @return a changed copy
     */
    public GridScan relaxed(UnaryOperator<GeometryOptimization> settings) {
        GridScan copy = new GridScan(this);
        copy.relaxation = Optional.of(settings);
        return copy;
    }

    /**
     * The same scan, out and back.
     *
     * @param back whether to come back
     * @return a changed copy
     */
    public GridScan withWayBack(boolean back) {
        GridScan copy = new GridScan(this);
        copy.back = back;
        return copy;
    }

    /**
     * Keeps the points that are done in a folder; a relaxed scan that was stopped goes on from there.
     *
     * @param folder made if need be; gets checkpoint.bin
     * @return a changed copy
     */
    public GridScan withFolder(Path folder) {
        GridScan copy = new GridScan(this);
        copy.folder = Optional.of(folder);
        return copy;
    }

    /**
     * Who watches.
     *
     * @param observer told of every point when it is done, failed ones among them
     * @return a changed copy
     */
    public GridScan withObserver(Consumer<ScanPoint> observer) {
        GridScan copy = new GridScan(this);
        copy.observer = observer;
        return copy;
    }

    /**
     * What may end it from outside.
     *
     * @param stop asked after every point
     * @return a changed copy
     */
    public GridScan withStop(BooleanSupplier stop) {
        GridScan copy = new GridScan(this);
        copy.stop = stop;
        return copy;
    }

    /**
     * Runs.
     *
     * @return the points, those that failed among them
     * @throws ScanException if the first point cannot be made
     * @throws nnp4j.io.CheckpointException if the folder holds another scan
     * @throws UncheckedIOException if the folder cannot be written
     */
    public GridScanResult run() {
        ScanPlacement placement = new ScanPlacement(start, axes);
        if (relaxation.isEmpty()) return new RigidGrid(potential, placement, observer).run(back);
        GeometryOptimization optimization = relaxation.get().apply(GeometryOptimization.of(potential, start));
        RelaxedGrid grid = new RelaxedGrid(potential, optimization, placement, observer, stop);
        try {
            return grid.run(back, GridCheckpoint.of(folder, start, axes, back, optimization, potential));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
