package nnp4j.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import nnp4j.geometry.Geometry;
import nnp4j.optimize.Convergence;
import nnp4j.optimize.GeometryOptimization;
import nnp4j.potential.LennardJones;
import nnp4j.potential.PairPotential;
import nnp4j.potential.Potential;
import org.junit.jupiter.api.Test;

class NudgedElasticBandTest {
    /** The surface of Mueller and Brown, Theor. Chim. Acta 53, 75 (1979), doi:10.1007/BF00547608, a hundredth of it in eV. */
    private static double muellerBrown(double[] x, double[] forces) {
        double[] amplitude = {-200, -100, -170, 15};
        double[] a = {-1, -1, -6.5, 0.7};
        double[] b = {0, 0, 11, 0.6};
        double[] c = {-10, -10, -6.5, 0.7};
        double[] x0 = {1, 0, -0.5, -1};
        double[] y0 = {0, 0.5, 1.5, 1};
        double energy = 10 * x[2] * x[2] / 2;
        forces[0] = 0;
        forces[1] = 0;
        forces[2] = -10 * x[2];
        for (int k = 0; k < 4; k++) {
            double dx = x[0] - x0[k];
            double dy = x[1] - y0[k];
            double term = 0.01 * amplitude[k] * Math.exp(a[k] * dx * dx + b[k] * dx * dy + c[k] * dy * dy);
            energy += term;
            forces[0] -= term * (2 * a[k] * dx + b[k] * dy);
            forces[1] -= term * (b[k] * dx + 2 * c[k] * dy);
        }
        return energy;
    }

    private static Geometry point(double x, double y) {
        return Geometry.of(new int[] {1}, new double[] {x, y, 0});
    }

    @Test
    void theSaddleOfMuellerAndBrownIsFound() {
        Potential surface = NudgedElasticBandTest::muellerBrown;
        NudgedElasticBand band = NudgedElasticBand.of(
                        surface, point(-0.5582236, 1.4417258), point(0.6234994, 0.0280378))
                .withAnchor(true)
                .withImages(11);
        ReactionPath path = band.run();
        assertTrue(path.converged(), path.last().toString());
        // Published: minima -146.69951 and -108.16672, saddle -40.664843 at (-0.8220016, 0.6243128)
        double digits = 1e-6;
        assertEquals(-1.4669951, path.energy(0), digits);
        assertEquals(-1.0816672, path.energy(10), digits);
        SaddlePoint saddle = path.saddle().orElseThrow();
        assertEquals(-0.40664843, saddle.energy(), digits);
        assertEquals(-0.8220016, saddle.geometry().toArray()[0], 10 * digits);
        assertEquals(0.6243128, saddle.geometry().toArray()[1], 10 * digits);
        assertEquals(1, saddle.modes().imaginaryCount());
        assertEquals(1.4669951 - 0.40664843, path.barrier(), 2 * digits);
        assertEquals(1.0816672 - 0.40664843, path.backwardBarrier(), 2 * digits);
        assertEquals(1.4669951 - 1.0816672, path.reactionEnergy(), 2 * digits);
        assertEquals(path.barrier(), path.energy(path.highest()) - path.energy(0), 1e-3); // the climbing image is there
        assertEquals(0, path.slopes()[path.highest()], 0.03);
        assertTrue(path.guessEnergies()[path.highest()] > path.energy(path.highest()) + 0.1);
    }

    private static final LennardJones UNIT = new LennardJones(1, 1);

    private static Geometry argon(double[] x) {
        int[] elements = new int[x.length / 3];
        Arrays.fill(elements, 18);
        return Geometry.of(elements, x);
    }

    /** Seven atoms: the pentagonal bipyramid and the next minimum, -16.505384 and -15.935043 epsilon. */
    @Test
    void aClusterRearrangesOverASaddleWithOneImaginaryMode() {
        Potential potential = new PairPotential(UNIT, 7);
        Geometry ground = minimum(potential, -16.505384);
        Geometry other = minimum(potential, -15.935043);
        ReactionPath path = NudgedElasticBand.of(potential, ground, other)
                .withImages(15)
                .withLimits(0.02, 5000)
                .run();
        SaddlePoint saddle = path.saddle().orElseThrow();
        assertEquals(15, saddle.modes().count());
        assertEquals(1, saddle.modes().imaginaryCount());
        assertTrue(saddle.modes().wavenumber(0) < 0);
        assertTrue(path.barrier() > path.reactionEnergy() && path.backwardBarrier() > 0);
        double[] forces = new double[21];
        potential.energyAndForces(saddle.geometry().toArray(), forces);
        assertTrue(Band.longest(forces) < 1e-3);
    }

