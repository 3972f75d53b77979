package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nnp4j.optimize.OptimizationStep;
import nnp4j.report.ConvergencePlot;

/** The picture of an optimization. A class of its own, so that nothing of it is loaded before the results are printed. */
final class ConvergencePicture {
    private ConvergencePicture() {}

    static Optional<String> draw(OptimizeReport report, Path folder) throws IOException {
        List<OptimizationStep> steps = report.result.steps();
        double last = report.result.energy();
        return new ConvergencePlot(
                        ScanPicture.subscripted(report.result.geometry().formula()) + ", optimization",
                        "potential " + report.source.name() + ", "
                                + report.source.levelOfTheory() + "; "
                                + report.result.last().step() + " steps, " + report.result.reason(),
                        column(steps, OptimizationStep::step),
                        column(steps, s -> s.energy() - last),
                        "eV",
                        column(steps, OptimizationStep::maxForce),
                        column(steps, OptimizationStep::rmsForce),
                        threshold(report.limits.maxForce()),
                        threshold(report.limits.rmsForce()))
                .draw()
                .write(folder, "optimize");
    }

    /** Infinite where it is not asked for, as with --fmax; the picture then shows none. */
    private static double threshold(double limit) {
        return Double.isInfinite(limit) ? Double.NaN : limit;
    }

    private static double[] column(List<OptimizationStep> steps, ToDoubleFunction<OptimizationStep> value) {
        return steps.stream().mapToDouble(value).toArray();
    }
}
