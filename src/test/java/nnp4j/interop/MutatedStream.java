package nnp4j.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/** What a server may send in one connection, with a few bytes changed. */
final class MutatedStream {
    private static final int[] INTEGERS = {
        0, 1, 2, 8, 10, -1, 255, 65_536, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, 1e-300, 1e-12, 1e5, 1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] WORDS = {"STATUS", "INIT", "POSDATA", "GETFORCE", "EXIT", "READY", "FORCEREADY", "\0"
    };

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final SplittableRandom random;
    private final byte[] bytes;
    private int messages;

    MutatedStream(Geometry molecule, SplittableRandom random) {
        this.random = random;
        int batch = random.nextInt(4) == 0 ? 2 : 1;
        word("STATUS");
        word("INIT");
        String text = batch == 1 ? " " : "  batch_size:" + batch;
        buffer.putInt(random.nextInt(9)).putInt(text.length());
        for (char c : text.toCharArray()) buffer.put((byte) c);
        for (int k = random.nextInt(4); k >= 0; k--) step(molecule, batch);
        if (random.nextBoolean()) word("EXIT");
        byte[] whole = Arrays.copyOf(buffer.array(), buffer.position());
        for (int k = random.nextInt(4); k > 0 && whole.length > 12; k--) whole = mutated(whole);
        bytes = whole;
    }

    byte[] bytes() {
        return bytes;
    }

    int messageCount() {
        return messages;
    }

    private void word(String word) {
        BareServer.put(buffer, word);
        messages++;
    }

    private void step(Geometry molecule, int batch) {
        word("POSDATA");
        if (batch > 1) buffer.putInt(molecule.atomCount());
        double[] cell = molecule.cell().map(Cell::toArray).orElse(new double[9]);
        for (int b = 0; b < batch; b++)
            for (int k = 0; k < 18; k++) buffer.putDouble(cell[3 * (k % 3) + k % 9 / 3] / Units.BOHR);
        if (batch == 1) buffer.putInt(molecule.atomCount());
        for (int b = 0; b < batch; b++) for (double v : Served.near(molecule, random)) buffer.putDouble(v);
        if (random.nextBoolean()) word("STATUS");
        word("GETFORCE");
    }

    private byte[] mutated(byte[] from) {
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
            default -> mutateField(view);
        }
        return to;
    }

    /** The bytes before one place, then those behind another and from a third. */
    private static byte[] spliced(byte[] from, int end, int skipTo, int again) {
        ByteBuffer to = ByteBuffer.allocate(end + (end - again) + from.length - skipTo);
        to.put(from, 0, end).put(from, again, end - again).put(from, skipTo, from.length - skipTo);
        return to.array();
    }

    /** Changes a double where one stands, so that it is found in its place. */
    private void mutateField(ByteBuffer view) {
        int start = 12 + 12 + 8 + 1 + 12; // of the first cell, without a batch
        int at = start + 8 * random.nextInt(45);
        if (at + 8 > view.capacity()) return;
        if (at >= start + 144) at += 4;
        if (at + 8 <= view.capacity()) view.putDouble(at, DOUBLES[random.nextInt(DOUBLES.length)]);
    }
}
