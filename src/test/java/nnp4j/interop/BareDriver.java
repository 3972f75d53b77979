package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A driver of the MDI Standard that only exchanges messages, as bytes. */
public final class BareDriver implements AutoCloseable {
    public static final int LENGTH = 256;

    private final ServerSocketChannel listening;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private SocketChannel channel;
    private int length = LENGTH;

    private BareDriver(ServerSocketChannel listening) {
        this.listening = listening;
    }

    /** Listens at a port, or at any free one for 0. */
    public static BareDriver at(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new BareDriver(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        try {
            return ((InetSocketAddress) listening.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public IpiAddress address() {
        return MdiEngine.addressOf("127.0.0.1:" + port());
    }

    void acceptSilently() throws IOException {
        channel = listening.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Accepts an engine and exchanges versions and lengths with it. */
    public void accept() throws IOException {
        accept(LENGTH, 1, 4, 40);
    }

    void accept(int commandLength, int... version) throws IOException {
        acceptSilently();
        length = Math.min(LENGTH, commandLength);
        out.clear();
        greeting(out, commandLength, version);
        send();
        read(20);
    }

    static void greeting(ByteBuffer to, int commandLength, int... version) {
        for (int number : version) to.putInt(number);
        to.putInt(LENGTH).putInt(commandLength);
    }

    /** An empty message to fill and send. */
    ByteBuffer message() {
        return out.clear();
    }

    /** The message that is being filled. */
    ByteBuffer out() {
        return out;
    }

    static ByteBuffer header(ByteBuffer to, int type, int count) {
        return to.putInt(0).putInt(0).putInt(type).putInt(count);
    }

    static void command(ByteBuffer to, String name, int length) {
        header(to, MdiWire.CHAR, length);
        for (int k = 0; k < length; k++) to.put((byte) (k < name.length() ? name.charAt(k) : 0));
    }

    static void reals(ByteBuffer to, double... values) {
        header(to, MdiWire.DOUBLE, values.length);
        for (double v : values) to.putDouble(v);
    }

    static void integers(ByteBuffer to, int... values) {
        header(to, MdiWire.INT, values.length);
        for (int v : values) to.putInt(v);
    }

    public void send() throws IOException {
        out.flip();
        while (out.hasRemaining()) channel.write(out);
    }

    /** Sends a command. */
    public void say(String name) throws IOException {
        command(message(), name, length);
        send();
    }

    /** Sends a command and values. */
    public void say(String name, double... values) throws IOException {
        command(message(), name, length);
        reals(out, values);
        send();
    }

    void say(String name, int... values) throws IOException {
        command(message(), name, length);
        integers(out, values);
        send();
    }

    private ByteBuffer read(int size) throws IOException {
        in.clear().limit(size);
        while (in.hasRemaining()) if (channel.read(in) < 0) throw new EOFException("the engine ended");
        return in.flip();
    }

    private void readHeader(int type, int count) throws IOException {
        read(16);
        int[] found = {in.getInt(), in.getInt(), in.getInt(), in.getInt()};
        if (found[0] != 0 || found[1] != 0 || found[2] != type || found[3] != count)
            throw new IllegalStateException("header " + Arrays.toString(found));
    }

    /** Asks for so many doubles. */
    public double[] reals(String name, int count) throws IOException {
        say(name);
        readHeader(MdiWire.DOUBLE, count);
        read(8 * count);
        double[] values = new double[count];
        for (int k = 0; k < count; k++) values[k] = in.getDouble();
        return values;
    }

    int[] integers(String name, int count) throws IOException {
        say(name);
        readHeader(MdiWire.INT, count);
        read(4 * count);
        int[] values = new int[count];
        for (int k = 0; k < count; k++) values[k] = in.getInt();
        return values;
    }

    String text(String name, int count) throws IOException {
        say(name);
        readHeader(MdiWire.CHAR, count);
        byte[] bytes = new byte[count];
        read(count).get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
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
    public void drop() throws IOException {
        channel.close();
    }

    @Override
    public void close() {
        try {
            if (channel != null) channel.close();
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
