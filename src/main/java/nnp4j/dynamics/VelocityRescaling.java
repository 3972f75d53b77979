package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import nnp4j.units.Units;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * Velocity Verlet, then all velocities times alpha, which draws the kinetic energy towards a sample of its canonical
 * distribution: eqs. A7 and A8 of Bussi, Donadio, Parrinello (2007) with c = exp(-dt/tau), K0 = g kT/2 and normal R,
 * alpha^2 = c + (1 - c) K0/(g K) sum R_i^2 + 2 sqrt(c (1 - c) K0/(g K)) R_1, its sign that of R_1 + sqrt(c g K/((1 - c) K0)).
 */
final class VelocityRescaling implements Integrator {
    private final Deviates[] deviates;
    /** The sum of the other g - 1 squared numbers of each replica; none for a single degree of freedom. */
    private final SharedStateContinuousSampler[] others;

    private final double keep;
    /** K0/g, eV. */
    private final double share;

    VelocityRescaling(Thermostat.Bussi thermostat, MdState state, Deviates[] deviates) {
        this.deviates = deviates;
        keep = Math.exp(-state.timeStep() / thermostat.time());
        share = Units.BOLTZMANN * thermostat.temperature() / 2;
        int count = state.degreesOfFreedom() - 1;
        others = new SharedStateContinuousSampler[count == 0 ? 0 : deviates.length];
        for (int r = 0; r < others.length; r++) others[r] = deviates[r].squares(count);
    }

    @Override
    public void step(MdState state) {
        VelocityVerlet.advance(state);
        for (int r = 0; r < deviates.length; r++) {
            double kinetic = state.kinetic[r];
            if (kinetic == 0) continue; // nothing to scale; the forces will set it in motion
            double ratio = (1 - keep) * share / kinetic;
            double first = deviates[r].normal();
            double sum = first * first + (others.length == 0 ? 0 : others[r].sample());
            double alpha = Math.sqrt(Math.max(0, keep + ratio * sum + 2 * first * Math.sqrt(keep * ratio)));
            if (first + Math.sqrt(keep / ratio) < 0) alpha = -alpha;
            state.scale(r, alpha);
            state.bath[r] -= state.kinetic[r] - kinetic;
        }
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
