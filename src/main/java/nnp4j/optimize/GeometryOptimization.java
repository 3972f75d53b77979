package nnp4j.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.Potential;

/**
 * Moves a molecule to the nearest minimum, atoms and internal coordinates that are to stay kept exactly. Immutable: each
 * {@code with} gives a changed copy, {@link #run} runs it.
 *
 * <pre>{@code
 * OptimizationResult result = GeometryOptimization.of(potential, molecule)
 *         .withConvergence(Convergence.TIGHT)
 *         .run();
 * }</pre>
 */
public final class GeometryOptimization {
    private final Potential potential;
    private Geometry start;
    private Method method = Method.LBFGS;
    private Convergence convergence = Convergence.NORMAL;
    private int maxSteps = 500;
    private double longestStep = 0.2;
    private int[] fixedAtoms = {};
    private List<Constraints.Held> held = List.of();
    private Consumer<OptimizationStep> observer = step -> {};
    private BooleanSupplier stop = () -> false;

    private GeometryOptimization(Potential potential, Geometry start) {
        this.potential = potential;
        this.start = start;
    }

    private GeometryOptimization(GeometryOptimization that) {
        this(that.potential, that.start);
        method = that.method;
        convergence = that.convergence;
        maxSteps = that.maxSteps;
        longestStep = that.longestStep;
        fixedAtoms = that.fixedAtoms;
        held = that.held;
        observer = that.observer;
        stop = that.stop;
    }

    /**
     * An optimization of a molecule.
     *
     * @param potential of the molecule
     * @param start where it begins
     * @return L-BFGS to normal convergence, 500 steps at most
     */
    public static GeometryOptimization of(Potential potential, Geometry start) {
        return new GeometryOptimization(potential, start);
    }

    /**
     * The same optimization from elsewhere.
     *
     * @param start where it begins
     * @return a changed copy
     */
    public GeometryOptimization at(Geometry start) {
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.start = start;
        return copy;
    }

    /**
     * How it goes down.
     *
     * @param method L-BFGS or FIRE
     * @return a changed copy
     */
    public GeometryOptimization withMethod(Method method) {
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.method = method;
        return copy;
    }

    /**
     * When it is done.
     *
     * @param convergence limits of forces and steps
     * @return a changed copy
     */
    public GeometryOptimization withConvergence(Convergence convergence) {
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.convergence = convergence;
        return copy;
    }

    /**
     * After how many steps it gives up.
     *
     * @param maxSteps 0 or more
     * @return a changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public GeometryOptimization withMaxSteps(int maxSteps) {
        if (maxSteps < 0)
            throw new IllegalArgumentException("optimization: expected 0 or more steps, found " + maxSteps);
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.maxSteps = maxSteps;
        return copy;
    }

    /**
     * How far an atom may go in one step.
     *
     * @param angstrom positive; 0.2 without this call
     * @return a changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public GeometryOptimization withLongestStep(double angstrom) {
        if (!(angstrom > 0))
            throw new IllegalArgumentException("optimization: expected a positive longest step, found " + angstrom);
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.longestStep = angstrom;
        return copy;
    }

    /**
     * Atoms that do not move.
     *
     * @param atoms indices from 0; copied
     * @return a changed copy
     * @throws IllegalArgumentException if there is no such atom
     */
    public GeometryOptimization withFixedAtoms(int... atoms) {
        for (int atom : atoms)
            if (atom < 0 || atom >= start.atomCount())
                throw new IllegalArgumentException(
                        "fixed atoms: expected 1 to " + start.atomCount() + ", found " + (atom + 1));
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.fixedAtoms = atoms.clone();
        return copy;
    }

