package nnp4j.interop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Where an i-PI server listens. */
final class IpiDoor implements AutoCloseable {
    private final IpiAddress address;
    private final ServerSocketChannel channel;

    private IpiDoor(IpiAddress address, ServerSocketChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    static IpiDoor open(IpiAddress address) {
        ServerSocketChannel channel = null;
        try {
            if (address.file().isPresent()) {
                Path file = address.file().get();
                removeLeftOver(address, file);
                channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                channel.bind(address.socketAddress(), 1);
                // The folder may be everybody's; whoever connects gives the energies.
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            } else {
                channel = ServerSocketChannel.open();
                channel.bind(address.socketAddress(), 1);
            }
            return new IpiDoor(address, channel);
        } catch (IOException e) {
            close(channel);
            throw new InteropException(
                    "i-PI at " + address + ": expected an address where a server can listen: " + e.getMessage(), e);
        }
    }

    /** The socket of a server that was killed keeps its file; one that lives answers. */
    private static void removeLeftOver(IpiAddress address, Path file) throws IOException {
        if (!Files.exists(file)) return;
        if (!Files.readAttributes(file, BasicFileAttributes.class).isOther())
            throw new IOException(file + " exists and is no socket");
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(address.socketAddress());
        } catch (IOException e) {
            Files.deleteIfExists(file); // nobody answers
            return;
        }
        throw new IOException("another server listens there");
    }

    /** The next client. */
    IpiWire admit(Duration wait) throws IOException {
        try (Patience patience = new Patience(channel)) {
            patience.limit(wait.toNanos());
            try {
                return new IpiWire("i-PI client at " + address, channel.accept());
            } catch (ClosedChannelException e) {
                throw new InteropException(
                        "i-PI at " + address + ": expected a client within " + wait.toMillis() / 1000.0
                                + " s, found none",
                        e);
            }
        }
    }

    @Override
    public void close() {
        close(channel);
        address.file().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Somebody else's now.
            }
        });
    }

    private static void close(ServerSocketChannel channel) {
        try {
            if (channel != null) channel.close();
        } catch (IOException e) {
            // It listens no more.
        }
    }
}
