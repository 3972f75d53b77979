package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import nnp4j.units.Units;

/**
 * Half a step of the chains, velocity Verlet, half a step of the chains. A molecule that floats free has one chain. One that is
 * anchored has a chain for each degree of freedom (Tobias, Martyna, Klein, J. Phys. Chem. 97, 12959 (1993),
 * doi:10.1021/j100151a052): a single one would scale like oscillators alike, whose relative motion then never changes.
 */
final class NoseHooverChain implements Integrator {
    private static final double OUTER = 1 / (2 - Math.cbrt(2));
    private static final double[] WEIGHTS = {OUTER, 1 - 2 * OUTER, OUTER};

    private final int length;
    private final double kt;
    private final double timeStep;
    private final boolean single;
    /** Degrees of freedom of a chain. */
    private final int share;
    /** Masses, eV fs^2. */
    private final double[] mass;
    /** Positions (no unit) and velocities (1/fs), chain by chain, replica by replica. */
    private final double[] position;

    private final double[] velocity;

    NoseHooverChain(Thermostat.NoseHoover thermostat, MdState state) {
        length = thermostat.length();
        kt = Units.BOLTZMANN * thermostat.temperature();
        timeStep = state.timeStep();
        single = state.floats();
        share = single ? state.degreesOfFreedom() : 1;
        mass = new double[length];
        for (int j = 0; j < length; j++) mass[j] = (j == 0 ? share : 1) * kt * thermostat.time() * thermostat.time();
        int chains = single ? state.replicas() : state.v.length;
        position = new double[chains * length];
        velocity = new double[chains * length];
    }

    @Override
    public void step(MdState state) {
        half(state);
        VelocityVerlet.advance(state);
        half(state);
        for (int r = 0; r < state.replicas(); r++) state.bath[r] = energy(state, r);
    }

    private void half(MdState state) {
        for (int r = 0; r < state.replicas(); r++) {
            if (single) {
                state.scale(r, factor(r * length, 2 * state.kinetic[r]));
                continue;
            }
            for (int k = 0; k < state.size; k++) {
                int i = r * state.size + k;
                if (state.kick[k] > 0) state.v[i] *= factor(i * length, state.mass[k] * state.v[i] * state.v[i]);
            }
            state.kinetic[r] = state.kinetic(r);
        }
    }

    /** Moves a chain by half a step; gives what its velocities are to be multiplied with. */
    private double factor(int first, double twice) {
        double scale = 1;
        int last = first + length - 1;
        for (double weight : WEIGHTS) {
            double dt = weight * timeStep;
            for (int j = last; j >= first; j--) push(first, j, last, dt, scale * scale * twice);
            scale *= Math.exp(-dt / 2 * velocity[first]);
            for (int j = first; j <= last; j++) position[j] += dt / 2 * velocity[j];
            for (int j = first; j <= last; j++) push(first, j, last, dt, scale * scale * twice);
        }
        return scale;
    }

    /** A quarter step of a thermostat's velocity under the next one's friction. */
    private void push(int first, int j, int last, double dt, double twice) {
        int k = j - first;
        double heat = k == 0 ? twice - share * kt : mass[k - 1] * velocity[j - 1] * velocity[j - 1] - kt;
        double drag = j == last ? 1 : Math.exp(-dt / 8 * velocity[j + 1]);
        velocity[j] = drag * (drag * velocity[j] + dt / 4 * heat / mass[k]);
    }

    private double energy(MdState state, int replica) {
        int chains = single ? 1 : state.size;
        double energy = 0;
        for (int j = replica * chains * length; j < (replica + 1) * chains * length; j++) {
            int k = j % length;
            energy += mass[k] * velocity[j] * velocity[j] / 2 + (k == 0 ? share : 1) * kt * position[j];
        }
        return energy;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double value : position) out.writeDouble(value);
        for (double value : velocity) out.writeDouble(value);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int j = 0; j < position.length; j++) position[j] = in.readDouble();
        for (int j = 0; j < velocity.length; j++) velocity[j] = in.readDouble();
    }
}
