package nnp4j.io;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** The numbers of a .npy array one after the other; keeps a few thousand in memory. */
final class NpyArray implements Closeable {
    private static final int BUFFER = 1 << 14;

    private final CRC32 sum = new CRC32();
    private final long crc;
    private final DataInputStream in;
    private final NpyHeader header;
    private final ByteBuffer buffer;
    /** Numbers that are not in the buffer yet. */
    private long left;

    /** Reads the header of a file with this length and checksum; either is -1 if unknown. */
    NpyArray(InputStream stream, long bytes, long crc) throws IOException {
        this.crc = crc;
        in = new DataInputStream(new CheckedInputStream(stream, sum));
        try {
            header = NpyHeader.read(in);
        } catch (EOFException e) {
            throw new IllegalArgumentException("expected a .npy header, found the end", e);
        }
        long expected = header.totalBytes();
        if (bytes >= 0 && bytes != expected)
            throw new IllegalArgumentException(
                    "expected " + expected + " bytes of shape " + header.shown() + ", found " + bytes);
        left = (expected - header.headerBytes()) / header.size();
        buffer = ByteBuffer.allocate(BUFFER).order(header.order()).limit(0);
    }

    /** Length of each axis, read only. */
    long[] shape() {
        return header.shape();
    }

    /** Throws if the array has another shape; -1 stands for any length. */
    void expect(String meaning, long... shape) {
        long[] found = header.shape();
        boolean fits = found.length == shape.length;
        for (int k = 0; k < shape.length && fits; k++) fits = shape[k] < 0 || shape[k] == found[k];
        if (!fits) throw new IllegalArgumentException("expected shape " + meaning + ", found " + header.shown());
    }

    /** Reads the next numbers. */
    void read(double[] values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            if (!buffer.hasRemaining()) fill();
            values[k] = number();
        }
    }

    private void fill() throws IOException {
        int size = (int) Math.min(BUFFER, left * header.size());
        int found = in.readNBytes(buffer.array(), 0, size);
        if (found < size || size == 0) throw new EOFException("the end before all of shape " + header.shown());
        left -= size / header.size();
        if (left == 0 && crc >= 0 && sum.getValue() != crc) throw new ZipException("the checksum differs");
        buffer.position(0).limit(size);
    }

    private double number() {
        return switch (header.kind()) {
            case 'f' -> header.size() == 4 ? buffer.getFloat() : buffer.getDouble();
            case 'i' ->
                switch (header.size()) {
                    case 1 -> buffer.get();
                    case 2 -> buffer.getShort();
                    case 4 -> buffer.getInt();
                    default -> buffer.getLong();
                };
            default ->
                switch (header.size()) {
                    case 1 -> Byte.toUnsignedInt(buffer.get());
                    case 2 -> Short.toUnsignedInt(buffer.getShort());
                    default -> Integer.toUnsignedLong(buffer.getInt());
                };
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
