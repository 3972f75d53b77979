package nnp4j.units;

/**
 * Conversion factors to the units used inside the library: angstrom, electronvolt, dalton, femtosecond, kelvin.
 * Multiply by a factor to come in, divide to go out. Values: CODATA 2022 (Mohr et al., Rev. Mod. Phys. 97, 025002
 * (2025), doi:10.1103/RevModPhys.97.025002).
 */
public final class Units {
    /** Elementary charge, coulomb; exact. */
    private static final double CHARGE = 1.602176634e-19;
    /** Avogadro constant, 1/mol; exact. */
    private static final double AVOGADRO = 6.02214076e23;
    /** Planck constant, J s; exact. */
    private static final double PLANCK = 6.62607015e-34;
    /** Speed of light, cm/s; exact. */
    private static final double LIGHT_CM = 29979245800.0;

    /** One bohr in angstrom. */
    public static final double BOHR = 0.529177210544;
    /** One hartree in eV. */
    public static final double HARTREE = 27.211386245981;
    /** One kJ/mol in eV. */
    public static final double KJ_PER_MOL = 1000 / (CHARGE * AVOGADRO);
    /** One thermochemical kcal/mol (4184 J/mol) in eV. */
    public static final double KCAL_PER_MOL = 4.184 * KJ_PER_MOL;
    /** The energy hc times one inverse centimetre, in eV. */
    public static final double PER_CM = PLANCK * LIGHT_CM / CHARGE;
    /** Boltzmann constant in eV/K; exact. */
    public static final double BOLTZMANN = 1.380649e-23 / CHARGE;
    /** One gigapascal in eV/angstrom^3. */
    public static final double GIGAPASCAL = 1e-21 / CHARGE;
    /** Mass of the electron in dalton. */
    public static final double ELECTRON_MASS = 5.485799090441e-4;
    /** Reduced Planck constant squared over (dalton angstrom squared), in eV. */
    public static final double HBAR_SQUARED = HARTREE * BOHR * BOHR * ELECTRON_MASS;
    /** One eV/(angstrom dalton) in angstrom/fs^2: hbar^2 in eV dalton angstrom^2 over hbar^2 in eV^2 fs^2. */
    public static final double ACCELERATION = HBAR_SQUARED / Math.pow(PLANCK / (2 * Math.PI) / CHARGE * 1e15, 2);

    private Units() {}
}
