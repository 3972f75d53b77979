package nnp4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import nnp4j.geometry.Geometry;
import nnp4j.io.MoleculeReader;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationException;
import nnp4j.optimize.OptimizationResult;
import nnp4j.paths.BandStep;
import nnp4j.paths.NudgedElasticBand;
import nnp4j.paths.ReactionPath;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Potential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The path of least energy from one structure to another. */
@Command(
        name = "path",
        description = "The path of least energy between two structures: nudged elastic band, saddle point, barrier.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Both structures have the same atoms in the same order; both are optimized first.",
            "",
            "Example:",
            "  ./nnp4j path molecules/ammonia.xyz molecules/ammonia-inverted.xyz"
        })
final class PathCommand extends DriverCommand {
    @Parameters(
            index = "1",
            paramLabel = "PRODUCT",
            description = "The structure at the other end; its first frame is used.")
    private Path product;

    @Option(
            names = "--images",
            paramLabel = "N",
            description = "Images, both ends among them (default: ${DEFAULT-VALUE}).",
            defaultValue = "11")
    private int images;

    @Option(
            names = "--fmax",
            paramLabel = "F",
            description = "Longest force of the band on an atom, eV/angstrom (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.02")
    private double fmax;

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            description = "Steps after which it gives up (default: ${DEFAULT-VALUE}).",
            defaultValue = "2000")
    private int maxSteps;

    @Option(
            names = "--spring",
            paramLabel = "K",
            description = "Spring constant between images, eV/angstrom^2 (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private double spring;

    @Option(names = "--no-optimize", description = "Take both structures as they are.")
    private boolean asTheyAre;

    @Override
    int run(DriverRun run) throws IOException {
        Geometry first = run.start();
        Geometry second =
                MoleculeReader.first(product, driver().units().units()).geometry();
        BoundPotential potential = run.potential();
        NudgedElasticBand.of(potential, first, second); // the same atoms, before anything takes time
        driver().head(run.out(), run.source(), first.formula() + ", band of " + images + " images");
        Progress progress = new Progress(run.err(), "steps", driver().quiet());
        ReactionPath path = NudgedElasticBand.of(
                        potential, minimum(potential, first, "first"), minimum(potential, second, "second"))
                .withImages(images)
                .withSpring(spring)
                .withLimits(fmax, maxSteps)
                .withObserver(step -> progress.show(() -> words(step, progress.seconds())))
                .withStop(run.stop())
                .run();
        progress.end();
        run.watch().end();
        PathReport report = new PathReport(
                run.source(), path, potential, driver().units().units().energy(), progress.seconds());
        report.print(run.out());
        report.write(run.folder(), run.watch());
        run.keep(driver().molecule(), product);
        run.picture(
                "path",
                PathPicture.draw(report, run.folder()),
                report.fileName() + " path.csv summary.json run.json"
                        + (path.saddle().isPresent() ? " saddle.extxyz saddle-mode.extxyz" : ""));
        if (!path.converged())
            run.out()
                    .println("NOT CONVERGED: " + (path.interrupted() ? "stopped" : "step limit " + maxSteps)
                            + String.format(
                                    Locale.ROOT,
                                    ", the longest force is %.3g eV/angstrom",
                                    path.last().maxForce()));
        return path.converged() ? 0 : 1;
    }

    private Geometry minimum(Potential potential, Geometry start, String which) {
        if (asTheyAre) return start;
        OptimizationResult result = GeometryOptimization.of(potential, start)
                .withConvergence(Convergence.TIGHT)
                .withMaxSteps(1000)
                .run();
        if (!result.converged())
            throw new OptimizationException(
                    "NOT CONVERGED: no minimum near the " + which + " structure (" + result.reason() + ")");
        return result.geometry();
    }

    private static String words(BandStep step, double seconds) {
        return String.format(
                Locale.ROOT,
                "step %d  longest force %.3g eV/angstrom  highest image %d%s  %.1f steps/s",
                step.step(),
                step.maxForce(),
                step.highest() + 1,
                step.climbing() ? ", climbing" : "",
                step.step() / seconds);
    }
}
