package nnp4j.vibrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Harmonic vibrations: eigenvectors of the mass-weighted Hessian in the space without translations and rotations (Wilson,
 * Decius, Cross, Molecular Vibrations (1955)). Masses are those of the geometry. Imaginary wavenumbers are given as negative
 * ones. Immutable.
 */
public final class NormalModes {
    private static final int FRAMES = 30;
    private static final double AMPLITUDE = 0.3;

    private final Geometry geometry;
    private final double[] eigenvalues;
    /** Mass-weighted, orthonormal, one after the other. */
    private final double[][] vectors;

    private final RigidMotions motions;
    private final double residual;

    private NormalModes(
            Geometry geometry, double[] eigenvalues, double[][] vectors, RigidMotions motions, double residual) {
        this.geometry = geometry;
        this.eigenvalues = eigenvalues;
        this.vectors = vectors;
        this.motions = motions;
        this.residual = residual;
    }

    /**
     * The modes of a molecule.
     *
     * @param hessian at the geometry
     * @param geometry with its masses; of a periodic one only translations are taken out
     * @return 3n - 6 modes, 3n - 5 of a linear molecule, none of an atom
     * @throws IllegalArgumentException if the Hessian is not of as many atoms
     * @throws VibrationsException if the Hessian cannot be diagonalized
     */
    public static NormalModes of(Hessian hessian, Geometry geometry) {
        return of(hessian, geometry, RigidMotions.of(geometry));
    }

    /**
     * All modes of a molecule whose energy depends on where in space it is: nothing is taken out.
     *
     * @param hessian at the geometry
     * @param geometry with its masses
     * @return 3n modes
     * @throws IllegalArgumentException if the Hessian is not of as many atoms
     * @throws VibrationsException if the Hessian cannot be diagonalized
     */
    public static NormalModes anchored(Hessian hessian, Geometry geometry) {
        return of(hessian, geometry, RigidMotions.none(geometry));
    }

    private static NormalModes of(Hessian hessian, Geometry geometry, RigidMotions motions) {
        int size = 3 * geometry.atomCount();
        if (hessian.size() != size)
            throw new IllegalArgumentException(
                    "normal modes: expected a Hessian of " + size + " coordinates, found " + hessian.size());
        double[] root = new double[size];
        for (int k = 0; k < size; k++) root[k] = Math.sqrt(geometry.mass(k / 3));
        double[][] basis = motions.complement();
        int count = basis.length;
        double[][] images = new double[count][];
        for (int a = 0; a < count; a++) images[a] = weighted(hessian, root, basis[a]);
        double[][] reduced = new double[count][count];
        for (int a = 0; a < count; a++)
            for (int b = 0; b <= a; b++) {
                reduced[a][b] = RigidMotions.dot(basis[a], images[b]);
                reduced[b][a] = reduced[a][b];
            }
        double[] values = new double[count];
        double[][] vectors = new double[count][];
        if (count > 0) solve(reduced, basis, values, vectors);
        double left = 0;
        for (double[] rigid : motions.basis())
            left = Math.max(left, Math.abs(wavenumber(RigidMotions.dot(rigid, weighted(hessian, root, rigid)))));
        return new NormalModes(geometry, values, vectors, motions, left);
    }

    /** The mass-weighted Hessian times a vector, eV/(angstrom^2 dalton). */
    private static double[] weighted(Hessian hessian, double[] root, double[] vector) {
        double[] image = new double[root.length];
        for (int i = 0; i < root.length; i++) {
            double sum = 0;
            for (int j = 0; j < root.length; j++) sum += hessian.get(i, j) * vector[j] / root[j];
            image[i] = sum / root[i];
        }
        return image;
    }

    private static void solve(double[][] reduced, double[][] basis, double[] values, double[][] vectors) {
        EigenDecomposition eigen = diagonalized(reduced);
        double[] unordered = eigen.getRealEigenvalues();
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> unordered[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int k = 0; k < values.length; k++) {
            values[k] = unordered[order[k]];
            double[] weights = eigen.getEigenvector(order[k]).toArray();
            vectors[k] = new double[basis[0].length];
            for (int a = 0; a < weights.length; a++)
                for (int c = 0; c < vectors[k].length; c++) vectors[k][c] += weights[a] * basis[a][c];
            direct(vectors[k]);
        }
    }

    private static EigenDecomposition diagonalized(double[][] matrix) {
        try {
            return new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
        } catch (MathIllegalStateException | MathArithmeticException e) {
            throw new VibrationsException(
                    "normal modes: the Hessian of " + matrix.length + " coordinates cannot be diagonalized", e);
        }
    }

    /** Of the two signs that with the largest component positive, the first of those that are equal but for rounding. */
    private static void direct(double[] vector) {
        double rounding = 1e-6;
        int largest = 0;
        for (int c = 0; c < vector.length; c++)
            if (Math.abs(vector[c]) > Math.abs(vector[largest]) + rounding) largest = c;
        if (vector[largest] < 0) for (int c = 0; c < vector.length; c++) vector[c] = -vector[c];
    }

