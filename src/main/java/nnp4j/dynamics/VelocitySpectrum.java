package nnp4j.dynamics;

import java.util.Arrays;
import nnp4j.geometry.Geometry;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Vibrational density of states: the power spectrum of mass-weighted velocities, averaged over overlapping segments under Hann
 * windows (Welch, IEEE Trans. Audio Electroacoust. 15, 70 (1967), doi:10.1109/TAU.1967.1161901). Peaks stand where the molecule
 * vibrates, anharmonic and at temperature; heights are no infrared intensities. Its integral over wavenumbers is 1. Immutable.
 */
public final class VelocitySpectrum {
    /** Segments that a spectrum needs at least, so that it is an average. */
    private static final int SEGMENTS = 4;

    private static final int SHORTEST = 64;
    /** Zeros appended to a segment, in its lengths: they draw the curve finer and add nothing. */
    private static final int PADDING = 4;
    /** Speed of light, cm/fs. */
    private static final double LIGHT = 2.99792458e-5;
    /** Full width at half maximum of a Hann window's line, in 1 over the segment's time. */
    private static final double HANN_WIDTH = 1.44;

    private final double[] wavenumbers;
    private final double[] density;
    private final double resolution;

    private VelocitySpectrum(double[] wavenumbers, double[] density, double resolution) {
        this.wavenumbers = wavenumbers;
        this.density = density;
        this.resolution = resolution;
    }

    /**
     * The spectrum of a run.
     *
     * @param geometry for the masses
     * @param velocities any unit, frames x 3n, frame by frame; read only
     * @param interval time between frames, fs; vibrations faster than 1/(2 interval) appear in wrong places
     * @param finest resolution in cm-1 that is not to be bettered where the run is long, so that the curve gets smoother
     * @return the spectrum
     * @throws IllegalArgumentException if there are fewer than 160 whole frames or a value is not positive
     */
    public static VelocitySpectrum of(Geometry geometry, double[] velocities, double interval, double finest) {
        int size = 3 * geometry.atomCount();
        int frames = velocities.length / size;
        if (velocities.length % size != 0 || frames < SHORTEST * (SEGMENTS + 1) / 2)
            throw new IllegalArgumentException("velocity spectrum: expected at least "
                    + SHORTEST * (SEGMENTS + 1) / 2 + " whole frames of " + size + " velocities, found "
                    + velocities.length + " values");
        if (!(interval > 0 && finest > 0))
            throw new IllegalArgumentException("velocity spectrum: expected a positive interval and resolution, found "
                    + interval + ", " + finest);
        int longest = 2 * frames / (SEGMENTS + 1); // half overlapping
        int wanted = (int) Math.ceil(HANN_WIDTH / (finest * LIGHT * interval));
        int length = Math.max(SHORTEST, Math.min(longest, wanted));
        int padded = Integer.highestOneBit(length - 1) * 2 * PADDING;
        double[] power = new double[padded / 2 + 1];
        for (int first = 0; first + length <= frames; first += length / 2)
            for (int k = 0; k < size; k++) add(velocities, size, first, length, k, geometry.mass(k / 3), power, padded);
        double step = 1 / (padded * interval * LIGHT);
        double area = Arrays.stream(power).sum() * step;
        double[] wavenumbers = new double[power.length];
        for (int k = 0; k < power.length; k++) {
            wavenumbers[k] = k * step;
            power[k] /= area;
        }
        return new VelocitySpectrum(wavenumbers, power, HANN_WIDTH / (length * interval * LIGHT));
    }

    private static void add(
            double[] velocities, int size, int first, int length, int k, double mass, double[] power, int padded) {
        double[] signal = new double[padded];
        for (int t = 0; t < length; t++) {
            double window = 1 - Math.cos(2 * Math.PI * (t + 0.5) / length);
            signal[t] = window * velocities[(first + t) * size + k];
        }
        Complex[] transformed =
                new FastFourierTransformer(DftNormalization.STANDARD).transform(signal, TransformType.FORWARD);
        for (int f = 0; f < power.length; f++) {
            double a = transformed[f].abs();
            power[f] += mass * a * a;
        }
    }

    /**
     * The wavenumbers of the curve.
     *
     * @return fresh array, cm-1, from 0 in equal steps
     */
    public double[] wavenumbers() {
        return wavenumbers.clone();
    }

    /**
     * The density at each of them.
     *
     * @return fresh array, cm
     */
    public double[] density() {
        return density.clone();
    }

    /**
     * Width at half height that a sharp line gets.
     *
     * @return cm-1
     */
    public double resolution() {
        return resolution;
    }

    /**
     * Where the density is highest.
     *
     * @return cm-1
     */
    public double highest() {
        int highest = 0;
        for (int k = 1; k < density.length; k++) if (density[k] > density[highest]) highest = k;
        return wavenumbers[highest];
    }
}
