package nnp4j.interop;

import java.io.IOException;
import java.nio.channels.Channel;

/**
 * Closes a channel when something takes too long: channels that block know no time limit of their own. A thread of its own
 * looks at the clock; setting and lifting the limit costs no call to the system.
 */
final class Patience implements AutoCloseable {
    /** How much later than asked for the channel may be closed. */
    private static final int LOOK_MS = 50;

    private static final long NEVER = Long.MAX_VALUE;

    private final Channel channel;
    private final long origin = System.nanoTime();
    /** Nanoseconds after the origin. */
    private volatile long end = NEVER;

    private boolean lost;
    private boolean closed;

    Patience(Channel channel) {
        this.channel = channel;
        Thread watch = new Thread(this::look, "nnp4j socket limit");
        watch.setDaemon(true);
        watch.start();
    }

    /** From now on so many nanoseconds are left. */
    void limit(long nanoseconds) {
        end = System.nanoTime() - origin + nanoseconds;
    }

    /** Any time may pass. */
    void lift() {
        end = NEVER;
    }

    /** Whether the limit passed, and the channel was closed for it. */
    synchronized boolean lost() {
        return lost;
    }

    private void look() {
        try {
            do Thread.sleep(LOOK_MS);
            while (!done());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    /** Whether there is no more to watch: the channel is closed here, or its owner watches it no more. */
    private synchronized boolean done() {
        if (closed || System.nanoTime() - origin <= end) return closed;
        lost = true;
        try {
            channel.close();
        } catch (IOException e) {
            // What cannot be closed is of no use either.
        }
        return true;
    }

    /** From now on the channel is left alone; {@link #lost()} keeps its answer. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