    /** cm-1 of an eigenvalue in eV/(angstrom^2 dalton); negative for a negative one. */
    private static double wavenumber(double eigenvalue) {
        return Math.signum(eigenvalue) * Math.sqrt(Units.HBAR_SQUARED * Math.abs(eigenvalue)) / Units.PER_CM;
    }

    /**
     * Number of modes.
     *
     * @return 0 or more
     */
    public int count() {
        return eigenvalues.length;
    }

    /**
     * Harmonic wavenumber of a mode.
     *
     * @param mode 0 to count() - 1, from the lowest
     * @return cm-1; negative for an imaginary one
     */
    public double wavenumber(int mode) {
        return wavenumber(eigenvalues[mode]);
    }

    /**
     * All harmonic wavenumbers.
     *
     * @return fresh array, cm-1, ascending; negative for imaginary ones
     */
    public double[] wavenumbers() {
        return Arrays.stream(eigenvalues).map(NormalModes::wavenumber).toArray();
    }

    /**
     * Whether the energy falls along a mode.
     *
     * @param mode 0 to count() - 1
     * @return true if its wavenumber is imaginary
     */
    public boolean isImaginary(int mode) {
        return eigenvalues[mode] < 0;
    }

    /**
     * Number of imaginary modes: 0 at a minimum, 1 at a saddle point of a reaction.
     *
     * @return 0 or more
     */
    public int imaginaryCount() {
        return (int) Arrays.stream(eigenvalues).filter(e -> e < 0).count();
    }

    /**
     * Reduced mass of a mode: 1 over the squared length of its mass-weighted unit vector taken to Cartesian coordinates, as
     * Gaussian has it.
     *
     * @param mode 0 to count() - 1
     * @return dalton
     */
    public double reducedMass(int mode) {
        double[] moved = unweighted(mode);
        return 1 / RigidMotions.dot(moved, moved);
    }

    /**
     * Force constant of a mode, for the reduced mass of the same normalization.
     *
     * @param mode 0 to count() - 1
     * @return eV/angstrom^2, negative for an imaginary one
     */
    public double forceConstant(int mode) {
        return eigenvalues[mode] * reducedMass(mode);
    }

    /**
     * How the atoms move in a mode.
     *
     * @param mode 0 to count() - 1
     * @return fresh array, 3n Cartesian components, of length 1
     */
    public double[] displacement(int mode) {
        double[] moved = unweighted(mode);
        double length = Math.sqrt(RigidMotions.dot(moved, moved));
        for (int c = 0; c < moved.length; c++) moved[c] /= length;
        return moved;
    }

    private double[] unweighted(int mode) {
        double[] moved = vectors[mode].clone();
        for (int c = 0; c < moved.length; c++) moved[c] /= Math.sqrt(geometry.mass(c / 3));
        return moved;
    }

    /**
     * Zero-point energy of the real modes.
     *
     * @return eV
     */
    public double zeroPointEnergy() {
        return Arrays.stream(wavenumbers()).filter(w -> w > 0).sum() * Units.PER_CM / 2;
    }

    /**
     * Whether all atoms are in line, within a thousandth of their distances.
     *
     * @return true for every diatomic; false for an atom, and where rotations were not taken out
     */
    public boolean isLinear() {
        return motions.isLinear();
    }

    /** Whether translations and rotations were taken out, so that an ideal gas can have them back. */
    boolean isFree() {
        return motions.isFree();
    }

    /**
     * What was projected out: the largest absolute wavenumber of a translation or rotation. Far from 0 the geometry is no
     * stationary point, or the potential depends on where and how the molecule stands.
     *
     * @return cm-1
     */
    public double residual() {
        return residual;
    }

    /**
     * The geometry, with its masses.
     *
     * @return where the Hessian was computed
     */
    public Geometry geometry() {
        return geometry;
    }

    /**
     * One period of a mode in 30 frames, the atom that moves farthest moving 0.3 angstrom.
     *
     * @param mode 0 to count() - 1
     * @return geometries, the first at rest
     */
    public List<Geometry> animation(int mode) {
        return animation(mode, FRAMES, AMPLITUDE);
    }

    /**
     * One period of a mode.
     *
     * @param mode 0 to count() - 1
     * @param frames at least 1
     * @param amplitude how far the atom that moves farthest moves, angstrom
     * @return geometries, the first at rest
     * @throws IllegalArgumentException if there is to be no frame or the amplitude is not finite
     */
    public List<Geometry> animation(int mode, int frames, double amplitude) {
        if (frames < 1 || !Double.isFinite(amplitude))
            throw new IllegalArgumentException(
                    "animation: expected 1 or more frames and a finite amplitude, found " + frames + ", " + amplitude);
        double[] way = displacement(mode);
        double longest = 0;
        for (int c = 0; c < way.length; c += 3)
            longest = Math.max(longest, Math.hypot(Math.hypot(way[c], way[c + 1]), way[c + 2]));
        List<Geometry> animation = new ArrayList<>();
        for (int k = 0; k < frames; k++) {
            double[] x = geometry.toArray();
            double part = amplitude / longest * Math.sin(2 * Math.PI * k / frames);
            for (int c = 0; c < x.length; c++) x[c] += part * way[c];
            animation.add(geometry.at(x));
        }
        return animation;
    }
}
