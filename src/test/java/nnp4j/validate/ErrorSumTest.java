package nnp4j.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nnp4j.potential.Accuracy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorSumTest {
    private static final double ROUNDING = 1e-15;

    @Test
    void threeErrorsHaveTheirMeanRootMeanSquareAndWorst() {
        ErrorSum sum = new ErrorSum();
        sum.add(4, 1);
        sum.add(5, -3);
        sum.add(9, 2);
        Accuracy found = sum.accuracy();
        assertEquals(3, found.count());
        assertEquals(2, found.mae(), ROUNDING);
        assertEquals(Math.sqrt(14 / 3.0), found.rmse(), ROUNDING);
        assertEquals(3, found.worst());
        assertEquals(5, sum.worstFrame());
        assertEquals(3, sum.count());
    }

    @Test
    void theFirstOfEqualWorstFramesCounts() {
        ErrorSum sum = new ErrorSum();
        sum.add(7, 0.5);
        sum.add(8, -0.5);
        assertEquals(7, sum.worstFrame());
    }

    @Test
    void anErrorOfZeroHasAFrame() {
        ErrorSum sum = new ErrorSum();
        assertEquals(0, sum.worstFrame());
        sum.add(3, 0);
        assertEquals(3, sum.worstFrame());
        assertEquals(new Accuracy(1, 0, 0, 0), sum.accuracy());
    }

    @Test
    void noErrorHasNoAccuracy() {
        assertEquals(0, new ErrorSum().count());
        assertThrows(IllegalStateException.class, new ErrorSum()::accuracy);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anErrorThatIsNotFiniteIsRefusedAndNotCounted(double error) {
        ErrorSum sum = new ErrorSum();
        sum.add(1, 2);
        Exception e = assertThrows(IllegalArgumentException.class, () -> sum.add(6, error));
        assertEquals("frame 6: the error is not finite: " + error, e.getMessage());
        assertEquals(new Accuracy(1, 2, 2, 2), sum.accuracy());
    }
}
