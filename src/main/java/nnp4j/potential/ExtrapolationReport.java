package nnp4j.potential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What lay outside the range seen in training, over all energies asked of a potential.
 *
 * @param count features outside, summed over atoms and geometries, as n2p2 counts its warnings
 * @param features each feature of each atom that ever was outside, the farthest first
 */
public record ExtrapolationReport(long count, List<Outside> features) {
    /** Nothing was outside. */
    public static final ExtrapolationReport NONE = new ExtrapolationReport(0, List.of());

    private static final Comparator<Outside> FARTHEST_FIRST = Comparator.comparingDouble(
                    (Outside outside) -> outside.farthest().widths())
            .reversed();

    /**
     * A feature of an atom that was outside.
     *
     * @param count geometries at which it was
     * @param farthest where it was farthest outside
     */
    public record Outside(long count, Extrapolation farthest) {}

    /**
     * Sorts and copies the list.
     *
     * @param count features outside, summed over atoms and geometries
     * @param features each feature of each atom that ever was outside, in any order
     */
    public ExtrapolationReport {
        List<Outside> sorted = new ArrayList<>(features);
        sorted.sort(FARTHEST_FIRST);
        features = List.copyOf(sorted);
    }

    /**
     * The worst: the feature that was farthest outside, in widths of its range.
     *
     * @return where it was, or empty if none was
     */
    public Optional<Extrapolation> worst() {
        return features.stream().findFirst().map(Outside::farthest);
    }
}
