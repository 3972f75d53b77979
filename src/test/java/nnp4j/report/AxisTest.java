package nnp4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
    @Test
    void randomRangesHaveThreeToEightDistinctRoundTicksInside() {
        Random random = new Random(11);
        for (int trial = 0; trial < 2000; trial++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(13) - 6);
            double high = low + random.nextDouble() * Math.pow(10, random.nextInt(13) - 6);
            if (high - low < 1e-9 * Math.abs(low)) continue; // no width; a test of its own
            Axis axis = Axis.of(low, high, 0, 500, 5);
            List<Double> ticks = axis.ticks();
            String range = low + " to " + high + ": " + ticks;
            // neighbouring 1-2-5 steps differ by up to 2.5, so not every range can have 4 to 7
            assertTrue(ticks.size() >= 3 && ticks.size() <= 8, range);
            double slack = 1e-6 * (high - low); // rounding of k * step
            assertTrue(ticks.stream().allMatch(t -> t >= low - slack && t <= high + slack), range);
            assertEquals(
                    ticks.size(), new HashSet<>(ticks.stream().map(axis::label).toList()).size(), range);
        }
    }

    @Test
    void zeroHasNoSignAndNegativeNumbersATrueMinus() {
        Axis axis = Axis.of(-0.3, 0.3, 0, 100, 5);
        List<String> labels = axis.ticks().stream().map(axis::label).toList();
        assertTrue(labels.contains("0"), labels.toString());
        assertTrue(labels.contains("−0.2"), labels.toString());
        assertFalse(String.join("", labels).contains("-"), labels.toString());
    }

    @Test
    void fullTurnsHaveTicksEverySixtyDegrees() {
        assertEquals(
                List.of(-180.0, -120.0, -60.0, 0.0, 60.0, 120.0, 180.0),
                Axis.ofDegrees(-180, 180, 0, 500, 6).ticks().stream()
                        .map(t -> t + 0.0)
                        .toList());
        assertEquals(60.0, Axis.ofDegrees(0, 355, 0, 500, 6).ticks().get(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3, -1e-9, 1e12, Double.MIN_VALUE})
    void rangeWithoutWidthIsWidenedAroundItsValue(double value) {
        Axis axis = Axis.of(value, value, 0, 100, 5);
        assertEquals(50, axis.at(value), 1e-3); // rounding of a value against a twentieth of it
        assertTrue(axis.ticks().size() >= 3);
    }

    @Test
    void rangeThatIsNotFiniteOrTurnedRoundIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Axis.of(0, Double.NaN, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.of(-1e308, 1e308, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> Axis.of(1, 0, 0, 1, 5));
    }

    @Test
    void veryLargeNumbersHavePowersOfTen() {
        Axis axis = Axis.of(0, 4e7, 0, 100, 5);
        assertEquals("1×10⁷", axis.label(1e7));
    }
}
