package nnp4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nnp4j.features.DecayingPairs;
import nnp4j.features.Descriptor;
import nnp4j.network.Activation;
import nnp4j.network.Mlp;
import org.junit.jupiter.api.Test;

class CurveFitTest {
    private static final Descriptor BOND = DecayingPairs.of(2, 1);
    private static final double[] INFINITY = {0};
    private static final int[] WIDTHS = {1, 4, 1};
    private static final Mlp TRUTH = Mlp.random(WIDTHS, Activation.TANH, 1);
    private static final double[] BONDS = geometries(40, 0.5, 6);

    private static double[] geometries(int count, double from, double to) {
        double[] x = new double[6 * count];
        for (int k = 0; k < count; k++) x[6 * k + 5] = from + (to - from) * k / (count - 1);
        return x;
    }

    private static double output(Mlp mlp, double feature) {
        double[] energy = new double[1];
        mlp.network().evaluate(1, new double[] {feature}, energy, new double[1]);
        return energy[0];
    }

    /** Energies of the true network above its value at the anchor, in some unit. */
    private static double[] energies(double[] geometries, double unit) {
        double[] energies = new double[geometries.length / 6];
        for (int k = 0; k < energies.length; k++)
            energies[k] = unit * (output(TRUTH, Math.exp(-geometries[6 * k + 5])) - output(TRUTH, 0));
        return energies;
    }

    private static Mlp start(long seed) {
        return Mlp.random(WIDTHS, Activation.TANH, seed);
    }

    @Test
    void aKnownCurveIsRecoveredBetweenItsPoints() {
        Mlp found = new CurveFit(BOND, INFINITY, 2000).fit(start(2), BONDS, energies(BONDS, 5));
        double[] between = geometries(97, 0.5, 6);
        double[] expected = energies(between, 5);
        double[] fitted = new double[97];
        for (int k = 0; k < 97; k++) fitted[k] = output(found, Math.exp(-between[6 * k + 5]));
        double tolerance = 1e-6; // eV; the parameters that make a curve are many, so the fit creeps at its end
        assertArrayEquals(expected, fitted, tolerance);
    }

    @Test
    void theOutputAtTheAnchorIsZeroAfterAnyNumberOfSteps() {
        for (int iterations : new int[] {1, 5, 200}) {
            double[] anchor = {0.3};
            Mlp found = new CurveFit(BOND, anchor, iterations).fit(start(7), BONDS, energies(BONDS, 1e3));
            double rounding = 1e-12; // of outputs of a thousand eV
            assertEquals(0, output(found, 0.3), rounding);
        }
    }

    @Test
    void theSameStartGivesTheSameBits() {
        double[] energies = energies(BONDS, 1);
        Mlp first = new CurveFit(BOND, INFINITY, 50).fit(start(4), BONDS, energies);
        Mlp second = new CurveFit(BOND, INFINITY, 50).fit(start(4), BONDS, energies);
        assertArrayEquals(first.parameters(), second.parameters());
        assertArrayEquals(WIDTHS, first.widths());
    }

    @Test
    void energiesThatAreAllZeroAreFitted() {
        Mlp found = new CurveFit(BOND, INFINITY, 500).fit(start(4), BONDS, new double[40]);
        double fit = 1e-6; // eV
        for (int k = 0; k < 40; k++) assertEquals(0, output(found, Math.exp(-BONDS[6 * k + 5])), fit);
    }

    @Test
    void badCallsAreNamed() {
        CurveFit fit = new CurveFit(BOND, INFINITY, 5);
        assertNamed("curve fit: expected at least one energy, found none", fit, start(1), new double[0], new double[0]);
        assertNamed(
                "curve fit: expected 6 coordinates for 1 energies, found 12",
                fit,
                start(1),
                new double[12],
                new double[1]);
        Mlp two = Mlp.random(new int[] {2, 3, 1}, Activation.TANH, 1);
        assertNamed("curve fit: expected a network of 1 features, found 2", fit, two, BONDS, new double[40]);
        assertThrows(IllegalArgumentException.class, () -> new CurveFit(BOND, new double[2], 5));
        assertThrows(IllegalArgumentException.class, () -> new CurveFit(BOND, INFINITY, 0));
        double[] unknown = new double[40];
        unknown[3] = Double.NaN;
        assertNamed("the residuals at the start are not finite", fit, start(1), BONDS, unknown);
    }

    private static void assertNamed(String message, CurveFit fit, Mlp start, double[] x, double[] energies) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> fit.fit(start, x, energies));
        assertEquals(message, e.getMessage());
    }
}
