package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainingPicturesTest {
    /** Where the samples are left for the eye; below the build folder. */
    private static final Path FOLDER = Path.of("target", "pictures");

    private static final int LARGEST_SVG = 100_000;
    private static final double[] NONE = {};

    @Test
    void samplesAreSmallSvgWithoutNonNumbers() throws Exception {
        for (Map.Entry<String, Picture> sample : SampleTraining.all().entrySet()) {
            assertEquals(Optional.empty(), sample.getValue().write(FOLDER, sample.getKey()));
            String svg = Files.readString(FOLDER.resolve(sample.getKey() + ".svg"));
            int size = svg.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(size < LARGEST_SVG, sample.getKey() + " " + size);
            assertFalse(svg.contains("…"), sample.getKey() + " has words that are cut");
            assertFalse(svg.contains("NaN") || svg.contains("Infinity"), sample.getKey());
        }
    }

    @Test
    void noWordsTouchOrLeaveTheSheet() throws Exception {
        for (Map.Entry<String, Picture> sample : SampleTraining.all().entrySet())
            SvgWords.assertApart(sample.getKey(), sample.getValue());
    }

    @Test
    void calibrationCountsPairsThatItDoesNotShow() throws Exception {
        double[] spreads = {0, 0.1, 0.2, 0.4};
        double[] errors = {1, 0, -0.3, 0.3};
        CalibrationPlot plot = new CalibrationPlot(
                "", "", "energy", "eV", spreads, errors, new double[] {0.1, 0.3}, new double[] {0.2, 0.3});
        String text = SvgWords.text(plot.draw());
        for (String word : List.of("error = spread", "spread of the ensemble / eV", "error of the energy / eV"))
            assertTrue(Arrays.asList(text.split("\\|", -1)).contains(word), word + " in " + text);
        assertTrue(text.contains("2 tiny, not shown"), text);
        // two pairs, two bins, and one in the key
        assertEquals(5, plot.draw().svg().split("<circle", -1).length - 1);
    }

    @Test
    void calibrationWithoutASpreadIsRefused() {
        double[] one = {1};
        double[] zero = {0};
        assertRefused(() -> new CalibrationPlot("", "", "", "", zero, one, zero, one).draw());
        assertRefused(() -> new CalibrationPlot("", "", "", "", one, zero, NONE, NONE).draw());
        assertRefused(() -> new CalibrationPlot("", "", "", "", one, NONE, one, one).draw());
        assertRefused(() -> new CalibrationPlot("", "", "", "", one, one, one, NONE).draw());
    }

    @Test
    void lossNamesItsCurvesAndTheChosenEpoch() throws Exception {
        String text = SvgWords.text(SampleTraining.loss(1000, 3, 2e-6, true).draw());
        for (String word :
                List.of("training", "validation", "chosen: epoch 501", "loss / eV²", "learning rate", "epoch"))
            assertTrue(Arrays.asList(text.split("\\|", -1)).contains(word), word + " in " + text);
        assertFalse(
                SvgWords.text(SampleTraining.loss(1000, 3, 2e-6, false).draw()).contains("learning rate"));
    }

    @Test
    void lossKeepsASpikeAmongAHundredThousandEpochs() {
        double[] epochs = IntStream.range(0, 100_000).asDoubleStream().toArray();
        double[] flat = new double[epochs.length];
        Arrays.fill(flat, 1e-3);
        flat[67_891] = 1;
        flat[0] = 1;
        Axis y = LogAxis.around(flat, 358, 48, 7);
        String svg =
                new LossPlot("", "", "eV²", epochs, flat, NONE, NONE, -1).draw().svg();
        String curve = svg.substring(svg.indexOf(" points=", svg.indexOf("clip-path=")));
        curve = curve.substring(0, curve.indexOf("/>"));
        String top = "," + Svg.number(y.at(1));
        assertEquals(2, curve.split(top, -1).length - 1, "the start and the spike at " + top);
    }

    @Test
    void lossMeasuredEveryTenthEpochIsOneLine() {
        double[] epochs = IntStream.range(0, 200).asDoubleStream().toArray();
        double[] losses = Arrays.stream(epochs).map(e -> Math.exp(-e / 20)).toArray();
        double[] tenth = Arrays.stream(epochs)
                .map(e -> e % 10 == 0 ? 2 * Math.exp(-e / 20) : Double.NaN)
                .toArray();
        LossPlot plot = new LossPlot("", "", "", epochs, losses, tenth, NONE, -1);
        assertEquals(2, plot.draw().svg().split("clip-path=", -1).length - 1);
        losses[100] = 0;
        assertEquals(3, plot.draw().svg().split("clip-path=", -1).length - 1, "zero is a gap");
    }

    @Test
    void learningCurveSaysExponentAndLevelAndShowsEveryRepeat() throws Exception {
        Picture picture = SampleTraining.curves(SampleTraining.series("distances", 70, -0.518, 0.1, 5, 100, 300))
                .draw();
        String text = SvgWords.text(picture);
        assertTrue(text.contains("distances|error ∝ N^−0.52"), text);
        assertTrue(text.contains("1 kcal mol⁻¹"), text);
        assertEquals(10, picture.svg().split("<circle", -1).length - 1);
    }

    @Test
    void learningCurveWithoutFitHasNoDashesAndLeavesOutWhatIsNotPositive() throws Exception {
        Picture picture = SampleTraining.curves(new LearningCurvePlot.Series(
                        "a", new int[] {10, 10, 20, 40}, new double[] {1, 0, 2, Double.NaN}, Double.NaN, 1))
                .draw();
        assertFalse(picture.svg().contains("stroke-dasharray"));
        assertFalse(SvgWords.text(picture).contains("∝"));
        assertEquals(2, picture.svg().split("<circle", -1).length - 1);
    }

    @Test
    void histogramSaysMeanSpreadAndWhatLiesOutside() throws Exception {
        double[] errors = SampleTraining.normal(1000, 0, 1);
        errors[10] = -500;
        String text = SvgWords.text(SampleTraining.errors(errors).draw());
        assertTrue(text.contains("n = 1000|1 outside, the largest|−500 kcal mol⁻¹"), text);
        // squares 1, 4, 9 around the mean 2: variance 1
        text = SvgWords.text(SampleTraining.errors(1, 2, 3).draw());
        assertTrue(text.contains("mean 2.00 kcal mol⁻¹|2σ 2.00 kcal mol⁻¹|n = 3"), text);
    }

    @Test
    void searchMarksTheWinnerAndCountsFailures() throws Exception {
        Picture picture = SampleTraining.grid(new int[] {2, 3, 4}, new int[] {32, 64, 128}, new int[] {32}, true)
                .draw();
        assertTrue(SvgWords.text(picture).contains("winner: "));
        assertTrue(SvgWords.text(picture).contains("3 runs without a finite error"));
        assertEquals(45 - 3 + 1, picture.svg().split("<circle", -1).length - 1);
    }

    private static void assertRefused(Executable draw) {
        String message = assertThrows(IllegalArgumentException.class, draw).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }

    private static Picture search(double x, double error, int winner, String... groups) {
        double[] errors = {error};
        return new GridPicture("", "", "rate", true, "E", new double[] {x}, errors, groups, groups, winner, "w").draw();
    }

    @Test
    void badInputIsRefused() {
        double[] one = {1};
        double[] two = {1, 2};
        double[] zero = {0};
        assertRefused(() -> new LossPlot("", "", "", NONE, NONE, NONE, NONE, -1).draw());
        assertRefused(() -> new LossPlot("", "", "", one, zero, zero, NONE, -1).draw());
        assertRefused(() -> new LossPlot("", "", "", two, one, NONE, NONE, -1).draw());
        assertRefused(() -> new LossPlot("", "", "", two, two, one, NONE, -1).draw());
        assertRefused(() -> new LossPlot("", "", "", two, two, NONE, one, -1).draw());
        assertRefused(() -> new LossPlot("", "", "", two, two, NONE, NONE, 3).draw());
        assertRefused(() -> new LossPlot("", "", "", new double[] {2, 2}, two, NONE, NONE, -1).draw());
        assertRefused(() -> SampleTraining.curves().draw());
        int[] size = {10};
        assertRefused(() -> SampleTraining.curves(new LearningCurvePlot.Series("a", size, two, -1, 1))
                .draw());
        assertRefused(() -> SampleTraining.curves(new LearningCurvePlot.Series("a", size, zero, -1, 1))
                .draw());
        List<LearningCurvePlot.Series> good = List.of(new LearningCurvePlot.Series("a", size, one, -1, 1));
        assertRefused(() -> new LearningCurvePlot("", "", "E", good, OptionalDouble.of(0), "").draw());
        assertRefused(() -> SampleTraining.errors().draw());
        assertRefused(() -> SampleTraining.errors(1, Double.NaN).draw());
        assertRefused(() -> search(1, 1, 1, "a"));
        assertRefused(() -> search(0, 1, 0, "a"));
        assertRefused(() -> search(1, 0, 0, "a"));
        assertRefused(() -> search(1, 1, 0));
    }
}
