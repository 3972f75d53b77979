package nnp4j.report;

import java.util.Arrays;

/**
 * The vibrational density of states of a dynamics run against the wavenumber, with the harmonic wavenumbers as faint sticks
 * in a strip below, for comparison. It has no infrared intensities: a strong peak may be invisible to infrared light.
 *
 * @param title first line
 * @param subtitle second line: run, window, resolution
 * @param wavenumber wavenumbers in cm⁻¹, rising
 * @param density the density at each, not negative but for noise; what is not finite is a gap
 * @param harmonic harmonic wavenumbers in cm⁻¹, empty for none; those beyond the range of the others, so also imaginary
 *     ones given as negative, are left out
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record VibrationalDensityPlot(
        String title, String subtitle, double[] wavenumber, double[] density, double[] harmonic) {

    /**
     * Draws the density.
     *
     * @return the picture
     * @throws IllegalArgumentException if lengths differ, wavenumbers do not rise, no density is finite or a harmonic
     *     wavenumber is not
     */
    public Picture draw() {
        if (density.length != wavenumber.length)
            throw new IllegalArgumentException(
                    "density picture: expected " + wavenumber.length + " densities, found " + density.length);
        if (Arrays.stream(density).noneMatch(Double::isFinite))
            throw new IllegalArgumentException("density picture: expected at least one finite density, found none");
        for (int k = 0; k < wavenumber.length; k++)
            if (!Double.isFinite(wavenumber[k]) || (k > 0 && wavenumber[k] <= wavenumber[k - 1]))
                throw new IllegalArgumentException("density picture: expected rising wavenumbers, found "
                        + wavenumber[k] + " at index " + k + (k > 0 ? " after " + wavenumber[k - 1] : ""));
        if (!Arrays.stream(harmonic).allMatch(Double::isFinite))
            throw new IllegalArgumentException(
                    "density picture: expected finite harmonic wavenumbers, found one that is not");
        return new VibrationalDensityDrawing(this).picture();
    }
}
