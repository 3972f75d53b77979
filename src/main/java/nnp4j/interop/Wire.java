package nnp4j.interop;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * One connection of messages of 32-bit integers and doubles, little-endian, with a limit on how long the rest of a message
 * may take. One thread only, but any thread may close it. Allocates nothing per message. A peer that goes away gives an
 * IOException, one that stops within a message an InteropException.
 */
abstract class Wire implements AutoCloseable {
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
    /** What there is a limit for, for the message when it passes. */
    private String awaited = "";

    private Duration limit = REST;

    Wire(String where, SocketChannel channel) throws IOException {
        this.where = where;
        this.channel = channel;
        this.patience = new Patience(channel);
        this.quick = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        // Without these two, TCP waits 40 to 90 ms at each step for more to send or to acknowledge.
        set(StandardSocketOptions.TCP_NODELAY);
        // A machine at the other end that is switched off says nothing.
        set(StandardSocketOptions.SO_KEEPALIVE);
    }

    private void set(SocketOption<Boolean> option) throws IOException {
        if (channel.supportedOptions().contains(option)) channel.setOption(option, true);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the other side is, for messages. */
    final String where() {
        return where;
    }

    /** What came and was not taken yet. */
    final ByteBuffer in() {
        return in;
    }

    /** Waits for the next message, whenever it comes; false where the other side ended between two messages. */
    final boolean begun() throws IOException {
        return in.hasRemaining() || read();
    }

    /** Waits for the next message, with a limit on how long it may take to come, and what it stands for. */
    final boolean begun(Duration limit, String what) throws IOException {
        if (in.hasRemaining()) return true;
        begin(limit, what);
        try {
            return read();
        } finally {
            patience.lift();
        }
    }

    /** Waits until so many bytes of a message are here, at most a piece. */
    final void need(int count) throws IOException {
        need(count, REST, "the rest of a message");
    }

    /** Waits until so many bytes of a message are here, at most a piece, with a limit and what they stand for. */
    final void need(int count, Duration limit, String what) throws IOException {
        if (in.remaining() >= count) return;
        begin(limit, what);
        try {
            while (in.remaining() < count)
                if (!read())
                    throw new EOFException(where + ": the connection ended within a message, where " + count
                            + " bytes were expected and " + in.remaining() + " came");
        } finally {
            patience.lift();
        }
    }

    private void begin(Duration limit, String what) {
        this.limit = limit;
        this.awaited = what;
        patience.limit(limit.toNanos());
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

    final int integer() throws IOException {
        need(Integer.BYTES);
        return in.getInt();
    }

    final double real() throws IOException {
        need(Double.BYTES);
        return in.getDouble();
    }

    /** An empty message with room for so many bytes. */
    final ByteBuffer message(int size) {
        if (out.capacity() < size) out = buffer(size);
        return out.clear();
    }

    /** Sends the message in one go. */
    final void send() throws IOException {
        out.flip();
        begin(REST, "a message to be taken");
        try {
            while (out.hasRemaining()) channel.write(out);
        } catch (ClosedChannelException e) {
            throw late(e);
        } finally {
            patience.lift();
        }
    }

    private IOException late(ClosedChannelException error) {
        if (patience.lost())
            throw new InteropException(
                    where + ": expected " + awaited + " within " + limit.toMillis() / 1000.0
                            + " s, found the other side connected but silent",
                    error);
        return error;
    }

    @Override
    public final void close() {
        patience.close();
        try {
            channel.close();
        } catch (IOException e) {
            // What was sent is sent; nothing more is wanted from it.
        }
    }
}
