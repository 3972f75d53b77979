package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import nnp4j.units.Units;

/** Running averages over the steps of a run, each of the mean over its replicas: energies, temperature, drift, pressure, spread. */
public final class MdStatistics {
    private final BlockedMean potential = new BlockedMean();
    private final BlockedMean kinetic = new BlockedMean();
    private final BlockedMean pressure = new BlockedMean();
    private final BlockedMean spread = new BlockedMean();
    private final boolean hasPressure;
    private final boolean hasSpread;
    private final double kelvin;
    /** Sums of t, t^2, c and t c, c being the conserved quantity less its start. */
    private final double[] line = new double[4];

    private double largestSpread;
    private double squares;
    private double start;
    private long count;

    /** Of a run; nothing is added yet. */
    MdStatistics(MdState state) {
        kelvin = 2 / (state.degreesOfFreedom() * Units.BOLTZMANN);
        hasPressure = state.evaluation().hasPressure();
        hasSpread = state.evaluation().hasSpread();
    }

    void add(MdState state) {
        int replicas = state.replicas();
        double v = 0;
        double k = 0;
        double c = 0;
        for (int r = 0; r < replicas; r++) {
            v += state.potentialEnergies[r];
            k += state.kinetic[r];
            c += state.conserved(r);
        }
        potential.add(v / replicas);
        kinetic.add(k / replicas);
        if (count == 0) start = c / replicas;
        double deviation = c / replicas - start;
        double t = state.time();
        count++;
        line[0] += t;
        line[1] += t * t;
        line[2] += deviation;
        line[3] += t * deviation;
        squares += deviation * deviation;
        if (hasPressure) addPressure(state);
        if (hasSpread) addSpread(state);
    }

    private void addPressure(MdState state) {
        double sum = 0;
        for (int r = 0; r < state.replicas(); r++) sum += state.pressure(r);
        pressure.add(sum / state.replicas());
    }

    private void addSpread(MdState state) {
        double sum = 0;
        for (int r = 0; r < state.replicas(); r++) {
            sum += state.energySpread(r);
            largestSpread = Math.max(largestSpread, state.energySpread(r));
        }
        spread.add(sum / state.replicas());
    }

    /**
     * Potential energy.
     *
     * @return eV
     */
    public BlockedMean potentialEnergy() {
        return potential;
    }

    /**
     * Kinetic energy.
     *
     * @return eV
     */
    public BlockedMean kineticEnergy() {
        return kinetic;
    }

    /**
     * Mean temperature.
     *
     * @return kelvin
     */
    public double temperature() {
        return kelvin * kinetic.mean();
    }

    /**
     * Standard error of the mean temperature.
     *
     * @return kelvin; NaN of fewer than 32 steps
     */
    public double temperatureError() {
        return kelvin * kinetic.error();
    }

    /**
     * Pressure: see {@link MdState#pressure}.
     *
     * @return eV/angstrom^3, or empty where there is none
     */
    public Optional<BlockedMean> pressure() {
        return hasPressure ? Optional.of(pressure) : Optional.empty();
    }

    /**
     * Spread of an ensemble's energies: see {@link MdState#energySpread}.
     *
     * @return eV, or empty where there is none
     */
    public Optional<BlockedMean> energySpread() {
        return hasSpread ? Optional.of(spread) : Optional.empty();
    }

    /**
     * The largest spread at any step, of any replica.
     *
     * @return eV; 0 where there is none
     */
    public double largestEnergySpread() {
        return largestSpread;
    }

    /**
     * Trend of the conserved quantity: slope of the straight line through its values.
     *
     * @return eV/fs; 0 of fewer than two steps
     */
    public double drift() {
        double spread = line[1] - line[0] * line[0] / count;
        return count < 2 ? 0 : (line[3] - line[0] * line[2] / count) / spread;
    }

    /**
     * Root mean square of the conserved quantity about the line.
     *
     * @return eV
     */
    public double fluctuation() {
        double spread = line[1] - line[0] * line[0] / count;
        double about = squares - line[2] * line[2] / count - (count < 2 ? 0 : drift() * drift() * spread);
        return Math.sqrt(Math.max(0, about / Math.max(1, count)));
    }

    void save(DataOutput out) throws IOException {
        potential.save(out);
        kinetic.save(out);
        pressure.save(out);
        spread.save(out);
        out.writeDouble(largestSpread);
        for (double value : line) out.writeDouble(value);
        out.writeDouble(squares);
        out.writeDouble(start);
        out.writeLong(count);
    }

    void restore(DataInput in) throws IOException {
        potential.restore(in);
        kinetic.restore(in);
        pressure.restore(in);
        spread.restore(in);
        largestSpread = in.readDouble();
        for (int k = 0; k < line.length; k++) line[k] = in.readDouble();
        squares = in.readDouble();
        start = in.readDouble();
        count = in.readLong();
    }
}
