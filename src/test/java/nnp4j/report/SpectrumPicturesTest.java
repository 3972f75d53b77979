package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SpectrumPicturesTest {
    private static final int LARGEST_SVG = 100_000;
    private static final double[] NONE = {};

    private static List<String> words(Picture picture) throws Exception {
        return Arrays.asList(SvgWords.text(picture).split("\\|", -1));
    }

    @Test
    void samplesAreSmallSvgWithoutNonNumbersAndNoWordsTouch() throws Exception {
        SvgWords.assertFine(SampleSpectra.all(), LARGEST_SVG);
    }

    @Test
    void everyModeOfWaterIsNamed() throws Exception {
        List<String> words =
                words(SampleSpectra.spectrum(10, SampleSpectra.water()).draw());
        assertTrue(words.containsAll(List.of("1649", "3833", "3944", "wavenumber / cm⁻¹")), words.toString());
    }

    @Test
    void imaginaryModesAreNamedWithAnIAndDashed() throws Exception {
        Picture picture =
                SampleSpectra.spectrum(10, new double[] {-900.4, 512, 3600}).draw();
        List<String> words = words(picture);
        assertTrue(words.containsAll(List.of("900i", "512", "3600")), words.toString());
        assertEquals(1, picture.svg().split("stroke-dasharray", -1).length - 1);
    }

    @Test
    void ofModesTooCloseTheHighestIsNamed() throws Exception {
        List<String> words = words(SampleSpectra.spectrum(4, new double[] {1000, 1030, 3000}, 5, 9, 2)
                .draw());
        assertTrue(words.contains("1030"), words.toString());
        assertFalse(words.contains("1000") && words.indexOf("1000") < words.indexOf("1030"), words.toString());
    }

    @Test
    void linesAreAsHighAsTheirSticksAndAsWideAsAsked() {
        Lorentzians lines = new Lorentzians(new double[] {1000}, new double[] {7}, 10);
        assertEquals(7, lines.at(1000));
        assertEquals(3.5, lines.at(1005), 1e-12); // rounding
        assertEquals(3.5, lines.at(995), 1e-12);
        double[] places = lines.places(0, 4000);
        assertTrue(Arrays.stream(places).anyMatch(x -> Math.abs(x - 1000) < 1e-9), "the summit is a place");
    }

    @Test
    void densityNamesWhatItIsAndLeavesAGap() throws Exception {
        VibrationalDensityPlot plot = SampleSpectra.density(SampleSpectra.ethanol());
        List<String> words = words(plot.draw());
        assertTrue(words.contains("vibrational density of states (no IR intensities)"), words.toString());
        assertTrue(words.contains("harmonic"), words.toString());
        assertEquals(2, plot.draw().svg().split("clip-path=", -1).length, "one piece");
        Arrays.fill(plot.density(), 2000, 2100, Double.NaN);
        assertEquals(3, plot.draw().svg().split("clip-path=", -1).length, "two pieces");
        double[] outside = {-300, 9000};
        assertFalse(words(SampleSpectra.density(outside).draw()).contains("harmonic"));
    }

    private static void assertRefused(Executable draw) {
        String message = assertThrows(IllegalArgumentException.class, draw).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }

    private static Picture density(double[] wavenumber, double[] density, double... harmonic) {
        return new VibrationalDensityPlot("", "", wavenumber, density, harmonic).draw();
    }

    @Test
    void badInputIsRefused() {
        double[] one = {1};
        double[] two = {1, 2};
        double[] broken = {Double.NaN};
        assertRefused(() -> SampleSpectra.spectrum(10, NONE).draw());
        assertRefused(() -> SampleSpectra.spectrum(10, broken).draw());
        assertRefused(() -> SampleSpectra.spectrum(10, one, 1, 2).draw());
        assertRefused(() -> SampleSpectra.spectrum(10, one, -1).draw());
        assertRefused(() -> SampleSpectra.spectrum(0, one).draw());
        assertRefused(() -> density(NONE, NONE));
        assertRefused(() -> density(one, two));
        assertRefused(() -> density(new double[] {2, 2}, two));
        assertRefused(() -> density(one, broken));
        assertRefused(() -> density(one, one, Double.NaN));
    }
}
