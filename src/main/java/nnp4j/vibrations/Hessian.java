package nnp4j.vibrations;

import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/**
 * Second derivatives of the energy by differences of the forces at four displacements of each coordinate, all in one batch:
 * H = [f(-2h) - 8 f(-h) + 8 f(h) - f(2h)] / (-12 h), whose error is of fourth order; made symmetric. Immutable.
 */
public final class Hessian {
    /** Displacement without another: truncation below 1e-6 of a stiff bond's constant, rounding below 1e-9 of it. */
    public static final double STEP = 0.01;

    /** In units of the step, and what each force is multiplied with. */
    private static final double[] PLACES = {-2, -1, 1, 2};

    private static final double[] WEIGHTS = {-1 / 12.0, 8 / 12.0, -8 / 12.0, 1 / 12.0};
    /** Coordinates in one batch, so that a network's memory stays bounded. */
    private static final int BATCH = 3_000_000;

    private final int size;
    private final double[] values;
    private final double[] forces;
    private final double energy;
    private final double asymmetry;
    private final double error;

    private Hessian(double[] values, double[] forces, double energy, double asymmetry, double error) {
        this.size = forces.length;
        this.values = values;
        this.forces = forces;
        this.energy = energy;
        this.asymmetry = asymmetry;
        this.error = error;
    }

    /**
     * The Hessian at a geometry, with the step {@link #STEP}.
     *
     * @param potential of the molecule
     * @param geometry where
     * @return the Hessian
     * @throws VibrationsException if an energy or a force is not finite, or the potential fails
     */
    public static Hessian of(Potential potential, Geometry geometry) {
        return of(potential, geometry, STEP);
    }

    /**
     * The Hessian at a geometry.
     *
     * @param potential of the molecule
     * @param geometry where
     * @param step angstrom, positive
     * @return the Hessian
     * @throws IllegalArgumentException if the step is not positive and finite
     * @throws VibrationsException if an energy or a force is not finite, or the potential fails
     */
    public static Hessian of(Potential potential, Geometry geometry, double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("Hessian: expected a positive step in angstrom, found " + step);
        double[] x = geometry.toArray();
        int size = x.length;
        double[] center = new double[size];
        double energy = evaluate(potential, geometry, x, center);
        double[] h = new double[size * size];
        double error = 0;
        int together = Math.max(1, BATCH / (PLACES.length * size));
        for (int first = 0; first < size; first += together) {
            int rows = Math.min(together, size - first);
            double[] f = displaced(potential, geometry, x, first, rows, step);
            for (int i = 0; i < rows; i++)
                error = Math.max(error, row(f, i * PLACES.length * size, step, h, (first + i) * size, size));
        }
        return new Hessian(h, center, energy, symmetrize(h, size), error);
    }

    private static double evaluate(Potential potential, Geometry geometry, double[] x, double[] forces) {
        double energy;
        try {
            energy = potential.energyAndForces(x, forces);
        } catch (RuntimeException e) {
            throw new VibrationsException("the potential failed: " + e.getMessage(), e);
        }
        if (!Double.isFinite(energy))
            throw new VibrationsException("Hessian of " + geometry.formula() + ": the energy is " + energy);
        for (int k = 0; k < forces.length; k++)
            if (!Double.isFinite(forces[k]))
                throw new VibrationsException("Hessian of " + geometry.formula() + ": the force on "
                        + atom(geometry, k / 3) + " is " + forces[k]);
        return energy;
    }

    private static String atom(Geometry geometry, int atom) {
        return "atom " + (atom + 1) + " (" + Element.symbol(geometry.atomicNumber(atom)) + ")";
    }

    /** Forces at the displacements of some coordinates. */
    private static double[] displaced(
            Potential potential, Geometry geometry, double[] x, int first, int rows, double step) {
        int size = x.length;
        int count = rows * PLACES.length;
        double[] all = new double[count * size];
        for (int k = 0; k < count; k++) {
            System.arraycopy(x, 0, all, k * size, size);
            all[k * size + first + k / PLACES.length] += PLACES[k % PLACES.length] * step;
        }
        double[] energies = new double[count];
        double[] forces = new double[all.length];
        try {
            potential.energiesAndForces(count, all, energies, forces);
        } catch (RuntimeException e) {
            throw new VibrationsException("the potential failed at a displacement: " + e.getMessage(), e);
        }
        for (int k = 0; k < forces.length; k++) {
            int moved = first + k / size / PLACES.length;
            if (!Double.isFinite(forces[k]) || !Double.isFinite(energies[k / size]))
                throw new VibrationsException("Hessian of " + geometry.formula() + ": no finite energy and forces with "
                        + atom(geometry, moved / 3) + " moved by " + PLACES[k / size % PLACES.length] * step
                        + " angstrom along " + "xyz".charAt(moved % 3));
        }
        return forces;
    }

    /** A row of the matrix; gives how far its two-point values are from it. */
    private static double row(double[] f, int from, double step, double[] h, int to, int size) {
        double error = 0;
        for (int j = 0; j < size; j++) {
            double sum = 0;
            for (int p = 0; p < PLACES.length; p++) sum += WEIGHTS[p] * f[from + p * size + j];
            h[to + j] = sum / step;
            double two = (f[from + size + j] - f[from + 2 * size + j]) / (2 * step);
            error = Math.max(error, Math.abs(two - h[to + j]));
        }
        return error;
    }

    private static double symmetrize(double[] h, int size) {
        double worst = 0;
        for (int i = 0; i < size; i++)
            for (int j = 0; j < i; j++) {
                worst = Math.max(worst, Math.abs(h[i * size + j] - h[j * size + i]));
                double mean = (h[i * size + j] + h[j * size + i]) / 2;
                h[i * size + j] = mean;
                h[j * size + i] = mean;
            }
        return worst;
    }

    /**
     * Number of coordinates.
     *
     * @return 3n
     */
    public int size() {
        return size;
    }

    /**
     * A second derivative.
     *
     * @param i 0 to size() - 1
     * @param j 0 to size() - 1
     * @return eV/angstrom^2
     */
    public double get(int i, int j) {
        return values[i * size + j];
    }

    /**
     * The matrix.
     *
     * @return fresh array, eV/angstrom^2, row-major, symmetric
     */
    public double[] toArray() {
        return values.clone();
    }

    /**
     * The forces where it was computed.
     *
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces() {
        return forces.clone();
    }

    /**
     * The energy where it was computed.
     *
     * @return eV
     */
    public double energy() {
        return energy;
    }

    /**
     * The largest difference of two mirrored elements before they were made equal: what rounding, or forces that are no
     * gradient, do to it.
     *
     * @return eV/angstrom^2
     */
    public double asymmetry() {
        return asymmetry;
    }

    /**
     * The largest difference between differences of second and of fourth order: it overestimates the error of the step.
     *
     * @return eV/angstrom^2
     */
    public double error() {
        return error;
    }
}
