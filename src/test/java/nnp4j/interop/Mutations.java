package nnp4j.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** Changes of messages that look for what their reader did not expect. */
final class Mutations {
    private static final int[] INTEGERS = {
        0, 1, 2, 8, 10, -1, 255, 65_536, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, 1e-300, 1e-12, 1e5, 1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] WORDS = {
        "STATUS", "INIT", "POSDATA", "GETFORCE", "EXIT", "READY", "NEEDINIT", "FORCEREADY", "\0"
    };

    private Mutations() {}

    /** The same with none to three changes; the last argument gives the place of a double. */
    static byte[] few(byte[] from, SplittableRandom random, IntSupplier doubles) {
        byte[] to = from;
        for (int k = random.nextInt(4); k > 0 && to.length > 12; k--) to = one(to, random, doubles);
        return to;
    }

    private static byte[] one(byte[] from, SplittableRandom random, IntSupplier doubles) {
        byte[] to = from.clone();
        ByteBuffer view = ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
        int at = random.nextInt(to.length - 11);
        switch (random.nextInt(8)) {
            case 0 -> to[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> view.putInt(at, INTEGERS[random.nextInt(INTEGERS.length)]);
            case 2 -> view.putDouble(at, DOUBLES[random.nextInt(DOUBLES.length)]);
            case 3 -> to = Arrays.copyOf(to, at);
            case 4 -> to = spliced(to, at, Math.min(to.length, at + random.nextInt(200)), at);
            case 5 -> to = spliced(to, at, at, Math.max(0, at - random.nextInt(200)));
            case 6 -> BareServer.put(view.position(at), WORDS[random.nextInt(WORDS.length)]);
            default -> {
                int field = doubles.getAsInt();
                if (field + 8 <= to.length) view.putDouble(field, DOUBLES[random.nextInt(DOUBLES.length)]);
            }
        }
        return to;
    }

    /** The bytes before one place, then those behind another and from a third. */
    private static byte[] spliced(byte[] from, int end, int skipTo, int again) {
        ByteBuffer to = ByteBuffer.allocate(end + (end - again) + from.length - skipTo);
        to.put(from, 0, end).put(from, again, end - again).put(from, skipTo, from.length - skipTo);
        return to.array();
    }
}
