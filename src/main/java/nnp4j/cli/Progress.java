package nnp4j.cli;

import java.io.PrintWriter;

/**
 * How far a long run is, on standard error: a line that rewrites itself on a terminal, elsewhere a line every ten seconds. Short
 * runs say nothing.
 */
final class Progress {
    private static final long FIRST = 1_000_000_000L;
    private static final long TERMINAL_PAUSE = 200_000_000L;
    private static final long LOG_PAUSE = 10_000_000_000L;

    private final PrintWriter err;
    private final String what;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long next;
    private long count;
    private boolean open;

    /** For example of "frames"; a quiet one never speaks. */
    Progress(PrintWriter err, String what, boolean quiet) {
        this.err = err;
        this.what = what;
        this.terminal = Boolean.getBoolean("nnp4j.terminal"); // said by the launcher
        this.next = quiet ? Long.MAX_VALUE : start + (terminal ? FIRST : LOG_PAUSE);
    }

    /** One more is done. */
    void step() {
        count++;
        long now = System.nanoTime();
        if (now < next) return;
        next = now + (terminal ? TERMINAL_PAUSE : LOG_PAUSE);
        String line = count + " " + what + ", " + Math.round(count / ((now - start) * 1e-9)) + " a second";
        err.print(terminal ? "\r" + line + "  " : line + System.lineSeparator());
        err.flush();
        open = terminal;
    }

    /** Ends the line that rewrites itself. */
    void end() {
        if (open) err.println();
        open = false;
    }
}
