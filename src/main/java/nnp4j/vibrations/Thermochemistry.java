package nnp4j.vibrations;

import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/**
 * Ideal gas of rigid rotors and harmonic oscillators (McQuarrie, Statistical Mechanics (1976), chapters 5, 6 and 8), at a
 * temperature and a pressure. Energies are those of one molecule in eV, entropies and heat capacities in eV/K. Imaginary modes
 * are left out. On request the entropy of soft modes goes over to that of free rotors (Grimme, Chem. Eur. J. 18, 9955 (2012),
 * doi:10.1002/chem.201200497).
 *
 * @param temperature kelvin
 * @param pressure pascal
 * @param symmetryNumber rotational symmetry number
 * @param multiplicity 2S + 1 of the electrons
 * @param electronicEnergy potential energy at the geometry, eV
 * @param zeroPointEnergy eV
 * @param thermalEnergy of translation, rotation and vibration above the zero point, eV
 * @param translationEntropy eV/K
 * @param rotationEntropy eV/K
 * @param vibrationEntropy eV/K
 * @param electronicEntropy eV/K
 * @param heatCapacity at constant pressure, eV/K
 * @param imaginaryModes how many were left out
 * @param rotorCutoff cm-1, the wavenumber at which a mode's entropy is half that of a free rotor; 0 if all are oscillators
 */
