package nnp4j.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Geometry;
import nnp4j.units.Units;

/** What an MDI driver may send in one connection, with a few bytes changed. */
final class MdiMutatedStream implements StreamFuzz.Stream {
    private static final int[] INTEGERS = {
        0, 1, 2, 3, 4, 9, 27, -1, 255, 65_536, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, 1e-300, 1e-12, 1e5, 1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] ASKED = {
        "<@",
        "@",
        "@DEFAULT",
        "<NAME",
        "<VERSION",
        "<NATOMS",
        "<ELEMENTS",
        "<COORDS",
        "<DIMENSIONS",
        "<CELL_DISPL",
        "<NNODES",
        "<NODES",
        "<NCOMMANDS",
        "<COMMANDS",
        "<NCALLBACKS",
        "<CALLBACKS"
    };
    private static final String[] WORDS = {
        "<ENERGY", ">COORDS", "<STRESS", "EXIT", "<KE", ">CELL", "\0", "<ENERGYENERGY"
    };
    /** Bytes of a greeting, and of a command. */
    private static final int GREETING = 20;

    private static final int COMMAND = 16 + BareDriver.LENGTH;

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
    private final SplittableRandom random;
    private final byte[] bytes;
    private int messages;

    MdiMutatedStream(Geometry molecule, SplittableRandom random) {
        this.random = random;
        BareDriver.greeting(buffer, BareDriver.LENGTH, 1, 4, 26);
        int[] elements = new int[molecule.atomCount()];
        for (int i = 0; i < elements.length; i++) elements[i] = molecule.atomicNumber(i);
        if (random.nextBoolean()) values(">NATOMS", elements.length);
        if (random.nextBoolean()) values(">ELEMENTS", elements);
        for (int k = random.nextInt(4); k > 0; k--) command(ASKED[random.nextInt(ASKED.length)]);
        for (int k = random.nextInt(4); k >= 0; k--) step(molecule);
        if (random.nextBoolean()) command("EXIT");
        byte[] whole = Arrays.copyOf(buffer.array(), buffer.position());
        for (int k = random.nextInt(4); k > 0 && whole.length > GREETING; k--) whole = mutated(whole);
        bytes = whole;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    /** How many commands with or without values, before anything was changed. */
    @Override
    public int messageCount() {
        return messages;
    }

    private void command(String name) {
        BareDriver.command(buffer, name, BareDriver.LENGTH);
        messages++;
    }

    private void values(String name, int... values) {
        command(name);
        BareDriver.integers(buffer, values);
    }

    private void step(Geometry molecule) {
        molecule.cell().map(Cell::toArray).ifPresent(cell -> {
            command(">CELL");
            for (int k = 0; k < 9; k++) cell[k] /= Units.BOHR;
            BareDriver.reals(buffer, cell);
        });
        command(">COORDS");
        BareDriver.reals(buffer, Served.near(molecule, random));
        command(random.nextBoolean() ? "<ENERGY" : "<PE");
        command("<FORCES");
        if (molecule.cell().isPresent()) command("<STRESS");
    }

    private byte[] mutated(byte[] from) {
        byte[] to = from.clone();
        ByteBuffer view = ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
        int at = random.nextInt(to.length - GREETING + 1);
        switch (random.nextInt(8)) {
            case 0 -> to[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> view.putInt(at, INTEGERS[random.nextInt(INTEGERS.length)]);
            case 2 -> view.putDouble(at, DOUBLES[random.nextInt(DOUBLES.length)]);
            case 3 -> to = Arrays.copyOf(to, at);
            case 4 -> to = spliced(to, at, Math.min(to.length, at + random.nextInt(600)), at);
            case 5 -> to = spliced(to, at, at, Math.max(0, at - random.nextInt(600)));
            case 6 -> rename(view);
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

    /** Puts another command in place of the first. */
    private void rename(ByteBuffer view) {
        String word = WORDS[random.nextInt(WORDS.length)];
        if (view.capacity() < GREETING + COMMAND) return;
        for (int k = 0; k < 20; k++) view.put(GREETING + 16 + k, (byte) (k < word.length() ? word.charAt(k) : 0));
    }

    /** Changes a double or a header where values stand, so that it is found in its place. */
    private void mutateField(ByteBuffer view) {
        for (int at = GREETING; at + COMMAND + 16 <= view.capacity(); at += 4) {
            if (view.get(at + 16) != '>' || view.getInt(at + 12) != BareDriver.LENGTH || random.nextInt(3) > 0)
                continue;
            int values = at + COMMAND;
            int field = values + 16 + 8 * random.nextInt(9);
            if (random.nextBoolean())
                view.putInt(values + 4 * random.nextInt(4), INTEGERS[random.nextInt(INTEGERS.length)]);
            else if (field + 8 <= view.capacity()) view.putDouble(field, DOUBLES[random.nextInt(DOUBLES.length)]);
            return;
        }
    }
}
