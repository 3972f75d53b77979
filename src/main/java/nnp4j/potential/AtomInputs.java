package nnp4j.potential;

import java.util.Map;
import nnp4j.features.AtomicDescriptor;
import nnp4j.geometry.Element;

/**
 * A network for each element that sees the surroundings of one atom.
 *
 * @param descriptor of the surroundings
 * @param ranges features seen in training, by element symbol; empty where they are not known
 * @param scalings of the features, by element symbol; empty where the networks take them as they are
 */
public record AtomInputs(
        AtomicDescriptor descriptor, Map<String, FeatureRange> ranges, Map<String, FeatureScaling> scalings)
        implements Inputs {
    /**
     * Checks that the parts fit and copies the maps.
     *
     * @param descriptor of the surroundings
     * @param ranges features seen in training, by element symbol; empty where they are not known
     * @param scalings of the features, by element symbol; empty where the networks take them as they are
     * @throws IllegalArgumentException if ranges or scalings are not those of the descriptor's elements and features
     */
    public AtomInputs {
        ranges = Map.copyOf(ranges);
        scalings = Map.copyOf(scalings);
        for (int element : descriptor.elements()) {
            String symbol = Element.symbol(element);
            int features = descriptor.featureCount(element);
            if (!ranges.isEmpty())
                check(
                        "feature range",
                        symbol,
                        features,
                        ranges.containsKey(symbol) ? ranges.get(symbol).low().size() : 0);
            if (!scalings.isEmpty())
                check(
                        "feature scaling",
                        symbol,
                        features,
                        scalings.containsKey(symbol)
                                ? scalings.get(symbol).shift().size()
                                : 0);
        }
    }

    private static void check(String what, String symbol, int expected, int found) {
        if (found != expected)
            throw new IllegalArgumentException(
                    "card: " + what + " of " + symbol + ": expected " + expected + " features, found " + found);
    }
}
