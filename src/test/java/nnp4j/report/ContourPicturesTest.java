package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ContourPicturesTest {
    private static final int LARGEST_SVG = 200_000;
    private static final double FREE = Double.NaN;
    private static final double[] NONE = {};

    @Test
    void samplesAreSmallSvgWithoutNonNumbersAndNoWordsTouch() throws Exception {
        SvgWords.assertFine(SampleSurfaces.all(), LARGEST_SVG);
    }

    @Test
    void mapNamesAxesAndCountsFailedPoints() throws Exception {
        double[] turn = SampleSurfaces.turn();
        double[] z = SampleSurfaces.grid(turn, turn, SampleSurfaces::peptide);
        z[1000] = Double.NaN;
        z[2000] = Double.POSITIVE_INFINITY;
        String text =
                SvgWords.text(SampleSurfaces.angles(turn, turn, z, FREE, FREE).draw());
        List<String> words = Arrays.asList(text.split("\\|", -1));
        assertTrue(words.containsAll(List.of("−120", "60", "180", "minimum", "saddle", "2 failed")), text);
        assertTrue(words.contains("energy above the lowest point / kcal mol⁻¹"), text);
    }

    @Test
    void contoursOfAPlaneAreStraightAndHaveTheHigherSideInside() {
        double[] x = {0, 1, 2};
        double[] y = {0, 1};
        Surface plane = Surface.of(x, y, SampleSurfaces.grid(x, y, (a, b) -> a));
        List<double[]> rings = Contours.rings(plane, 0.25);
        assertEquals(1, rings.size());
        // from column 0.25 to 2 and row 0 to 1; twice the area
        assertEquals(3.5, Contours.area(rings.get(0)), 1e-12);
        assertEquals(0, Contours.rings(plane, 2.5).size());
    }

    @Test
    void aHoleIsARingTheOtherWayRound() {
        double[] x = {0, 1, 2};
        Surface pit = Surface.of(x, x, new double[] {1, 1, 1, 1, 0, 1, 1, 1, 1});
        double[] areas = Contours.rings(pit, 0.5).stream()
                .mapToDouble(Contours::area)
                .sorted()
                .toArray();
        assertArrayEquals(new double[] {-1, 8}, areas, 1e-12); // a diamond of diagonal 1, and all
    }

    @Test
    void theValueInTheMiddleOfASaddleDecidesWhatIsJoined() {
        double[] two = {0, 1};
        Surface high = Surface.of(two, two, new double[] {9, 0, 0, 9}); // 4.5 in the middle
        assertEquals(1, Contours.rings(high, 4).size());
        assertEquals(2, Contours.rings(high, 5).size());
        Surface uneven = Surface.of(two, two, new double[] {9, 0, 0, 1}); // 0.9 at the saddle, 2.5 in the mean
        assertEquals(1, Contours.rings(uneven, 0.8).size());
        assertEquals(2, Contours.rings(uneven, 0.95).size());
    }

    @Test
    void minimaAndSaddlesRoundTheCircleAreFound() {
        double[] turn = SampleSurfaces.turn();
        Surface waves = Surface.of(
                turn,
                turn,
                SampleSurfaces.grid(
                        turn, turn, (a, b) -> Math.cos(Math.toRadians(a)) + 0.5 * Math.cos(Math.toRadians(2 * b))));
        CriticalPoints points = new CriticalPoints(waves, 0.1);
        assertEquals(2, points.minima().size()); // -180 by ±90
        for (int node : points.minima()) {
            assertEquals(-180, waves.x[points.column(node)]);
            assertEquals(90, Math.abs(waves.y[points.row(node)]));
            assertEquals(-1.5, points.z(node), 1e-12);
        }
        assertEquals(4, points.saddles().size()); // on a torus as many as minima and maxima together
        assertArrayEquals(
                new double[] {-0.5, -0.5, 0.5, 0.5},
                points.saddles().stream().mapToDouble(points::z).toArray(),
                1e-12);
    }

    @Test
    void noiseHasNeitherMinimaNorSaddles() {
        double[] x = SamplePictures.grid(-1, 1, 41);
        double[] y = SamplePictures.grid(-0.9, 1.1, 43);
        // a narrow valley aslant, in which the grid makes many small pits
        double[] z = SampleSurfaces.grid(x, y, (a, b) -> 10 * Math.pow(a - 0.6 * b, 2) + 0.1 * b * b);
        CriticalPoints points = new CriticalPoints(Surface.of(x, y, z), 0.05);
        assertEquals(1, points.minima().size());
        assertEquals(0, points.saddles().size());
    }

    @Test
    void orderOfCoordinatesDoesNotMatter() {
        double[] x = {0, 1, 2.5, 4};
        double[] turned = {4, 2.5, 1, 0};
        String one = SampleSurfaces.lengths(x, x, SampleSurfaces.grid(x, x, (a, b) -> a * b - b), FREE, FREE)
                .draw()
                .svg();
        String other = SampleSurfaces.lengths(
                        turned, turned, SampleSurfaces.grid(turned, turned, (a, b) -> a * b - b), FREE, FREE)
                .draw()
                .svg();
        assertEquals(one, other);
    }

    @Test
    void bandsAreRoundAndOpenOnlyBelowHigherValues() {
        assertEquals(new Bands(1, 0, 14, false), Bands.of(0, 13.7, FREE, FREE));
        assertEquals(new Bands(0.5, -1, 5, true), Bands.of(-0.3, 13.7, 0.5, 2));
        assertEquals(new Bands(0.5, 0, 4, false), Bands.of(-1e-13, 2, 0.5, 2));
        assertEquals(new Bands(1, 3, 1, false), Bands.of(3, 3, FREE, FREE));
        assertEquals("#440154", Viridis.colour(0));
        assertEquals("#FDE725", Viridis.colour(1));
    }

    private static void assertRefused(Executable draw) {
        String message = assertThrows(IllegalArgumentException.class, draw).getMessage();
        assertTrue(message.contains("expected") && message.contains("found"), message);
    }

    private static Picture map(double[] x, double[] z, double step, double highest) {
        return SampleSurfaces.lengths(x, x, z, step, highest).draw();
    }

    @Test
    void badInputIsRefused() {
        double[] two = {1, 2};
        double[] four = {1, 2, 3, 4};
        assertFalse(map(two, four, FREE, FREE).svg().isEmpty());
        assertRefused(() -> map(NONE, NONE, FREE, FREE));
        assertRefused(() -> map(new double[] {1}, new double[] {1}, FREE, FREE));
        assertRefused(() -> map(new double[] {2, 2}, four, FREE, FREE));
        assertRefused(() -> map(new double[] {2, FREE}, four, FREE, FREE));
        assertRefused(() -> map(two, two, FREE, FREE));
        assertRefused(() -> map(two, new double[] {FREE, FREE, FREE, FREE}, FREE, FREE));
        assertRefused(() -> map(two, four, 0, FREE));
        assertRefused(() -> map(two, four, 1e-3, FREE));
        assertRefused(() -> map(two, four, FREE, 1));
    }
}
