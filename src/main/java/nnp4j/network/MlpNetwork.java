package nnp4j.network;

import java.util.Arrays;
import java.util.List;

/**
 * Evaluates an {@link Mlp} row by row: forward for the energy, reverse mode for the slopes and, for training, for the
 * gradient with respect to the parameters. One thread only; allocates nothing per call.
 */
public final class MlpNetwork implements Network {
    private final int[] widths;
    /** Of layers 1 to the last but one, from position 0 on. */
    private final Activation[] activations;

    private final double[] parameters;
    private final int[] offsets;
    /** Inputs of each layer, then the output: the activations. */
    private final double[][] values;
    /** Weighted sums of each layer. */
    private final double[][] sums;
    /** dE/dvalue of each layer. */
    private final double[][] adjoints;

    MlpNetwork(int[] widths, List<Activation> activations, double[] parameters) {
        this.widths = widths;
        this.activations = activations.toArray(Activation[]::new);
        this.parameters = parameters.clone();
        int layers = widths.length - 1;
        offsets = new int[layers + 1];
        values = new double[layers + 1][];
        sums = new double[layers + 1][];
        adjoints = new double[layers + 1][];
        for (int layer = 0; layer <= layers; layer++) {
            values[layer] = new double[widths[layer]];
            sums[layer] = new double[widths[layer]];
            adjoints[layer] = new double[widths[layer]];
            if (layer < layers) offsets[layer + 1] = offsets[layer] + widths[layer + 1] * (widths[layer] + 1);
        }
    }

    @Override
    public int inputSize() {
        return widths[0];
    }

    /**
     * Changes the parameters in use, as a training step does.
     *
     * @param changed weights and biases as in {@link Mlp}, read only, copied
     */
    public void assign(double[] changed) {
        if (changed.length != parameters.length)
            throw new IllegalArgumentException(
                    "expected " + parameters.length + " parameters, found " + changed.length);
        System.arraycopy(changed, 0, parameters, 0, parameters.length);
    }

    @Override
    public void evaluate(int rows, double[] features, double[] energies, double[] slopes) {
        int inputs = widths[0];
        Batch.check(rows, inputs, features, energies, slopes);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(features, row * inputs, values[0], 0, inputs);
            energies[row] = forward();
            backward(null, 0);
            System.arraycopy(adjoints[0], 0, slopes, row * inputs, inputs);
        }
    }

    /**
     * Energy of one row and its gradient with respect to the parameters.
     *
     * @param features one row, inputSize() values, read only
     * @param gradient dE/dparameter in the layout of {@link Mlp}, written from {@code from} on, overwritten
     * @param from first position in the gradient
     * @return the energy
     * @throws IllegalArgumentException if an array is too short or {@code from} is negative
     */
    public double parameterGradient(double[] features, double[] gradient, int from) {
        if (from < 0) throw new IllegalArgumentException("expected a first position of 0 or more, found " + from);
        Batch.check("features", widths[0], features);
        Batch.check("gradient values", (long) from + parameters.length, gradient);
        System.arraycopy(features, 0, values[0], 0, widths[0]);
        double energy = forward();
        backward(gradient, from);
        return energy;
    }

    private double forward() {
        int last = widths.length - 1;
        for (int layer = 1; layer <= last; layer++) {
            double[] in = values[layer - 1];
            int weight = offsets[layer - 1];
            int bias = weight + widths[layer] * in.length;
            for (int unit = 0; unit < widths[layer]; unit++) {
                double sum = parameters[bias + unit];
                for (double value : in) sum += parameters[weight++] * value;
                sums[layer][unit] = sum;
                values[layer][unit] = layer < last ? activations[layer - 1].value(sum) : sum;
            }
        }
        return values[last][0];
    }

    /** Reverse mode from dE/dE = 1; fills the adjoints and, where asked, the gradient with respect to the parameters. */
    private void backward(double[] gradient, int from) {
        int last = widths.length - 1;
        adjoints[last][0] = 1;
        for (int layer = last; layer >= 1; layer--) {
            double[] in = values[layer - 1];
            double[] below = adjoints[layer - 1];
            Arrays.fill(below, 0);
            int weight = offsets[layer - 1];
            int bias = weight + widths[layer] * in.length;
            for (int unit = 0; unit < widths[layer]; unit++) {
                double adjoint = adjoints[layer][unit];
                if (layer < last) adjoint *= activations[layer - 1].slope(sums[layer][unit]);
                if (gradient != null) {
                    gradient[from + bias + unit] = adjoint;
                    for (int k = 0; k < in.length; k++) gradient[from + weight + k] = adjoint * in[k];
                }
                for (int k = 0; k < in.length; k++) below[k] += adjoint * parameters[weight++];
            }
        }
    }

    @Override
    public void close() {}
}
