package nnp4j.potential;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import nnp4j.network.AtomicNetwork;

/**
 * The energy as a sum over atoms, each from the network of its element and the features of its surroundings (Behler and
 * Parrinello, Phys. Rev. Lett. 98, 146401 (2007), doi:10.1103/PhysRevLett.98.146401), for molecules and periodic systems; of an
 * ensemble of networks the mean. One thread only; allocates nothing of its own per call once its memory has grown.
 */
public final class AtomicPotential implements BoundPotential, PeriodicPotential {
    /** Atoms that go through the networks at once. */
    private static final int MOST_ATOMS_AT_ONCE = 1024;

    private static final double[] NONE = {};

    private final AtomicSystem system;
    private final AtomicSurroundings surroundings;
    private final AtomicRanges ranges;
    private final AtomicNetwork network;
    private final Potential base;
    private final Consumer<Extrapolation> onExtrapolation;
    private final int n;
    private final int members;
    private final MemberEnergies memberEnergies;
    private final double[] one;
    private final double[] oneEnergy = new double[1];
    private final double[] oneVirial = new double[9];
    private final int[] atomCounts;
    private double[] rows = {};
    private double[] slopes = {};
    private double[] energies = {};
    private double[] memberSlopes = {};
    private double[] memberForces = {};
    private boolean closed;

    AtomicPotential(
            AtomicSystem system,
            AtomicSurroundings surroundings,
            AtomicRanges ranges,
            AtomicNetwork network,
            Potential base,
            double zero,
            Consumer<Extrapolation> onExtrapolation) {
        this.system = system;
        this.surroundings = surroundings;
        this.ranges = ranges;
        this.network = network;
        this.base = base;
        this.onExtrapolation = onExtrapolation;
        this.n = system.atomCount();
        this.members = network.memberCount();
        this.memberEnergies = new MemberEnergies(system, members, zero);
        this.one = new double[3 * n];
        this.atomCounts = new int[system.elementCount()];
    }

    @Override
    public double energyAndForces(double[] x, double[] forces) {
        check(1, x, forces);
        oneEnergy[0] = base.energyAndForces(x, forces);
        add(1, x, oneEnergy, forces, NONE);
        return oneEnergy[0];
    }

    @Override
    public void energiesAndForces(int count, double[] x, double[] results, double[] forces) {
        check(count, x, forces);
        base.energiesAndForces(count, x, results, forces);
        add(count, x, results, forces, NONE);
    }

    @Override
    public double energyForcesAndVirial(double[] x, double[] forces, double[] virial) {
        energiesForcesAndVirials(1, x, oneEnergy, forces, virial);
        return oneEnergy[0];
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
        surroundings.at(x, cell);
        return energyForcesAndVirial(x, forces, virial);
    }

    @Override
    public void energiesForcesAndVirials(int count, double[] x, double[] results, double[] forces, double[] virials) {
        check(count, x, forces);
        if (virials.length != 9 * count)
            throw new IllegalArgumentException(
                    "atomic potential: expected " + 9 * count + " virial values, found " + virials.length);
        if (base != ZeroPotential.ZERO)
            throw new IllegalStateException("atomic potential: no virial with an analytic base");
        base.energiesAndForces(count, x, results, forces);
        add(count, x, results, forces, virials);
    }

    /** Adds the networks' energies and forces; overwrites the virials where they are wanted. */
    private void add(int count, double[] x, double[] results, double[] forces, double[] virials) {
        memberEnergies.begin(count);
        int chunk = Math.max(1, MOST_ATOMS_AT_ONCE / n);
        for (int from = 0; from < count; from += chunk) {
            int size = Math.min(chunk, count - from);
            grow(size);
            for (int k = 0; k < size; k++) {
                place(x, from + k);
                surroundings.describeAndCount(k, size, rows).ifPresent(onExtrapolation);
            }
            network.evaluate(atomCounts, rows, energies, slopes);
            for (int k = 0; k < size; k++) {
                if (size > 1) place(x, from + k);
                results[from + k] += memberEnergies.sum(from + k, energies, k, size);
                Arrays.fill(oneVirial, 0);
                surroundings.pullBack(
                        slopes, k, size, forces, 3 * n * (from + k), virials.length == 0 ? NONE : oneVirial);
                if (virials.length > 0) System.arraycopy(oneVirial, 0, virials, 9 * (from + k), 9);
            }
        }
    }

