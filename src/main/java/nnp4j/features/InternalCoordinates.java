package nnp4j.features;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.geometry.InternalCoordinate.Kind;

/**
 * Bonds, angles and dihedrals as smooth features: a bond gives r in angstrom, an angle the cosine of theta, a dihedral
 * the cosine and then the sine of phi. The cosine of an angle has a gradient at pi (zero), where theta has a kink, and
 * energies are even about a straight angle; the two features of a dihedral do not jump where phi passes from pi to -pi,
 * and keep its sign. Invariant to translation and rotation, not to the order of like atoms; a reflection changes the
 * sign of sin phi. Immutable and thread-safe.
 *
 * <p>Where the two atoms of a bond lie in one place it is 0 and its gradient not finite; where an end of an angle lies
 * at its vertex, or three atoms of a dihedral that follow each other are in line, features and gradient are NaN.
 */
public final class InternalCoordinates implements Descriptor {
    private final int atomCount;
    private final InternalCoordinate[] coordinates;
    /** Offsets into x of the atoms of each coordinate. */
    private final int[][] offsets;
    /** The first feature of each coordinate, and their number at the end. */
    private final int[] starts;

    private InternalCoordinates(int atomCount, InternalCoordinate[] coordinates) {
        this.atomCount = atomCount;
        this.coordinates = coordinates;
        this.offsets = new int[coordinates.length][];
        this.starts = new int[coordinates.length + 1];
        for (int q = 0; q < coordinates.length; q++) {
            offsets[q] =
                    Arrays.stream(coordinates[q].atoms()).map(atom -> 3 * atom).toArray();
            starts[q + 1] = starts[q] + (coordinates[q].kind() == Kind.DIHEDRAL ? 2 : 1);
        }
    }

    /**
     * The features of the listed coordinates.
     *
     * @param atomCount number of atoms of the molecule
     * @param coordinates in the order of the features; copied
     * @return one feature a bond or angle, two a dihedral
     * @throws IllegalArgumentException if the list is empty, a coordinate names an atom the molecule lacks, or one comes
     *     twice (1-2-3 and 3-2-1 are the same)
     */
    public static InternalCoordinates of(int atomCount, List<InternalCoordinate> coordinates) {
        if (coordinates.isEmpty())
            throw new IllegalArgumentException("InternalCoordinates: expected at least one coordinate, found none");
        Set<InternalCoordinate> seen = new HashSet<>();
        for (InternalCoordinate q : coordinates) {
            if (q.lastAtom() >= atomCount)
                throw new IllegalArgumentException(
                        "InternalCoordinates: expected atoms 1 to " + atomCount + ", found " + q + " (counted from 1)");
            if (seen.contains(reversed(q)) || !seen.add(q))
                throw new IllegalArgumentException("InternalCoordinates: " + q + " is listed twice");
        }
        return new InternalCoordinates(atomCount, coordinates.toArray(InternalCoordinate[]::new));
    }

    private static InternalCoordinate reversed(InternalCoordinate q) {
        int[] atoms = q.atoms();
        int[] back = new int[atoms.length];
        for (int a = 0; a < atoms.length; a++) back[a] = atoms[atoms.length - 1 - a];
        return InternalCoordinate.of(back);
    }

    /**
     * Number of atoms of the molecule.
     *
     * @return at least 2
     */
    public int atomCount() {
        return atomCount;
    }

    /**
     * The coordinates.
     *
     * @return unmodifiable, in the order of the features
     */
    public List<InternalCoordinate> coordinates() {
        return List.of(coordinates);
    }

    @Override
    public int coordinateCount() {
        return 3 * atomCount;
    }

    @Override
    public int featureCount() {
        return starts[coordinates.length];
    }

    @Override
    public String featureName(int feature) {
        Objects.checkIndex(feature, featureCount());
        int found = Arrays.binarySearch(starts, feature);
        boolean second = found < 0; // the sine of a dihedral
        InternalCoordinate q = coordinates[second ? -found - 2 : found];
        String name = switch (q.kind()) {
            case BOND -> "r";
            case ANGLE -> "cos theta";
            case DIHEDRAL -> second ? "sin phi" : "cos phi";
        };
        return name + "(" + q.label() + ")";
    }

