package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import nnp4j.units.Units;

/**
 * BAOAB: half a kick, half a move, friction and noise v = c v + sqrt((1 - c^2) kT/m) R with c = exp(-gamma dt), half a move, half
 * a kick. The heat that the noise brings is counted, so that the conserved quantity shows the error of the integration alone.
 */
final class LangevinDynamics implements Integrator {
    private final Deviates[] deviates;
    private final double keep;
    /** Standard deviation of the noise of each coordinate, angstrom/fs; 0 for a fixed atom. */
    private final double[] noise;

    LangevinDynamics(Thermostat.Langevin thermostat, MdState state, Deviates[] deviates) {
        this.deviates = deviates;
        double decay = state.timeStep() / thermostat.time();
        keep = Math.exp(-decay);
        noise = new double[state.size];
        double kt = Units.BOLTZMANN * thermostat.temperature();
        for (int k = 0; k < noise.length; k++)
            noise[k] = state.kick[k] == 0 ? 0 : Math.sqrt(-Math.expm1(-2 * decay) * kt / state.mass[k]);
    }

    @Override
    public void step(MdState state) {
        double half = state.timeStep() / 2;
        state.kick();
        state.move(half);
        for (int r = 0; r < deviates.length; r++) {
            double before = state.kinetic(r);
            int from = r * state.size;
            for (int k = 0; k < state.size; k++)
                if (noise[k] > 0 || state.kick[k] > 0)
                    state.v[from + k] = keep * state.v[from + k] + noise[k] * deviates[r].normal();
            state.bath[r] -= state.kinetic(r) - before;
        }
        state.move(half);
        state.evaluate();
        state.kickAndMeasure();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (Deviates stream : deviates) stream.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (Deviates stream : deviates) stream.restore(in);
    }
}
