package nnp4j.dynamics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import nnp4j.geometry.Geometry;
import nnp4j.potential.Potential;

/**
 * Molecular dynamics. Immutable: each {@code with} gives a changed copy, {@link #run} runs it.
 *
 * <pre>{@code
 * MdResult result = MolecularDynamics.of(potential, molecule)
 *         .withTimeStep(0.5)
 *         .withThermostat(new Thermostat.Langevin(300, 100))
 *         .run(10_000);
 * }</pre>
 *
 * Units: angstrom, eV, fs, kelvin. Without anything else: constant energy, steps of 0.5 fs, velocities of 300 K. The steps
 * allocate nothing of their own. One thread; so many replicas at once as asked for, evaluated as one batch.
 */
public final class MolecularDynamics {
    private static final double ROOM_TEMPERATURE = 300;

    private final Potential potential;
    private Geometry start;
    private double timeStep = 0.5;
    private Thermostat thermostat = new Thermostat.None();
    private OptionalDouble temperature = OptionalDouble.empty();
    private Optional<double[]> velocities = Optional.empty();
    private long seed = 1;
    private int replicas = 1;
    private int[] fixedAtoms = {};
    private boolean anchored;
    private double longestMove = 1;
    private List<Watch> watches = List.of();
    private Optional<Path> folder = Optional.empty();
    private int logEvery = 10;
    private int trajectoryEvery = 10;
    private long checkpointEvery;
    private BooleanSupplier stop = () -> false;

    /** An observer and how often it looks. */
    record Watch(int every, StepObserver observer) {}

    private MolecularDynamics(Potential potential, Geometry start) {
        this.potential = potential;
        this.start = start;
    }

    private MolecularDynamics(MolecularDynamics that) {
        this(that.potential, that.start);
        timeStep = that.timeStep;
        thermostat = that.thermostat;
        temperature = that.temperature;
        velocities = that.velocities;
        seed = that.seed;
        replicas = that.replicas;
        fixedAtoms = that.fixedAtoms;
        anchored = that.anchored;
        longestMove = that.longestMove;
        watches = that.watches;
        folder = that.folder;
        logEvery = that.logEvery;
        trajectoryEvery = that.trajectoryEvery;
        checkpointEvery = that.checkpointEvery;
        stop = that.stop;
    }

    /**
     * Dynamics of a molecule.
     *
     * @param potential of the molecule; used by this run alone while it runs
     * @param start where it begins; with its masses
     * @return constant energy, 0.5 fs a step, velocities of 300 K
     */
    public static MolecularDynamics of(Potential potential, Geometry start) {
        return new MolecularDynamics(potential, start);
    }

    /**
     * The same run from elsewhere.
     *
     * @param start the same nuclei at other positions
     * @return a changed copy
     * @throws IllegalArgumentException if the nuclei are not the same
     */
    public MolecularDynamics at(Geometry start) {
        if (!Arrays.equals(start.atomicNumbers(), this.start.atomicNumbers()))
            throw new IllegalArgumentException(
                    "dynamics: expected the atoms of " + this.start.formula() + ", found " + start.formula());
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.start = start;
        return copy;
    }