    @Override
    public void evaluate(double[] x, double[] features) {
        Lengths.check(this, x, features);
        for (int q = 0; q < coordinates.length; q++) {
            int f = starts[q];
            switch (coordinates[q].kind()) {
                case BOND -> features[f] = coordinates[q].value(x);
                case ANGLE -> features[f] = cosine(x, offsets[q]);
                case DIHEDRAL -> {
                    double phi = coordinates[q].value(x);
                    features[f] = Math.cos(phi);
                    features[f + 1] = Math.sin(phi);
                }
            }
        }
    }

    @Override
    public void pullBack(double[] x, double[] slopes, double[] gradient) {
        Lengths.check(this, x, slopes, gradient);
        Arrays.fill(gradient, 0);
        for (int q = 0; q < coordinates.length; q++) {
            int f = starts[q];
            switch (coordinates[q].kind()) {
                case BOND -> coordinates[q].addGradient(x, slopes[f], gradient);
                case ANGLE -> addCosineGradient(x, offsets[q], slopes[f], gradient);
                case DIHEDRAL -> {
                    double phi = coordinates[q].value(x);
                    double slope = slopes[f + 1] * Math.cos(phi) - slopes[f] * Math.sin(phi);
                    coordinates[q].addGradient(x, slope, gradient);
                }
            }
        }
    }

    @Override
    public void jacobian(double[] x, double[] jacobian) {
        Lengths.checkJacobian(this, x, jacobian);
        for (int q = coordinates.length - 1; q >= 0; q--) { // downwards, for the first row is the others' scratch
            int f = starts[q];
            switch (coordinates[q].kind()) {
                case BOND, ANGLE -> setRow(x, q, f, 1, jacobian);
                case DIHEDRAL -> {
                    double phi = coordinates[q].value(x);
                    setRow(x, q, f + 1, Math.cos(phi), jacobian);
                    setRow(x, q, f, -Math.sin(phi), jacobian);
                }
            }
        }
    }

    /** Row f = slope times the gradient of a length, cosine or dihedral, made in the first row. */
    private void setRow(double[] x, int q, int f, double slope, double[] jacobian) {
        Arrays.fill(jacobian, 0, x.length, 0);
        if (coordinates[q].kind() == Kind.ANGLE) addCosineGradient(x, offsets[q], slope, jacobian);
        else coordinates[q].addGradient(x, slope, jacobian);
        System.arraycopy(jacobian, 0, jacobian, f * x.length, x.length);
    }

    /** cos theta = u . v / (|u| |v|), u and v from the vertex to the ends. */
    private static double cosine(double[] x, int[] atoms) {
        int i = atoms[0], j = atoms[1], k = atoms[2];
        double dot = 0;
        for (int c = 0; c < 3; c++) dot += (x[i + c] - x[j + c]) * (x[k + c] - x[j + c]);
        return dot / (distance(x, i, j) * distance(x, k, j));
    }

    /** d cos theta/di = (v/|v| - cos theta u/|u|) / |u|, and the same for k; the vertex j takes the rest. */
    private static void addCosineGradient(double[] x, int[] atoms, double slope, double[] gradient) {
        int i = atoms[0], j = atoms[1], k = atoms[2];
        double u = distance(x, i, j);
        double v = distance(x, k, j);
        double cos = cosine(x, atoms);
        for (int c = 0; c < 3; c++) {
            double a = (x[i + c] - x[j + c]) / u;
            double b = (x[k + c] - x[j + c]) / v;
            double gi = slope * (b - cos * a) / u;
            double gk = slope * (a - cos * b) / v;
            gradient[i + c] += gi;
            gradient[k + c] += gk;
            gradient[j + c] -= gi + gk;
        }
    }

    private static double distance(double[] x, int i, int j) {
        double dx = x[i] - x[j];
        double dy = x[i + 1] - x[j + 1];
        double dz = x[i + 2] - x[j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InternalCoordinates that
                && atomCount == that.atomCount
                && Arrays.equals(coordinates, that.coordinates);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(coordinates) + atomCount;
    }

    @Override
    public String toString() {
        return "InternalCoordinates["
                + atomCount
                + " atoms, "
                + Arrays.stream(coordinates).map(Object::toString).collect(Collectors.joining(", "))
                + "]";
    }
}
