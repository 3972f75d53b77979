package nnp4j.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.Arrays;

/** The rows of an HDF5 array of numbers, first axis first; keeps a block of them in memory. */
final class HdfRows {
    /** Numbers of a block, unless a row has more: 512 kB. */
    private static final int BLOCK = 1 << 16;

    private final Dataset data;
    private final String name;
    private final int[] shape;
    private final int width;
    private double[] block = {};
    private int first;

    private HdfRows(Dataset data, String name, int[] shape, int width) {
        this.data = data;
        this.name = name;
        this.shape = shape;
        this.width = width;
    }

    static HdfRows of(Node node, String name) {
        if (!(node instanceof Dataset data) || data.isCompound() || data.isVariableLength() || data.isScalar())
            throw new IllegalArgumentException(name + ": expected an array of numbers, found something else");
        Class<?> type = data.getJavaType();
        if (type != double.class
                && type != float.class
                && type != byte.class
                && type != short.class
                && type != int.class
                && type != long.class)
            throw new IllegalArgumentException(
                    name + ": expected an array of numbers, found one of " + type.getSimpleName());
        int[] shape = data.getDimensions();
        long width = 1;
        for (int k = 1; k < shape.length; k++) width = Math.min(Integer.MAX_VALUE, width * Math.max(0, shape[k]));
        if (width > 3L * FrameArrays.MOST_ATOMS)
            throw new IllegalArgumentException(name + ": expected at most " + FrameArrays.MOST_ATOMS
                    + " atoms, found shape " + Arrays.toString(shape));
        return new HdfRows(data, name, shape, (int) width);
    }

    /** Number of rows. */
    int count() {
        return shape[0];
    }

    /** Throws if the array has another shape. */
    void expect(int... expected) {
        if (!Arrays.equals(shape, expected))
            throw new IllegalArgumentException(
                    name + ": expected shape " + Arrays.toString(expected) + ", found " + Arrays.toString(shape));
    }

    /** Throws if there is not one number a row. */
    void expectRows(int count) {
        if (width != 1 || shape[0] != count)
            throw new IllegalArgumentException(
                    name + ": expected shape [" + count + "], found " + Arrays.toString(shape));
    }

    /** One row in a fresh array. */
    double[] row(int row) {
        if (block.length == 0 || row < first || row >= first + block.length / width) load(row);
        return Arrays.copyOfRange(block, (row - first) * width, (row - first + 1) * width);
    }

    private void load(int row) {
        long[] offset = new long[shape.length];
        int[] extent = shape.clone();
        offset[0] = row;
        extent[0] = Math.min(shape[0] - row, Math.max(1, BLOCK / width));
        double[] values = new double[extent[0] * width];
        int count = copy(data.getData(offset, extent), values, 0);
        if (count != values.length)
            throw new IllegalArgumentException(name + ": expected " + values.length + " numbers, found " + count);
        block = values;
        first = row;
    }

    /** Copies nested arrays; returns how many numbers there are then. */
    private static int copy(Object from, double[] to, int at) {
        int length = Array.getLength(from);
        int next = at;
        boolean nested = from instanceof Object[];
        for (int k = 0; k < length; k++) {
            if (nested) next = copy(Array.get(from, k), to, next);
            else to[next++] = Array.getDouble(from, k);
        }
        return next;
    }
}
