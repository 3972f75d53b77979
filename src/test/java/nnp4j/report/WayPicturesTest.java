package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WayPicturesTest {
    private static final int LARGEST_SVG = 100_000;
    private static final double[] NONE = {};

    private static List<String> words(Picture picture) throws Exception {
        return Arrays.asList(SvgWords.text(picture).split("\\|", -1));
    }

    @Test
    void samplesAreSmallSvgWithoutNonNumbersAndNoWordsTouch() throws Exception {
        SvgWords.assertFine(SampleWays.all(), LARGEST_SVG);
    }

    @Test
    void pathNamesBarriersAndSaddle() throws Exception {
        Picture picture = SampleWays.path(11, -2.5, true, 5).draw();
        List<String> words = words(picture);
        assertTrue(words.containsAll(List.of("ΔE‡ 5.43", "ΔE‡ 7.93", "saddle", "start", "path / Å")), words.toString());
        assertEquals(12, picture.svg().split("<circle", -1).length - 1);
        words = words(SampleWays.path(11, -2.5, true, -1).draw());
        assertFalse(words.contains("saddle") || words.contains("ΔE‡ 5.43"), words.toString());
    }

    @Test
    void pathHasTheGivenSlopes() {
        double[] x = {0, 1};
        double[] zero = {0, 0};
        // the cubic with slopes 4 and -4 rises to 1: highest of 4 t (1 - t)
        String svg = SampleWays.path(x, zero, new double[] {4, -4}, NONE, NONE, -1)
                .draw()
                .svg();
        String curve = svg.substring(svg.indexOf(" points=", svg.indexOf("clip-path=")));
        double highest = Arrays.stream(curve.substring(9, curve.indexOf("\"/>")).split(" ", -1))
                .mapToDouble(point -> Double.parseDouble(point.split(",", -1)[1]))
                .min()
                .orElseThrow();
        Axis y = Axis.of(-0.08, 1.08, 358, 48, 6); // the margins of a range from 0 to 1
        assertEquals(y.at(1), highest, 0.01); // two digits in the file
    }

    @Test
    void relaxedScanNamesCurvesMinimumAndFailures() throws Exception {
        Picture picture = SampleWays.torsion(true, true).draw();
        List<String> words = words(picture);
        assertTrue(words.containsAll(List.of("forward", "backward", "rigid", "2 failed")), words.toString());
        assertTrue(words.contains("−180°, 0.00 kcal mol⁻¹"), words.toString()); // round the circle no end
        assertTrue(picture.svg().contains("stroke-dasharray"));
        words = words(SampleWays.torsion(false, false).draw());
        assertTrue(words.contains("relaxed"), words.toString());
        assertFalse(words.contains("backward") || words.contains("rigid"), words.toString());
    }

    @Test
    void aHighUnrelaxedCurveLeavesTheScaleToTheRelaxedOnes() throws Exception {
        double[] x = {0, 1, 2, 3};
        double[] energy = {2, 0, 1, 3};
        double[] high = {2, 0, 1000, 1e6};
        List<String> words =
                words(SampleWays.scan("r / Å", x, energy, NONE, high).draw());
        assertTrue(words.containsAll(List.of("0", "6", "rigid")), words.toString());
        assertFalse(words.contains("1000"), words.toString());
    }

    private static void assertRefused(Executable draw) {
        String message = assertThrows(IllegalArgumentException.class, draw).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }

    private static Picture path(double[] x, double[] y, double[] slope, double[] start, int saddle) {
        return SampleWays.path(x, y, slope, start, x, saddle).draw();
    }

    private static Picture scan(double[] x, double[] forward, double[] backward, double[] rigid, boolean... failed) {
        return new RelaxedScanPlot("", "", "r / Å", "E / eV", x, forward, backward, rigid, failed).draw();
    }

    @Test
    void badInputIsRefused() {
        double[] one = {1};
        double[] two = {1, 2};
        double[] broken = {1, Double.NaN};
        double[] equal = {1, 1};
        assertFalse(path(two, two, two, two, 0).svg().isEmpty());
        assertRefused(() -> path(one, one, NONE, one, -1));
        assertRefused(() -> path(two, one, NONE, two, -1));
        assertRefused(() -> path(two, broken, NONE, two, -1));
        assertRefused(() -> path(two, two, one, two, -1));
        assertRefused(() -> path(two, two, two, one, -1));
        assertRefused(() -> path(equal, two, two, two, -1));
        assertRefused(() -> path(two, two, two, two, 2));
        assertFalse(scan(two, two, two, two, false, true).svg().isEmpty());
        assertRefused(() -> scan(NONE, NONE, NONE, NONE));
        assertRefused(() -> scan(two, one, NONE, NONE, false, false));
        assertRefused(() -> scan(two, two, one, NONE, false, false));
        assertRefused(() -> scan(two, two, NONE, one, false, false));
        assertRefused(() -> scan(two, two, NONE, NONE, false));
        assertRefused(() -> scan(equal, two, NONE, NONE, false, false));
        assertRefused(() -> scan(new double[] {1, 2, 0}, new double[3], NONE, NONE, false, false, false));
        assertRefused(() -> scan(one, new double[] {Double.NaN}, NONE, NONE, true));
    }
}