    /**
     * One more internal coordinate that keeps a value, to 1e-8 angstrom or radian at every step. Where the start has another
     * value, it is brought there first.
     *
     * @param coordinate bond, angle or dihedral
     * @param value angstrom or radian
     * @return a changed copy
     * @throws IllegalArgumentException if the molecule has too few atoms or the value is out of range
     */
    public GeometryOptimization withHeld(InternalCoordinate coordinate, double value) {
        if (coordinate.lastAtom() >= start.atomCount())
            throw new IllegalArgumentException(coordinate + ": expected atoms from 1 to " + start.atomCount()
                    + ", found " + (coordinate.lastAtom() + 1));
        boolean valid = switch (coordinate.kind()) {
            case BOND -> value > 0 && value < Double.POSITIVE_INFINITY;
            case ANGLE -> value > 0 && value < Math.PI;
            case DIHEDRAL -> Double.isFinite(value);
        };
        if (!valid)
            throw new IllegalArgumentException(coordinate + ": cannot be held at " + value
                    + " (expected a positive length, an angle between 0 and pi, or any dihedral)");
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.held = new ArrayList<>(held);
        copy.held.removeIf(h -> h.coordinate().equals(coordinate));
        copy.held.add(new Constraints.Held(coordinate, value));
        return copy;
    }

    /**
     * Who watches.
     *
     * @param observer told of the start and of every step
     * @return a changed copy
     */
    public GeometryOptimization withObserver(Consumer<OptimizationStep> observer) {
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.observer = observer;
        return copy;
    }

    /**
     * What may end it from outside.
     *
     * @param stop asked after every step
     * @return a changed copy
     */
    public GeometryOptimization withStop(BooleanSupplier stop) {
        GeometryOptimization copy = new GeometryOptimization(this);
        copy.stop = stop;
        return copy;
    }

    /**
     * Runs.
     *
     * @return the last geometry, converged or not
     * @throws OptimizationException if the start has no finite energy and forces, or held coordinates cannot have their
     *     values together
     */
    public OptimizationResult run() {
        boolean[] fixed = new boolean[start.atomCount()];
        for (int atom : fixedAtoms) fixed[atom] = true;
        Constraints constraints = new Constraints(fixed, held);
        double[] x = start.toArray();
        if (!constraints.restore(x))
            throw new OptimizationException("held coordinates: cannot all have their values ("
                    + held.stream().map(h -> h.coordinate().toString()).toList() + ")");
        Surface surface = new Surface(potential, constraints);
        Point point = surface.at(x);
        if (!point.isFinite())
            throw new OptimizationException("the start has no finite energy and forces: " + worst(point));
        Descent descent = method == Method.FIRE ? new FireDescent(longestStep) : new LbfgsDescent(longestStep);
        List<OptimizationStep> steps = new ArrayList<>();
        OptimizationStep step = OptimizationStep.of(0, start, point, null);
        String reason = "";
        while (true) {
            steps.add(step);
            observer.accept(step);
            if (convergence.holds(step)) break;
            reason = stop.getAsBoolean() ? "stopped" : step.step() == maxSteps ? "step limit " + maxSteps : "";
            if (!reason.isEmpty()) break;
            Point next = descent.next(surface, point);
            if (next == null) {
                reason = "no step lowers the energy; forces and energy may disagree";
                break;
            }
            step = OptimizationStep.of(step.step() + 1, start, next, way(point, next));
            point = next;
        }
        boolean converged = convergence.holds(step);
        return new OptimizationResult(
                steps, point.forces, surface.evaluations(), converged, converged ? "converged" : reason);
    }

    private static double[] way(Point from, Point to) {
        double[] way = to.x.clone();
        for (int k = 0; k < way.length; k++) way[k] -= from.x[k];
        return way;
    }

    private static String worst(Point point) {
        if (!Double.isFinite(point.energy)) return "the energy is " + point.energy;
        int bad = 0;
        while (Double.isFinite(point.forces[bad])) bad++;
        return "the force on atom " + (bad / 3 + 1) + " is " + point.forces[bad];
    }

    @Override
    public String toString() {
        return method + ", " + convergence + ", fixed atoms " + Arrays.toString(fixedAtoms) + ", held " + held;
    }
}