    /**
     * The time of a step.
     *
     * @param fs positive; about a tenth of the fastest vibration's period at most
     * @return a changed copy
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public MolecularDynamics withTimeStep(double fs) {
        if (!(fs > 0 && fs < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("dynamics: expected a positive time step in fs, found " + fs);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.timeStep = fs;
        return copy;
    }

    /**
     * How the temperature is held.
     *
     * @param thermostat one of the records of {@link Thermostat}
     * @return a changed copy
     */
    public MolecularDynamics withThermostat(Thermostat thermostat) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.thermostat = thermostat;
        return copy;
    }

    /**
     * The temperature of the start: normally distributed velocities without momentum and angular momentum, scaled to be
     * exact. Without it the thermostat's, or 300 K.
     *
     * @param kelvin 0 or more
     * @return a changed copy
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public MolecularDynamics withStartTemperature(double kelvin) {
        if (!(kelvin >= 0 && kelvin < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("dynamics: expected a temperature of 0 K or more, found " + kelvin);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.temperature = OptionalDouble.of(kelvin);
        return copy;
    }

    /**
     * The velocities of the start, of every replica alike, in place of random ones.
     *
     * @param velocities angstrom/fs, 3n; copied
     * @return a changed copy
     * @throws IllegalArgumentException if there are not 3n or one is not finite
     */
    public MolecularDynamics withVelocities(double[] velocities) {
        if (velocities.length != 3 * start.atomCount()
                || !Arrays.stream(velocities).allMatch(Double::isFinite))
            throw new IllegalArgumentException("dynamics: expected " + 3 * start.atomCount()
                    + " finite velocities, found " + velocities.length + " or one that is not finite");
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.velocities = Optional.of(velocities.clone());
        return copy;
    }

    /**
     * The seed of everything random. The same seed gives the same run.
     *
     * @param seed any
     * @return a changed copy
     */
    public MolecularDynamics withSeed(long seed) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.seed = seed;
        return copy;
    }

    /**
     * Several independent copies of the molecule at once, each with random numbers of its own.
     *
     * @param count at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public MolecularDynamics withReplicas(int count) {
        if (count < 1) throw new IllegalArgumentException("dynamics: expected at least 1 replica, found " + count);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.replicas = count;
        return copy;
    }

    /**
     * Atoms that do not move.
     *
     * @param atoms indices from 0; copied
     * @return a changed copy
     */
    public MolecularDynamics withFixedAtoms(int... atoms) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.fixedAtoms = atoms.clone();
        return copy;
    }

    /**
     * Says that the energy depends on where in space the molecule is, as in a trap or on a wall: the momentum is then no
     * constant of the motion, is not taken away at the start and counts among the degrees of freedom. With fixed atoms this is
     * always so.
     *
     * @param anchored whether it does; false without this call
     * @return a changed copy
     */
    public MolecularDynamics withAnchor(boolean anchored) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.anchored = anchored;
        return copy;
    }

    /**
     * How far an atom may move in one step along an axis; farther is taken for an explosion.
     *
     * @param angstrom positive; 1 without this call
     * @return a changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public MolecularDynamics withLongestMove(double angstrom) {
        if (!(angstrom > 0))
            throw new IllegalArgumentException("dynamics: expected a positive longest move, found " + angstrom);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.longestMove = angstrom;
        return copy;
    }

    /**
     * One more observer.
     *
     * @param every it looks at step 0 and every so many steps
     * @param observer called in the order in which observers were added
     * @return a changed copy
     * @throws IllegalArgumentException if every is less than 1
     */
    public MolecularDynamics withObserver(int every, StepObserver observer) {
        if (every < 1) throw new IllegalArgumentException("dynamics: expected every 1 or more steps, found " + every);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.watches = new ArrayList<>(watches);
        copy.watches.add(new Watch(every, observer));
        return copy;
    }

    /**
     * Keeps log, trajectory and checkpoint in a folder. Where the folder holds a checkpoint of the same run, the run goes on
     * from there and ends with the same files, byte for byte, as an unbroken one; a checkpoint of another run is refused.
     * Observers take part through {@link StepObserver#save}.
     *
     * @param folder made if need be; gets log.csv, trajectory.extxyz, checkpoint.bin
     * @return a changed copy
     */
    public MolecularDynamics withFolder(Path folder) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.folder = Optional.of(folder);
        return copy;
    }

    /**
     * How often the folder's files grow.
     *
     * @param logEvery steps between lines of the log; 0 for no log; 10 without this call
     * @param trajectoryEvery steps between frames; 0 for none; 10 without this call
     * @param checkpointEvery steps between checkpoints; 0, as without this call, for one every few seconds
     * @return a changed copy
     * @throws IllegalArgumentException if one is negative
     */
    public MolecularDynamics withOutput(int logEvery, int trajectoryEvery, long checkpointEvery) {
        if (logEvery < 0 || trajectoryEvery < 0 || checkpointEvery < 0)
            throw new IllegalArgumentException("dynamics: expected output every 0 or more steps, found " + logEvery
                    + ", " + trajectoryEvery + ", " + checkpointEvery);
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.logEvery = logEvery;
        copy.trajectoryEvery = trajectoryEvery;
        copy.checkpointEvery = checkpointEvery;
        return copy;
    }

    /**
     * What may end the run from outside; it then ends after the step at hand, with a checkpoint.
     *
     * @param stop asked at every step, from the running thread
     * @return a changed copy
     */
    public MolecularDynamics withStop(BooleanSupplier stop) {
        MolecularDynamics copy = new MolecularDynamics(this);
        copy.stop = stop;
        return copy;
    }

    /**
     * What will be run, in words: molecule, ensemble, step, start, seed.
     *
     * @return one line
     */
    public String words() {
        return start.formula() + "; " + thermostat + "; time step " + timeStep + " fs; "
                + (velocities.isPresent() ? "velocities given" : "start at " + startTemperature() + " K") + "; "
                + freedom() + "; seed " + seed + (replicas > 1 ? "; " + replicas + " replicas" : "");
    }

    /**
     * Runs, or goes on where the folder's checkpoint is.
     *
     * @param steps after which the run ends, those before a restart included
     * @return where it ended
     * @throws IllegalArgumentException if steps is negative or the molecule has no motion
     * @throws DynamicsException if energy or forces are not finite, the potential throws, or an atom moves too far
     * @throws nnp4j.io.CheckpointException if the folder holds another run
     * @throws UncheckedIOException if the folder cannot be written
     */
    public MdResult run(long steps) {
        if (steps < 0) throw new IllegalArgumentException("dynamics: expected 0 or more steps, found " + steps);
        Freedom freedom = freedom();
        MdState state = new MdState(potential, start, replicas, timeStep, freedom, longestMove);
        Deviates[] deviates = Deviates.of(seed, replicas);
        state.evaluate();
        Checks.finite(state);
        RunKey key = new RunKey(words(), longestMove, logEvery, trajectoryEvery, velocities, state);
        if (velocities.isPresent()) state.setVelocities(velocities.get());
        else MaxwellBoltzmann.start(state, freedom, startTemperature(), deviates);
        state.measure();
        Run run = new Run(state, Integrator.of(thermostat, state, deviates), watches, checkpointEvery);
        if (folder.isEmpty()) return run.until(steps, stop);
        try (RunFiles files = new RunFiles(folder.get(), key.digest(), logEvery, trajectoryEvery)) {
            return run.until(steps, stop, files, words());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Freedom freedom() {
        return Freedom.of(start, fixedAtoms, anchored, !(thermostat instanceof Thermostat.Langevin));
    }

    private double startTemperature() {
        if (temperature.isPresent()) return temperature.getAsDouble();
        if (thermostat instanceof Thermostat.Langevin langevin) return langevin.temperature();
        if (thermostat instanceof Thermostat.NoseHoover chain) return chain.temperature();
        if (thermostat instanceof Thermostat.Bussi bussi) return bussi.temperature();
        return ROOM_TEMPERATURE;
    }
}
