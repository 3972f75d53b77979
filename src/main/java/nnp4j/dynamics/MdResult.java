package nnp4j.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nnp4j.geometry.Geometry;

/** Where a run ended, and its averages. Immutable. */
public final class MdResult {
    private final long steps;
    private final double time;
    private final List<Geometry> geometries;
    private final List<double[]> velocities;
    private final double[] temperatures;
    private final double[] potentialEnergies;
    private final double[] conserved;
    private final MdStatistics statistics;
    private final Optional<String> stopReason;
    private final boolean interrupted;

    MdResult(MdState state, MdStatistics statistics, boolean interrupted) {
        steps = state.step();
        time = state.time();
        geometries = new ArrayList<>();
        velocities = new ArrayList<>();
        temperatures = new double[state.replicas()];
        conserved = new double[state.replicas()];
        for (int r = 0; r < state.replicas(); r++) {
            geometries.add(state.geometry(r));
            velocities.add(state.velocities(r));
            temperatures[r] = state.temperature(r);
            conserved[r] = state.conserved(r);
        }
        potentialEnergies = state.potentialEnergies.clone();
        this.statistics = statistics;
        this.stopReason = state.stopReason();
        this.interrupted = interrupted;
    }

    /**
     * Steps done, those before a restart included.
     *
     * @return 0 or more
     */
    public long steps() {
        return steps;
    }

    /**
     * Time simulated.
     *
     * @return fs
     */
    public double time() {
        return time;
    }

    /**
     * Number of replicas.
     *
     * @return at least 1
     */
    public int replicas() {
        return geometries.size();
    }

    /**
     * Last geometry of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return the geometry
     */
    public Geometry geometry(int replica) {
        return geometries.get(replica);
    }

    /**
     * Last velocities of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return fresh array, angstrom/fs, 3n
     */
    public double[] velocities(int replica) {
        return velocities.get(replica).clone();
    }

    /**
     * Last temperature of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return kelvin
     */
    public double temperature(int replica) {
        return temperatures[replica];
    }

    /**
     * Last potential energy of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return eV
     */
    public double potentialEnergy(int replica) {
        return potentialEnergies[replica];
    }

    /**
     * Last conserved quantity of a replica.
     *
     * @param replica 0 to replicas() - 1
     * @return eV
     */
    public double conserved(int replica) {
        return conserved[replica];
    }

    /**
     * Averages over all steps.
     *
     * @return of this run and those that it resumed
     */
    public MdStatistics statistics() {
        return statistics;
    }

    /**
     * Why an observer ended the run before its last step.
     *
     * @return words, or empty if none did
     */
    public Optional<String> stopReason() {
        return stopReason;
    }

    /**
     * Whether the run was told to stop from outside; it can be resumed.
     *
     * @return true if steps are missing
     */
    public boolean interrupted() {
        return interrupted;
    }
}
