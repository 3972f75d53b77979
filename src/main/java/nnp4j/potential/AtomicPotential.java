package nnp4j.potential;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import nnp4j.features.AtomicKernel;
import nnp4j.geometry.NeighborList;
import nnp4j.geometry.Neighborhood;
import nnp4j.network.AtomicNetwork;

/**
 * The energy as a sum over atoms, each from the network of its element and the features of its surroundings (Behler and
 * Parrinello, Phys. Rev. Lett. 98, 146401 (2007), doi:10.1103/PhysRevLett.98.146401), for molecules and periodic systems; of an
 * ensemble of networks the mean. One thread only; allocates nothing of its own per call once its memory has grown.
 */
public final class AtomicPotential implements BoundPotential {
    /** Geometries that go through the networks at once. */
    private static final int MOST_ATOMS_AT_ONCE = 1024;

    private final AtomicSystem system;
    private final AtomicKernel kernel;
    private final NeighborList neighbors;
    private final AtomicNetwork network;
    private final Potential base;
    private final double zero;
    private final Consumer<Extrapolation> onExtrapolation;
    private final int n;
    private final int members;
    private final Neighborhood around = new Neighborhood();
    private final double[] one;
    private final double[] memberEnergies;
    private final int[] atomCounts;
    private double[] rows = {};
    private double[] slopes = {};
    private double[] energies = {};
    private double[] gradient = {};
    private double[] memberSlopes = {};
    private boolean closed;

