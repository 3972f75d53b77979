package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import nnp4j.paths.ReactionPath;
import nnp4j.report.PathPlot;
import nnp4j.units.Units;

/** The picture of a reaction path. */
final class PathPicture {
    private PathPicture() {}

    static Optional<String> draw(PathReport report, Path folder) throws IOException {
        ReactionPath path = report.path;
        int images = path.images().size();
        double[] y = new double[images];
        for (int i = 0; i < images; i++) y[i] = kcal(path.energy(i) - path.energy(0));
        double[] start = Arrays.stream(path.guessEnergies())
                .map(e -> kcal(e - path.energy(0)))
                .toArray();
        double[] slopes = Arrays.stream(path.slopes()).map(PathPicture::kcal).toArray();
        boolean inside = path.highest() > 0 && path.highest() < images - 1;
        return new PathPlot(
                        ScanPicture.subscripted(path.images().get(0).formula()) + ", path of least energy",
                        "potential " + report.source.name() + ", "
                                + report.source.levelOfTheory() + "; " + images + " images"
                                + path.saddle()
                                        .map(s -> "; saddle point "
                                                + FrequenciesReport.words(
                                                        s.modes().wavenumber(0)) + " cm⁻¹")
                                        .orElse("; no saddle point"),
                        "length of the path / Å",
                        "energy above the first structure / kcal mol⁻¹",
                        path.lengths(),
                        y,
                        slopes,
                        start,
                        path.guessLengths(),
                        inside ? path.highest() : -1,
                        String.format(Locale.ROOT, "ΔE‡ %.2f", kcal(path.barrier())),
                        Math.abs(path.reactionEnergy()) < 1e-6
                                ? ""
                                : String.format(Locale.ROOT, "ΔE‡ %.2f", kcal(path.backwardBarrier())))
                .draw()
                .write(folder, "path");
    }

    private static double kcal(double energy) {
        return energy / Units.KCAL_PER_MOL;
    }
}
