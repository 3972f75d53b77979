package nnp4j.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a .npy array (format versions 1 to 3 of numpy.lib.format): type, order and shape.
 *
 * @param kind f, i or u
 * @param size bytes of a number
 * @param order of its bytes
 * @param shape length of each axis
 * @param headerBytes bytes before the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within this package, never compared
record NpyHeader(char kind, int size, ByteOrder order, long[] shape, int headerBytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Bytes of a header; numpy's own limit is 10,000. */
    private static final int LONGEST = 10_000;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>=|]?)([a-zA-Z])(\\d{1,4})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    static NpyHeader read(DataInputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(MAGIC, Arrays.copyOf(start, 6)))
            throw new IllegalArgumentException("expected a .npy array, found other bytes at its start");
        int version = start[6];
        if (version < 1 || version > 3)
            throw new IllegalArgumentException("expected .npy version 1, 2 or 3, found " + version);
        long length = version == 1
                ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        if (length > LONGEST)
            throw new IllegalArgumentException(
                    "expected a header of at most " + LONGEST + " bytes, found one of " + length);
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return parse(text, 8 + (version == 1 ? 2 : 4) + bytes.length);
    }

    private static NpyHeader parse(String text, int headerBytes) {
        Matcher type = TYPE.matcher(text);
        if (!type.find() || !(type.group(2) + type.group(3)).matches("f[48]|i[1248]|u[124]"))
            throw new IllegalArgumentException(
                    "expected numbers f4, f8, i1 to i8 or u1 to u4, found the header " + Values.shown(text, 100));
        Matcher order = ORDER.matcher(text);
        if (!order.find() || order.group(1).equals("True"))
            throw new IllegalArgumentException(
                    "expected an array in C order ('fortran_order': False), found the header "
                            + Values.shown(text, 100));
        Matcher shape = SHAPE.matcher(text);
        if (!shape.find())
            throw new IllegalArgumentException("expected a 'shape', found the header " + Values.shown(text, 100));
        ByteOrder bytes = switch (type.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "<" -> ByteOrder.LITTLE_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        int size = Integer.parseInt(type.group(3));
        return new NpyHeader(type.group(2).charAt(0), size, bytes, lengths(shape.group(1)), headerBytes);
    }

    private static long[] lengths(String text) {
        String list = text.strip();
        if (list.endsWith(",")) list = list.substring(0, list.length() - 1);
        if (list.isBlank()) return new long[0];
        String[] words = list.split(",", -1);
        if (words.length > 8) throw new IllegalArgumentException("expected at most 8 axes, found " + words.length);
        long[] shape = new long[words.length];
        for (int k = 0; k < shape.length; k++) {
            if (!words[k].strip().matches("\\d{1,15}L?"))
                throw new IllegalArgumentException(
                        "expected a shape of whole numbers, found (" + Values.shown(text) + ")");
            shape[k] = Long.parseLong(words[k].strip().replace("L", ""));
        }
        return shape;
    }

    /** Bytes of the whole array, header and all; throws if no file has so many. */
    long totalBytes() {
        long count = 1;
        try {
            for (long length : shape) count = Math.multiplyExact(count, length);
            return Math.addExact(Math.multiplyExact(count, size), headerBytes);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expected a shape that fits a file, found " + shown(), e);
        }
    }

    /** The shape as people write it. */
    String shown() {
        return "("
                + String.join(
                        ", ", Arrays.stream(shape).mapToObj(Long::toString).toList()) + ")";
    }
}
