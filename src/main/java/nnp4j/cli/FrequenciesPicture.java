package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nnp4j.report.SpectrumPlot;

/** The picture of harmonic frequencies. */
final class FrequenciesPicture {
    /** Width of the lines, cm-1. */
    private static final double WIDTH = 10;

    private FrequenciesPicture() {}

    static Optional<String> draw(FrequenciesReport report, Path folder) throws IOException {
        if (report.modes.count() == 0) return Optional.of("no picture: an atom does not vibrate");
        return new SpectrumPlot(
                        ScanPicture.subscripted(report.molecule.formula()) + ", harmonic frequencies",
                        "potential " + report.source.name() + ", " + report.source.levelOfTheory()
                                + "; no intensities, lines 10 cm⁻¹ wide",
                        report.modes.wavenumbers(),
                        new double[0],
                        "modes",
                        WIDTH)
                .draw()
                .write(folder, "spectrum");
    }
}
