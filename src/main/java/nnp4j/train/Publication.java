package nnp4j.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nnp4j.potential.Assessment;
import nnp4j.potential.Extrapolation;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.potential.Training;
import nnp4j.validate.Parity;

/** From trained networks to a potential file, whose card tells the errors of the file itself. */
final class Publication {
    private final DataSet data;
    private final Split split;
    private final Provenance provenance;
    private final Preparation preparation;
    private final TrainingSettings settings;
    private final boolean tested;

    Publication(
            DataSet data,
            Split split,
            Provenance provenance,
            Preparation preparation,
            TrainingSettings settings,
            boolean tested) {
        this.data = data;
        this.split = split;
        this.provenance = provenance;
        this.preparation = preparation;
        this.settings = settings;
        this.tested = tested;
    }

    /**
     * The potential of some networks.
     *
     * @param members parameters of each
     * @param method in words, for the card
     */
    TrainedPotential of(List<double[]> members, String method, TrainingSummary summary) {
        byte[] draft = model(members, card(members, method, Assessment.NONE, Assessment.NONE));
        Optional<Parity> validation = compare(draft, split.validation());
        Optional<Parity> test = compare(draft, tested ? split.test() : new int[0]);
        PotentialCard card = card(members, method, errors(validation), errors(test));
        return new TrainedPotential(card, model(members, card), summary, test);
    }

    private byte[] model(List<double[]> members, PotentialCard card) {
        return preparation.model(
                members,
                Map.of(
                        PotentialCard.KEY,
                        card.toJson(),
                        "activation",
                        settings.activation().symbol()));
    }

    private static Assessment errors(Optional<Parity> parity) {
        return parity.map(Parity::assessment).orElse(Assessment.NONE);
    }

    /** The model as a program would run it. */
    private Optional<Parity> compare(byte[] model, int[] frames) {
        if (frames.length == 0) return Optional.empty();
        try (PotentialFile file = PotentialFile.open(Path.of("trained.onnx"), model)) {
            return Optional.of(Parity.of(file, data.subset(frames).frames().iterator(), Extrapolation.ALLOW));
        }
    }

    private PotentialCard card(List<double[]> members, String method, Assessment validation, Assessment test) {
        Training training = new Training(
                provenance.data(), data.size(), provenance.sha256(), split.describe(), method, settings.seed());
        return new PotentialCard(
                provenance.name(),
                preparation.composition(),
                preparation.inputs(),
                preparation.target().base(),
                preparation.target().offset(),
                preparation.target().atoms(),
                provenance.levelOfTheory(),
                training,
                validation,
                test,
                members.size(),
                settings.precision(),
                provenance.licence(),
                provenance.citation(),
                Trainer.program());
    }
}
