package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogAxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(axis::label).toList();
    }

    @Test
    void equalRatiosAreEquallyLong() {
        Axis axis = Axis.ofLog(1e-3, 1e2, 0, 500, 6);
        // rounding of logarithms, against 500
        assertEquals(0, axis.at(1e-3), 1e-10);
        assertEquals(300, axis.at(1), 1e-10);
        assertEquals(500, axis.at(1e2), 1e-10);
        assertEquals(0, axis.between(500, 0).at(1e2), 1e-10);
    }

    @Test
    void whatIsNotPositiveHasNoPlace() {
        Axis axis = Axis.ofLog(1e-3, 1e2, 0, 500, 6);
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            assertTrue(Double.isNaN(axis.at(value)), "at " + value);
    }

    @Test
    void decadesAreLabelledAndTheNumbersBetweenThemAreNot() {
        Axis axis = Axis.ofLog(0.01, 100, 0, 300, 6);
        assertEquals(List.of("0.01", "0.1", "1", "10", "100"), labels(axis));
        assertEquals(4 * 8, axis.minorTicks().size());
        assertEquals(0.02, axis.minorTicks().get(0));
    }

    @Test
    void manyDecadesAreThinnedEvenlyAndWrittenAsPowers() {
        Axis axis = Axis.ofLog(1e-16, 1e2, 0, 300, 7);
        assertEquals(
                List.of("10⁻¹⁶", "10⁻¹⁴", "10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "10²"), labels(axis));
        assertEquals(9, axis.minorTicks().size());
    }

    @Test
    void lessThanADecadeHasTicksAtOneTwoAndFive() {
        assertEquals(List.of("100", "200", "500", "1000"), labels(Axis.ofLog(90, 1100, 0, 300, 6)));
        assertEquals(List.of("10⁻⁷", "2×10⁻⁷", "5×10⁻⁷"), labels(Axis.ofLog(9e-8, 8e-7, 0, 300, 6)));
    }

    @Test
    void randomRangesHaveDistinctTicksInside() {
        Random random = new Random(31);
        for (int trial = 0; trial < 2000; trial++) {
            double low = Math.pow(10, 40 * random.nextDouble() - 20);
            double high = low * Math.pow(10, random.nextDouble() * Math.pow(10, random.nextInt(5) - 3));
            Axis axis = Axis.ofLog(low, high, 0, 300, 6);
            String range = low + " to " + high + ": " + labels(axis);
            assertTrue(axis.ticks().size() >= 3 && axis.ticks().size() <= 10, range);
            double slack = 1e-8; // a tick at the edge counts within a billionth of a decade or of a step
            assertTrue(axis.ticks().stream().allMatch(t -> t >= low * (1 - slack) && t <= high * (1 + slack)), range);
            assertEquals(axis.ticks().size(), new HashSet<>(labels(axis)).size(), range);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 3e-4, 1e300, 1e-300})
    void rangeWithoutWidthIsWidenedAroundItsValue(double value) {
        Axis axis = Axis.ofLog(value, value, 0, 100, 5);
        assertEquals(50, axis.at(value), 1e-9); // rounding of logarithms of up to 300
        assertTrue(axis.ticks().size() >= 3, labels(axis).toString());
    }

    @Test
    void wholeRangeOfDoublesCanBeDrawn() {
        Axis axis = Axis.ofLog(Double.MIN_VALUE, Double.MAX_VALUE, 0, 300, 6);
        assertTrue(axis.ticks().size() >= 3, labels(axis).toString());
        assertTrue(axis.ticks().stream().allMatch(tick -> Double.isFinite(axis.at(tick))));
    }

    @Test
    void rangeThatIsNotPositiveOrTurnedRoundIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Axis.ofLog(0, 1, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.ofLog(-1, 1, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.ofLog(1, Double.POSITIVE_INFINITY, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.ofLog(2, 1, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.ofLog(Double.NaN, 1, 0, 1, 5));
    }
}
