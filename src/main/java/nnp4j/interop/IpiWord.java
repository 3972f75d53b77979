package nnp4j.interop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The headers of the i-PI protocol: 12 bytes of ASCII, filled up with blanks. */
enum IpiWord {
    STATUS,
    INIT,
    POSDATA,
    GETFORCE,
    EXIT,
    NEEDINIT,
    READY,
    HAVEDATA,
    FORCEREADY;

    static final int SIZE = 12;

    private static final IpiWord[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // never written after construction, never handed out
    private final byte[] bytes = new byte[SIZE];

    IpiWord() {
        byte[] name = name().getBytes(StandardCharsets.US_ASCII);
        for (int k = 0; k < SIZE; k++) bytes[k] = k < name.length ? name[k] : (byte) ' ';
    }

    void put(ByteBuffer buffer) {
        buffer.put(bytes);
    }

    /** Takes the word that comes next, or null and nothing if it is none of these. */
    static IpiWord take(ByteBuffer buffer) {
        for (IpiWord word : ALL)
            if (word.isNext(buffer)) {
                buffer.position(buffer.position() + SIZE);
                return word;
            }
        return null;
    }

    private boolean isNext(ByteBuffer buffer) {
        int from = buffer.position();
        for (int k = 0; k < SIZE; k++) {
            byte b = buffer.get(from + k);
            if (b != bytes[k] && !(b == 0 && bytes[k] == ' ')) return false; // C programs may fill up with zeros
        }
        return true;
    }

    /** What stands there in place of a word, for a message. */
    static String shown(ByteBuffer buffer) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < SIZE; k++) {
            byte b = buffer.get(buffer.position() + k);
            text.append(b >= ' ' && b < 127 ? (char) b : '?');
        }
        return '"' + text.toString().stripTrailing() + '"';
    }
}
