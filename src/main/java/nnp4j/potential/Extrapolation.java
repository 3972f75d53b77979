package nnp4j.potential;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * A feature outside the range that training saw: there a network's answer is a guess.
 *
 * @param feature what it measures, atoms counted from 1
 * @param value its value
 * @param low lowest value in training
 * @param high highest value in training
 */
public record Extrapolation(String feature, double value, double low, double high) {
    /** Says nothing. */
    public static final Consumer<Extrapolation> ALLOW = extrapolation -> {};

    /** Throws a {@link PotentialException} before an energy is returned. */
    public static final Consumer<Extrapolation> REFUSE = extrapolation -> {
        throw new PotentialException(extrapolation.toString());
    };

    /**
     * How far outside the value is, in widths of the range.
     *
     * @return positive; infinite where the feature had but one value in training, NaN where it is not a number
     */
    public double widths() {
        return widths(value, low, high);
    }

    static double widths(double value, double low, double high) {
        return Math.max(low - value, value - high) / (high - low);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "extrapolation: %s = %.6g is outside the range seen in training, %.6g to %.6g",
                feature,
                value,
                low,
                high);
    }
}
