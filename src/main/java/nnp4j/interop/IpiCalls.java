package nnp4j.interop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Connects to an i-PI server that may start later. */
final class IpiCalls {
    private static final int AGAIN_MS = 50;

    private IpiCalls() {}

    /** Tries until somebody answers, or gives null when the time is over or nobody wants it any more. */
    static IpiWire connect(IpiAddress address, Duration wait, BooleanSupplier unwanted) {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            IpiWire wire = attempt(address, Math.max(1, end - System.nanoTime()));
            if (wire != null || System.nanoTime() >= end || unwanted.getAsBoolean()) return wire;
            try {
                Thread.sleep(AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InteropException("i-PI server at " + address + ": interrupted while waiting for it", e);
            }
        }
    }

    private static IpiWire attempt(IpiAddress address, long nanoseconds) {
        SocketChannel channel = null;
        try {
            channel =
                    address.file().isPresent() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            try (Patience patience = new Patience(channel)) {
                patience.limit(nanoseconds);
                channel.connect(address.socketAddress());
            }
            return new IpiWire("i-PI server at " + address, channel);
        } catch (ClosedByInterruptException e) {
            throw new InteropException("i-PI server at " + address + ": interrupted while waiting for it", e);
        } catch (IOException e) {
            close(channel);
            return null; // nobody there yet
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            // It was never connected.
        }
    }
}
