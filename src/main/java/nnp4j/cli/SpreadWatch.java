package nnp4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import nnp4j.dynamics.MdState;
import nnp4j.dynamics.StepObserver;

/** Warns of the first step at which an ensemble's members disagree, and counts the others. */
final class SpreadWatch implements StepObserver {
    private final double limit;
    private final PrintWriter err;
    private long count;

    SpreadWatch(double limit, PrintWriter err) {
        this.limit = limit;
        this.err = err;
    }

    @Override
    public void step(MdState state) {
        double largest = 0;
        for (int r = 0; r < state.replicas(); r++) largest = Math.max(largest, state.energySpread(r)); // NaN stays
        if (largest <= limit || count++ > 0) return;
        err.printf(
                Locale.ROOT,
                "warning: step %d: the ensemble's spread is %.3g eV, above %.3g%n",
                state.step(),
                largest,
                limit);
    }

    /** Says at how many steps it was so, where the first was warned of. */
    void end() {
        if (count > 1)
            err.printf(Locale.ROOT, "warning: the ensemble's spread is above %.3g eV at %d steps%n", limit, count);
        err.flush();
    }
}
