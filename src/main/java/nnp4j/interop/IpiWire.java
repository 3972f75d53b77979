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
 * One connection that speaks the i-PI protocol: words, 32-bit integers and doubles, little-endian. What was asked for is
 * checked before anything is allocated. One thread only, but any thread may close it. Allocates nothing per message. A peer
 * that goes away gives an IOException, one that stops within a message an InteropException.
 */
final class IpiWire implements AutoCloseable {
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

    IpiWire(String where, SocketChannel channel) throws IOException {
        this.where = where;
        this.channel = channel;
        this.patience = new Patience(channel);
        this.quick = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        // Without these two, TCP waits 45 to 90 ms at each step for more to send or to acknowledge.
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY))
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // A machine at the other end that is switched off says nothing.
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_KEEPALIVE))
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the other side is, for messages. */
    String where() {
        return where;
    }

    /** The next word, whenever it comes; null where the other side ended between two messages. */
    IpiWord word() throws IOException {
        return in.hasRemaining() || read() ? nextWord() : null;
    }

    /** The next word, with a limit on how long it may take to come, and what it stands for. */
    IpiWord word(Duration limit, String what) throws IOException {
        if (in.hasRemaining()) return nextWord();
        begin(limit, what);
        try {
            if (!read()) return null;
        } finally {
            patience.lift();
        }
        return nextWord();
    }

    private void begin(Duration limit, String what) {
        this.limit = limit;
        this.awaited = what;
        patience.limit(limit.toNanos());
    }

    private IpiWord nextWord() throws IOException {
        need(IpiWord.SIZE);
        IpiWord word = IpiWord.take(in);
        if (word == null)
            throw new InteropException(where + ": expected a word of the i-PI protocol, found " + IpiWord.shown(in));
        return word;
    }

    int integer() throws IOException {
        need(Integer.BYTES);
        return in.getInt();
    }

    /** Reads doubles and multiplies them; says which is not finite. */
    void reals(double[] values, int from, int count, double factor, String what) throws IOException {
        for (int k = 0; k < count; k++) {
            need(Double.BYTES);
            double value = in.getDouble();
            if (!Double.isFinite(value))
                throw new InteropException(
                        where + ": expected finite " + what + ", found " + value + " as value " + (k + 1));
            values[from + k] = factor * value;
        }
    }

    /** Reads a text that the caller found short enough. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int k = 0; k < count; k++) {
            need(1);
            bytes[k] = in.get();
        }
        return bytes;
    }

    void skip(int count) throws IOException {
        for (int left = count; left > 0; ) {
            need(1);
            int here = Math.min(left, in.remaining());
            in.position(in.position() + here);
            left -= here;
        }
    }

    /** Waits until so many bytes are here, at most a piece. */
    private void need(int count) throws IOException {
        if (in.remaining() >= count) return;
        begin(REST, "the rest of a message");
        try {
            while (in.remaining() < count)
                if (!read())
                    throw new EOFException(where + ": the connection ended within a message, where " + count
                            + " bytes were expected and " + in.remaining() + " came");
        } finally {
            patience.lift();
        }
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

    /** An empty message with room for so many bytes. */
    ByteBuffer message(int size) {
        if (out.capacity() < size) out = buffer(size);
        return out.clear();
    }

    /** Sends the message in one go. */
    void send() throws IOException {
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
    public void close() {
        patience.close();
        try {
            channel.close();
        } catch (IOException e) {
            // What was sent is sent; nothing more is wanted from it.
        }
    }
}
