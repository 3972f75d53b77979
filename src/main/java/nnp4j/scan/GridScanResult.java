package nnp4j.scan;

import java.util.List;
import java.util.stream.Stream;

/** What a scan over one or two coordinates gave. Immutable. */
public final class GridScanResult {
    private final List<ScanAxis> axes;
    private final List<ScanPoint> forward;
    private final List<ScanPoint> backward;
    private final boolean interrupted;

    GridScanResult(List<ScanAxis> axes, List<ScanPoint> forward, List<ScanPoint> backward, boolean interrupted) {
        this.axes = List.copyOf(axes);
        this.forward = List.copyOf(forward);
        this.backward = List.copyOf(backward);
        this.interrupted = interrupted;
    }

    /**
     * What was scanned.
     *
     * @return one or two axes; unmodifiable
     */
    public List<ScanAxis> axes() {
        return axes;
    }

    /**
     * The points on the way out.
     *
     * @return row by row, the second coordinate faster; fewer than the grid has if the scan was interrupted; unmodifiable
     */
    public List<ScanPoint> forward() {
        return forward;
    }

    /**
     * The points on the way back.
     *
     * @return in the order of {@link #forward}; empty if there was no way back, those not reached missing; unmodifiable
     */
    public List<ScanPoint> backward() {
        return backward;
    }

    /**
     * Whether the scan was told to stop before its last point.
     *
     * @return true if points are missing
     */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * How many points failed.
     *
     * @return 0 or more, both ways counted
     */
    public long failures() {
        return all().filter(p -> p.failure().isPresent()).count();
    }

    /**
     * The lowest point that did not fail, both ways.
     *
     * @return the first of the lowest
     * @throws ScanException if every point failed
     */
    public ScanPoint lowest() {
        return all().filter(p -> p.failure().isEmpty())
                .min((a, b) -> Double.compare(a.energy(), b.energy()))
                .orElseThrow(() -> new ScanException("scan: none of the points succeeded"
                        + forward.stream()
                                .findFirst()
                                .flatMap(ScanPoint::failure)
                                .map(f -> "; the first: " + f)
                                .orElse("")));
    }

    /**
     * Hysteresis: the largest difference of energy between the two ways at one point.
     *
     * @return eV; 0 if there was no way back
     */
    public double hysteresis() {
        double largest = 0;
        for (ScanPoint back : backward) {
            ScanPoint out = forward.get(
                    axes.size() == 1 ? back.row() : back.row() * axes.get(1).count() + back.column());
            if (back.failure().isEmpty() && out.failure().isEmpty())
                largest = Math.max(largest, Math.abs(back.energy() - out.energy()));
        }
        return largest;
    }

    private Stream<ScanPoint> all() {
        return Stream.concat(forward.stream(), backward.stream());
    }
}
