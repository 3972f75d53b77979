package nnp4j.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays in checkpoints: their length, then their bits. */
final class Doubles {
    private Doubles() {}

    static void write(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) out.writeDouble(value);
    }

    /** Reads into an array of the same length. */
    static void read(DataInput in, double[] values) throws IOException {
        int length = in.readInt();
        if (length != values.length) throw new IOException("expected " + values.length + " numbers, found " + length);
        for (int k = 0; k < length; k++) values[k] = in.readDouble();
    }
}
