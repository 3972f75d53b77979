package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server of the i-PI protocol that only exchanges messages, as bytes. */
public final class BareServer implements AutoCloseable {
    private final ServerSocketChannel listening;
    private final Path file;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private SocketChannel channel;

    private BareServer(ServerSocketChannel listening, Path file) {
        this.listening = listening;
        this.file = file;
    }

    /** Listens at a UNIX socket. */
    public static BareServer at(Path file) {
        try {
            Files.deleteIfExists(file);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(file));
            return new BareServer(channel, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens at any free port of this machine. */
    public static BareServer overTcp() {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new BareServer(channel, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public IpiAddress address() {
        try {
            return IpiAddress.of(
                    file != null
                            ? "unix:" + file
                            : "127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void accept() throws IOException {
        channel = listening.accept();
        if (file == null) channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** An empty message to fill and send. */
    public ByteBuffer message() {
        return out.clear();
    }

    public static void put(ByteBuffer message, String word) {
        for (int k = 0; k < 12; k++) message.put((byte) (k < word.length() ? word.charAt(k) : ' '));
    }

    public void send() throws IOException {
        out.flip();
        while (out.hasRemaining()) channel.write(out);
    }

    public void say(String word) throws IOException {
        put(message(), word);
        send();
    }

    /** Reads so many bytes. */
    public ByteBuffer read(int size) throws IOException {
        in.clear().limit(size);
        while (in.hasRemaining()) if (channel.read(in) < 0) throw new EOFException("the client ended");
        return in.flip();
    }

    String word() throws IOException {
        byte[] word = new byte[12];
        read(12).get(word);
        return new String(word, StandardCharsets.US_ASCII).trim();
    }

    public void initialize(String text) throws IOException {
        put(message(), "INIT");
        out.putInt(0).putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        send();
    }

    /** POSDATA and GETFORCE in one message, in bohr. */
    public void ask(double[] h, double[] x) throws IOException {
        put(message(), "POSDATA");
        for (double v : h) out.putDouble(v);
        for (double v : h) out.putDouble(v);
        out.putInt(x.length / 3);
        for (double v : x) out.putDouble(v);
        put(out, "GETFORCE");
        send();
    }

    /** The answer for so many atoms, after its word. */
    public ByteBuffer answer(int atoms) throws IOException {
        return read(12 + 8 + 4 + 24 * atoms + 72 + 4).position(12);
    }

    /** Says no more, and reads what still comes; how many bytes that were. */
    long drain() throws IOException {
        channel.shutdownOutput();
        long count = 0;
        while (true) {
            int read = channel.read(in.clear());
            if (read < 0) return count;
            count += read;
        }
    }

    /** Ends the connection, as a killed program does. */
    void drop() throws IOException {
        channel.close();
    }

    @Override
    public void close() {
        try {
            if (channel != null) channel.close();
            listening.close();
            if (file != null) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
