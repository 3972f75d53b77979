package nnp4j.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import nnp4j.dynamics.MolecularDynamics.Watch;

/** A run under way: state, integrator, averages, observers. */
final class Run {
    /** Time between checkpoints where no number of steps was given, nanoseconds; and how often the clock is read. */
    private static final long PAUSE = 5_000_000_000L;

    private static final int CLOCK_EVERY = 16;

    private final MdState state;
    private final Integrator integrator;
    private final List<Watch> watches;
    private final long checkpointEvery;
    private final MdStatistics statistics;
    private long saved = System.nanoTime();

    Run(MdState state, Integrator integrator, List<Watch> watches, long checkpointEvery) {
        this.state = state;
        this.integrator = integrator;
        this.watches = watches;
        this.checkpointEvery = checkpointEvery;
        this.statistics = new MdStatistics(state);
    }

    MdResult until(long steps, BooleanSupplier stop) {
        look();
        boolean interrupted = false;
        while (goesOn(steps) && !interrupted) {
            step();
            interrupted = stop.getAsBoolean();
        }
        return new MdResult(state, statistics, interrupted && goesOn(steps));
    }

    MdResult until(long steps, BooleanSupplier stop, RunFiles files, String words) throws IOException {
        if (!files.resume(this::restore)) {
            files.begin(words, state);
            look();
            files.step(state);
            files.save(this::save);
        }
        boolean interrupted = false;
        try {
            while (goesOn(steps) && !interrupted) {
                step();
                write(files);
                interrupted = stop.getAsBoolean();
            }
            save(files);
        } catch (DynamicsException failure) {
            keep(files, failure);
            throw failure;
        }
        return new MdResult(state, statistics, interrupted && goesOn(steps));
    }

    private void write(RunFiles files) {
        try {
            files.step(state);
        } catch (IOException e) {
            throw Failures.writing(state, e);
        }
        if (!isDue()) return;
        save(files);
        saved = System.nanoTime();
    }

    private void save(RunFiles files) {
        try {
            files.save(this::save);
        } catch (IOException e) {
            throw Failures.writing(state, e);
        }
    }

    private static void keep(RunFiles files, DynamicsException failure) {
        try {
            files.keep(failure);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean goesOn(long steps) {
        return state.step() < steps && state.stopReason().isEmpty();
    }

    private void step() {
        state.step(integrator);
        look();
    }

    private void look() {
        statistics.add(state);
        for (int k = 0; k < watches.size(); k++) { // no iterator: nothing is allocated
            Watch watch = watches.get(k);
            if (state.step() % watch.every() == 0) watch.observer().step(state);
        }
    }

    private boolean isDue() {
        if (checkpointEvery > 0) return state.step() % checkpointEvery == 0;
        return state.step() % CLOCK_EVERY == 0 && System.nanoTime() - saved > PAUSE;
    }

    private void save(DataOutput out) throws IOException {
        state.save(out);
        integrator.save(out);
        statistics.save(out);
        for (Watch watch : watches) watch.observer().save(out);
    }

    private void restore(DataInput in) throws IOException {
        state.restore(in);
        integrator.restore(in);
        statistics.restore(in);
        for (Watch watch : watches) watch.observer().restore(in);
    }
}
