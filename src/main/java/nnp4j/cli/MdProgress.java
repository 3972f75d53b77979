package nnp4j.cli;

import java.util.Locale;
import java.util.function.Supplier;
import nnp4j.dynamics.MdState;
import nnp4j.dynamics.StepObserver;

/** How far a run of dynamics is: steps, speed, time left. Allocates nothing while it is silent. */
final class MdProgress implements StepObserver {
    /** The clock is read once in so many steps while they are fast. */
    private static final int FAST = 64;

    private final Progress progress;
    private final long steps;
    private final Supplier<String> words = this::words;
    private MdState state;
    private long first = -1;
    private long last;
    private long looked = System.nanoTime();
    private int pause = 1;

    MdProgress(Progress progress, long steps) {
        this.progress = progress;
        this.steps = steps;
    }

    @Override
    public void step(MdState state) {
        this.state = state;
        if (first < 0) first = Math.max(0, state.step() - 1); // the step before, when a run is resumed
        last = state.step();
        if (last % pause != 0) return;
        long now = System.nanoTime();
        if (pause == 1 && now - looked < 1_000_000) pause = FAST;
        looked = now;
        progress.show(words);
    }

    private String words() {
        double speed = done() / progress.seconds();
        return String.format(
                Locale.ROOT,
                "step %d/%d  %.3f ps  T %.0f K  %s steps/s  %s left",
                last,
                steps,
                state.time() / 1000,
                state.temperature(0),
                speed < 10 ? String.format(Locale.ROOT, "%.2g", speed) : Long.toString(Math.round(speed)),
                Progress.duration((steps - last) / speed));
    }

    /** Steps done since this process began. */
    long done() {
        return Math.max(0, last - Math.max(0, first));
    }

    double seconds() {
        return progress.seconds();
    }

    void end() {
        progress.end();
    }
}
