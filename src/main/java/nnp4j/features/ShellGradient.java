package nnp4j.features;

import java.util.Arrays;

/** Collects the gradient with respect to the neighbours' vectors. One thread only. */
final class ShellGradient {
    /** Along a neighbour's vector: dE/dr, and what is to be multiplied with the vector itself. */
    double[] radial = {};

    private double[] along = {};
    private double[] x = {};
    private double[] y = {};
    private double[] z = {};

    void clear(int count) {
        if (count > radial.length) {
            radial = new double[2 * count];
            along = new double[2 * count];
            x = new double[2 * count];
            y = new double[2 * count];
            z = new double[2 * count];
            return;
        }
        Arrays.fill(radial, 0, count, 0);
        Arrays.fill(along, 0, count, 0);
        Arrays.fill(x, 0, count, 0);
        Arrays.fill(y, 0, count, 0);
        Arrays.fill(z, 0, count, 0);
    }

    /**
     * Adds what slopes with respect to two distances, the third side and the cosine c make of the vectors: with a and b the
     * vectors, dc/da = b/(|a| |b|) - c a/|a|^2, dside/da = (a - b)/side.
     */
    void add(NearShells near, PairBatch batch) {
        for (int p = 0; p < batch.count; ) p = addOne(near, batch, p);
    }

    /** Adds the pairs of one first neighbour; returns where those of the next begin. */
    private int addOne(NearShells near, PairBatch batch, int from) {
        int j = batch.first[from];
        double xj = near.x[j];
        double yj = near.y[j];
        double zj = near.z[j];
        double ij = near.inverse[j];
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        double sumZ = 0;
        int p = from;
        for (; p < batch.count && batch.first[p] == j; p++) {
            int k = batch.second[p];
            double ik = near.inverse[k];
            double side = batch.bySide[p] / Math.max(batch.sides[p], Double.MIN_NORMAL);
            double bend = batch.byCosine[p];
            double across = bend * ij * ik - side;
            double turned = bend * batch.cosines[p];
            sum += side + (batch.byFirst[p] - turned * ij) * ij;
            along[k] += side + (batch.bySecond[p] - turned * ik) * ik;
            sumX += across * near.x[k];
            sumY += across * near.y[k];
            sumZ += across * near.z[k];
            x[k] += across * xj;
            y[k] += across * yj;
            z[k] += across * zj;
        }
        along[j] += sum;
        x[j] += sumX;
        y[j] += sumY;
        z[j] += sumZ;
        return p;
    }

    /** Writes the gradient in the order of the neighbourhood. */
    void write(NearShells near, double[] gradient) {
        for (int k = 0; k < near.count; k++) {
            int at = 3 * near.places[k];
            double factor = radial[k] * near.inverse[k] + along[k];
            gradient[at] = factor * near.x[k] + x[k];
            gradient[at + 1] = factor * near.y[k] + y[k];
            gradient[at + 2] = factor * near.z[k] + z[k];
        }
    }
}
