package nnp4j.potential;

import nnp4j.features.Descriptor;

/**
 * One network that sees the features of the whole molecule.
 *
 * @param descriptor coordinates to the network's inputs; where many molecules are served, that of one of them
 * @param range features seen in training
 */
public record MoleculeInputs(Descriptor descriptor, FeatureRange range) implements Inputs {
    /**
     * Checks that the parts fit.
     *
     * @param descriptor coordinates to the network's inputs
     * @param range features seen in training
     * @throws IllegalArgumentException if the range is not of the descriptor's features
     */
    public MoleculeInputs {
        if (range.low().size() != descriptor.featureCount())
            throw new IllegalArgumentException("card: feature range of "
                    + range.low().size() + " features, but the descriptor has " + descriptor.featureCount());
    }
}
