package nnp4j.io;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes of .npy arrays and .npz archives as numpy writes them. */
final class NpyFiles {
    private NpyFiles() {}

    /** Header of version 1, 2 or 3, padded to a multiple of 64 bytes. */
    static byte[] header(int version, String type, String shape) {
        return rawHeader(version, "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }");
    }

    static byte[] rawHeader(int version, String text) {
        int lead = version == 1 ? 10 : 12;
        String padded = text + " ".repeat(63 - (lead + text.length()) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(lead + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) bytes.putShort((short) padded.length());
        else bytes.putInt(padded.length());
        return bytes.put(padded.getBytes(StandardCharsets.UTF_8)).array();
    }

    static byte[] array(int version, String type, String shape, double... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(version, type, shape));
        for (double value : values) out.writeBytes(number(type, value));
        return out.toByteArray();
    }

    static byte[] array(String type, String shape, double... values) {
        return array(1, type, shape, values);
    }

    private static byte[] number(String type, double value) {
        String word = type.substring(type.length() - 2);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.parseInt(word.substring(1)))
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        switch (word) {
            case "f4" -> bytes.putFloat((float) value);
            case "f8" -> bytes.putDouble(value);
            case "i1", "u1" -> bytes.put((byte) value);
            case "i2", "u2" -> bytes.putShort((short) value);
            case "i4", "u4" -> bytes.putInt((int) (long) value);
            default -> bytes.putLong((long) value);
        }
        return bytes.array();
    }

    /** An archive of named arrays, deflated or stored. */
    static Path archive(Path path, boolean stored, Map<String, byte[]> arrays) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
            for (var array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                if (stored) {
                    CRC32 sum = new CRC32();
                    sum.update(array.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array.getValue());
            }
        }
        return path;
    }
}
