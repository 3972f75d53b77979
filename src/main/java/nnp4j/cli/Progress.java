package nnp4j.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

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
    private int shown;

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
        show(() -> count + " " + what + ", " + Math.round(count / seconds()) + " a second");
    }

    /** Says how far it is in words, made only when they are shown; whether it is time for them depends on the clock. */
    void show(Supplier<String> words) {
        long now = System.nanoTime();
        if (now < next) return;
        next = now + (terminal ? TERMINAL_PAUSE : LOG_PAUSE);
        String line = words.get();
        String blank = " ".repeat(Math.max(0, shown - line.length()));
        err.print(terminal ? "\r" + line + blank : line + System.lineSeparator());
        err.flush();
        shown = line.length();
        open = terminal;
    }

    /** A time in words: 12 s, 3 min 20 s, 1 h 5 min. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 100) return s + " s";
        if (s < 6000) return s / 60 + " min " + s % 60 + " s";
        return s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    /** Seconds since the beginning. */
    double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Ends the line that rewrites itself. */
    void end() {
        if (open) err.println();
        open = false;
    }
}
