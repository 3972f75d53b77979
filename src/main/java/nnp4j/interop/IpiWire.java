package nnp4j.interop;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One connection that speaks the i-PI protocol: words, integers and doubles. What was asked for is checked before anything
 * is allocated.
 */
final class IpiWire extends Wire {
    IpiWire(String where, SocketChannel channel) throws IOException {
        super(where, channel);
    }

    /** The next word, whenever it comes; null where the other side ended between two messages. */
    IpiWord word() throws IOException {
        return begun() ? nextWord() : null;
    }

    /** The next word, with a limit on how long it may take to come, and what it stands for. */
    IpiWord word(Duration limit, String what) throws IOException {
        return begun(limit, what) ? nextWord() : null;
    }

    private IpiWord nextWord() throws IOException {
        need(IpiWord.SIZE);
        IpiWord word = IpiWord.take(in());
        if (word == null)
            throw new InteropException(
                    where() + ": expected a word of the i-PI protocol, found " + IpiWord.shown(in()));
        return word;
    }

    /** Reads doubles and multiplies them; says which is not finite. */
    void reals(double[] values, int from, int count, double factor, String what) throws IOException {
        for (int k = 0; k < count; k++) {
            double value = real();
            if (!Double.isFinite(value))
                throw new InteropException(
                        where() + ": expected finite " + what + ", found " + value + " as value " + (k + 1));
            values[from + k] = factor * value;
        }
    }

    /** Reads a text that the caller found short enough. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int k = 0; k < count; k++) {
            need(1);
            bytes[k] = in().get();
        }
        return bytes;
    }

    void skip(int count) throws IOException {
        for (int left = count; left > 0; ) {
            need(1);
            int here = Math.min(left, in().remaining());
            in().position(in().position() + here);
            left -= here;
        }
    }
}
