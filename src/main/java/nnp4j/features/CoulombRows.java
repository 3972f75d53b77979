package nnp4j.features;

import java.util.Arrays;
import java.util.stream.IntStream;
import nnp4j.geometry.Element;
import nnp4j.units.Units;

/**
 * The Coulomb matrix C of one molecule, its rows in order or its eigenvectors, and what follows for features and slopes.
 * Scratch memory of one thread, with room for molecules of up to a given size.
 */
final class CoulombRows {
    /** 0.5 Z^2.4 at Z. */
    private static final double[] DIAGONAL = IntStream.rangeClosed(0, Element.LAST)
            .mapToDouble(z -> 0.5 * Math.pow(z, 2.4))
            .toArray();

    private final int mostAtoms;
    /** C, n x n, in atomic units. */
    private final double[] c;
    /** dE/dC[i][j] + dE/dC[j][i] is the sum of those at i n + j and j n + i. */
    private final double[] slopes;

    private final double[] key;
    private final double[] noisy;
    /** Indices by falling key: of rows by their norm, of eigenvectors by the absolute eigenvalue. */
    private final int[] order;
    /** Rows by falling norm plus noise. */
    private final int[] shuffled;

    private final SymmetricMatrix eigen;
    private int n;

    CoulombRows(int mostAtoms) {
        this.mostAtoms = mostAtoms;
        c = new double[mostAtoms * mostAtoms];
        slopes = new double[mostAtoms * mostAtoms];
        key = new double[mostAtoms];
        noisy = new double[mostAtoms];
        order = new int[mostAtoms];
        shuffled = new int[mostAtoms];
        eigen = new SymmetricMatrix(mostAtoms);
    }

    /** C of a molecule: 0.5 Z^2.4 on the diagonal, Zi Zj / r beside it, r in bohr. */
    void fill(int[] z, double[] x) {
        n = z.length;
        for (int i = 0; i < n; i++) {
            c[i * n + i] = DIAGONAL[z[i]];
            for (int j = 0; j < i; j++) {
                double value = z[i] * z[j] * Units.BOHR / distance(x, 3 * i, 3 * j);
                c[i * n + j] = value;
                c[j * n + i] = value;
            }
        }
    }

    private static double distance(double[] x, int i, int j) {
        double dx = x[i] - x[j];
        double dy = x[i + 1] - x[j + 1];
        double dz = x[i + 2] - x[j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** Orders the rows by falling Euclidean norm. */
    void sort() {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += c[i * n + j] * c[i * n + j];
            key[i] = Math.sqrt(sum);
            order[i] = i;
        }
        sortByFallingKey(order, key);
    }

    /** Orders the sorted rows by falling norm plus shifts[start + rank], rank counted before. */
    void shuffle(double[] shifts, int start) {
        for (int rank = 0; rank < n; rank++) {
            int row = order[rank];
            shuffled[rank] = row;
            noisy[row] = key[row] + shifts[start + rank];
        }
        sortByFallingKey(shuffled, noisy);
    }

    /** By insertion: stable, so that ties stay as they were; the rows are few. */
    private void sortByFallingKey(int[] indices, double[] keys) {
        for (int k = 1; k < n; k++) {
            int moved = indices[k];
            int to = k;
            for (; to > 0 && keys[indices[to - 1]] < keys[moved]; to--) indices[to] = indices[to - 1];
            indices[to] = moved;
        }
    }

    /** Sets the triangle of the shuffled matrix, from feature start on; padding is left alone. */
    void entries(double[] features, int start) {
        for (int a = 0, f = start; a < n; f += mostAtoms - a++)
            for (int b = a; b < n; b++) features[f + b - a] = c[shuffled[a] * n + shuffled[b]];
    }

    void clearSlopes() {
        Arrays.fill(slopes, 0, n * n, 0);
    }

    /** Takes dE/dfeature of the shuffled matrix to dE/dC; the diagonal is constant. */
    void addEntrySlopes(double[] features, int start) {
        for (int a = 0, f = start; a < n; f += mostAtoms - a++)
            for (int b = a + 1; b < n; b++) slopes[shuffled[a] * n + shuffled[b]] += features[f + b - a];
    }

    void addEntryJacobian(double[] x, double[] jacobian, int start) {
        for (int a = 0, f = start; a < n; f += mostAtoms - a++)
            for (int b = a + 1; b < n; b++)
                addGradient(shuffled[a], shuffled[b], x, 1, jacobian, (f + b - a) * x.length);
    }

    /** Finds eigenvalues and eigenvectors, and orders them. */
    void decompose() {
        eigen.decompose(n, c);
        for (int k = 0; k < n; k++) {
            key[k] = Math.abs(eigen.value(n, k));
            order[k] = k;
        }
        sortByFallingKey(order, key);
    }

    void eigenvalues(double[] features) {
        for (int f = 0; f < n; f++) features[f] = eigen.value(n, order[f]);
    }

    void addEigenvalueSlopes(double[] features) {
        for (int f = 0; f < n; f++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < i; j++) slopes[i * n + j] += features[f] * eigenvalueSlope(f, i, j);
    }

    void addEigenvalueJacobian(double[] x, double[] jacobian) {
        for (int f = 0; f < n; f++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < i; j++) addGradient(i, j, x, eigenvalueSlope(f, i, j), jacobian, f * x.length);
    }

    /** d lambda = v' dC v, so d lambda/dC[i][j] + d lambda/dC[j][i] = 2 v[i] v[j] (Hellmann, Feynman). */
    private double eigenvalueSlope(int f, int i, int j) {
        return 2 * eigen.vector(n, order[f], i) * eigen.vector(n, order[f], j);
    }

    /** Adds dE/dx of the slopes gathered. */
    void addGradient(double[] x, double[] gradient) {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) addGradient(i, j, x, slopes[i * n + j] + slopes[j * n + i], gradient, 0);
    }

    /** Adds slope dC[i][j]/dx to the 3n values of gradient from start on: dC/dr = -C/r, dr/dxi = (xi - xj) / r. */
    private void addGradient(int i, int j, double[] x, double slope, double[] gradient, int start) {
        double r = distance(x, 3 * i, 3 * j);
        double scale = -slope * c[i * n + j] / (r * r);
        for (int k = 0; k < 3; k++) {
            double part = scale * (x[3 * i + k] - x[3 * j + k]);
            gradient[start + 3 * i + k] += part;
            gradient[start + 3 * j + k] -= part;
        }
    }
}
