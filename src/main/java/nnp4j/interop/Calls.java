package nnp4j.interop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Connects to a program that may start to listen later. One thread only. */
final class Calls {
    /** What is made of a connection. */
    @FunctionalInterface
    interface Opening<W> {
        W open(String where, SocketChannel channel) throws IOException;
    }

    private static final int AGAIN_MS = 50;

    private final IpiAddress address;
    private final String where;
    private String failure = "";

    /**
     * Calls of one address.
     *
     * @param who listens there, for messages
     */
    Calls(String who, IpiAddress address) {
        this.address = address;
        this.where = who + " at " + address;
    }

    /** Why the last attempt failed. */
    String failure() {
        return failure;
    }

    /** Tries until somebody answers, or gives null when the time is over or nobody wants it any more. */
    <W> W connect(Duration wait, BooleanSupplier unwanted, Opening<W> opening) {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            W wire = attempt(Math.max(1, end - System.nanoTime()), opening);
            if (wire != null || System.nanoTime() >= end || unwanted.getAsBoolean()) return wire;
            try {
                Thread.sleep(AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InteropException(where + ": interrupted while waiting for it", e);
            }
        }
    }

    private <W> W attempt(long nanoseconds, Opening<W> opening) {
        SocketChannel channel = null;
        try {
            channel =
                    address.file().isPresent() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            Patience patience = new Patience(channel);
            try (patience) {
                patience.limit(nanoseconds);
                channel.connect(address.socketAddress());
            }
            if (patience.lost()) throw new AsynchronousCloseException();
            return opening.open(where, channel);
        } catch (InteropException e) {
            close(channel);
            throw new InteropException(where + ": the host is not known", e);
        } catch (ClosedByInterruptException e) {
            throw new InteropException(where + ": interrupted while waiting for it", e);
        } catch (AsynchronousCloseException e) {
            failure = "no answer";
            return null;
        } catch (IOException e) {
            close(channel);
            failure = e.getMessage(); // nobody there yet
            return null;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            // It was never used.
        }
    }
}
