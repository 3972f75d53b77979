package nnp4j.optimize;

import java.util.List;
import nnp4j.geometry.Geometry;

/** Where an optimization ended, and how it got there. Immutable. */
public final class OptimizationResult {
    private final List<OptimizationStep> steps;
    private final double[] forces;
    private final int evaluations;
    private final boolean converged;
    private final String reason;

    OptimizationResult(
            List<OptimizationStep> steps, double[] forces, int evaluations, boolean converged, String reason) {
        this.steps = List.copyOf(steps);
        this.forces = forces;
        this.evaluations = evaluations;
        this.converged = converged;
        this.reason = reason;
    }

    /**
     * The last geometry.
     *
     * @return a minimum if {@link #converged}
     */
    public Geometry geometry() {
        return last().geometry();
    }

    /**
     * Its energy.
     *
     * @return eV
     */
    public double energy() {
        return last().energy();
    }

    /**
     * The forces there, all of them: what fixed atoms and coordinates take up is not taken out.
     *
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces() {
        return forces.clone();
    }

    /**
     * Whether all limits were met.
     *
     * @return false if it ended for another reason
     */
    public boolean converged() {
        return converged;
    }

    /**
     * Why it ended.
     *
     * @return words
     */
    public String reason() {
        return reason;
    }

    /**
     * All steps, the start first.
     *
     * @return at least one; unmodifiable
     */
    public List<OptimizationStep> steps() {
        return steps;
    }

    /**
     * The last step.
     *
     * @return the one with {@link #geometry}
     */
    public OptimizationStep last() {
        return steps.get(steps.size() - 1);
    }

    /**
     * How often energy and forces were computed.
     *
     * @return at least 1
     */
    public int evaluations() {
        return evaluations;
    }
}
