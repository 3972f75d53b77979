package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.report.ScanPlot;
import nnp4j.units.EnergyUnit;

/** The picture of a scan. A class of its own, so that nothing of it is loaded before the results are printed. */
final class ScanPicture {
    private ScanPicture() {}

    /** Draws scan.svg and scan.png; a warning where there can be no PNG. */
    static Optional<String> draw(ScanReport report, Path folder) throws IOException {
        int count = report.result.count();
        double[] y = new double[count];
        boolean[] outside = new boolean[count];
        for (int k = 0; k < count; k++) {
            y[k] = report.relative(report.result.energy(k));
            outside[k] = report.outside.get(k).isPresent();
        }
        int n = report.reference.points().size();
        double[] rx = new double[n];
        double[] ry = new double[n];
        double[] residual = new double[n];
        for (int k = 0; k < n; k++) {
            ScanReference.Point point = report.reference.points().get(k);
            rx[k] = point.value();
            ry[k] = report.relative(point.reference());
            residual[k] = (point.predicted() - point.reference()) / report.relative.ev();
        }
        String unit = unit(report.relative);
        Kind kind = report.kind();
        String coordinate = report.result.coordinate().coordinate().toString().replace('-', '–');
        ScanPlot plot = new ScanPlot(
                subscripted(report.molecule.formula()) + ", " + coordinate,
                "potential " + report.source.name() + ", " + report.source.levelOfTheory() + "; " + count + " points",
                coordinate + " / " + (kind == Kind.BOND ? "Å" : "°"),
                "energy above " + (report.zeroName().equals("separated atoms") ? "separated atoms" : "the lowest point")
                        + " / " + unit,
                report.values.display(),
                y,
                outside,
                report.diatomic.isPresent() ? OptionalDouble.of(0) : OptionalDouble.empty(),
                rx,
                ry,
                residual,
                "residual / " + unit,
                report.diatomic.map(d -> OptionalDouble.of(d.equilibrium())).orElse(OptionalDouble.empty()),
                report.diatomic
                        .map(d -> OptionalDouble.of(-d.depth() / report.relative.ev()))
                        .orElse(OptionalDouble.empty()));
        return plot.draw(report.sigma()).write(folder, "scan");
    }

    /** A unit as it stands in pictures. */
    static String unit(EnergyUnit unit) {
        return unit == EnergyUnit.PER_CM ? "cm⁻¹" : unit.symbol().replace("/mol", " mol⁻¹");
    }

    static String subscripted(String formula) {
        StringBuilder text = new StringBuilder();
        formula.chars().forEach(c -> text.append((char) (c >= '0' && c <= '9' ? '₀' + c - '0' : c)));
        return text.toString();
    }
}
