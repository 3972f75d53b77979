package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Advances the state by one step; may have a state of its own. Allocates nothing per step. */
interface Integrator {
    void step(MdState state);

    void save(DataOutput out) throws IOException;

    void restore(DataInput in) throws IOException;

    static Integrator of(Thermostat thermostat, MdState state, Deviates[] deviates) {
        if (thermostat instanceof Thermostat.Langevin langevin) return new LangevinDynamics(langevin, state, deviates);
        if (thermostat instanceof Thermostat.NoseHoover chain) return new NoseHooverChain(chain, state);
        if (thermostat instanceof Thermostat.Bussi bussi) return new VelocityRescaling(bussi, state, deviates);
        return new VelocityVerlet();
    }
}
