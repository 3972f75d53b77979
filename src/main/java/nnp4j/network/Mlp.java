package nnp4j.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A multilayer perceptron with one output: hidden layers with an activation each, a linear last layer. Immutable and shared by
 * threads; {@link #network()} gives each thread an evaluator in plain Java, the reference for the ONNX graph.
 *
 * <p>Parameters stand in one array, layer by layer: the weights row-major, one row of inputs for each unit, then the
 * biases.
 */
public final class Mlp {
    private final int[] widths;
    private final List<Activation> activations;
    private final double[] parameters;

    private Mlp(int[] widths, List<Activation> activations, double[] parameters) {
        this.widths = widths;
        this.activations = activations;
        this.parameters = parameters;
    }

    /**
     * A perceptron with given parameters.
     *
     * @param widths number of inputs, of units in each hidden layer, and 1; copied
     * @param activation of the hidden layers
     * @param parameters weights and biases, layer by layer; copied
     * @return the perceptron
     * @throws IllegalArgumentException if a width is not positive, the last is not 1, the number of parameters is wrong
     *     or one is not finite
     */
    public static Mlp of(int[] widths, Activation activation, double[] parameters) {
        return of(widths, alike(widths, activation), parameters);
    }

    /**
     * A perceptron with given parameters and an activation for each hidden layer.
     *
     * @param widths number of inputs, of units in each hidden layer, and 1; copied
     * @param activations of the hidden layers, one each
     * @param parameters weights and biases, layer by layer; copied
     * @return the perceptron
     * @throws IllegalArgumentException if a width is not positive, the last is not 1, the number of activations or of parameters
     *     is wrong or a parameter is not finite
     */
    public static Mlp of(int[] widths, List<Activation> activations, double[] parameters) {
        int expected = parameterCount(widths);
        if (activations.size() != widths.length - 2)
            throw new IllegalArgumentException("expected an activation for each of " + (widths.length - 2)
                    + " hidden layers, found " + activations.size());
        if (parameters.length != expected)
            throw new IllegalArgumentException("expected " + expected + " parameters for widths "
                    + Arrays.toString(widths) + ", found " + parameters.length);
        for (double parameter : parameters)
            if (!Double.isFinite(parameter))
                throw new IllegalArgumentException("parameter " + parameter + " is not finite");
        return new Mlp(widths.clone(), List.copyOf(activations), parameters.clone());
    }

    private static List<Activation> alike(int[] widths, Activation activation) {
        return Collections.nCopies(Math.max(0, widths.length - 2), activation);
    }

    /**
     * A perceptron to start training from: weights normal with variance 1 over the number of inputs (LeCun et al.,
     * Efficient BackProp (1998), doi:10.1007/3-540-49430-8_2), biases normal with deviation 1/2, so that the kinks and
     * bends of the units spread over standardized inputs.
     *
     * @param widths number of inputs, of units in each hidden layer, and 1
     * @param activation of the hidden layers
     * @param seed the same seed gives the same perceptron
     * @return the perceptron
     * @throws IllegalArgumentException if a width is not positive or the last is not 1
     */
    public static Mlp random(int[] widths, Activation activation, long seed) {
        double[] parameters = new double[parameterCount(widths)];
        SplittableRandom random = new SplittableRandom(seed);
        int next = 0;
        for (int layer = 1; layer < widths.length; layer++) {
            double spread = 1 / Math.sqrt(widths[layer - 1]);
            int weights = widths[layer] * widths[layer - 1];
            for (int k = 0; k < weights; k++) parameters[next++] = spread * normal(random);
            for (int k = 0; k < widths[layer]; k++) parameters[next++] = 0.5 * normal(random);
        }
        return new Mlp(widths.clone(), alike(widths, activation), parameters);
    }

    /** A normal deviate by the polar method of Marsaglia; StrictMath, so that every platform draws the same. */
    private static double normal(SplittableRandom random) {
        while (true) {
            double u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        }
    }

    private static int parameterCount(int[] widths) {
        if (widths.length < 2 || widths[widths.length - 1] != 1)
            throw new IllegalArgumentException(
                    "expected widths of inputs, hidden layers and 1 output, found " + Arrays.toString(widths));
        long count = 0;
        for (int layer = 0; layer < widths.length; layer++) {
            if (widths[layer] < 1) throw new IllegalArgumentException("width " + widths[layer] + " is not positive");
            if (layer > 0) count += (long) widths[layer] * (widths[layer - 1] + 1);
        }
        if (count > Integer.MAX_VALUE) throw new IllegalArgumentException("too many parameters: " + count);
        return (int) count;
    }

    /**
     * The layer widths.
     *
     * @return fresh array: inputs, hidden layers, 1
     */
    public int[] widths() {
        return widths.clone();
    }

    /**
     * The activations of the hidden layers.
     *
     * @return immutable list, one a layer
     */
    public List<Activation> activations() {
        return activations;
    }

    /**
     * The parameters.
     *
     * @return fresh array, weights and biases layer by layer
     */
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * Number of parameters.
     *
     * @return weights and biases together
     */
    public int parameterCount() {
        return parameters.length;
    }

    /**
     * Whether another perceptron differs in parameters alone.
     *
     * @param other any perceptron
     * @return true if widths and activations are the same
     */
    public boolean hasShapeOf(Mlp other) {
        return activations.equals(other.activations) && Arrays.equals(widths, other.widths);
    }

    /**
     * The same shape with other parameters.
     *
     * @param parameters weights and biases, layer by layer; copied
     * @return the perceptron
     * @throws IllegalArgumentException if the number of parameters is wrong or one is not finite
     */
    public Mlp withParameters(double[] parameters) {
        return of(widths, activations, parameters);
    }

    /**
     * The perceptron with its output scaled and shifted, folded into the last layer.
     *
     * @param scale factor of the output
     * @param shift added to the scaled output
     * @return a perceptron that gives scale x output + shift
     */
    public Mlp scaled(double scale, double shift) {
        double[] changed = parameters.clone();
        int last = changed.length - 1;
        for (int k = last - widths[widths.length - 2]; k <= last; k++) changed[k] *= scale;
        changed[last] += shift;
        return of(widths, activations, changed);
    }

    /**
     * The perceptron for inputs as they are, if this one takes them standardized; folded into the first layer.
     *
     * @param mean of each input
     * @param scale of each input, not zero
     * @return a perceptron that gives for x what this one gives for (x - mean) / scale
     * @throws IllegalArgumentException if a length is wrong
     */
    public Mlp unstandardized(double[] mean, double[] scale) {
        int inputs = widths[0];
        if (mean.length != inputs || scale.length != inputs)
            throw new IllegalArgumentException(
                    "expected " + inputs + " means and scales, found " + mean.length + " and " + scale.length);
        double[] changed = parameters.clone();
        int biases = widths[1] * inputs;
        for (int k = 0; k < biases; k++) {
            int input = k % inputs;
            changed[k] /= scale[input];
            changed[biases + k / inputs] -= changed[k] * mean[input];
        }
        return of(widths, activations, changed);
    }

    /**
     * An evaluator in plain Java.
     *
     * @return a network for one thread
     */
    public MlpNetwork network() {
        return new MlpNetwork(widths, activations, parameters);
    }
}
