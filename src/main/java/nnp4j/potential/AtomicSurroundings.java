package nnp4j.potential;

import java.util.Optional;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;

/** From the coordinates of a system to its atoms' rows of features, and from slopes back to forces and virial. One thread only. */
final class AtomicSurroundings {
    private final AtomicSystem system;
    private final AtomicKernel kernel;
    private final NeighborList neighbors;
    private final AtomicRanges ranges;
    private final Neighborhood around = new Neighborhood();
    private double[] gradient = {};

    AtomicSurroundings(AtomicSystem system, AtomicKernel kernel, NeighborList neighbors, AtomicRanges ranges) {
        this.system = system;
        this.kernel = kernel;
        this.neighbors = neighbors;
        this.ranges = ranges;
    }

    /** Finds the neighbours at a geometry: the others speak of it. */
    void at(double[] x) {
        neighbors.update(x);
    }

    void at(double[] x, double[] cell) {
        neighbors.update(x, cell);
    }

    /** Fills the rows of one geometry of some. */
    void describe(int geometry, int count, double[] rows) {
        for (int i = 0; i < system.atomCount(); i++) {
            int at = system.row(i, geometry, count);
            evaluate(i, rows, at);
            system.scale(i, rows, at);
        }
    }

    /** The same, and counts what is outside the range; gives the first of it. */
    Optional<Extrapolation> describeAndCount(int geometry, int count, double[] rows) {
        ranges.begin();
        Optional<Extrapolation> first = ranges.alwaysOutside();
        for (int i = 0; i < system.atomCount(); i++) {
            int at = system.row(i, geometry, count);
            evaluate(i, rows, at);
            boolean outside = ranges.count(i, rows, at);
            if (outside && first.isEmpty()) first = ranges.firstOutside(i, rows, at);
            system.scale(i, rows, at);
        }
        return first;
    }

    private void evaluate(int atom, double[] rows, int at) {
        neighbors.gather(atom, around);
        kernel.evaluate(around, rows, at);
    }

    /**
     * Turns the slopes of one geometry of some, or of one member of some, into forces and virial, both added.
     *
     * @param slopes with respect to scaled features; modified
     * @param virial eV, 9 values, or empty where it is not wanted
     */
    void pullBack(double[] slopes, int block, int blocks, double[] forces, int from, double[] virial) {
        for (int i = 0; i < system.atomCount(); i++) {
            int at = system.row(i, block, blocks);
            neighbors.gather(i, around);
            int count = around.count();
            if (gradient.length < 3 * count) gradient = new double[6 * count];
            system.unscale(i, slopes, at);
            kernel.pullBack(around, slopes, at, gradient);
            int[] atoms = around.atoms();
            for (int k = 0; k < count; k++)
                for (int c = 0; c < 3; c++) {
                    forces[from + 3 * atoms[k] + c] -= gradient[3 * k + c];
                    forces[from + 3 * i + c] += gradient[3 * k + c];
                }
            if (virial.length > 0) addVirial(virial, count);
        }
    }

    private void addVirial(double[] virial, int count) {
        double[] d = around.displacements();
        for (int k = 0; k < count; k++)
            for (int c = 0; c < 9; c++) virial[c] -= gradient[3 * k + c / 3] * d[3 * k + c % 3];
    }

    /** How many features of how many atoms are outside; not counted. */
    int outsideCount(double[] rows) {
        int outside = 0;
        for (int i = 0; i < system.atomCount(); i++) {
            evaluate(i, rows, 0);
            outside += ranges.outsideCount(i, rows, 0);
        }
        return outside;
    }

    /** The first feature outside; not counted. */
    Optional<Extrapolation> firstOutside(double[] rows) {
        Optional<Extrapolation> first = ranges.alwaysOutside();
        for (int i = 0; i < system.atomCount() && first.isEmpty(); i++) {
            evaluate(i, rows, 0);
            first = ranges.firstOutside(i, rows, 0);
        }
        return first;
    }
}
