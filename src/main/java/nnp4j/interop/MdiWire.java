package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * One TCP connection to a driver as the MDI Library speaks it from its version 1.4 on: three integers of a version and two
 * lengths each way, then messages of a header (error flag, kind, type and count of values) and values, little-endian. Each
 * header is compared with what is expected before anything is read or allocated. One thread only, but any thread may close
 * it. Allocates nothing per message. A driver that goes away gives an IOException, one that stops within a message an
 * InteropException.
 */
final class MdiWire implements AutoCloseable {
    /** Types of values. */
    static final int INT = 1;

    static final int DOUBLE = 2;
    static final int CHAR = 3;

    /** Version of the library whose messages these are. */
    static final int[] VERSION = {1, 4, 40};
    /** Characters of a command, and of a name, where the driver wants no fewer. */
    private static final int LENGTH = 256;
    /** Fewest that hold every command and its end. */
    private static final int SHORTEST = 12;

    private static final int HEADER = 4 * Integer.BYTES;
    /** Read at once; longer messages are read piece by piece. */
    private static final int PIECE = 1 << 16;
    /** How long the rest of a message may take. */
    private static final Duration REST = Duration.ofSeconds(60);

    private final String where;
    private final SocketChannel channel;
    private final Patience patience;
    private final boolean quick;
    private final ByteBuffer in = buffer(PIECE).limit(0);
    private ByteBuffer out = buffer(PIECE);
    private final byte[] command = new byte[LENGTH];
    private int commandLength = LENGTH;
    private int nameLength = LENGTH;

