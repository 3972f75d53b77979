package nnp4j.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import nnp4j.scan.ScanAxis;
import nnp4j.scan.ScanPoint;

/** The table scan.csv of a scan of two coordinates, or of a relaxed one. */
final class GridScanTable {
    private final GridScanReport report;
    private final List<ScanAxis> axes;
    private final boolean spreads;

    GridScanTable(GridScanReport report, boolean spreads) {
        this.report = report;
        this.axes = report.result.axes();
        this.spreads = spreads;
    }

    void write(Writer out) throws IOException {
        StringBuilder header = new StringBuilder();
        for (ScanAxis axis : axes) header.append(GridScanReport.column(axis)).append(',');
        header.append("energy_").append(report.unit.column());
        header.append(",relative_").append(report.relative.column());
        for (ScanAxis axis : axes) header.append(",actual_").append(GridScanReport.column(axis));
        header.append(",way,converged");
        if (spreads) header.append(",spread_").append(report.unit.column());
        out.write(header + "\n");
        rows(out, report.result.forward());
        if (report.relaxed()) rows(out, report.result.backward());
    }

    /** A blank line between the rows of a grid, as gnuplot wants it; others skip it. */
    private void rows(Writer out, List<ScanPoint> points) throws IOException {
        int row = -1;
        for (ScanPoint p : points) {
            if (axes.size() == 2 && row >= 0 && p.row() != row) out.write("\n");
            row = p.row();
            StringBuilder line = new StringBuilder();
            for (int a = 0; a < axes.size(); a++)
                line.append(report.display(a, p.requested()[a])).append(',');
            line.append(p.energy() / report.unit.ev()).append(',').append(report.relative(p.energy()));
            for (int a = 0; a < axes.size(); a++) line.append(',').append(report.display(a, p.actual()[a]));
            line.append(p.backward() ? ",back," : ",out,").append(p.failure().isEmpty());
            if (spreads) line.append(',');
            if (p.energySpread().isPresent()) line.append(p.energySpread().getAsDouble() / report.unit.ev());
            out.write(line + "\n");
        }
    }
}
