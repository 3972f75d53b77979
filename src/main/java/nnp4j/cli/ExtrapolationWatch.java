package nnp4j.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialException;

/** Counts the geometries outside the range seen in training; warns of the first, or refuses it, as asked. */
final class ExtrapolationWatch implements Consumer<Extrapolation> {
    private final PotentialOptions.OnExtrapolation what;
    private final PrintWriter err;
    private long count;

    ExtrapolationWatch(PotentialOptions.OnExtrapolation what, PrintWriter err) {
        this.what = what;
        this.err = err;
    }

    @Override
    public void accept(Extrapolation extrapolation) {
        if (what == PotentialOptions.OnExtrapolation.ERROR) throw new PotentialException(extrapolation.toString());
        if (count++ == 0 && what == PotentialOptions.OnExtrapolation.WARN) err.println("warning: " + extrapolation);
    }

    /** How many geometries were outside. */
    long count() {
        return count;
    }

    /** Says how many there were, where the first was warned of. */
    void end() {
        if (count > 1 && what == PotentialOptions.OnExtrapolation.WARN)
            err.println("warning: " + count + " geometries lie outside the range seen in training");
        err.flush();
    }
}
