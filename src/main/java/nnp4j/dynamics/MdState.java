package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.InternalCoordinate;
import nnp4j.potential.Potential;
import nnp4j.units.Units;

/**
 * A run as it stands after a step: positions, velocities and energies of every replica. Live and owned by the run; what it
 * gives away are copies. One thread only.
 */
public final class MdState {
    /** When the sum of the forces is looked at: the first steps, and once in so many. */
    private static final int EVERY_STEP = 10;

    private static final int NOW_AND_THEN = 1024;

    private final Evaluation evaluation;
    private final Geometry start;
    private final double timeStep;
    private final int freedom;
    private final boolean floats;
    private final double longestMove;

    /** Coordinates of one molecule. */
    final int size;
    /** Angstrom and angstrom/fs, replica by replica. */
    final double[] x;

    final double[] v;
    /** eV/angstrom. */
    final double[] f;
    /** eV fs^2/angstrom^2, for each coordinate of one molecule: half of it times the squared velocity is an energy in eV. */
    final double[] mass;
    /** Half the time step over the mass; 0 for a fixed atom. */
    final double[] kick;
    /** eV, for each replica; the last is what the thermostat holds, so that the sum of all three is conserved. */
    final double[] potentialEnergies;

    final double[] kinetic;
    final double[] bath;

    private final double[] goodPositions;
    /** Positions of one replica, to measure. */
    private final double[] one;

    private long step;
    private String stopReason = "";

    MdState(Potential potential, Geometry start, int replicas, double timeStep, Freedom freedom, double longestMove) {
        this.evaluation = new Evaluation(potential, start, replicas);
        this.start = start;
        this.timeStep = timeStep;
        this.freedom = freedom.count();
        this.floats = freedom.startsAtRest();
        this.longestMove = longestMove;
        size = 3 * start.atomCount();
        x = new double[replicas * size];
        double[] origin = start.toArray();
        for (int r = 0; r < replicas; r++) System.arraycopy(origin, 0, x, r * size, size);
        v = new double[x.length];
        f = new double[x.length];
        mass = new double[size];
        kick = new double[size];
        for (int k = 0; k < size; k++) {
            mass[k] = start.mass(k / 3) / Units.ACCELERATION;
            kick[k] = freedom.isFixed(k / 3) ? 0 : timeStep / 2 / mass[k];
        }
        potentialEnergies = new double[replicas];
        kinetic = new double[replicas];
        bath = new double[replicas];
        goodPositions = x.clone();
        one = new double[size];
    }

    /**
     * Steps done.
     *
     * @return 0 at the start
     */
    public long step() {
        return step;
    }

    /**
     * Time since the start.
     *
     * @return fs
     */
    public double time() {
        return step * timeStep;
    }

    /**
     * Time of a step.
     *
     * @return fs
     */
    public double timeStep() {
        return timeStep;
    }

    /**
     * Number of replicas.
     *
     * @return at least 1
     */
    public int replicas() {
        return kinetic.length;
    }

    /**
     * Degrees of freedom that share the kinetic energy.
     *
     * @return of one replica
     */
    public int degreesOfFreedom() {
        return freedom;
    }

    /** Whether the energy does not depend on where in space the molecule is. */
    boolean floats() {
        return floats;
    }

    /**
     * Potential energy of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return eV
     */
    public double potentialEnergy(int replica) {
        return potentialEnergies[replica];
    }

    /**
     * Kinetic energy of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return eV
     */
    public double kineticEnergy(int replica) {
        return kinetic[replica];
    }

    /**
     * Temperature of a replica: twice the kinetic energy over the degrees of freedom and Boltzmann's constant.
     *
     * @param replica 0 to replicas() - 1
     * @return kelvin
     */
    public double temperature(int replica) {
        return 2 * kinetic[replica] / (freedom * Units.BOLTZMANN);
    }

    /**
     * The conserved quantity of a replica: potential and kinetic energy, and what the thermostat holds.
     *
     * @param replica 0 to replicas() - 1
     * @return eV
     */
    public double conserved(int replica) {
        return potentialEnergies[replica] + kinetic[replica] + bath[replica];
    }

    /**
     * How far the members of an ensemble are apart in a replica's energy: their sample standard deviation.
     *
     * @param replica 0 to replicas() - 1
     * @return eV; NaN where the potential is no ensemble
     * @see nnp4j.potential.BoundPotential#energySpread(int)
     */
    public double energySpread(int replica) {
        return evaluation.spread(replica);
    }

    /**
     * Pressure of a replica: (2 kinetic energy + trace of the virial) / (3 volume) (Thompson, Plimpton, Mattson, J. Chem.
     * Phys. 131, 154107 (2009), doi:10.1063/1.3245303).
     *
     * @param replica 0 to replicas() - 1
     * @return eV/angstrom^3; NaN where the cell does not repeat in three directions or the potential has no virial
     */
    public double pressure(int replica) {
        return evaluation.pressure(replica, kinetic[replica]);
    }