    /** Goes to one geometry of many. */
    private void place(double[] x, int geometry) {
        System.arraycopy(x, 3 * n * geometry, one, 0, 3 * n);
        surroundings.at(one);
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

    @Override
    public int memberCount() {
        return members;
    }

    @Override
    public double energySpread(int geometry) {
        return memberEnergies.spread(geometry);
    }

    /**
     * The energies of the ensemble's members in the last call, at its only or first geometry.
     *
     * @return fresh array, eV, one a member
     * @throws IllegalArgumentException if there was no call
     */
    public double[] memberEnergies() {
        return memberEnergies.of(0);
    }

    /**
     * The forces of each member.
     *
     * @param x angstrom, 3n, read only
     * @param forces eV/angstrom, members x 3n, overwritten
     */
    public void memberForces(double[] x, double[] forces) {
        check(1, members, x, forces);
        evaluateMembers(x);
        double[] analytic = new double[3 * n];
        base.energyAndForces(x, analytic);
        for (int m = 0; m < members; m++) {
            System.arraycopy(analytic, 0, forces, m * 3 * n, 3 * n);
            surroundings.pullBack(memberSlopes, m, members, forces, m * 3 * n, NONE);
        }
    }

    /**
     * How far the members' forces are apart: see {@link Spread#force}.
     *
     * @param x angstrom, 3n, read only
     * @return eV/angstrom; NaN of a single network
     */
    public double forceSpread(double[] x) {
        check(x);
        if (members == 1) return Double.NaN;
        evaluateMembers(x);
        if (memberForces.length == 0) memberForces = new double[members * 3 * n];
        Arrays.fill(memberForces, 0);
        for (int m = 0; m < members; m++)
            surroundings.pullBack(memberSlopes, m, members, memberForces, m * 3 * n, NONE);
        return Spread.ofForces(memberForces, members);
    }

    @Override
    public Optional<Spread> spread(double[] x) {
        if (members == 1) return Optional.empty();
        double force = forceSpread(x);
        return Optional.of(new Spread(energySpread(0), force));
    }

    /** The slopes and energies of each member. */
    private void evaluateMembers(double[] x) {
        grow(1);
        surroundings.at(x);
        surroundings.describe(0, 1, rows);
        if (memberSlopes.length == 0) memberSlopes = new double[members * system.rowSize()];
        network.evaluateMembers(atomCounts, rows, energies, memberSlopes);
        memberEnergies.begin(1);
        memberEnergies.sum(0, energies, 0, 1);
    }

    /**
     * What each atom's networks gave in the last call for one geometry, their mean over members, without atomic energies.
     *
     * @param result eV, n values, overwritten
     */
    public void atomEnergies(double[] result) {
        memberEnergies.ofAtoms(energies, result);
    }

    /**
     * How many features of how many atoms lie outside the range seen in training.
     *
     * @param x angstrom, 3n, read only
     * @return 0 where none does, or the range is not known
     */
    public int extrapolationCount(double[] x) {
        check(x);
        grow(1);
        surroundings.at(x);
        return surroundings.outsideCount(rows);
    }

    @Override
    public Optional<Extrapolation> extrapolation(double[] x) {
        check(x);
        grow(1);
        surroundings.at(x);
        return surroundings.firstOutside(rows);
    }

    @Override
    public ExtrapolationReport extrapolations() {
        return ranges.report();
    }

    @Override
    public long extrapolationTotal() {
        return ranges.total();
    }

    private void check(double[] x) {
        check(1, 0, x, NONE);
    }

    private void check(int count, double[] x, double[] forces) {
        check(count, count, x, forces);
    }

    private void check(int count, int forceCount, double[] x, double[] forces) {
        if (closed) throw new IllegalStateException("atomic potential: closed");
        if (x.length != 3 * n * count || forces.length != 3 * n * forceCount)
            throw new IllegalArgumentException("atomic potential: expected " + 3 * n * count + " coordinates and "
                    + 3 * n * forceCount + " forces, found " + x.length + " and " + forces.length);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        network.close();
    }
}
