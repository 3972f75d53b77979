package nnp4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nnp4j.io.Frame;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.PotentialSource;
import nnp4j.scan.GridScan;
import nnp4j.scan.GridScanResult;
import nnp4j.scan.ScanAxis;
import nnp4j.units.EnergyUnit;

/** Runs a scan of two coordinates, or a relaxed one. */
final class GridScanWork {
    private final PotentialSource source;
    private final Frame frame;
    private final List<ScanAxis> axes;
    private final ExtrapolationWatch watch;
    private final BoundPotential potential;
    private final EnergyUnit relative;
    private final EnergyUnit unit;

    GridScanWork(
            PotentialSource source,
            Frame frame,
            List<ScanAxis> axes,
            ExtrapolationWatch watch,
            EnergyUnit relative,
            EnergyUnit unit) {
        this.source = source;
        this.frame = frame;
        this.axes = axes;
        this.watch = watch;
        this.potential = watch.over(source, frame.geometry());
        this.relative = relative;
        this.unit = unit;
    }

    private GridScan scan() {
        return GridScan.of(potential, frame.geometry(), axes.toArray(new ScanAxis[0]));
    }

    GridScanReport rigid() {
        long start = System.nanoTime();
        GridScanResult result = scan().run();
        return report(result, Optional.empty(), false, (System.nanoTime() - start) * 1e-9);
    }

    /** Relaxed; of one coordinate the rigid curve too, to lie beside it. */
    GridScanReport relaxed(OptimizerOptions optimizer, boolean bothWays, Path folder, Progress progress) {
        Optional<GridScanResult> rigid = axes.size() == 1 ? Optional.of(scan().run()) : Optional.empty();
        int points = axes.stream().mapToInt(a -> a.values().count()).reduce(1, (a, b) -> a * b) * (bothWays ? 2 : 1);
        int[] done = {0};
        try (Interruption interruption = new Interruption()) {
            GridScanResult result = scan().relaxed(o -> optimizer.settings(o, frame))
                    .withWayBack(bothWays)
                    .withFolder(folder)
                    .withStop(interruption::requested)
                    .withObserver(point -> {
                        done[0]++;
                        progress.show(() -> words(done[0], points, progress.seconds()));
                    })
                    .run();
            progress.end();
            return report(result, rigid, true, progress.seconds());
        }
    }

    private static String words(int done, int points, double seconds) {
        return String.format(
                Locale.ROOT,
                "point %d/%d  %.1f points/s  %s left",
                done,
                points,
                done / seconds,
                Progress.duration(seconds / done * (points - done)));
    }

    private GridScanReport report(
            GridScanResult result, Optional<GridScanResult> rigid, boolean relaxed, double seconds) {
        return new GridScanReport(source, frame.geometry(), result, rigid, watch, relative, unit, relaxed, seconds);
    }
}
