package nnp4j.cli;

import java.io.IOException;
import java.util.Locale;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationResult;
import nnp4j.optimize.OptimizationStep;
import nnp4j.potential.BoundPotential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves a molecule to its nearest minimum. */
@Command(
        name = "optimize",
        description = "The nearest minimum of a molecule, with atoms and coordinates held exactly where asked.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Status 1 and the file optimize.last.extxyz if it does not converge.",
            "",
            "Examples:",
            "  ./nnp4j optimize molecules/h2.xyz",
            "  ./nnp4j optimize molecules/h2.xyz --convergence tight --method fire",
            "  ./nnp4j optimize molecules/h2.xyz --hold 1-2=0.9"
        })
final class OptimizeCommand extends DriverCommand {
    @Mixin
    private OptimizerOptions optimizer;

    @Override
    int run(DriverRun run) throws IOException {
        Progress progress = new Progress(run.err(), "steps", driver().quiet());
        driver().head(run.out(), run.source(), run.start().formula() + ", " + optimizer.words());
        BoundPotential potential = run.potential();
        OptimizationResult result = optimizer
                .settings(GeometryOptimization.of(potential, run.start()), run.frame())
                .withObserver(step -> progress.show(() -> words(step, progress.seconds())))
                .withStop(run.stop())
                .run();
        progress.end();
        run.watch().end();
        OptimizeReport report = new OptimizeReport(
                run.source(),
                run.frame(),
                result,
                potential.spread(result.geometry().toArray()),
                optimizer.convergence(),
                driver().units().units().energy());
        report.print(run.out(), progress.seconds());
        report.write(run.folder(), run.watch());
        run.keep(driver().molecule());
        run.picture(
                "optimize",
                ConvergencePicture.draw(report, run.folder()),
                report.fileName() + " steps.extxyz steps.csv summary.json run.json");
        if (!result.converged())
            run.out()
                    .println("NOT CONVERGED: " + result.reason() + "; the last geometry is "
                            + run.folder().resolve(report.fileName()));
        return result.converged() ? 0 : 1;
    }

    private String words(OptimizationStep step, double seconds) {
        return String.format(
                Locale.ROOT,
                "step %d/%d  E %.6f eV  largest force %.2g eV/angstrom  %.1f steps/s",
                step.step(),
                optimizer.maxSteps(),
                step.energy(),
                step.maxForce(),
                step.step() / seconds);
    }
}
