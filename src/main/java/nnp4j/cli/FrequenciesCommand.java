package nnp4j.cli;

import java.io.IOException;
import nnp4j.geometry.Geometry;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationException;
import nnp4j.optimize.OptimizationResult;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;
import nnp4j.vibrations.RotationalSymmetry;
import nnp4j.vibrations.Thermochemistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Harmonic vibrations of a molecule and its thermochemistry. */
@Command(
        name = "frequencies",
        description =
                "Harmonic frequencies, normal modes, zero-point energy and ideal-gas thermochemistry at the nearest"
                        + " minimum.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  ./nnp4j frequencies molecules/h2.xyz",
            "  ./nnp4j frequencies molecules/h2.xyz --isotope 1=2.01410178 --temperature 500",
            "  ./nnp4j frequencies saddle.xyz --no-optimize --potential p.onnx"
        })
final class FrequenciesCommand extends DriverCommand {
    enum Masses {
        NUCLEI,
        ATOMS;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final int MOST_STEPS = 1000;

    @Option(names = "--no-optimize", description = "Take the geometry as it is, for a saddle point for example.")
    private boolean asItIs;

    @Option(
            names = "--masses",
            paramLabel = "WHAT",
            description =
                    "Masses of nuclei, as in a diatomic's scan, or of atoms, as most programs have them; wavenumbers"
                            + " differ by a few hundredths of a percent: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "nuclei")
    private Masses masses;

    @Option(
            names = "--temperature",
            paramLabel = "K",
            description = "Temperature of the thermochemistry, K (default: ${DEFAULT-VALUE}).",
            defaultValue = "298.15")
    private double temperature;

    @Option(
            names = "--pressure",
            paramLabel = "PA",
            description = "Pressure, Pa (default: ${DEFAULT-VALUE}, one atmosphere).",
            defaultValue = "101325")
    private double pressure;

    @Option(
            names = "--symmetry-number",
            paramLabel = "N",
            description = "Rotational symmetry number (default: found from the geometry).")
    private Integer symmetryNumber;

    @Option(
            names = "--multiplicity",
            paramLabel = "N",
            description = "Spin multiplicity 2S + 1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int multiplicity;

    @Option(
            names = "--rotor-cutoff",
            paramLabel = "CM",
            description = "Entropies of modes below it go over to those of free rotors (Grimme 2012; 100 cm-1 is usual;"
                    + " default: ${DEFAULT-VALUE}, all are oscillators).",
            defaultValue = "0")
    private double rotorCutoff;

    @Option(
            names = "--displacement",
            paramLabel = "X",
            description = "Displacement of the differences, angstrom (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.01")
    private double displacement;

    @Override
    int run(DriverRun run) throws IOException {
        Geometry start = run.start();
        var potential = run.potential();
        Geometry geometry = asItIs ? start : optimized(GeometryOptimization.of(potential, start));
        Hessian hessian = Hessian.of(potential, geometry, displacement);
        NormalModes modes = NormalModes.of(hessian, masses == Masses.NUCLEI ? geometry.withNuclearMasses() : geometry);
        run.watch().end();
        int symmetry = symmetryNumber != null ? symmetryNumber : RotationalSymmetry.number(geometry);
        Thermochemistry thermochemistry =
                Thermochemistry.of(modes, hessian.energy(), temperature, pressure, symmetry, multiplicity, rotorCutoff);
        FrequenciesReport report = new FrequenciesReport(
                run.source(),
                start,
                hessian,
                potential.spread(geometry.toArray()),
                modes,
                thermochemistry,
                masses.toString(),
                symmetryNumber != null);
        driver().head(run.out(), run.source(), start.formula() + ", " + (asItIs ? "as it is" : "at the minimum"));
        report.print(run.out(), run.err());
        report.write(run.folder(), run.watch());
        run.keep(driver().molecule());
        run.picture(
                "spectrum",
                FrequenciesPicture.draw(report, run.folder()),
                "frequencies.csv modes/ modes.molden minimum.extxyz hessian.csv summary.json run.json");
        return 0;
    }

    /** The minimum, tight enough that what is left of the forces does not show in the frequencies. */
    private static Geometry optimized(GeometryOptimization optimization) {
        OptimizationResult result = optimization
                .withConvergence(Convergence.VERY_TIGHT)
                .withMaxSteps(MOST_STEPS)
                .run();
        if (result.converged()) return result.geometry();
        OptimizationResult tight = optimization
                .at(result.geometry())
                .withConvergence(Convergence.TIGHT)
                .withMaxSteps(MOST_STEPS)
                .run(); // single precision may not do better
        if (!tight.converged())
            throw new OptimizationException("NOT CONVERGED: no minimum was found (" + tight.reason()
                    + "); optimize first, or give a stationary point with --no-optimize");
        return tight.geometry();
    }
}
