package nnp4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nnp4j.io.WholeFile;
import nnp4j.potential.PotentialCard;
import nnp4j.potential.PotentialFile;
import nnp4j.validate.Parity;

/** The outcome of a training: an ONNX model with its card, and how the training went. Immutable. */
public final class TrainedPotential {
    private final PotentialCard card;
    private final byte[] model;
    private final TrainingSummary summary;
    private final Optional<Parity> test;

    TrainedPotential(PotentialCard card, byte[] model, TrainingSummary summary, Optional<Parity> test) {
        this.card = card;
        this.model = model;
        this.summary = summary;
        this.test = test;
    }

    /**
     * What the potential is; errors of validation and test are those of the ONNX model itself.
     *
     * @return the card
     */
    public PotentialCard card() {
        return card;
    }

    /**
     * How the training went.
     *
     * @return epochs, losses, and whether the network is overfitted
     */
    public TrainingSummary summary() {
        return summary;
    }

    /**
     * The ONNX model against the test frames: every energy, the errors, and of an ensemble its spread.
     *
     * @return the comparison; empty without test frames
     */
    public Optional<Parity> test() {
        return test;
    }

    /**
     * The content of the potential file.
     *
     * @return fresh array, an ONNX model
     */
    public byte[] model() {
        return model.clone();
    }

    /**
     * The potential, ready for use.
     *
     * @return to be closed by the caller
     */
    public PotentialFile open() {
        return PotentialFile.open(Path.of(card.name() + ".onnx"), model);
    }

    /**
     * Writes the potential file.
     *
     * @param file the file, replaced if it exists
     * @throws IOException if it cannot be written; then the path is as it was before
     */
    public void write(Path file) throws IOException {
        WholeFile.writeBytes(file, out -> out.write(model));
    }
}
