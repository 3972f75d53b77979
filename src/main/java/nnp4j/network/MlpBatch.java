package nnp4j.network;

import java.util.Arrays;
import java.util.List;

/**
 * A perceptron for many rows at once, by matrix products, with what training needs: energies, slopes dE/dinput, and the
 * gradient with respect to the parameters of any weighted sum of energies and slopes, exact to second derivatives. The calls
 * build on one another: {@link #forward}, then {@link #slopes}, then {@link #addGradient} or {@link #rowGradients}, for the same
 * rows. One thread only; allocates nothing per call.
 */
public final class MlpBatch {
    private final int[] widths;
    private final List<Activation> activations;
    private final int mostRows;
    /** First position of each layer's weights; its biases follow them. */
    private final int[] weights;

    private final int parameterCount;
    /** Of each hidden layer l, rows x widths[l]: values, slopes and curvatures of the activation. */
    private final double[][] values;

    private final double[][] slopes;
    private final double[][] curvatures;
    /** dE/dvalue and dE/dsum of each layer. */
    private final double[][] valueAdjoints;

    private final double[][] sumAdjoints;
    /** Derivatives of sums and values along a direction of the inputs. */
    private final double[][] sumTangents;

    private final double[][] valueTangents;
    private final double[] scratch;
    private final double[] below;
    private double[] parameters;
    private double[] inputs;
    private int from;
    private int rows;

    /**
     * Room for batches of a perceptron.
     *
     * @param mlp its shape and activations, and the parameters to begin with
     * @param mostRows the largest number of rows of a batch, at least 1
     */
    public MlpBatch(Mlp mlp, int mostRows) {
        if (mostRows < 1) throw new IllegalArgumentException("expected room for at least 1 row, found " + mostRows);
        this.widths = mlp.widths();
        this.activations = mlp.activations();
        this.mostRows = mostRows;
        this.parameters = mlp.parameters();
        this.parameterCount = parameters.length;
        int last = widths.length - 1;
        weights = new int[last + 1];
        for (int layer = 1; layer < last; layer++)
            weights[layer + 1] = weights[layer] + widths[layer] * (widths[layer - 1] + 1);
        values = hidden();
        slopes = hidden();
        curvatures = hidden();
        valueAdjoints = hidden();
        sumAdjoints = hidden();
        sumTangents = hidden();
        valueTangents = hidden();
        int widest = Arrays.stream(widths).skip(1).max().orElseThrow();
        scratch = new double[mostRows * widest];
        below = new double[mostRows * widest];
    }

    private double[][] hidden() {
        double[][] arrays = new double[widths.length - 1][];
        for (int layer = 1; layer < arrays.length; layer++) arrays[layer] = new double[mostRows * widths[layer]];
        return arrays;
    }

    /**
     * Number of parameters.
     *
     * @return weights and biases together
     */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * Changes the parameters in use.
     *
     * @param changed weights and biases as in {@link Mlp}; read by later calls, not copied
     */
    public void use(double[] changed) {
        if (changed.length != parameterCount)
            throw new IllegalArgumentException("expected " + parameterCount + " parameters, found " + changed.length);
        parameters = changed;
    }

    /**
     * Energies of a batch.
     *
     * @param rows number of rows, at most the room
     * @param inputs rows x inputs, from position {@code from} on; read by later calls, not copied
     * @param from first position in inputs
     * @param curved whether gradients of slopes will be asked for
     * @param energies one a row, overwritten
     */
    public void forward(int rows, double[] inputs, int from, boolean curved, double[] energies) {
        if (rows > mostRows)
            throw new IllegalArgumentException("expected at most " + mostRows + " rows, found " + rows);
        this.rows = rows;
        this.inputs = inputs;
        this.from = from;
        int last = widths.length - 1;
        for (int layer = 1; layer < last; layer++) {
            int width = widths[layer];
            int bias = weights[layer] + width * widths[layer - 1];
            for (int row = 0; row < rows; row++) System.arraycopy(parameters, bias, scratch, row * width, width);
            MatrixProduct.addTransposed(
                    rows, width, widths[layer - 1], in(layer), at(layer), parameters, weights[layer], scratch);
            BatchActivation.evaluate(
                    activations.get(layer - 1),
                    rows * width,
                    scratch,
                    values[layer],
                    slopes[layer],
                    curved ? curvatures[layer] : null);
        }
        int width = widths[last - 1];
        double[] top = in(last);
        for (int row = 0; row < rows; row++) {
            double sum = parameters[parameterCount - 1];
            int start = at(last) + row * width;
            for (int k = 0; k < width; k++) sum += parameters[weights[last] + k] * top[start + k];
            energies[row] = sum;
        }
    }

    /** The values that a layer takes, and where they begin. */
    private double[] in(int layer) {
        return layer == 1 ? inputs : values[layer - 1];
    }

    private int at(int layer) {
        return layer == 1 ? from : 0;
    }

    /**
     * Slopes of the batch.
     *
     * @param result dE/dinput, rows x inputs, overwritten
     */
    public void slopes(double[] result) {
        int last = widths.length - 1;
        double[] top = last == 1 ? result : valueAdjoints[last - 1];
        int width = widths[last - 1];
        for (int row = 0; row < rows; row++) System.arraycopy(parameters, weights[last], top, row * width, width);
        for (int layer = last - 1; layer >= 1; layer--) {
            multiply(rows * widths[layer], valueAdjoints[layer], slopes[layer], sumAdjoints[layer]);
            double[] target = layer == 1 ? result : valueAdjoints[layer - 1];
            MatrixProduct.multiply(
                    rows, widths[layer - 1], widths[layer], sumAdjoints[layer], parameters, weights[layer], target);
        }
    }

