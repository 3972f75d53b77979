package nnp4j.cli;

import java.time.Duration;

/** Times to wait, as they are typed. */
final class Seconds {
    /** About 30 years. */
    private static final double LONGEST = 1e9;

    private Seconds() {}

    static Duration of(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= LONGEST))
            throw new UsageError(option + ": expected seconds from 0 to 1e9, found " + seconds);
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