    MdiWire(String where, SocketChannel channel) throws IOException {
        this.where = where;
        this.channel = channel;
        this.patience = new Patience(channel);
        this.quick = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        // The library sends header and values apart; without these two, TCP waits 40 ms between them.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // A machine at the other end that is switched off says nothing.
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the driver is, for messages. */
    String where() {
        return where;
    }

    int commandLength() {
        return commandLength;
    }

    int nameLength() {
        return nameLength;
    }

    /** Exchanges versions and lengths. The driver greets when it accepts, which may be some time after it listens. */
    void greet(Duration wait) throws IOException {
        out.clear();
        for (int number : VERSION) out.putInt(number);
        flush();
        patience.limit(wait.toNanos());
        try {
            while (in.remaining() < VERSION.length * Integer.BYTES) if (!read()) throw ended(VERSION.length * 4);
        } catch (InteropException e) {
            throw new InteropException(
                    where + ": connected, but expected the greeting of an MDI driver within " + wait.toMillis() / 1e3
                            + " s, found none",
                    e);
        } finally {
            patience.lift();
        }
        int major = in.getInt();
        int minor = in.getInt();
        int patch = in.getInt();
        if (major != VERSION[0] || minor < VERSION[1])
            throw new InteropException(where + ": expected an MDI driver of version 1.4 or a later 1, found " + major
                    + "." + minor + "." + patch);
        out.clear();
        out.putInt(LENGTH).putInt(LENGTH);
        flush();
        need(2 * Integer.BYTES);
        nameLength = length("names", in.getInt());
        commandLength = length("commands", in.getInt());
    }

    /** The shorter of both sides' lengths counts. */
    private int length(String what, int found) {
        if (found < SHORTEST)
            throw new InteropException(
                    where + ": expected " + what + " of at least " + SHORTEST + " characters, found " + found);
        return Math.min(LENGTH, found);
    }

    /** The next command, whenever it comes; null where the driver ended between two messages. */
    MdiCommand command() throws IOException {
        if (!in.hasRemaining() && !read()) return null;
        header("a command", CHAR, commandLength);
        need(commandLength);
        in.get(command, 0, commandLength);
        MdiCommand known = MdiCommand.of(command, commandLength);
        if (known == null)
            throw new InteropException(
                    where + ": expected a command for energies and forces of the MDI Standard, found " + shown());
        return known;
    }

    private String shown() {
        StringBuilder text = new StringBuilder("\"");
        for (int k = 0; k < commandLength && command[k] != 0; k++)
            text.append(command[k] >= ' ' && command[k] < 127 ? (char) command[k] : '?');
        return text.append('"').toString();
    }

    /** Reads integers: as many as the array has. */
    void integers(String what, int[] values) throws IOException {
        header(what, INT, values.length);
        for (int k = 0; k < values.length; k++) {
            need(Integer.BYTES);
            values[k] = in.getInt();
        }
    }

    /** Reads doubles, as many as the array has; says which is not finite. */
    void reals(String what, double[] values) throws IOException {
        header(what, DOUBLE, values.length);
        for (int k = 0; k < values.length; k++) {
            need(Double.BYTES);
            values[k] = in.getDouble();
            if (!Double.isFinite(values[k]))
                throw new InteropException(
                        where + ": " + what + ": expected finite numbers, found " + values[k] + " as value " + (k + 1));
        }
    }

    private void header(String what, int type, int count) throws IOException {
        need(HEADER);
        int error = in.getInt();
        int kind = in.getInt();
        int foundType = in.getInt();
        int foundCount = in.getInt();
        if (error != 0 || kind != 0)
            throw new InteropException(where + ": " + what + ": expected a header with error flag 0 and kind 0, found "
                    + error + " and " + kind);
        if (foundType != type || foundCount != count)
            throw new InteropException(where + ": " + what + ": expected " + count + " values of type " + type
                    + ", found " + foundCount + " of type " + foundType);
    }

    /** A message with its header, to be filled with the values and sent. */
    ByteBuffer message(int type, int count) {
        long size = HEADER + (type == DOUBLE ? (long) Double.BYTES : type == INT ? Integer.BYTES : 1) * count;
        if (out.capacity() < size) out = buffer(Math.toIntExact(size));
        return out.clear().putInt(0).putInt(0).putInt(type).putInt(count);
    }

    void send(int integer) throws IOException {
        message(INT, 1).putInt(integer);
        flush();
    }

    void send(int[] integers) throws IOException {
        message(INT, integers.length);
        for (int value : integers) out.putInt(value);
        flush();
    }

    void send(double[] values, double factor) throws IOException {
        message(DOUBLE, values.length);
        for (double value : values) out.putDouble(value * factor);
        flush();
    }

    /** A text, filled up with zeros. */
    void send(String text, int count) throws IOException {
        message(CHAR, count);
        for (int k = 0; k < count; k++) out.put((byte) (k < text.length() ? text.charAt(k) : 0));
        flush();
    }

    /** Sends the message in one go. */
    void flush() throws IOException {
        out.flip();
        patience.limit(REST.toNanos());
        try {
            while (out.hasRemaining()) channel.write(out);
        } catch (ClosedChannelException e) {
            throw late(e);
        } finally {
            patience.lift();
        }
    }

    /** Waits until so many bytes are here, at most a piece. */
    private void need(int count) throws IOException {
        if (in.remaining() >= count) return;
        patience.limit(REST.toNanos());
        try {
            while (in.remaining() < count) if (!read()) throw ended(count);
        } finally {
            patience.lift();
        }
    }

    private EOFException ended(int expected) {
        return new EOFException(where + ": the connection ended within a message, where " + expected
                + " bytes were expected and " + in.remaining() + " came");
    }

    /** Reads what there is; false at the end. */
    private boolean read() throws IOException {
        in.compact();
        try {
            if (quick) channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            return channel.read(in) >= 0;
        } catch (ClosedChannelException e) {
            throw late(e);
        } finally {
            in.flip();
        }
    }

    private IOException late(ClosedChannelException error) {
        if (patience.lost()) throw new InteropException(where + ": the driver is connected, but went silent", error);
        return error;
    }

    @Override
    public void close() {
        patience.close();
        try {
            channel.close();
        } catch (IOException e) {
            // What was sent is sent; nothing more is wanted from it.
        }
    }
}
