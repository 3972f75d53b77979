package nnp4j.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;
import nnp4j.potential.LennardJones;
import nnp4j.potential.Morse;
import nnp4j.potential.PairTerm;
import nnp4j.potential.Potential;
import nnp4j.potential.ScreenedRepulsion;
import nnp4j.units.Units;
import org.junit.jupiter.api.Test;

/** Constants and fits of a diatomic against the closed forms of Morse's curve. */
class DiatomicTest {
    private static final Geometry HCL = Geometry.of(new int[] {1, 17}, new double[] {0, 0, 0, 0, 0, 1.3});
    private static final Morse MORSE = new Morse(4.62, 1.87, 1.2746);

    /** Relative; differences of sixth order and more, see the step's comment. */
    private static final double DIFFERENCES = 1e-7;

    @Test
    void constantsOfMorsesCurveAreAnalytic() {
        double mass = ReducedMass.atomic(HCL);
        SpectroscopicConstants found = SpectroscopicConstants.of(curve(MORSE), mass, 0, 0.3, 8);
        double a = MORSE.width();
        double omega = a * Math.sqrt(2 * MORSE.depth() * Units.HBAR_SQUARED / mass) / Units.PER_CM;
        double anharmonic = Units.HBAR_SQUARED * a * a / (2 * mass) / Units.PER_CM;
        double rotational = Units.HBAR_SQUARED / (2 * mass * 1.2746 * 1.2746) / Units.PER_CM;
        double pekeris =
                6 * Math.sqrt(anharmonic * Math.pow(rotational, 3)) / omega - 6 * rotational * rotational / omega;
        assertEquals(1.2746, found.equilibrium(), 1e-10);
        assertEquals(4.62 / Units.PER_CM, found.dissociation(), 1e-9);
        assertEquals(1, found.second() / (2 * 4.62 * a * a), DIFFERENCES);
        assertEquals(1, found.third() / (-6 * 4.62 * a * a * a), DIFFERENCES);
        assertEquals(1, found.fourth() / (14 * 4.62 * a * a * a * a), DIFFERENCES);
        assertEquals(1, found.harmonic() / omega, DIFFERENCES);
        assertEquals(1, found.anharmonicity() / anharmonic, 10 * DIFFERENCES); // a difference of two terms
        assertEquals(1, found.rotational() / rotational, 1e-9);
        assertEquals(1, found.coupling() / pekeris, 10 * DIFFERENCES);
        assertEquals(mass, found.reducedMass());
    }

    @Test
    void nucleiAreLighterThanAtomsByTheirElectrons() {
        double h = Element.mass(1) - Units.ELECTRON_MASS;
        double cl = Element.mass(17) - 17 * Units.ELECTRON_MASS;
        assertEquals(h * cl / (h + cl), ReducedMass.nuclear(HCL), 1e-15);
        assertEquals(0.979592533, ReducedMass.atomic(HCL), 1e-8); // H 35Cl, Huber and Herzberg give 0.9795925
        Geometry atom = Geometry.of(new int[] {1}, new double[3]);
        assertThrows(IllegalArgumentException.class, () -> ReducedMass.atomic(atom));
        assertThrows(IllegalArgumentException.class, () -> new DiatomicCurve(MORSE.between(1), atom));
    }

    @Test
    void theCurveIsTheTerm() {
        for (double r = 0.5; r < 5; r += 0.7) {
            assertEquals(MORSE.energy(r), curve(MORSE).energy(r));
            assertEquals(MORSE.slope(r), curve(MORSE).slope(r), 1e-13); // r = sqrt(r r) and one division
        }
        double[] energies = new double[2];
        curve(MORSE).energies(new double[] {1, 2}, energies);
        assertEquals(MORSE.energy(2), energies[1]);
    }

    @Test
    void aCurveWithoutAMinimumIsAnError() {
        PairTerm wall = new ScreenedRepulsion(14.4, 1);
        Exception e = assertThrows(ScanException.class, () -> curve(wall).equilibrium(0.3, 8));
        assertEquals("diatomic curve: no minimum between 0.3 and 8.0 angstrom", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> curve(wall).equilibrium(0, 8));
        assertThrows(
                ScanException.class,
                () -> curve((Potential) (x, f) -> Double.NaN).equilibrium(0.3, 8));
        Exception mass = assertThrows(
                IllegalArgumentException.class, () -> SpectroscopicConstants.of(curve(MORSE), 0, 0, 0.3, 8));
        assertEquals("diatomic: expected a positive reduced mass in dalton, found 0.0", mass.getMessage());
    }

    @Test
    void aMorseScanGivesItsParametersBack() {
        Potential shifted = MORSE.between(2).plus((x, f) -> {
            java.util.Arrays.fill(f, 0);
            return -12.5;
        });
        MorseFit fit = MorseFit.of(scan(shifted, 0.8, 5, 60));
        assertEquals(4.62, fit.morse().depth(), 1e-6); // the optimizer's relative tolerance is 1e-10 of the cost
        assertEquals(1.87, fit.morse().width(), 1e-6);
        assertEquals(1.2746, fit.morse().minimum(), 1e-6);
        assertEquals(-12.5, fit.offset(), 1e-6);
        assertEquals(0, fit.rms(), 1e-7);
        assertTrue(fit.points() > 5 && fit.points() < 60);
    }

    @Test
    void anotherCurveIsFittedWithAResidual() {
        MorseFit fit = MorseFit.of(scan(new LennardJones(0.0104, 3.4).between(2), 3.3, 8, 100));
        assertEquals(3.4 * Math.pow(2, 1 / 6.0), fit.morse().minimum(), 0.02); // the shapes differ
        assertTrue(fit.rms() > 1e-6 && fit.rms() < 1e-3, "rms " + fit.rms());
    }

    @Test
    void aFitNeedsAWellWithPointsInABondScan() {
        Exception e = assertThrows(ScanException.class, () -> MorseFit.of(scan(MORSE.between(2), 1.5, 5, 60)));
        assertEquals("Morse fit: the scan has no minimum between its ends", e.getMessage());
        Exception few = assertThrows(ScanException.class, () -> MorseFit.of(scan(MORSE.between(2), 0.8, 5, 6)));
        assertTrue(few.getMessage().contains("expected at least 5 points"), few.getMessage());
        Geometry water = Geometry.of(new int[] {1, 8, 1}, new double[] {0, 0, 1, 0, 0, 0, 1, 0, 0});
        ScanCoordinate angle = ScanCoordinate.of(InternalCoordinate.of(0, 1, 2));
        ScanResult bend = RigidScan.run(MORSE.between(3), water, angle, new double[] {1, 2, 3});
        assertThrows(IllegalArgumentException.class, () -> MorseFit.of(bend));
    }

    private static ScanResult scan(Potential potential, double from, double to, int points) {
        double[] values = ScanValues.points(Kind.BOND, from, to, points).inside();
        return RigidScan.run(potential, HCL, ScanCoordinate.of(InternalCoordinate.of(0, 1)), values);
    }

    private static DiatomicCurve curve(PairTerm term) {
        return curve(term.between(2));
    }

    private static DiatomicCurve curve(Potential potential) {
        return new DiatomicCurve(potential, HCL);
    }
}