    AtomicPotential(
            AtomicSystem system,
            AtomicKernel kernel,
            NeighborList neighbors,
            AtomicNetwork network,
            Potential base,
            double zero,
            Consumer<Extrapolation> onExtrapolation) {
        this.system = system;
        this.kernel = kernel;
        this.neighbors = neighbors;
        this.network = network;
        this.base = base;
        this.zero = zero;
        this.onExtrapolation = onExtrapolation;
        this.n = system.atomCount();
        this.members = network.memberCount();
        this.one = new double[3 * n];
        this.memberEnergies = new double[members];
        this.atomCounts = new int[system.elementCount()];
    }

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        check(1, x, forces);
        double analytic = base.energyAndForces(x, forces);
        return analytic + evaluate(x, forces, null);
    }

    /**
     * Energy, forces and virial.
     *
     * @param x angstrom, 3n, read only
     * @param forces eV/angstrom, 3n, overwritten with -dE/dx
     * @param virial eV, 9 values, row-major, overwritten with -dE/dstrain: its trace over three times the volume is the part of
     *     the pressure that does not come from motion
     * @return energy in eV
     * @throws IllegalStateException if the potential has an analytic base, whose virial is not known
     */
    public double energyForcesAndVirial(double[] x, double[] forces, double[] virial) {
        check(1, x, forces);
        if (virial.length != 9)
            throw new IllegalArgumentException("atomic potential: expected 9 virial values, found " + virial.length);
        if (base.energyAndForces(x, forces) != 0)
            throw new IllegalStateException("atomic potential: no virial with an analytic base");
        Arrays.fill(virial, 0);
        return evaluate(x, forces, virial);
    }

    /**
     * The same in a changed cell, which is kept.
     *
     * @param x angstrom, 3n, read only
     * @param cell angstrom, 9 values, a then b then c, read only
     * @param forces eV/angstrom, 3n, overwritten
     * @param virial eV, 9 values, overwritten
     * @return energy in eV
     */
    public double energyForcesAndVirial(double[] x, double[] cell, double[] forces, double[] virial) {
        neighbors.update(x, cell);
        return energyForcesAndVirial(x, forces, virial);
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] results, double[] forces) {
        check(count, x, forces);
        base.energiesAndForces(count, x, results, forces);
        int chunk = Math.max(1, MOST_ATOMS_AT_ONCE / n);
        for (int from = 0; from < count; from += chunk) {
            int size = Math.min(chunk, count - from);
            grow(size);
            for (int k = 0; k < size; k++) {
                System.arraycopy(x, 3 * n * (from + k), one, 0, 3 * n);
                describe(one, k, size);
            }
            network.evaluate(atomCounts, rows, energies, slopes);
            for (int k = 0; k < size; k++) {
                System.arraycopy(x, 3 * n * (from + k), one, 0, 3 * n);
                neighbors.update(one);
                results[from + k] += zero + sum(k, size);
                pull(slopes, 0, k, size, forces, 3 * n * (from + k), null);
            }
        }
    }

    /** Adds the networks' forces. */
    private double evaluate(double[] x, double[] forces, double[] virial) {
        grow(1);
        describe(x, 0, 1);
        network.evaluate(atomCounts, rows, energies, slopes);
        double energy = zero + sum(0, 1);
        pull(slopes, 0, 0, 1, forces, 0, virial);
        return energy;
    }

    private void grow(int count) {
        for (int e = 0; e < atomCounts.length; e++) atomCounts[e] = count * system.atomCount(e);
        int size = count * system.rowSize();
        if (rows.length < size) {
            rows = new double[size];
            slopes = new double[size];
            energies = new double[count * n * members];
        }
    }

    /** Fills the rows of one geometry of some. */
    private void describe(double[] x, int geometry, int count) {
        neighbors.update(x);
        Extrapolation first = system.deadOutside();
        for (int i = 0; i < n; i++) {
            int at = system.row(i, geometry, count);
            neighbors.gather(i, around);
            kernel.evaluate(around, rows, at);
            if (first == null) first = system.outside(i, rows, at);
            system.scale(i, rows, at);
        }
        if (first != null) onExtrapolation.accept(first);
    }

    /** Mean over members of the sum over one geometry's atoms; keeps each member's. */
    private double sum(int geometry, int count) {
        Arrays.fill(memberEnergies, 0);
        int at = 0;
        for (int e = 0; e < atomCounts.length; e++) {
            int own = system.atomCount(e);
            for (int m = 0; m < members; m++, at += own * count)
                for (int i = 0; i < own; i++) memberEnergies[m] += energies[at + geometry * own + i];
        }
        double sum = 0;
        for (double energy : memberEnergies) sum += energy;
        return sum / members;
    }

    /** Turns slopes into forces, added, and the virial, added. */
    private void pull(
            double[] rowSlopes, int member, int geometry, int count, double[] forces, int from, double[] virial) {
        for (int i = 0; i < n; i++) {
            int at = system.row(i, geometry, count);
            if (rowSlopes == memberSlopes) at = system.memberRow(i, member, members);
            neighbors.gather(i, around);
            if (gradient.length < 3 * around.count()) gradient = new double[6 * around.count()];
            system.unscale(i, rowSlopes, at);
            kernel.pullBack(around, rowSlopes, at, gradient);
            int[] atoms = around.atoms();
            for (int k = 0; k < around.count(); k++)
                for (int c = 0; c < 3; c++) {
                    forces[from + 3 * atoms[k] + c] -= gradient[3 * k + c];
                    forces[from + 3 * i + c] += gradient[3 * k + c];
                }
            if (virial == null) continue;
            double[] d = around.displacements();
            for (int k = 0; k < around.count(); k++)
                for (int c = 0; c < 9; c++) virial[c] -= gradient[3 * k + c / 3] * d[3 * k + c % 3];
        }
    }

    /**
     * Number of networks of each element.
     *
     * @return at least 1
     */
    public int memberCount() {
        return members;
    }

    /**
     * The energies of the ensemble's members in the last call for one geometry.
     *
     * @return fresh array, eV, one a member
     */
    public double[] memberEnergies() {
        double[] totals = memberEnergies.clone();
        for (int m = 0; m < members; m++) totals[m] += zero;
        return totals;
    }

    /**
     * The spread of the members' energies in the last call for one geometry: the sample standard deviation, a measure of how far
     * the mean can be trusted.
     *
     * @return eV, or NaN where there is one member
     */
    public double energySpread() {
        double mean = 0;
        for (double energy : memberEnergies) mean += energy / members;
        double squares = 0;
        for (double energy : memberEnergies) squares += (energy - mean) * (energy - mean);
        return Math.sqrt(squares / (members - 1));
    }

    /**
     * The forces of each member.
     *
     * @param x angstrom, 3n, read only
     * @param forces eV/angstrom, members x 3n, overwritten
     */
    public void memberForces(double[] x, double[] forces) {
        if (forces.length != members * 3 * n)
            throw new IllegalArgumentException(
                    "atomic potential: expected " + members * 3 * n + " forces, found " + forces.length);
        grow(1);
        describe(x, 0, 1);
        if (memberSlopes.length == 0) memberSlopes = new double[members * system.rowSize()];
        network.evaluateMembers(atomCounts, rows, energies, memberSlopes);
        double[] analytic = new double[3 * n];
        base.energyAndForces(x, analytic);
        for (int m = 0; m < members; m++) {
            System.arraycopy(analytic, 0, forces, m * 3 * n, 3 * n);
            pull(memberSlopes, m, 0, 1, forces, m * 3 * n, null);
        }
    }

    /**
     * What each atom's networks gave in the last call for one geometry, their mean over members, without atomic energies.
     *
     * @param result eV, n values, overwritten
     */
    public void atomEnergies(double[] result) {
        int at = 0;
        Arrays.fill(result, 0);
        for (int e = 0; e < atomCounts.length; e++) {
            int own = system.atomCount(e);
            for (int m = 0; m < members; m++)
                for (int i = 0; i < own; i++) result[system.atom(e, i)] += energies[at++] / members;
        }
    }

    /**
     * How many features of how many atoms lie outside the range seen in training.
     *
     * @param x angstrom, 3n, read only
     * @return 0 where none does, or the range is not known
     */
    public int extrapolationCount(double[] x) {
        grow(1);
        neighbors.update(x);
        int count = 0;
        for (int i = 0; i < n; i++) {
            neighbors.gather(i, around);
            kernel.evaluate(around, rows, 0);
            count += system.outsideCount(i, rows, 0);
        }
        return count;
    }

    @Override
    public Optional<Extrapolation> extrapolation(double[] x) {
        grow(1);
        neighbors.update(x);
        Extrapolation first = system.deadOutside();
        for (int i = 0; i < n && first == null; i++) {
            neighbors.gather(i, around);
            kernel.evaluate(around, rows, 0);
            first = system.outside(i, rows, 0);
        }
        return Optional.ofNullable(first);
    }

    private void check(int count, double[] x, double[] forces) {
        if (closed) throw new IllegalStateException("atomic potential: closed");
        if (x.length != 3 * n * count || forces.length != 3 * n * count)
            throw new IllegalArgumentException("atomic potential: expected " + 3 * n * count
                    + " coordinates and forces, found " + x.length + " and " + forces.length);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        network.close();
    }
}
