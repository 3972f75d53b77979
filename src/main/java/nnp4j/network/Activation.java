package nnp4j.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Activation functions of hidden layers, with first and second derivatives. But for {@link #EXPONENTIAL} and {@link #SQUARE} none
 * overflows for finite arguments.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum Activation {
    /** tanh z. */
    TANH(true, Math::tanh, z -> 1 - squared(Math.tanh(z)), z -> -2 * Math.tanh(z) * (1 - squared(Math.tanh(z)))),
    /** ln(1 + e^z), computed as max(z, 0) + ln(1 + e^-|z|). */
    SOFTPLUS(
            true,
            z -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
            z -> sigmoid(z),
            z -> sigmoid(z) * sigmoid(-z)),
    /** z / (1 + e^-z); also called swish (Elfwing et al., Neural Networks 107, 3 (2018), doi:10.1016/j.neunet.2017.12.012). */
    SILU(
            true,
            z -> z * sigmoid(z),
            z -> sigmoid(z) * (1 + z * sigmoid(-z)),
            z -> sigmoid(z) * sigmoid(-z) * (2 + z * (sigmoid(-z) - sigmoid(z)))),
    /** z above 0, e^z - 1 below (CELU with alpha = 1, which is ELU); its curvature jumps at 0 (Barron, arXiv:1704.07483). */
    CELU(true, z -> z > 0 ? z : Math.expm1(z), z -> z > 0 ? 1 : Math.exp(z), z -> z > 0 ? 0 : Math.exp(z)),
    /** S z above 0, S A (e^z - 1) below (Klambauer et al., NIPS 2017, arXiv:1706.02515); its slope jumps at 0. */
    SELU(
            false,
            z -> Activation.SELU_SCALE * (z > 0 ? z : Activation.SELU_ALPHA * Math.expm1(z)),
            z -> Activation.SELU_SCALE * (z > 0 ? 1 : Activation.SELU_ALPHA * Math.exp(z)),
            z -> z > 0 ? 0 : Activation.SELU_SCALE * Activation.SELU_ALPHA * Math.exp(z)),
    /** max(z, 0); its slope jumps at 0. */
    RELU(false, z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, z -> 0),
    /** z itself: a linear layer. */
    IDENTITY(true, z -> z, z -> 1, z -> 0),
    /** 1 / (1 + e^-z). */
    LOGISTIC(
            true,
            z -> sigmoid(z),
            z -> sigmoid(z) * sigmoid(-z),
            z -> sigmoid(z) * sigmoid(-z) * (sigmoid(-z) - sigmoid(z))),
    /** 1 / (1 + e^z), one minus the logistic function. */
    REVERSED_LOGISTIC(
            true,
            z -> sigmoid(-z),
            z -> -sigmoid(z) * sigmoid(-z),
            z -> sigmoid(z) * sigmoid(-z) * (sigmoid(z) - sigmoid(-z))),
    /** e^(-z^2 / 2). */
    GAUSSIAN(true, z -> gauss(z), z -> -z * gauss(z), z -> gauss(z) == 0 ? 0 : (z * z - 1) * gauss(z)),
    /** cos z. */
    COSINE(true, Math::cos, z -> -Math.sin(z), z -> -Math.cos(z)),
    /** e^-z; overflows below -709. */
    EXPONENTIAL(true, z -> Math.exp(-z), z -> -Math.exp(-z), z -> Math.exp(-z)),
    /** z^2; overflows beyond 1e154. */
    SQUARE(true, z -> z * z, z -> 2 * z, z -> 2);

    static final double SELU_SCALE = 1.0507009873554805;
    static final double SELU_ALPHA = 1.6732632423543772;

    private final boolean smooth;
    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator slope;
    private final DoubleUnaryOperator curvature;

    Activation(boolean smooth, DoubleUnaryOperator value, DoubleUnaryOperator slope, DoubleUnaryOperator curvature) {
        this.smooth = smooth;
        this.value = value;
        this.slope = slope;
        this.curvature = curvature;
    }

    /**
     * The function.
     *
     * @param z argument
     * @return its value
     */
    public double value(double z) {
        return value.applyAsDouble(z);
    }

    /**
     * The first derivative; at a kink the one from the left.
     *
     * @param z argument
     * @return its slope
     */
    public double slope(double z) {
        return slope.applyAsDouble(z);
    }

    /**
     * The second derivative; at a kink the one from the left.
     *
     * @param z argument
     * @return its curvature
     */
    public double curvature(double z) {
        return curvature.applyAsDouble(z);
    }

    /**
     * Whether the slope is continuous. Where it is not, forces jump and dynamics does not conserve energy.
     *
     * @return true if the function may serve forces
     */
    public boolean isSmooth() {
        return smooth;
    }

    /**
     * The name in files and options.
     *
     * @return for example {@code "tanh"}
     */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The activation with the given name.
     *
     * @param symbol as {@link #symbol()} gives it; case does not matter
     * @return the activation
     * @throws IllegalArgumentException if there is none; the message lists the choices
     */
    public static Activation of(String symbol) {
        return Arrays.stream(values())
                .filter(a -> a.symbol().equalsIgnoreCase(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown activation \"" + symbol + "\" (expected "
                        + Arrays.stream(values()).map(Activation::symbol).collect(Collectors.joining(", ")) + ")"));
    }

    private static double squared(double t) {
        return t * t;
    }

    private static double gauss(double z) {
        return Math.exp(-0.5 * z * z);
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