    private static Geometry minimum(Potential potential, double energy) {
        Random random = new Random(11);
        for (int k = 0; k < 1000; k++) {
            Geometry start = argon(random.doubles(21, -1.3, 1.3).toArray());
            var rough = GeometryOptimization.of(potential, start)
                    .withConvergence(Convergence.LOOSE)
                    .run();
            var result = GeometryOptimization.of(potential, rough.geometry())
                    .withConvergence(Convergence.VERY_TIGHT)
                    .run();
            if (Math.abs(result.energy() - energy) < 1e-6) return result.geometry();
        }
        throw new AssertionError("no minimum of " + energy);
    }

    @Test
    void theProductIsLaidUponTheReactant() {
        Random random = new Random(3);
        double[] x = random.doubles(15, -2, 2).toArray();
        double[] y = x.clone();
        double angle = 2.1;
        for (int k = 0; k < y.length; k += 3) {
            double u = x[k] * Math.cos(angle) - x[k + 2] * Math.sin(angle);
            y[k + 2] = x[k] * Math.sin(angle) + x[k + 2] * Math.cos(angle) - 3;
            y[k] = u + 8;
        }
        assertEquals(0, Band.distance(x, Superposition.onto(x, y)), 1e-12);
        double[] mirrored = x.clone();
        for (int k = 0; k < y.length; k += 3) mirrored[k] = -x[k];
        assertTrue(Band.distance(x, Superposition.onto(x, mirrored)) > 0.5); // a mirror image stays one
        String message = assertThrows(
                        PathException.class,
                        () -> NudgedElasticBand.of(new PairPotential(UNIT, 5), argon(x), argon(y))
                                .run())
                .getMessage();
        assertEquals("path: both structures are the same, but for where and how they stand", message);
    }

    @Test
    void rigidMotionsAreSixOfABentAndFiveOfALinearMolecule() {
        assertEquals(6, Superposition.rigidMotions(new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0}).length);
        assertEquals(5, Superposition.rigidMotions(new double[] {0, 0, 0, 1, 1, 1, 2, 2, 2}).length);
        assertEquals(3, Superposition.rigidMotions(new double[] {4, 5, 6}).length);
    }

    @Test
    void theFirstGuessKeepsAtomsApart() {
        // Two atoms that change places: a straight line leads them through each other.
        double[] from = {0, 0, 0, 1, 0, 0, 0.5, 1, 0};
        double[] to = {1, 0, 0, 0, 0, 0, 0.5, 1, 0};
        double[][] x = Interpolation.between(from, to, 7, true);
        for (double[] image : x) assertTrue(Math.hypot(image[0] - image[3], image[1] - image[4]) > 0.6);
        assertEquals(0, Band.distance(from, x[0]));
        assertEquals(0, Band.distance(to, x[6]));
    }

    @Test
    void atomsInAnotherOrderAreRefused() {
        Geometry water = Geometry.of(new int[] {8, 1, 1}, new double[9]);
        Geometry swapped = Geometry.of(new int[] {1, 8, 1}, new double[9]);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> NudgedElasticBand.of((x, f) -> 0, water, swapped))
                .getMessage();
        assertTrue(message.contains("atom 1 is O in the first and H in the second"), message);
        assertThrows(IllegalArgumentException.class, () -> NudgedElasticBand.of((x, f) -> 0, water, point(0, 0)));
    }

    @Test
    void aBandThatDoesNotConvergeSaysSo() {
        NudgedElasticBand band = NudgedElasticBand.of(
                        NudgedElasticBandTest::muellerBrown, point(-0.5582236, 1.4417258), point(0.6234994, 0.0280378))
                .withAnchor(true);
        assertFalse(band.withLimits(0.02, 3).run().converged());
        ReactionPath stopped = band.withStop(() -> true).run();
        assertTrue(stopped.interrupted()
                && !stopped.converged()
                && stopped.saddle().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> band.withImages(2));
        assertThrows(IllegalArgumentException.class, () -> band.withSpring(0));
        assertThrows(IllegalArgumentException.class, () -> band.withLimits(-1, 1));
        PathException nan = assertThrows(
                PathException.class,
                () -> NudgedElasticBand.of((x, f) -> Double.NaN, point(0, 0), point(1, 0))
                        .withAnchor(true)
                        .run());
        assertTrue(nan.getMessage().contains("image 1 of 9"), nan.getMessage());
    }
}