    /** What there is beside energies and forces. */
    Evaluation evaluation() {
        return evaluation;
    }

    /**
     * A replica's geometry.
     *
     * @param replica 0 to replicas() - 1
     * @return a copy
     */
    public Geometry geometry(int replica) {
        return start.at(Arrays.copyOfRange(x, replica * size, (replica + 1) * size));
    }

    /**
     * A replica's velocities.
     *
     * @param replica 0 to replicas() - 1
     * @return fresh array, angstrom/fs, 3n
     */
    public double[] velocities(int replica) {
        return Arrays.copyOfRange(v, replica * size, (replica + 1) * size);
    }

    /**
     * A replica's forces.
     *
     * @param replica 0 to replicas() - 1
     * @return fresh array, eV/angstrom, 3n
     */
    public double[] forces(int replica) {
        return Arrays.copyOfRange(f, replica * size, (replica + 1) * size);
    }

    /**
     * A bond, angle or dihedral of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @param coordinate what to measure
     * @return angstrom or radian
     */
    public double value(int replica, InternalCoordinate coordinate) {
        System.arraycopy(x, replica * size, one, 0, size);
        return coordinate.value(one);
    }

    /**
     * Ends the run after this step, as planned and without an error.
     *
     * @param reason in words; the first one is kept
     */
    public void stop(String reason) {
        if (stopReason.isEmpty()) stopReason = reason;
    }

    /**
     * Why the run ends.
     *
     * @return words, or empty while it goes on
     */
    public Optional<String> stopReason() {
        return stopReason.isEmpty() ? Optional.empty() : Optional.of(stopReason);
    }

    /** The same velocities for every replica; fixed atoms keep none. */
    void setVelocities(double[] velocities) {
        for (int k = 0; k < v.length; k++) v[k] = kick[k % size] == 0 ? 0 : velocities[k % size];
    }

    void step(Integrator integrator) {
        System.arraycopy(x, 0, goodPositions, 0, x.length);
        step++;
        integrator.step(this);
        Checks.finite(this);
        if (floats && (step <= EVERY_STEP || step % NOW_AND_THEN == 0)) Checks.floating(this);
    }

    /** Half a step of the velocities. */
    void kick() {
        for (int from = 0; from < v.length; from += size)
            for (int k = 0; k < size; k++) v[from + k] += kick[k] * f[from + k];
    }

    /** Half a step of the velocities, and their kinetic energy. */
    void kickAndMeasure() {
        kick();
        measure();
    }

    void measure() {
        for (int r = 0; r < kinetic.length; r++) kinetic[r] = kinetic(r);
    }

    double kinetic(int replica) {
        int from = replica * size;
        double sum = 0;
        for (int k = 0; k < size; k += 3) {
            double vx = v[from + k], vy = v[from + k + 1], vz = v[from + k + 2];
            sum += mass[k] * (vx * vx + vy * vy + vz * vz);
        }
        return sum / 2;
    }

    /** Positions along the velocities; a move that no atom makes in a step that makes sense ends the run. */
    void move(double time) {
        double longest = 0;
        for (int k = 0; k < x.length; k++) {
            double way = time * v[k];
            x[k] += way;
            longest = Math.max(longest, Math.abs(way)); // NaN stays
        }
        if (!(longest <= longestMove)) throw Failures.move(this, time, longestMove);
    }

    void evaluate() {
        try {
            evaluation.run(x, potentialEnergies, f);
        } catch (RuntimeException e) {
            throw Failures.potential(this, e);
        }
    }

    /** All velocities of a replica times a factor. */
    void scale(int replica, double factor) {
        int from = replica * size;
        for (int k = from; k < from + size; k++) v[k] *= factor;
        kinetic[replica] *= factor * factor;
    }

    /** The geometry before the step that failed. */
    Geometry lastGood(int replica) {
        return start.at(Arrays.copyOfRange(goodPositions, replica * size, (replica + 1) * size));
    }

    /** For example "3 (O)". */
    String atom(int atom) {
        return (atom + 1) + " (" + Element.symbol(start.atomicNumber(atom)) + ")";
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(step);
        out.writeUTF(stopReason);
        for (double[] values : new double[][] {x, v, f, potentialEnergies, kinetic, bath})
            for (double value : values) out.writeDouble(value);
    }

    void restore(DataInput in) throws IOException {
        step = in.readLong();
        stopReason = in.readUTF();
        for (double[] values : new double[][] {x, v, f, potentialEnergies, kinetic, bath})
            for (int k = 0; k < values.length; k++) values[k] = in.readDouble();
    }
}
