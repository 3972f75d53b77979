package nnp4j.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/** What a server may send in one connection, with a few bytes changed. */
final class MutatedStream implements StreamFuzz.Stream {
    /** Where the first cell's doubles are when there is no batch. */
    private static final int CELL = 12 + 12 + 8 + 1 + 12;

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
        bytes = Mutations.few(whole, random, () -> {
            int at = CELL + 8 * random.nextInt(45);
            return at >= CELL + 144 ? at + 4 : at;
        });
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int messageCount() {
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
}
