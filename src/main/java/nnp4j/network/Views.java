package nnp4j.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Several ways to look at one row of features, over which a perceptron's energy is averaged: view v puts feature index(v, j) at
 * input j. With the permutations of like atoms as views the energy does not change when they change places. Immutable.
 */
public final class Views {
    private final int featureCount;
    private final int[][] indices;

    private Views(int featureCount, int[][] indices) {
        this.featureCount = featureCount;
        this.indices = indices;
    }

    /**
     * The one view that takes the features as they are.
     *
     * @param featureCount number of features, at least 1
     * @return one view
     */
    public static Views one(int featureCount) {
        return of(featureCount, new int[][] {IntStream.range(0, featureCount).toArray()});
    }

    /**
     * The views of a row that holds several descriptions of a molecule one after the other.
     *
     * @param count number of descriptions, at least 1
     * @param inputCount features of each
     * @return as many views
     */
    public static Views blocks(int count, int inputCount) {
        int[][] indices = new int[count][];
        for (int v = 0; v < count; v++)
            indices[v] = IntStream.range(v * inputCount, (v + 1) * inputCount).toArray();
        return of(count * inputCount, indices);
    }

    /**
     * Views by their indices.
     *
     * @param featureCount length of a row of features
     * @param indices which feature each input is, one array a view, all of one length; copied
     * @return the views
     * @throws IllegalArgumentException if there is no view, lengths differ, an index is no feature, or the features are not
     *     all used equally often
     */
    public static Views of(int featureCount, int[][] indices) {
        if (indices.length == 0 || indices[0].length == 0)
            throw new IllegalArgumentException("views: expected at least one with at least one input");
        int[] uses = new int[featureCount];
        for (int[] view : indices) {
            if (view.length != indices[0].length)
                throw new IllegalArgumentException(
                        "views: expected " + indices[0].length + " inputs in each, found " + view.length);
            for (int feature : view) {
                if (feature < 0 || feature >= featureCount)
                    throw new IllegalArgumentException(
                            "views: expected feature 0 to " + (featureCount - 1) + ", found " + feature);
                uses[feature]++;
            }
        }
        if (Arrays.stream(uses).distinct().count() != 1)
            throw new IllegalArgumentException("views: expected every feature to be used equally often");
        return new Views(featureCount, Arrays.stream(indices).map(int[]::clone).toArray(int[][]::new));
    }

    /**
     * Number of views.
     *
     * @return at least 1
     */
    public int count() {
        return indices.length;
    }

    /**
     * Number of features in a row.
     *
     * @return at least 1
     */
    public int featureCount() {
        return featureCount;
    }

    /**
     * Number of inputs of the perceptron.
     *
     * @return at least 1
     */
    public int inputCount() {
        return indices[0].length;
    }

    /**
     * Which feature an input is.
     *
     * @param view from 0
     * @param input from 0
     * @return index into the row of features
     */
    public int index(int view, int input) {
        return indices[view][input];
    }

    /** Whether the only view takes the features as they are. */
    boolean isPlain() {
        return indices.length == 1
                && Arrays.equals(indices[0], IntStream.range(0, featureCount).toArray());
    }
}
