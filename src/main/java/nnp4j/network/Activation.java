package nnp4j.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Activation functions of hidden layers, with first and second derivatives; none overflows for finite arguments. */
public enum Activation {
    /** tanh z. */
    TANH(true) {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double slope(double z) {
            double t = Math.tanh(z);
            return 1 - t * t;
        }

        @Override
        public double curvature(double z) {
            double t = Math.tanh(z);
            return -2 * t * (1 - t * t);
        }
    },
    /** ln(1 + e^z), computed as max(z, 0) + ln(1 + e^-|z|). */
    SOFTPLUS(true) {
        @Override
        public double value(double z) {
            return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }

        @Override
        public double slope(double z) {
            return sigmoid(z);
        }

        @Override
        public double curvature(double z) {
            return sigmoid(z) * sigmoid(-z);
        }
    },
    /** z / (1 + e^-z); also called swish (Elfwing et al., Neural Networks 107, 3 (2018), doi:10.1016/j.neunet.2017.12.012). */
    SILU(true) {
        @Override
        public double value(double z) {
            return z * sigmoid(z);
        }

        @Override
        public double slope(double z) {
            return sigmoid(z) * (1 + z * sigmoid(-z));
        }

        @Override
        public double curvature(double z) {
            double s = sigmoid(z);
            double c = sigmoid(-z);
            return s * c * (2 + z * (c - s));
        }
    },
    /** z above 0, e^z - 1 below (CELU with alpha = 1, which is ELU); its curvature jumps at 0 (Barron, arXiv:1704.07483). */
    CELU(true) {
        @Override
        public double value(double z) {
            return z > 0 ? z : Math.expm1(z);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : Math.exp(z);
        }

        @Override
        public double curvature(double z) {
            return z > 0 ? 0 : Math.exp(z);
        }
    },
    /** S z above 0, S A (e^z - 1) below (Klambauer et al., NIPS 2017, arXiv:1706.02515); its slope jumps at 0. */
    SELU(false) {
        @Override
        public double value(double z) {
            return z > 0 ? SELU_SCALE * z : SELU_SCALE * SELU_ALPHA * Math.expm1(z);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? SELU_SCALE : SELU_SCALE * SELU_ALPHA * Math.exp(z);
        }

        @Override
        public double curvature(double z) {
            return z > 0 ? 0 : SELU_SCALE * SELU_ALPHA * Math.exp(z);
        }
    },
    /** max(z, 0); its slope jumps at 0. */
    RELU(false) {
        @Override
        public double value(double z) {
            return Math.max(z, 0);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : 0;
        }

        @Override
        public double curvature(double z) {
            return 0;
        }
    };

    static final double SELU_SCALE = 1.0507009873554805;
    static final double SELU_ALPHA = 1.6732632423543772;

    private final boolean smooth;

    Activation(boolean smooth) {
        this.smooth = smooth;
    }

    /**
     * The function.
     *
     * @param z argument
     * @return its value
     */
    public abstract double value(double z);

    /**
     * The first derivative; at a kink the one from the left.
     *
     * @param z argument
     * @return its slope
     */
    public abstract double slope(double z);

    /**
     * The second derivative; at a kink the one from the left.
     *
     * @param z argument
     * @return its curvature
     */
    public abstract double curvature(double z);

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

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
