package nnp4j.report;

import java.util.Arrays;

/**
 * The harmonic vibrations of a molecule: a stick at each wavenumber and the sum of Lorentzian lines as high as the sticks.
 * Imaginary modes stand left of zero, red and dashed, without a line, and are named like 1102i. The highest sticks are
 * named first; one whose name would touch another stays without.
 *
 * @param title first line
 * @param subtitle second line: potential, what the modes belong to
 * @param frequencies wavenumbers in cm⁻¹; imaginary ones negative
 * @param intensities heights of the sticks, as many, not negative; empty where all are to be 1
 * @param yLabel quantity and unit of the heights
 * @param width full width of the lines at half their height, in cm⁻¹
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record SpectrumPlot(
        String title, String subtitle, double[] frequencies, double[] intensities, String yLabel, double width) {

    /**
     * Draws the spectrum.
     *
     * @return the picture
     * @throws IllegalArgumentException if there is no frequency or one that is not finite, an intensity is negative or not
     *     finite, their number differs or the width is not positive
     */
    public Picture draw() {
        if (frequencies.length == 0)
            throw new IllegalArgumentException("spectrum picture: expected at least one frequency, found none");
        if (intensities.length > 0 && intensities.length != frequencies.length)
            throw new IllegalArgumentException(
                    "spectrum picture: expected " + frequencies.length + " intensities, found " + intensities.length);
        if (!Arrays.stream(frequencies).allMatch(Double::isFinite))
            throw new IllegalArgumentException("spectrum picture: expected finite frequencies, found one that is not");
        for (double intensity : intensities)
            if (!(intensity >= 0) || !Double.isFinite(intensity))
                throw new IllegalArgumentException(
                        "spectrum picture: expected intensities of zero or more, found " + intensity);
        if (!(width > 0) || !Double.isFinite(width))
            throw new IllegalArgumentException("spectrum picture: expected a positive width, found " + width);
        return new SpectrumDrawing(this).picture();
    }
}
