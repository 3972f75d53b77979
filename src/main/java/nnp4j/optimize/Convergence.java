package nnp4j.optimize;

import java.util.Arrays;
import java.util.Locale;
import nnp4j.units.Units;

/**
 * When an optimization is done: all four below their limits, or both forces below a hundredth of theirs. The named ones have
 * the limits of Gaussian (hartree/bohr and bohr: 4.5e-4, 3e-4, 1.8e-3, 1.2e-3 for the normal one).
 *
 * @param maxForce length of the largest force on an atom, eV/angstrom
 * @param rmsForce root mean square of the components of the forces, eV/angstrom
 * @param maxStep largest way of an atom in the last step, angstrom
 * @param rmsStep root mean square of the components of the last step, angstrom
 */
public record Convergence(double maxForce, double rmsForce, double maxStep, double rmsStep) {
    /** For a first look. */
    public static final Convergence LOOSE = atomic(2.5e-3, 1.7e-3, 1e-2, 6.7e-3);
    /** For structures and energies. */
    public static final Convergence NORMAL = atomic(4.5e-4, 3e-4, 1.8e-3, 1.2e-3);
    /** For frequencies. */
    public static final Convergence TIGHT = atomic(1.5e-5, 1e-5, 6e-5, 4e-5);
    /** For numerical work. */
    public static final Convergence VERY_TIGHT = atomic(2e-6, 1e-6, 6e-6, 4e-6);

    /** Where forces are this much smaller than their limits, steps do not matter: the surface is flat. */
    private static final double FLAT = 0.01;

    /**
     * Limits of one's own.
     *
     * @param maxForce eV/angstrom
     * @param rmsForce eV/angstrom
     * @param maxStep angstrom
     * @param rmsStep angstrom
     * @throws IllegalArgumentException if one is not positive
     */
    public Convergence {
        if (!(maxForce > 0 && rmsForce > 0 && maxStep > 0 && rmsStep > 0))
            throw new IllegalArgumentException("convergence: expected positive limits, found " + maxForce + ", "
                    + rmsForce + ", " + maxStep + ", " + rmsStep);
    }

    /**
     * Forces alone, as ASE's fmax.
     *
     * @param maxForce length of the largest force on an atom, eV/angstrom
     * @return no limits for the rest
     */
    public static Convergence ofForce(double maxForce) {
        double none = Double.POSITIVE_INFINITY;
        return new Convergence(maxForce, none, none, none);
    }

    /**
     * One of the named ones.
     *
     * @param name loose, normal, tight or very-tight
     * @return its limits
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static Convergence of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "loose" -> LOOSE;
            case "normal" -> NORMAL;
            case "tight" -> TIGHT;
            case "very-tight" -> VERY_TIGHT;
            default ->
                throw new IllegalArgumentException("unknown convergence \"" + name + "\" (expected one of "
                        + String.join(", ", Arrays.asList("loose", "normal", "tight", "very-tight")) + ")");
        };
    }

    private static Convergence atomic(double maxForce, double rmsForce, double maxStep, double rmsStep) {
        double force = Units.HARTREE / Units.BOHR;
        return new Convergence(maxForce * force, rmsForce * force, maxStep * Units.BOHR, rmsStep * Units.BOHR);
    }

    boolean holds(OptimizationStep step) {
        if (!(step.maxForce() < maxForce && step.rmsForce() < rmsForce)) return false;
        if (step.maxForce() < FLAT * maxForce && step.rmsForce() < FLAT * rmsForce) return true;
        return step.maxStep() < maxStep && step.rmsStep() < rmsStep;
    }
}
