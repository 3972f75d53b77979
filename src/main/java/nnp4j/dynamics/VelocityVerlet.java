package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;

/** Half a kick, a move, half a kick. */
final class VelocityVerlet implements Integrator {
    @Override
    public void step(MdState state) {
        advance(state);
    }

    static void advance(MdState state) {
        state.kick();
        state.move(state.timeStep());
        state.evaluate();
        state.kickAndMeasure();
    }

    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}
}
