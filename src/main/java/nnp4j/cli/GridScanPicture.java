package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.report.ContourPlot;
import nnp4j.report.Picture;
import nnp4j.report.RelaxedScanPlot;
import nnp4j.scan.GridScanResult;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanPoint;

/** The picture of a relaxed curve or of a surface. */
final class GridScanPicture {
    /** What lies this many times the median above the lowest point would hide the rest of a surface. */
    private static final double CLIP = 3;

    private GridScanPicture() {}

    static Optional<String> draw(GridScanReport report, Path folder) throws IOException {
        Picture picture = report.result.axes().size() == 1 ? curve(report) : surface(report);
        return picture.write(folder, "scan");
    }

    private static Picture curve(GridScanReport report) {
        ScanAxis axis = report.result.axes().get(0);
        double[] x = axis.values().display();
        double[] forward = energies(report, report.result.forward(), x.length);
        double[] backward = report.result.backward().isEmpty()
                ? new double[0]
                : energies(report, report.result.backward(), x.length);
        double[] rigid =
                report.rigid.map(r -> energies(report, r.forward(), x.length)).orElse(new double[0]);
        boolean[] failed = new boolean[x.length];
        for (ScanPoint p : report.result.forward()) if (p.failure().isPresent()) failed[p.row()] = true;
        return new RelaxedScanPlot(
                        ScanPicture.subscripted(report.molecule.formula()) + ", relaxed scan of " + dashed(axis),
                        subtitle(report),
                        label(axis),
                        "energy above the lowest point / " + ScanPicture.unit(report.relative),
                        x,
                        forward,
                        backward,
                        rigid,
                        failed)
                .draw();
    }

    private static double[] energies(GridScanReport report, List<ScanPoint> points, int count) {
        double[] energies = new double[count];
        java.util.Arrays.fill(energies, Double.NaN);
        for (ScanPoint p : points) if (p.failure().isEmpty()) energies[p.row()] = report.relative(p.energy());
        return energies;
    }

    private static Picture surface(GridScanReport report) {
        GridScanResult result = report.result;
        ScanAxis down = result.axes().get(0);
        ScanAxis along = result.axes().get(1);
        int columns = along.values().count();
        double[] z = new double[down.values().count() * columns];
        java.util.Arrays.fill(z, Double.NaN);
        for (ScanPoint p : result.forward())
            if (p.failure().isEmpty()) z[p.row() * columns + p.column()] = report.relative(p.energy());
        return new ContourPlot(
                        ScanPicture.subscripted(report.molecule.formula())
                                + (report.relaxed() ? ", relaxed" : ", rigid") + " scan of " + dashed(down) + " and "
                                + dashed(along),
                        subtitle(report),
                        label(along),
                        label(down),
                        "energy above the lowest point / " + ScanPicture.unit(report.relative),
                        along.values().display(),
                        down.values().display(),
                        z,
                        Double.NaN,
                        highest(z))
                .draw();
    }

    /** Where to cut the colours: walls would take them all. */
    private static double highest(double[] z) {
        double[] sorted =
                java.util.Arrays.stream(z).filter(Double::isFinite).sorted().toArray();
        double median = sorted[sorted.length / 2];
        double most = sorted[sorted.length - 1];
        return most > 2 * CLIP * median && median > 0 ? CLIP * median : Double.NaN;
    }

    private static String subtitle(GridScanReport report) {
        return "potential " + report.source.name() + ", "
                + report.source.levelOfTheory() + "; "
                + report.result.forward().size() + " points";
    }

    private static String dashed(ScanAxis axis) {
        return GridScanReport.name(axis).replace('-', '–');
    }

    private static String label(ScanAxis axis) {
        return dashed(axis) + " / " + (axis.values().kind() == Kind.BOND ? "Å" : "°");
    }
}
