package nnp4j.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nnp4j.potential.Composition;
import nnp4j.potential.Inputs;

/**
 * Data made ready for networks: what they see and what they are to give, all from training frames alone. All parameters, of
 * several networks too, stand in one array. Immutable; the losses are not.
 */
interface Preparation {
    /**
     * Prepares for the networks that the settings ask for.
     *
     * @throws TrainingException if the settings do not suit the data or one another
     */
    static Preparation of(DataSet data, Split split, TrainingSettings settings, Crew crew) {
        return settings.isAtomic()
                ? new AtomicPreparation(data, split, settings, crew)
                : new MoleculePreparation(data, split, settings, crew);
    }

    /** The molecules that the potential will serve. */
    Composition composition();

    /** What the networks see, for the card. */
    Inputs inputs();

    /** What is left of energies and forces for the networks. */
    Target target();

    /** Parameters to start from: the same for the same seed. */
    double[] start(long seed);

    /** The loss of the training frames, with memory of its own. */
    Loss trainingLoss(Crew crew);

    /** The loss of the validation frames, if there are any. */
    Optional<Loss> validationLoss(Crew crew);

    /**
     * The potential file.
     *
     * @param members parameters of each network of the ensemble
     * @param metadata card and other texts
     */
    byte[] model(List<double[]> members, Map<String, String> metadata);
}
