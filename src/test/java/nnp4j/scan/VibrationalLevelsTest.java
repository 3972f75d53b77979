package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nnp4j.geometry.Geometry;
import nnp4j.potential.Morse;
import nnp4j.potential.PairTerm;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;

class VibrationalLevelsTest {
    private static final Geometry H2 = Geometry.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 0.74});
    private static final double MASS = ReducedMass.nuclear(H2);
    private static final Morse MORSE = new Morse(4.7, 1.95, 0.74);

    @Test
    void morseLevelsAreAnalytic() {
        VibrationalLevels levels = VibrationalLevels.of(curve(MORSE), MASS, 0, 0, 0.2, 10);
        double omega = MORSE.width() * Math.sqrt(2 * MORSE.depth() * Units.HBAR_SQUARED / MASS);
        double anharmonic = Units.HBAR_SQUARED * MORSE.width() * MORSE.width() / (2 * MASS);
        assertEquals((int) Math.floor(omega / (2 * anharmonic) - 0.5) + 1, levels.count());
        for (int v = 0; v < levels.count(); v++) {
            double exact = omega * (v + 0.5) - anharmonic * (v + 0.5) * (v + 0.5) - MORSE.depth();
            assertEquals(exact, levels.energy(v), 1e-8 * MORSE.depth(), "v = " + v);
        }
    }

    @Test
    void harmonicLevelsAreEquidistant() {
        double k = 35;
        PairTerm spring = new PairTerm() {
            @Override
            public double energy(double r) {
                return k / 2 * (r - 2) * (r - 2);
            }

            @Override
            public double slope(double r) {
                return k * (r - 2);
            }
        };
        double quantum = Math.sqrt(Units.HBAR_SQUARED * k / MASS);
        VibrationalLevels levels = VibrationalLevels.of(curve(spring), MASS, 0, 10 * quantum, 1, 3);
        assertEquals(10, levels.count());
        for (int v = 0; v < 10; v++) assertEquals(v + 0.5, levels.energy(v) / quantum, 1e-8, "v = " + v);
        assertEquals(0.5 * quantum / Units.PER_CM, levels.zeroPoint(), 1e-4); // cm-1, 1e-8 of a quantum
    }

    @Test
    void rotationRaisesTheLowestLevelByTwiceBEffective() {
        VibrationalLevels still = VibrationalLevels.of(curve(MORSE), MASS, 0, 0, 0.2, 10);
        VibrationalLevels turning = VibrationalLevels.of(curve(MORSE), MASS, 1, 0, 0.2, 10);
        SpectroscopicConstants constants = SpectroscopicConstants.of(curve(MORSE), MASS, 0, 0.2, 10);
        double expected = 2 * (constants.rotational() - constants.coupling() / 2);
        double higherOrder = 0.5; // cm-1: gamma_e (v+1/2)^2 and centrifugal distortion 4 D_e of about 0.05
        assertEquals(expected, turning.zeroPoint() - still.zeroPoint(), higherOrder);
        assertEquals(1, turning.rotation());
    }

    @Test
    void fastRotationLeavesNoBoundLevel() {
        VibrationalLevels levels = VibrationalLevels.of(curve(MORSE), MASS, 60, 0, 0.2, 10);
        assertEquals(0, levels.count());
        assertThrows(ScanException.class, levels::dissociation);
    }

    @Test
    void aLimitThatTheCurveNeverReachesIsAnError() {
        Exception e =
                assertThrows(ScanException.class, () -> VibrationalLevels.of(curve(MORSE), MASS, 0, 0.5, 0.2, 10));
        assertTrue(e.getMessage().contains("does not come up to the limit"), e.getMessage());
        assertThrows(ScanException.class, () -> VibrationalLevels.of(curve(MORSE), MASS, 0, -5, 0.2, 10));
    }

    @Test
    void aWallWithAHoleIsAnError() {
        PairTerm hole = new PairTerm() {
            @Override
            public double energy(double r) {
                return r < 0.3 ? -1 : MORSE.energy(r);
            }

            @Override
            public double slope(double r) {
                return r < 0.3 ? 0 : MORSE.slope(r);
            }
        };
        Exception e = assertThrows(ScanException.class, () -> VibrationalLevels.of(curve(hole), MASS, 0, 0, 0.2, 10));
        assertTrue(e.getMessage().contains("expected a wall"), e.getMessage());
    }

    @Test
    void theUncertaintyBoundsTheErrorOfTheLevels() {
        VibrationalLevels levels = VibrationalLevels.of(curve(MORSE), MASS, 0, 0, 0.2, 10);
        double omega = MORSE.width() * Math.sqrt(2 * MORSE.depth() * Units.HBAR_SQUARED / MASS);
        double anharmonic = Units.HBAR_SQUARED * MORSE.width() * MORSE.width() / (2 * MASS);
        double zeroPoint = (omega / 2 - anharmonic / 4) / Units.PER_CM;
        assertEquals(zeroPoint, levels.zeroPoint(), levels.uncertainty());
        assertTrue(levels.uncertainty() > 0 && levels.uncertainty() < 0.1, "cm-1: " + levels.uncertainty());
    }

    private static DiatomicCurve curve(PairTerm term) {
        return new DiatomicCurve(term.between(2), H2);
    }
}
