package nnp4j.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One TCP connection to a driver as the MDI Library speaks it from its version 1.4 on: three integers of a version and two
 * lengths each way, then messages of a header (error flag, kind, type and count of values) and values. Each header is
 * compared with what is expected before anything is read or allocated.
 */
final class MdiWire extends Wire {
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
    private final byte[] command = new byte[LENGTH];
    private int commandLength = LENGTH;
    private int nameLength = LENGTH;

    MdiWire(String where, SocketChannel channel) throws IOException {
        super(where, channel);
    }

    int commandLength() {
        return commandLength;
    }

    int nameLength() {
        return nameLength;
    }

    /** Exchanges versions and lengths. The driver greets when it accepts, which may be some time after it listens. */
    void greet(Duration wait) throws IOException {
        ByteBuffer out = message(VERSION.length * Integer.BYTES);
        for (int number : VERSION) out.putInt(number);
        send();
        try {
            need(VERSION.length * Integer.BYTES, wait, "a greeting");
        } catch (InteropException e) {
            throw new InteropException(
                    where() + ": connected, but expected the greeting of an MDI driver within " + wait.toMillis() / 1e3
                            + " s, found none",
                    e);
        }
        int major = integer();
        int minor = integer();
        int patch = integer();
        if (major != VERSION[0] || minor < VERSION[1])
            throw new InteropException(where() + ": expected an MDI driver of version 1.4 or a later 1, found " + major
                    + "." + minor + "." + patch);
        message(2 * Integer.BYTES).putInt(LENGTH).putInt(LENGTH);
        send();
        need(2 * Integer.BYTES);
        nameLength = length("names", integer());
        commandLength = length("commands", integer());
    }

    /** The shorter of both sides' lengths counts. */
    private int length(String what, int found) {
        if (found < SHORTEST)
            throw new InteropException(
                    where() + ": expected " + what + " of at least " + SHORTEST + " characters, found " + found);
        return Math.min(LENGTH, found);
    }

    /** The next command, whenever it comes; null where the driver ended between two messages. */
    MdiCommand command() throws IOException {
        if (!begun()) return null;
        header("a command", CHAR, commandLength);
        need(commandLength);
        in().get(command, 0, commandLength);
        MdiCommand known = MdiCommand.of(command, commandLength);
        if (known == null)
            throw new InteropException(
                    where() + ": expected a command for energies and forces of the MDI Standard, found " + shown());
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
        for (int k = 0; k < values.length; k++) values[k] = integer();
    }

    /** Reads doubles, as many as the array has; says which is not finite. */
    void reals(String what, double[] values) throws IOException {
        header(what, DOUBLE, values.length);
        for (int k = 0; k < values.length; k++) {
            values[k] = real();
            if (!Double.isFinite(values[k]))
                throw new InteropException(where() + ": " + what + ": expected finite numbers, found " + values[k]
                        + " as value " + (k + 1));
        }
    }

    private void header(String what, int type, int count) throws IOException {
        need(HEADER);
        int error = integer();
        int kind = integer();
        int foundType = integer();
        int foundCount = integer();
        if (error != 0 || kind != 0)
            throw new InteropException(where() + ": " + what
                    + ": expected a header with error flag 0 and kind 0, found " + error + " and " + kind);
        if (foundType != type || foundCount != count)
            throw new InteropException(where() + ": " + what + ": expected " + count + " values of type " + type
                    + ", found " + foundCount + " of type " + foundType);
    }

    /** A message with its header, to be filled with the values and sent. */
    ByteBuffer message(int type, int count) {
        long size = HEADER + (type == DOUBLE ? (long) Double.BYTES : type == INT ? Integer.BYTES : 1) * count;
        return message(Math.toIntExact(size)).putInt(0).putInt(0).putInt(type).putInt(count);
    }

    void send(int integer) throws IOException {
        message(INT, 1).putInt(integer);
        send();
    }

    void send(int[] integers) throws IOException {
        ByteBuffer out = message(INT, integers.length);
        for (int value : integers) out.putInt(value);
        send();
    }

    void send(double[] values, double factor) throws IOException {
        ByteBuffer out = message(DOUBLE, values.length);
        for (double value : values) out.putDouble(value * factor);
        send();
    }

    /** A text, filled up with zeros. */
    void send(String text, int count) throws IOException {
        ByteBuffer out = message(CHAR, count);
        for (int k = 0; k < count; k++) out.put((byte) (k < text.length() ? text.charAt(k) : 0));
        send();
    }
}
