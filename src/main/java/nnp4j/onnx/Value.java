package nnp4j.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;

/**
 * What a {@link Tape} knows of a value.
 *
 * @param type of its numbers
 * @param shape its lengths where the input has the fewest rows
 * @param later its lengths where the input has one more row; the same if the number of rows is fixed
 * @param integers the numbers themselves, if they are whole, few, and the same for every input; otherwise null
 * @param dependsOnInput whether its numbers, not only its lengths, depend on the input's numbers
 * @param smooth whether the path from the input to it runs through floating numbers alone
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and not compared
record Value(DataType type, long[] shape, long[] later, long[] integers, boolean dependsOnInput, boolean smooth) {
    int rank() {
        return shape.length;
    }

    boolean floating() {
        return type == DataType.FLOAT || type == DataType.DOUBLE;
    }

    /** Whether the lengths are the same for any number of rows. */
    boolean fixed() {
        return Arrays.equals(shape, later);
    }

    /** Whether one length is the same for any number of rows. */
    boolean fixed(int axis) {
        return shape[axis] == later[axis];
    }

    long size() {
        long size = 1;
        for (long length : shape) size *= length;
        return size;
    }

    /** The axis counted from 0, given from the front or, negative, from the end. */
    int axis(long axis) {
        if (axis < -rank() || axis >= Math.max(rank(), 1))
            throw new GraphException("expected an axis of " + rank() + " dimensions, found " + axis);
        return (int) (axis < 0 ? axis + rank() : axis);
    }
}
