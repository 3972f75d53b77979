package nnp4j.interop;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the two sides of the i-PI protocol meet: {@code unix:NAME} is the socket file {@code /tmp/ipi_NAME}, as i-PI and ASE
 * call it; {@code unix:/some/path} is that file; {@code HOST:PORT} and {@code [IPv6]:PORT} are TCP. Immutable.
 */
public final class IpiAddress {
    /** What i-PI and ASE put before the name of a UNIX socket. */
    private static final String PREFIX = "/tmp/ipi_";

    private static final String UNIX = "unix:";
    /** What the systems' address structures hold: 108 bytes with a zero on Linux, 104 on macOS. */
    private static final int LONGEST_PATH = 103;

    private final Path file;
    private final String host;
    private final int port;

    private IpiAddress(Path file, String host, int port) {
        this.file = file;
        this.host = host;
        this.port = port;
    }

    /**
     * Reads an address.
     *
     * @param text {@code unix:NAME}, {@code unix:/path} or {@code HOST:PORT}
     * @return the address; a host's name is looked up only when it is used
     * @throws IllegalArgumentException if the text is none of these
     */
    public static IpiAddress of(String text) {
        if (text.startsWith(UNIX)) return ofFile(text, text.substring(UNIX.length()));
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) host = host.substring(1, host.length() - 1);
        String port = text.substring(colon + 1);
        if (host.isEmpty() || (host.contains(":") && !bracketed) || !port.matches("[0-9]{1,5}"))
            throw new IllegalArgumentException(
                    "i-PI address: expected unix:NAME, unix:/path or HOST:PORT, found \"" + text + "\"");
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65535)
            throw new IllegalArgumentException("i-PI address: expected a port from 1 to 65535, found " + number);
        return new IpiAddress(null, host, number);
    }

    private static IpiAddress ofFile(String text, String name) {
        if (name.isEmpty())
            throw new IllegalArgumentException("i-PI address: expected a name after unix:, found \"" + text + "\"");
        if (!name.startsWith("/") && name.contains("/"))
            throw new IllegalArgumentException(
                    "i-PI address: expected a name without / or a path that begins with /, found \"" + name + "\"");
        String path = name.startsWith("/") ? name : PREFIX + name;
        if (path.length() > LONGEST_PATH)
            throw new IllegalArgumentException("i-PI address: expected a socket file of at most " + LONGEST_PATH
                    + " characters, found " + path.length() + ": " + path);
        return new IpiAddress(Path.of(path), "", 0);
    }

    /**
     * The socket's file.
     *
     * @return empty for TCP
     */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Looks the host up. */
    SocketAddress socketAddress() {
        if (file != null) return UnixDomainSocketAddress.of(file);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) throw new InteropException("i-PI at " + this + ": the host is not known");
        return address;
    }

    /** Whether nobody else's machine can reach it. */
    boolean isLocal() {
        return file != null
                || ((InetSocketAddress) socketAddress()).getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        if (file != null) return UNIX + file;
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