    /**
     * Adds the gradient of sum_r c_r E_r with respect to the parameters, and where directions are given that of
     * sum_r v_r . s_r, the slopes along them.
     *
     * @param factors c, one a row, read only
     * @param directions v, rows x inputs, read only, after a curved forward and slopes; or null
     * @param gradient added to, in the layout of {@link Mlp}
     */
    public void addGradient(double[] factors, double[] directions, double[] gradient) {
        int last = widths.length - 1;
        if (directions != null) tangents(directions);
        addLast(factors, directions, gradient);
        for (int layer = last - 1; layer >= 1; layer--) {
            int width = widths[layer];
            adjoint(layer, factors, directions != null);
            MatrixProduct.addTransposedFirst(
                    width, widths[layer - 1], rows, scratch, in(layer), at(layer), gradient, weights[layer]);
            if (directions != null)
                MatrixProduct.addTransposedFirst(
                        width,
                        widths[layer - 1],
                        rows,
                        sumAdjoints[layer],
                        tangent(layer, directions),
                        0,
                        gradient,
                        weights[layer]);
            int bias = weights[layer] + width * widths[layer - 1];
            for (int row = 0; row < rows; row++)
                for (int k = 0; k < width; k++) gradient[bias + k] += scratch[row * width + k];
        }
    }

    /**
     * The gradient of c_r E_r + v_r . s_r with respect to the parameters, row by row: rows of a Jacobian.
     *
     * @param factors c, one a row, read only
     * @param directions v, rows x inputs, read only, after a curved forward and slopes; or null
     * @param gradients rows x parameters, overwritten
     */
    public void rowGradients(double[] factors, double[] directions, double[] gradients) {
        int last = widths.length - 1;
        if (directions != null) tangents(directions);
        int width = widths[last - 1];
        double[] top = in(last);
        for (int row = 0; row < rows; row++) {
            int out = row * parameterCount + weights[last];
            for (int k = 0; k < width; k++) {
                double part = factors[row] * top[at(last) + row * width + k];
                gradients[out + k] = directions == null ? part : part + tangent(last, directions)[row * width + k];
            }
            gradients[out + width] = factors[row];
        }
        for (int layer = last - 1; layer >= 1; layer--) {
            adjoint(layer, factors, directions != null);
            for (int row = 0; row < rows; row++) outer(layer, row, directions, gradients);
        }
    }

    private void outer(int layer, int row, double[] directions, double[] gradients) {
        int width = widths[layer];
        int size = widths[layer - 1];
        int in = at(layer) + row * size;
        int out = row * parameterCount + weights[layer];
        double[] values = in(layer);
        double[] tangents = directions == null ? null : tangent(layer, directions);
        for (int unit = 0; unit < width; unit++) {
            double adjoint = scratch[row * width + unit];
            int start = out + unit * size;
            for (int k = 0; k < size; k++) gradients[start + k] = adjoint * values[in + k];
            if (tangents != null) {
                double along = sumAdjoints[layer][row * width + unit];
                for (int k = 0; k < size; k++) gradients[start + k] += along * tangents[row * size + k];
            }
            gradients[out + width * size + unit] = adjoint;
        }
    }

    /** Tangents of sums and values along the directions, layer by layer. */
    private void tangents(double[] directions) {
        for (int layer = 1; layer < widths.length - 1; layer++) {
            int count = rows * widths[layer];
            Arrays.fill(sumTangents[layer], 0, count, 0);
            MatrixProduct.addTransposed(
                    rows,
                    widths[layer],
                    widths[layer - 1],
                    tangent(layer, directions),
                    0,
                    parameters,
                    weights[layer],
                    sumTangents[layer]);
            multiply(count, slopes[layer], sumTangents[layer], valueTangents[layer]);
        }
    }

    /** The tangents that a layer takes. */
    private double[] tangent(int layer, double[] directions) {
        return layer == 1 ? directions : valueTangents[layer - 1];
    }

    private void addLast(double[] factors, double[] directions, double[] gradient) {
        int last = widths.length - 1;
        int width = widths[last - 1];
        double[] top = in(last);
        for (int row = 0; row < rows; row++) {
            int start = at(last) + row * width;
            for (int k = 0; k < width; k++) gradient[weights[last] + k] += factors[row] * top[start + k];
            gradient[parameterCount - 1] += factors[row];
        }
        if (directions == null) return;
        double[] tangents = tangent(last, directions);
        for (int row = 0; row < rows; row++)
            for (int k = 0; k < width; k++) gradient[weights[last] + k] += tangents[row * width + k];
    }

    /**
     * Leaves in scratch the adjoint of a layer's sums, of energies times factors and slopes along directions:
     * a f'(z) + dE/dvalue f''(z) dz, where a comes from the layer above.
     */
    private void adjoint(int layer, double[] factors, boolean curved) {
        int last = widths.length - 1;
        int width = widths[layer];
        int count = rows * width;
        if (layer == last - 1) {
            for (int row = 0; row < rows; row++)
                for (int k = 0; k < width; k++) below[row * width + k] = factors[row] * parameters[weights[last] + k];
        } else {
            MatrixProduct.multiply(rows, width, widths[layer + 1], scratch, parameters, weights[layer + 1], below);
        }
        multiply(count, below, slopes[layer], scratch);
        if (curved) addProduct(count, valueAdjoints[layer], curvatures[layer], sumTangents[layer], scratch);
    }

    private static void multiply(int count, double[] a, double[] b, double[] c) {
        for (int i = 0; i < count; i++) c[i] = a[i] * b[i];
    }

    private static void addProduct(int count, double[] a, double[] b, double[] c, double[] sum) {
        for (int i = 0; i < count; i++) sum[i] += a[i] * b[i] * c[i];
    }
}
