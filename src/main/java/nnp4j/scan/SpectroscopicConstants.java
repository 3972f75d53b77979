package nnp4j.scan;

import nnp4j.units.Units;

/**
 * What a diatomic's curve says at its minimum. From V = V_e + k/2 q^2 + f3/6 q^3 + f4/24 q^4, q = r - r_e, Dunham's
 * a1 = f3 r_e/(3 k) and a2 = f4 r_e^2/(12 k) give (Dunham, Phys. Rev. 41, 721 (1932), doi:10.1103/PhysRev.41.721,
 * leading terms of Y10, Y20, Y01, Y11) omega_e = sqrt(k/mu), omega_e x_e = 3/2 B_e (5/4 a1^2 - a2),
 * B_e = hbar^2/(2 mu r_e^2), alpha_e = -6 B_e^2/omega_e (1 + a1). Spectroscopic quantities are in cm-1, energies over hc,
 * as they are reported; derivatives in eV and angstrom.
 *
 * @param equilibrium r_e, angstrom
 * @param dissociation D_e, the limit less the energy at r_e, cm-1
 * @param second k, the force constant, eV/angstrom^2
 * @param third f3, eV/angstrom^3
 * @param fourth f4, eV/angstrom^4
 * @param harmonic omega_e, cm-1
 * @param anharmonicity omega_e x_e, cm-1
 * @param rotational B_e, cm-1
 * @param coupling alpha_e, vibration-rotation, cm-1
 * @param reducedMass mu, dalton, with which they were computed
 */
public record SpectroscopicConstants(
        double equilibrium,
        double dissociation,
        double second,
        double third,
        double fourth,
        double harmonic,
        double anharmonicity,
        double rotational,
        double coupling,
        double reducedMass) {

    /** Step of the differences, of r_e: truncation (a h)^6 and rounding eps/h^3 both stay below 1e-7 of f4. */
    private static final double STEP = 0.02;

    /** Central differences over 4 points a side, for the point at +k; k = 0 where it enters. */
    private static final double[] FIRST = {0, 4 / 5.0, -1 / 5.0, 4 / 105.0, -1 / 280.0};

    private static final double[] SECOND = {-205 / 72.0, 8 / 5.0, -1 / 5.0, 8 / 315.0, -1 / 560.0};
    private static final double[] THIRD = {0, -61 / 30.0, 169 / 120.0, -3 / 10.0, 7 / 240.0};

    /**
     * The constants of a curve, whose derivatives come from differences of its slope.
     *
     * @param curve of the molecule
     * @param reducedMass dalton, see {@link ReducedMass}
     * @param limit eV, the energy of the separated atoms, on the curve's zero: the sum of the atoms' energies, or the
     *     curve at a distance where it is known to be flat; a potential is not asked where it may not have been trained
     * @param from angstrom, where the search for the minimum begins
     * @param to angstrom, where it ends
     * @return the constants
     * @throws IllegalArgumentException if the mass is not positive, the limit not finite or the range empty
     * @throws ScanException if there is no minimum in the range, or no positive force constant at it
     */
    public static SpectroscopicConstants of(
            DiatomicCurve curve, double reducedMass, double limit, double from, double to) {
        ReducedMass.check(reducedMass);
        if (!Double.isFinite(limit))
            throw new IllegalArgumentException("diatomic: expected a finite limit in eV, found " + limit);
        double re = curve.equilibrium(from, to);
        double h = STEP * re;
        double center = curve.slope(re);
        double k = 0;
        double f3 = SECOND[0] * center;
        double f4 = 0;
        for (int n = 1; n < FIRST.length; n++) {
            double plus = curve.slope(re + n * h);
            double minus = curve.slope(re - n * h);
            k += FIRST[n] * (plus - minus);
            f3 += SECOND[n] * (plus + minus);
            f4 += THIRD[n] * (plus - minus);
        }
        k /= h;
        f3 /= h * h;
        f4 /= h * h * h;
        if (!(k > 0 && Double.isFinite(f4)))
            throw new ScanException("diatomic: expected a positive force constant at " + re + " angstrom, found " + k
                    + " eV/angstrom^2");
        double omega = Math.sqrt(Units.HBAR_SQUARED * k / reducedMass) / Units.PER_CM;
        double rotational = Units.HBAR_SQUARED / (2 * reducedMass * re * re) / Units.PER_CM;
        double a1 = f3 * re / (3 * k);
        double a2 = f4 * re * re / (12 * k);
        return new SpectroscopicConstants(
                re,
                (limit - curve.energy(re)) / Units.PER_CM,
                k,
                f3,
                f4,
                omega,
                1.5 * rotational * (1.25 * a1 * a1 - a2),
                rotational,
                -6 * rotational * rotational / omega * (1 + a1),
                reducedMass);
    }
}
