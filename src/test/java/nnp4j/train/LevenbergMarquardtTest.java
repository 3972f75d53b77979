package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import nnp4j.train.LevenbergMarquardt.Minimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevenbergMarquardtTest {
    /** Residuals and Jacobian of a test problem. */
    private interface Formula {
        void evaluate(double[] p, double[] r, double[] j);
    }

    private record Problem(int residualCount, int parameterCount, Formula formula) implements LeastSquares {
        @Override
        public void evaluate(double[] parameters, double[] residuals, double[] jacobian) {
            formula.evaluate(parameters, residuals, jacobian);
        }
    }

    /** Rosenbrock, Comput. J. 3, 175 (1960), doi:10.1093/comjnl/3.3.175. */
    private static final Problem ROSENBROCK = new Problem(2, 2, (p, r, j) -> {
        r[0] = 10 * (p[1] - p[0] * p[0]);
        r[1] = 1 - p[0];
        j[0] = -20 * p[0];
        j[1] = 10;
        j[2] = -1;
        j[3] = 0;
    });

    /** Misra1a of the NIST Statistical Reference Datasets, y = b1 (1 - exp(-b2 x)), doi:10.18434/T43G6C. */
    private static final double[] MISRA_X = {
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0
    };

    private static final double[] MISRA_Y = {
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78
    };

    private static final Problem MISRA = new Problem(14, 2, (p, r, j) -> {
        for (int k = 0; k < 14; k++) {
            double decay = Math.exp(-p[1] * MISRA_X[k]);
            r[k] = p[0] * (1 - decay) - MISRA_Y[k];
            j[2 * k] = 1 - decay;
            j[2 * k + 1] = p[0] * MISRA_X[k] * decay;
        }
    });

    /** A linear problem with a random matrix and an exact solution. */
    private static Problem linear(int m, int n, double[] solution) {
        Random random = new Random(5);
        double[] a = new double[m * n];
        for (int k = 0; k < a.length; k++) a[k] = 2 * random.nextDouble() - 1;
        return new Problem(m, n, (p, r, j) -> {
            System.arraycopy(a, 0, j, 0, a.length);
            for (int i = 0; i < m; i++) {
                r[i] = 0;
                for (int k = 0; k < n; k++) r[i] += a[i * n + k] * (p[k] - solution[k]);
            }
        });
    }

    @Test
    void rosenbrocksValleyIsFollowedToItsEnd() {
        Minimum found = new LevenbergMarquardt(100).minimize(ROSENBROCK, new double[] {-1.2, 1});
        assertArrayEquals(new double[] {1, 1}, found.parameters(), 1e-12); // rounding in an ill-conditioned valley
        assertTrue(found.iterations() < 60, found.iterations() + " iterations");
    }

    @ParameterizedTest
    @CsvSource({"500, 0.0001", "250, 0.0005"})
    void misra1aGivesTheCertifiedValuesFromBothStarts(double b1, double b2) {
        Minimum found = new LevenbergMarquardt(500).minimize(MISRA, new double[] {b1, b2});
        double digits = 1e-9; // eleven are certified; a sum of squares is flat at its minimum
        assertEquals(1, found.parameters()[0] / 2.3894212918E+02, digits);
        assertEquals(1, found.parameters()[1] / 5.5015643181E-04, digits);
        assertEquals(1, found.sumOfSquares() / 1.2455138894E-01, digits);
    }

    @Test
    void aLinearProblemIsSolvedInFewSteps() {
        double[] solution = {3, -2, 0.5, 7};
        Minimum found = new LevenbergMarquardt(12).minimize(linear(9, 4, solution), new double[4]);
        double rounding = 1e-13;
        assertArrayEquals(solution, found.parameters(), rounding);
    }

    @Test
    void fewerResidualsThanParametersAreFittedExactly() {
        double[] solution = {3, -2, 0.5, 7, 1, 1};
        Minimum found = new LevenbergMarquardt(30).minimize(linear(3, 6, solution), new double[6]);
        assertTrue(found.sumOfSquares() < 1e-28, "sum of squares " + found.sumOfSquares()); // squared rounding
    }

    @Test
    void aParameterWithoutEffectStays() {
        Problem first = new Problem(1, 2, (p, r, j) -> {
            r[0] = p[0] - 4;
            j[0] = 1;
            j[1] = 0;
        });
        Minimum found = new LevenbergMarquardt(30).minimize(first, new double[] {1, 9});
        assertArrayEquals(new double[] {4, 9}, found.parameters(), 1e-14); // rounding
    }

    @Test
    void anExactStartIsReturnedWithoutAStep() {
        double[] start = {1, 1};
        Minimum found = new LevenbergMarquardt(10).minimize(ROSENBROCK, start);
        assertEquals(0, found.iterations());
        assertArrayEquals(start, found.parameters());
    }

    /** The residual has no minimum that its wrong Jacobian leads to, and is not a number beyond 2. */
    @Test
    void theResultIsNeverWorseThanTheStart() {
        Problem misleading = new Problem(1, 1, (p, r, j) -> {
            r[0] = p[0] > 2 ? Double.NaN : 5 - p[0] * p[0];
            j[0] = Math.sin(17 * p[0]);
        });
        Random random = new Random(3);
        for (int k = 0; k < 200; k++) {
            double start = 4 * random.nextDouble() - 2;
            double[] at = {start};
            Minimum found = new LevenbergMarquardt(1 + k % 20).minimize(misleading, at);
            double before = (5 - start * start) * (5 - start * start);
            assertTrue(found.sumOfSquares() <= before);
            double r = 5 - found.parameters()[0] * found.parameters()[0];
            assertEquals(r * r, found.sumOfSquares());
            assertTrue(found.iterations() <= 1 + k % 20);
            assertEquals(start, at[0]);
        }
    }

    @Test
    void theSameStartGivesTheSameBits() {
        double[] start = {500, 0.0001};
        Minimum first = new LevenbergMarquardt(200).minimize(MISRA, start);
        Minimum second = new LevenbergMarquardt(200).minimize(MISRA, start);
        assertArrayEquals(first.parameters(), second.parameters());
        assertEquals(first.sumOfSquares(), second.sumOfSquares());
    }

    @Test
    void badCallsAreNamed() {
        LevenbergMarquardt optimizer = new LevenbergMarquardt(10);
        double[] infinite = {Double.POSITIVE_INFINITY, 1};
        Exception e = assertThrows(IllegalArgumentException.class, () -> optimizer.minimize(ROSENBROCK, infinite));
        assertEquals("the residuals at the start are not finite", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> optimizer.minimize(ROSENBROCK, new double[3]));
        assertEquals("expected a start of 2 parameters, found 3", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LevenbergMarquardt(0));
    }
}
