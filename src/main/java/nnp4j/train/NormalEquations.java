package nnp4j.train;

import java.util.Arrays;
import nnp4j.network.MatrixProduct;
import nnp4j.network.Mlp;
import nnp4j.network.MlpBatch;

/**
 * J^T J and J^T r of a loss whose residuals r are the errors of energies and weighted forces, |r|^2 = L. Frames are taken in
 * blocks, rows within a block by all threads, products summed in the order of the blocks by columns: the result is the same for
 * any number of threads.
 */
final class NormalEquations {
    /** Rows that are multiplied at a time. */
    private static final int BLOCK_ROWS = 768;

    private final MoleculeLoss loss;
    private final Examples examples;
    private final Crew crew;
    private final double forceWeight;
    private final int parameterCount;
    private final int rowsPerFrame;
    private final int blockFrames;
    private final ResidualLane[] lanes;
    private final MlpBatch anchorBatch;
    private final double[] anchorGradient;
    private final double[] residuals;
    private final double[] rows;
    /** J^T J in strips of rows, one a task. */
    private final double[][] strips;

    private final double[] projected;

    NormalEquations(MoleculeLoss loss, Mlp shape, double forceWeight, Crew crew) {
        this.loss = loss;
        this.examples = loss.examples();
        this.crew = crew;
        this.forceWeight = forceWeight;
        parameterCount = shape.parameterCount();
        rowsPerFrame = 1 + examples.mostCoordinates();
        blockFrames = Math.max(1, Math.min(examples.count(), BLOCK_ROWS / rowsPerFrame));
        lanes = new ResidualLane[Math.min(8, blockFrames)];
        for (int k = 0; k < lanes.length; k++) lanes[k] = new ResidualLane(examples, shape);
        anchorBatch =
                examples.isAnchored() ? new MlpBatch(shape, examples.views().count()) : null;
        anchorGradient = new double[parameterCount];
        residuals = new double[blockFrames * rowsPerFrame];
        rows = new double[residuals.length * parameterCount];
        int count = Math.min(8, parameterCount);
        strips = new double[count][];
        for (int s = 0; s < count; s++) strips[s] = new double[(end(s) - start(s)) * parameterCount];
        projected = new double[parameterCount];
    }

    private int start(int strip) {
        return (int) ((long) parameterCount * strip / strips.length);
    }

    private int end(int strip) {
        return start(strip + 1);
    }

    /**
     * Evaluates both at parameters.
     *
     * @param matrix J^T J, overwritten
     * @param vector J^T r, overwritten
     */
    void evaluate(double[] parameters, double[][] matrix, double[] vector) {
        double zero = loss.atAnchor(parameters);
        if (anchorBatch != null) anchor(parameters);
        for (double[] strip : strips) Arrays.fill(strip, 0);
        Arrays.fill(projected, 0);
        for (int from = 0; from < examples.count(); from += blockFrames) {
            int first = from;
            int frames = Math.min(blockFrames, examples.count() - from);
            crew.run(lanes.length, lane -> fill(lane, first, frames, parameters, zero));
            crew.run(strips.length, strip -> multiply(strip, frames * rowsPerFrame));
            project(frames * rowsPerFrame);
        }
        for (int s = 0; s < strips.length; s++)
            for (int i = start(s); i < end(s); i++)
                System.arraycopy(strips[s], (i - start(s)) * parameterCount, matrix[i], 0, parameterCount);
        System.arraycopy(projected, 0, vector, 0, parameterCount);
    }

    private void anchor(double[] parameters) {
        int views = examples.views().count();
        double[] factors = new double[views];
        Arrays.fill(factors, 1.0 / views);
        Arrays.fill(anchorGradient, 0);
        anchorBatch.use(parameters);
        anchorBatch.forward(views, examples.anchor(), 0, false, new double[views]);
        anchorBatch.addGradient(factors, null, anchorGradient);
    }

    private void fill(int lane, int first, int frames, double[] parameters, double zero) {
        double share = 1 / Math.sqrt(examples.count());
        for (int i = lane; i < frames; i += lanes.length) {
            int frame = first + i;
            int row = i * rowsPerFrame;
            int coordinates = examples.hasForces() ? examples.forces()[frame].length : 0;
            Arrays.fill(residuals, row, row + rowsPerFrame, 0); // a smaller molecule leaves empty rows
            Arrays.fill(rows, (row + 1 + coordinates) * parameterCount, (row + rowsPerFrame) * parameterCount, 0);
            double forceScale = coordinates == 0 ? 0 : share * Math.sqrt(forceWeight / coordinates);
            lanes[lane].evaluate(frame, parameters, zero, share, forceScale, residuals, rows, row);
            if (anchorBatch != null)
                for (int k = 0; k < parameterCount; k++) rows[row * parameterCount + k] -= share * anchorGradient[k];
        }
    }

    private void multiply(int strip, int count) {
        int from = start(strip);
        MatrixProduct.addTransposedFirst(
                end(strip) - from, parameterCount, count, rows, from, parameterCount, rows, strips[strip]);
    }

    private void project(int count) {
        for (int row = 0; row < count; row++) {
            double r = residuals[row];
            int at = row * parameterCount;
            for (int k = 0; k < parameterCount; k++) projected[k] += r * rows[at + k];
        }
    }
}
