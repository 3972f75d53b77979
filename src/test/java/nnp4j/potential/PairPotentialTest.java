package nnp4j.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PairPotentialTest {
    private static final LennardJones ARGON = new LennardJones(0.0104, 3.4);

    /** The contract for one term between four atoms near the corners of a tetrahedron. */
    abstract static class Contract extends PotentialContract {
        abstract PairTerm term();

        @Override
        protected Potential potential() {
            return term().between(4);
        }

        @Override
        protected double[] randomGeometry(Random random) {
            double[] x = {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1};
            for (int c = 0; c < x.length; c++) x[c] = x[c] * 1.2 + 0.5 * (random.nextDouble() - 0.5);
            return x;
        }

        @Override
        protected int[][] permutations() {
            return new int[][] {{1, 0, 2, 3}, {1, 2, 3, 0}, {3, 2, 1, 0}};
        }
    }

    @Nested
    class OfMorse extends Contract {
        @Override
        PairTerm term() {
            return new Morse(4.7, 1.9, 2.9);
        }
    }

    @Nested
    class OfLennardJones extends Contract {
        @Override
        PairTerm term() {
            return ARGON;
        }
    }

    @Nested
    class OfScreenedRepulsion extends Contract {
        @Override
        PairTerm term() {
            return new ScreenedRepulsion(14.4, 1.3);
        }
    }

    @Nested
    class OfDispersion extends Contract {
        @Override
        PairTerm term() {
            return new Dispersion(40, 120, 900, 3.1);
        }
    }

    @Test
    void threeAtomsHaveThreePairs() {
        double[] x = {0, 0, 0, 3, 0, 0, 0, 4, 0};
        double expected = ARGON.energy(3) + ARGON.energy(4) + ARGON.energy(5);
        assertEquals(expected, ARGON.between(3).energyAndForces(x, new double[9]), 1e-16); // one rounding
    }

    @Test
    void oneAtomHasNoEnergy() {
        assertEquals(0, ARGON.between(1).energyAndForces(new double[3], new double[3]));
    }

    @Test
    void twoAtomsInOnePlaceHaveNoFiniteEnergy() {
        double[] forces = new double[6];
        assertTrue(Double.isNaN(new Morse(4.7, 1.9, 0.74).between(2).energyAndForces(new double[6], forces)));
        assertTrue(Double.isNaN(forces[0]));
    }

    @Test
    void aWrongNumberOfAtomsIsNamed() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> ARGON.between(2).energyAndForces(new double[9], new double[9]));
        assertEquals("pair potential: expected 6 coordinates, found 9", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ARGON.between(0));
    }
}
