package nnp4j.interop;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Where an i-PI server listens. A UNIX socket's file goes when it is closed, or when a signal ends the program. */
final class IpiDoor implements AutoCloseable {
    private final IpiAddress address;
    private final ServerSocketChannel channel;
    private final Selector selector;
    private final Thread removal = new Thread(this::removeFile, "nnp4j socket file");

    private IpiDoor(IpiAddress address, ServerSocketChannel channel, Selector selector) {
        this.address = address;
        this.channel = channel;
        this.selector = selector;
    }

    static IpiDoor open(IpiAddress address) {
        ServerSocketChannel channel = null;
        Selector selector = null;
        try {
            if (address.file().isPresent()) {
                Path file = address.file().get();
                removeLeftOver(address, file);
                channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                channel.bind(address.socketAddress(), 1);
                ownersAlone(file);
            } else {
                channel = ServerSocketChannel.open();
                channel.bind(address.socketAddress(), 1);
            }
            channel.configureBlocking(false); // so that a wait can end and a later one begin
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_ACCEPT);
            IpiDoor door = new IpiDoor(address, channel, selector);
            if (address.file().isPresent()) Runtime.getRuntime().addShutdownHook(door.removal);
            return door;
        } catch (IOException e) {
            close(selector);
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

    /** The folder may be everybody's; whoever connects gives the energies. Windows has other rights, those of the folder. */
    static void ownersAlone(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The next client. Where none comes in time, a later call waits anew. */
    IpiWire admit(Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            SocketChannel client = channel.accept();
            if (client != null) return wire(client);
            long left = end - System.nanoTime();
            if (left <= 0)
                throw new InteropException("i-PI at " + address + ": expected a client within "
                        + wait.toMillis() / 1000.0 + " s, found none");
            selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted())
                throw new InteropException("i-PI at " + address + ": interrupted while waiting for a client");
        }
    }

    private IpiWire wire(SocketChannel client) throws IOException {
        try {
            return new IpiWire("i-PI client at " + address, client);
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    @Override
    public void close() {
        close(selector);
        close(channel);
        removeFile();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            // The program is ending, and removes it as well.
        }
    }

    private void removeFile() {
        address.file().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Somebody else's now.
            }
        });
    }

    private static void close(Closeable part) {
        try {
            if (part != null) part.close();
        } catch (IOException e) {
            // It listens no more.
        }
    }
}
