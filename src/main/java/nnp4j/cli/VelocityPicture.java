package nnp4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import nnp4j.dynamics.VelocitySpectrum;
import nnp4j.geometry.Geometry;
import nnp4j.io.WholeFile;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.optimize.OptimizationException;
import nnp4j.optimize.OptimizationResult;
import nnp4j.potential.BoundPotential;
import nnp4j.potential.Extrapolation;
import nnp4j.report.VibrationalDensityPlot;
import nnp4j.vibrations.Hessian;
import nnp4j.vibrations.NormalModes;
import nnp4j.vibrations.VibrationsException;

/**
 * The vibrational density of states of a run, from the velocities of its trajectory, with the harmonic wavenumbers of the nearest
 * minimum below: velocities.csv and its picture.
 */
final class VelocityPicture {
    /** Frames farther apart would fold the stretches of hydrogen, 4,401 cm-1, to wrong places. */
    private static final double LONGEST_INTERVAL = 3.5;

    private static final int FEWEST = 400;
    /** Frames used at most, the first ones, so that memory stays bounded. */
    private static final int MOST = 1 << 17;
    /** Resolution in cm-1 beyond which a longer run is made smoother instead. */
    private static final double FINEST = 10;

    private static final int MOST_ATOMS = 60;
    /** Column of the velocities, behind symbol, position and forces. */
    private static final int VELOCITIES = 7;

    private VelocityPicture() {}

    /** Draws it where frames are many and close enough; gives the name of the picture, or empty. */
    static Optional<String> draw(MdReport report, Path folder, double interval) throws IOException {
        if (!(interval > 0 && interval <= LONGEST_INTERVAL)) return Optional.empty();
        Geometry geometry = report.molecule;
        double[] velocities =
                velocities(folder.resolve("trajectory.extxyz"), geometry.atomCount(), report.result.replicas());
        if (velocities.length / (3 * geometry.atomCount()) < FEWEST) return Optional.empty();
        VelocitySpectrum spectrum = VelocitySpectrum.of(geometry, velocities, interval, FINEST);
        double[] x = spectrum.wavenumbers();
        double[] y = spectrum.density();
        WholeFile.write(folder.resolve("velocities.csv"), out -> {
            out.write("wavenumber_per_cm,density_cm\n");
            for (int k = 0; k < x.length; k++) out.write(x[k] + "," + y[k] + "\n");
        });
        double[] harmonic = harmonic(report, geometry);
        double end = end(x, y, harmonic);
        int shown = (int) Arrays.stream(x).filter(w -> w <= end).count();
        boolean png = new VibrationalDensityPlot(
                        ScanPicture.subscripted(geometry.formula()) + ", velocities of the atoms",
                        report.method
                                + String.format(
                                        Locale.ROOT, "; Hann window, resolution %.0f cm⁻¹", spectrum.resolution()),
                        Arrays.copyOf(x, shown),
                        Arrays.copyOf(y, shown),
                        harmonic)
                .draw()
                .write(folder, "velocities")
                .isEmpty();
        return Optional.of(png ? "velocities.png" : "velocities.svg");
    }

    /** Where nothing more is to be seen. */
    private static double end(double[] x, double[] y, double[] harmonic) {
        double top = Arrays.stream(y).max().orElseThrow();
        double last = Arrays.stream(harmonic).max().orElse(0);
        for (int k = 0; k < x.length; k++) if (y[k] > 0.005 * top) last = Math.max(last, x[k]);
        return Math.min(x[x.length - 1], 1.1 * last);
    }

    /** Velocities of the first replica. */
    private static double[] velocities(Path trajectory, int atoms, int replicas) throws IOException {
        double[] all = new double[3 * atoms * 1024];
        int used = 0;
        try (BufferedReader lines = Files.newBufferedReader(trajectory)) {
            for (int frame = 0; lines.readLine() != null && used / (3 * atoms) < MOST; frame++) {
                lines.readLine();
                if (used + 3 * atoms > all.length) all = Arrays.copyOf(all, 2 * all.length);
                for (int i = 0; i < atoms; i++) {
                    String line = lines.readLine();
                    if (frame % replicas != 0) continue;
                    String[] words = line.split(" ", -1);
                    for (int c = 0; c < 3; c++) all[used++] = Double.parseDouble(words[VELOCITIES + c]);
                }
            }
        }
        return Arrays.copyOf(all, used);
    }

    /** Of the nearest minimum; none where there is none, or the molecule is large. */
    private static double[] harmonic(MdReport report, Geometry geometry) {
        if (geometry.atomCount() > MOST_ATOMS) return new double[0];
        BoundPotential potential = report.source.potentialFor(geometry, Extrapolation.ALLOW);
        try {
            OptimizationResult minimum = GeometryOptimization.of(potential, geometry)
                    .withConvergence(Convergence.TIGHT)
                    .run();
            if (!minimum.converged()) return new double[0];
            return NormalModes.of(Hessian.of(potential, minimum.geometry()), geometry)
                    .wavenumbers();
        } catch (OptimizationException | VibrationsException e) {
            return new double[0]; // the sticks are an extra
        }
    }
}