public record Thermochemistry(
        double temperature,
        double pressure,
        int symmetryNumber,
        int multiplicity,
        double electronicEnergy,
        double zeroPointEnergy,
        double thermalEnergy,
        double translationEntropy,
        double rotationEntropy,
        double vibrationEntropy,
        double electronicEntropy,
        double heatCapacity,
        int imaginaryModes,
        double rotorCutoff) {

    /** Standard temperature of tables, kelvin. */
    public static final double ROOM = 298.15;
    /** One atmosphere, pascal. */
    public static final double ATMOSPHERE = 101_325;
    /** One bar, pascal. */
    public static final double BAR = 100_000;

    /** Grimme's cutoff for {@code rotorCutoff}, cm-1. */
    public static final double ROTOR_CUTOFF = 100;

    /** Grimme's moment of inertia that bounds those of the free rotors: 1e-44 kg m^2 in dalton angstrom^2. */
    private static final double ROTOR_MOMENT = 602.214;

    /** One eV/angstrom^3 in pascal. */
    private static final double PASCAL = 1.602176634e11;

    /**
     * The ideal gas of a molecule whose modes are all harmonic oscillators.
     *
     * @param modes its vibrations
     * @param electronicEnergy potential energy at the geometry, eV
     * @param temperature kelvin, positive
     * @param pressure pascal, positive
     * @param symmetryNumber 1 or more, see {@link RotationalSymmetry}
     * @param multiplicity 2S + 1, 1 or more
     * @return energies and entropies
     * @throws IllegalArgumentException if a value is out of range, or the modes are not those of a free molecule: anchored or
     *     periodic, they have the translations or rotations of the gas among them
     */
    public static Thermochemistry of(
            NormalModes modes,
            double electronicEnergy,
            double temperature,
            double pressure,
            int symmetryNumber,
            int multiplicity) {
        return of(modes, electronicEnergy, temperature, pressure, symmetryNumber, multiplicity, 0);
    }

    /**
     * The ideal gas of a molecule, the entropy of whose soft modes may go over to that of free rotors; energies and heat
     * capacities stay those of harmonic oscillators.
     *
     * @param modes its vibrations
     * @param electronicEnergy potential energy at the geometry, eV
     * @param temperature kelvin, positive
     * @param pressure pascal, positive
     * @param symmetryNumber 1 or more, see {@link RotationalSymmetry}
     * @param multiplicity 2S + 1, 1 or more
     * @param rotorCutoff cm-1, such as {@link #ROTOR_CUTOFF}; 0 for oscillators alone
     * @return energies and entropies
     * @throws IllegalArgumentException if a value is out of range, or the modes are not those of a free molecule: anchored or
     *     periodic, they have the translations or rotations of the gas among them
     */
    public static Thermochemistry of(
            NormalModes modes,
            double electronicEnergy,
            double temperature,
            double pressure,
            int symmetryNumber,
            int multiplicity,
            double rotorCutoff) {
        check("temperature in K", temperature);
        check("pressure in Pa", pressure);
        if (symmetryNumber < 1 || multiplicity < 1)
            throw new IllegalArgumentException(
                    "thermochemistry: expected a symmetry number and a multiplicity of 1 or more," + " found "
                            + symmetryNumber + ", " + multiplicity);
        if (!(rotorCutoff >= 0 && rotorCutoff < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "thermochemistry: expected a rotor cutoff in cm-1 of 0 or more, found " + rotorCutoff);
        if (!modes.isFree())
            throw new IllegalArgumentException(
                    "thermochemistry of " + modes.geometry().formula()
                            + ": expected the modes of a free molecule, found anchored or periodic ones");
        double kt = Units.BOLTZMANN * temperature;
        Geometry geometry = modes.geometry();
        double energy = 1.5 * kt;
        double capacity = 2.5;
        double vibration = 0;
        for (double wavenumber : modes.wavenumbers()) {
            if (wavenumber <= 0) continue;
            double u = wavenumber * Units.PER_CM / kt;
            double occupied = 1 / Math.expm1(u);
            energy += kt * u * occupied;
            vibration += softened(wavenumber, u * occupied - Math.log(-Math.expm1(-u)), kt, rotorCutoff);
            capacity += u * u * occupied * (occupied + 1);
        }
        int turns = geometry.atomCount() == 1 ? 0 : modes.isLinear() ? 2 : 3;
        double k = Units.BOLTZMANN;
        return new Thermochemistry(
                temperature,
                pressure,
                symmetryNumber,
                multiplicity,
                electronicEnergy,
                modes.zeroPointEnergy(),
                energy + turns / 2.0 * kt,
                k * (2.5 + Math.log(translation(geometry, kt, pressure))),
                turns == 0 ? 0 : k * (turns / 2.0 + Math.log(rotation(geometry, turns, kt) / symmetryNumber)),
                k * vibration,
                k * Math.log(multiplicity),
                k * (capacity + turns / 2.0),
                modes.imaginaryCount(),
                rotorCutoff);
    }

    /**
     * Entropy of a mode over k: w of the oscillator, 1 - w of a free rotor, w = 1/(1 + (cutoff/wavenumber)^4); the rotor has
     * 1/2 + ln sqrt(2 pi I kT/hbar^2), I = i M/(i + M) of the bound M and i = hbar^2/(2 hc wavenumber).
     */
    private static double softened(double wavenumber, double oscillator, double kt, double cutoff) {
        if (cutoff == 0) return oscillator;
        double moment = Units.HBAR_SQUARED / (2 * wavenumber * Units.PER_CM);
        double bounded = 1 / (1 / moment + 1 / ROTOR_MOMENT);
        double rotor = 0.5 + 0.5 * Math.log(2 * Math.PI * bounded * kt / Units.HBAR_SQUARED);
        double weight = 1 / (1 + Math.pow(cutoff / wavenumber, 4));
        return weight * oscillator + (1 - weight) * rotor;
    }

    /** (m kT/(2 pi hbar^2))^(3/2) kT/p: the volume of a molecule over the cube of its thermal wavelength. */
    private static double translation(Geometry geometry, double kt, double pressure) {
        double mass = 0;
        for (int i = 0; i < geometry.atomCount(); i++) mass += geometry.mass(i);
        return Math.pow(mass * kt / (2 * Math.PI * Units.HBAR_SQUARED), 1.5) * kt / (pressure / PASCAL);
    }

    /** 2 I kT/hbar^2, or sqrt(pi) times the root of the product of the three. */
    private static double rotation(Geometry geometry, int turns, double kt) {
        double[] moments = Inertia.of(geometry).moments();
        if (turns == 2) return 2 * moments[2] * kt / Units.HBAR_SQUARED;
        double product = Math.PI;
        for (double moment : moments) product *= 2 * moment * kt / Units.HBAR_SQUARED;
        return Math.sqrt(product);
    }

    private static void check(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("thermochemistry: expected a positive " + what + ", found " + value);
    }

    /**
     * Energy at absolute zero.
     *
     * @return electronic and zero-point energy, eV
     */
    public double energyAtZero() {
        return electronicEnergy + zeroPointEnergy;
    }

    /**
     * Internal energy U.
     *
     * @return eV
     */
    public double internalEnergy() {
        return energyAtZero() + thermalEnergy;
    }

    /**
     * Enthalpy H = U + kT.
     *
     * @return eV
     */
    public double enthalpy() {
        return internalEnergy() + Units.BOLTZMANN * temperature;
    }

    /**
     * Entropy S.
     *
     * @return eV/K
     */
    public double entropy() {
        return translationEntropy + rotationEntropy + vibrationEntropy + electronicEntropy;
    }

    /**
     * Gibbs energy G = H - TS.
     *
     * @return eV
     */
    public double gibbsEnergy() {
        return enthalpy() - temperature * entropy();
    }

    /**
     * Rotational constants of a molecule, hbar^2/(2 I) over hc.
     *
     * @param geometry with its masses
     * @return fresh array, cm-1, descending; none of an atom, one of a linear molecule
     */
    public static double[] rotationalConstants(Geometry geometry) {
        double[] moments = Inertia.of(geometry).moments();
        boolean linear = RigidMotions.of(geometry).isLinear();
        if (geometry.atomCount() == 1) return new double[0];
        double unit = Units.HBAR_SQUARED / 2 / Units.PER_CM;
        if (linear) return new double[] {unit / moments[2]};
        return new double[] {unit / moments[0], unit / moments[1], unit / moments[2]};
    }
}
