package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RunPicturesTest {
    private static final int LARGEST_SVG = 100_000;

    @Test
    void samplesAreSmallSvgWithoutNonNumbersAndNoWordsTouch() throws Exception {
        SvgWords.assertFine(SampleRuns.all(), LARGEST_SVG);
    }

    @Test
    void dynamicsSaysDriftWindowAndTarget() throws Exception {
        String text = SvgWords.text(
                SampleRuns.dynamics(3000, OptionalDouble.of(298.15)).draw());
        for (String word : List.of(
                "potential / eV",
                "time / ps",
                "conserved quantity less its start; drift 0.020 meV ps⁻¹, RMS about it 0.25 meV",
                "running mean over 1 ps",
                "target 298.15 K"))
            assertTrue(Arrays.asList(text.split("\\|", -1)).contains(word), word + " in " + text);
        assertFalse(
                SvgWords.text(SampleRuns.dynamics(3000, OptionalDouble.empty()).draw())
                        .contains("target"));
        assertFalse(
                SvgWords.text(SampleRuns.dynamics(20, OptionalDouble.empty()).draw())
                        .contains("running"));
    }

    @Test
    void dynamicsKeepsASpikeAndLeavesAGap() {
        DynamicsPlot plot = SampleRuns.dynamics(100_000, OptionalDouble.empty());
        Arrays.fill(plot.potential(), -1);
        plot.potential()[67_891] = 1;
        String svg = plot.draw().svg();
        String curve = svg.substring(svg.indexOf(" points=", svg.indexOf("clip-path=")));
        curve = curve.substring(0, curve.indexOf("/>"));
        assertTrue(curve.split(" ", -1).length < 10, "a flat line with one spike: " + curve);
        assertEquals(5, svg.split("clip-path=", -1).length, "four curves of one piece each");
        Arrays.fill(plot.potential(), 10_000, 20_000, Double.NaN);
        assertEquals(6, plot.draw().svg().split("clip-path=", -1).length, "the first in two pieces");
    }

    @Test
    void runningMeanIsCutAtTheEndsAndLeavesOutWhatIsNotANumber() {
        double[] time = {0, 1, 2, 3, 4};
        double[] values = {1, 2, Double.NaN, 4, 9};
        assertArrayEquals(new double[] {1.5, 1.5, 3, 6.5, 6.5}, RunningMean.of(time, values, 2), 1e-14); // rounding
        assertArrayEquals(values, RunningMean.of(time, values, 0.5), 1e-14);
        assertEquals(0.2, RunningMean.window(5, 0.05));
        assertEquals(1, RunningMean.window(15, 0.05));
        assertEquals(500, RunningMean.window(9999, 0.05));
    }

    @Test
    void optimizationNamesItsCurvesAndThresholds() throws Exception {
        Picture picture = SampleRuns.optimization(40).draw();
        String text = SvgWords.text(picture);
        for (String word : List.of("E − E(last) / eV", "force / eV Å⁻¹", "largest force", "RMS force", "step"))
            assertTrue(Arrays.asList(text.split("\\|", -1)).contains(word), word + " in " + text);
        assertEquals(2, text.split("threshold", -1).length - 1, text);
        assertEquals(39 + 40 + 40, picture.svg().split("<circle", -1).length - 1, "the last energy is zero");
        assertFalse(text.contains("below the last"), text);
    }

    @Test
    void optimizationSaysWhatALogarithmCannotShow() throws Exception {
        double[] step = {0, 1};
        double[] zeros = {0, 0};
        String text =
                SvgWords.text(SampleRuns.optimization(step, zeros, zeros, zeros).draw());
        assertTrue(text.contains("no step lies above the last"), text);
        assertTrue(text.contains("RMS force: zero"), text);
        double[] below = {-1, 0};
        text = SvgWords.text(SampleRuns.optimization(step, below, step, step).draw());
        assertTrue(text.contains("1 step lies below the last"), text);
    }

    private static void assertRefused(Executable draw) {
        String message = assertThrows(IllegalArgumentException.class, draw).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }

    private static DynamicsPlot dynamics(double[] time, double[] potential, OptionalDouble target) {
        return new DynamicsPlot("", "", time, "ps", potential, "eV", time, "", time, target);
    }

    @Test
    void badRunsAreRefused() {
        double[] none = {};
        double[] one = {1};
        double[] two = {1, 2};
        OptionalDouble free = OptionalDouble.empty();
        assertRefused(() -> dynamics(none, none, free).draw());
        assertRefused(() -> dynamics(two, one, free).draw());
        assertRefused(() -> dynamics(new double[] {2, 2}, two, free).draw());
        assertRefused(() -> dynamics(one, new double[] {Double.NaN}, free).draw());
        assertRefused(() -> dynamics(one, one, OptionalDouble.of(Double.NaN)).draw());
    }

    private static ConvergencePlot optimization(double[] step, double[] energy, double[] force, double threshold) {
        return new ConvergencePlot("", "", step, energy, "eV", force, force, threshold, Double.NaN);
    }

    @Test
    void badOptimizationsAreRefused() {
        double[] none = {};
        double[] one = {1};
        double[] two = {1, 2};
        assertRefused(() -> optimization(none, none, none, 1).draw());
        assertRefused(() -> optimization(two, one, two, 1).draw());
        assertRefused(() -> optimization(two, two, one, 1).draw());
        assertRefused(() -> optimization(new double[] {2, 1}, two, two, 1).draw());
        assertRefused(() -> optimization(one, one, new double[] {-1}, 1).draw());
        assertRefused(() -> optimization(one, one, one, 0).draw());
    }
}
