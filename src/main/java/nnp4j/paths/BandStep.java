package nnp4j.paths;

/**
 * A band after a step.
 *
 * @param step 0 at the first guess
 * @param maxForce longest force of the band on an atom, eV/angstrom
 * @param highest index of the highest image
 * @param energy of the highest image, eV
 * @param climbing whether it climbs already
 * @param converged whether the force is below its limit; only known at the end
 */
public record BandStep(int step, double maxForce, int highest, double energy, boolean climbing, boolean converged) {
    BandStep(int step, double maxForce, int highest, double energy, boolean climbing) {
        this(step, maxForce, highest, energy, climbing, false);
    }

    BandStep ended(boolean converged) {
        return new BandStep(step, maxForce, highest, energy, climbing, converged);
    }
}
