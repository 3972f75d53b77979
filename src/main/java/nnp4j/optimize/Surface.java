package nnp4j.optimize;

import nnp4j.potential.Potential;

/** The potential with its constraints: points and straight ways bent onto what the constraints allow. */
final class Surface {
    private final Potential potential;
    private final Constraints constraints;
    private int evaluations;

    Surface(Potential potential, Constraints constraints) {
        this.potential = potential;
        this.constraints = constraints;
    }

    int evaluations() {
        return evaluations;
    }

    /** The point at x, which it keeps; x meets the constraints. */
    Point at(double[] x) {
        double[] forces = new double[x.length];
        evaluations++;
        double energy;
        try {
            energy = potential.energyAndForces(x, forces);
        } catch (RuntimeException e) {
            throw new OptimizationException("the potential failed: " + e.getMessage(), e);
        }
        double[] slope = new double[x.length];
        for (int k = 0; k < slope.length; k++) slope[k] = -forces[k];
        constraints.project(x, slope);
        return new Point(x, energy, forces, slope);
    }

    /** The point at the end of a straight way, brought back to the constraints; null if it cannot be. */
    Point along(Point from, double[] direction, double length) {
        double[] x = from.x.clone();
        for (int k = 0; k < x.length; k++) x[k] += length * direction[k];
        return constraints.restore(x) ? at(x) : null;
    }

    /** Takes out of a direction what is not allowed at a point. */
    void project(Point at, double[] direction) {
        constraints.project(at.x, direction);
    }
}
