package nnp4j.potential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.network.NetworkException;
import nnp4j.network.OnnxModel;

/**
 * An opened potential file: an ONNX model with a {@link PotentialCard} in its metadata. Immutable and shared by threads;
 * {@link #potentialFor} gives each thread a potential of its own. Closing the file closes all of them.
 */
public final class PotentialFile implements AutoCloseable {
    private final Path path;
    private final PotentialCard card;
    private final OnnxModel model;
    private final List<NeuralPotential> potentials = new ArrayList<>();
    private boolean closed;

    private PotentialFile(Path path, PotentialCard card, OnnxModel model) {
        this.path = path;
        this.card = card;
        this.model = model;
    }

    /**
     * Opens a potential.
     *
     * @param path an .onnx file that holds a card
     * @return the opened file
     * @throws PotentialException if there is no such file, it is no ONNX model, has no card, a card of an unknown
     *     format version, or a model whose tensors do not fit the card
     */
    public static PotentialFile open(Path path) {
        return open(path, () -> OnnxModel.open(path));
    }

    /**
     * Opens a potential in memory.
     *
     * @param name what to call it in messages
     * @param content what an .onnx file would hold
     * @return the opened potential
     * @throws PotentialException as {@link #open(Path)}
     */
    public static PotentialFile open(Path name, byte[] content) {
        return open(name, () -> OnnxModel.open(content));
    }

    private static PotentialFile open(Path path, Supplier<OnnxModel> opening) {
        OnnxModel model;
        try {
            model = opening.get();
        } catch (NetworkException e) {
            throw new PotentialException(e.getMessage(), e);
        }
        try {
            return new PotentialFile(path, readCard(path, model), model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static PotentialCard readCard(Path path, OnnxModel model) {
        String json = model.metadata().get(PotentialCard.KEY);
        if (json == null)
            throw new PotentialException(path + ": no potential (expected a card under the metadata key "
                    + PotentialCard.KEY + ", found none); a bare ONNX model must be imported first");
        PotentialCard card;
        try {
            card = PotentialCard.parse(json);
        } catch (PotentialException e) {
            throw new PotentialException(path + ": " + e.getMessage(), e);
        }
        if (model.inputSize() != card.descriptor().featureCount())
            throw new PotentialException(path + ": the card's descriptor makes "
                    + card.descriptor().featureCount() + " features, but the model takes " + model.inputSize());
        return card;
    }

    /**
     * What the potential is.
     *
     * @return the card
     */
    public PotentialCard card() {
        return card;
    }

    /**
     * Where the potential was opened.
     *
     * @return the path given to {@link #open}
     */
    public Path path() {
        return path;
    }

    /**
     * A potential for a molecule that logs a warning at the first geometry outside the range seen in training.
     *
     * @param geometry the molecule; only its elements and their order matter
     * @return a potential for one thread
     * @throws PotentialException if the potential was not made for these atoms
     * @throws IllegalStateException if the file is closed
     */
    public NeuralPotential potentialFor(Geometry geometry) {
        return potentialFor(geometry, new Consumer<>() {
            private boolean said;

            @Override
            public void accept(Extrapolation extrapolation) {
                if (said) return;
                said = true;
                System.getLogger(PotentialFile.class.getName())
                        .log(System.Logger.Level.WARNING, path + ": " + extrapolation);
            }
        });
    }

    /**
     * A potential for a molecule.
     *
     * @param geometry the molecule; only its elements and their order matter
     * @param onExtrapolation told of every geometry outside the range seen in training, before its energy is returned;
     *     {@link Extrapolation#REFUSE} and {@link Extrapolation#ALLOW} are ready-made
     * @return a potential for one thread
     * @throws PotentialException if the potential was not made for these atoms
     * @throws IllegalStateException if the file is closed
     */
    public NeuralPotential potentialFor(Geometry geometry, Consumer<Extrapolation> onExtrapolation) {
        if (!card.composition().fits(geometry))
            throw new PotentialException(
                    path + ": made for " + card.composition().words() + ", found " + symbols(geometry));
        if (geometry.cell().isPresent())
            throw new PotentialException(path + ": made for a molecule, found a periodic cell");
        Potential base = (x, forces) -> {
            java.util.Arrays.fill(forces, 0);
            return 0;
        };
        for (PairTerm term : card.base()) base = base.plus(term.between(geometry.atomCount()));
        double zero = card.energyOffset() + card.atomicEnergies().sum(geometry);
        Descriptor descriptor = descriptorFor(geometry);
        synchronized (potentials) {
            if (closed) throw new IllegalStateException(path + ": closed");
            NeuralPotential potential =
                    new NeuralPotential(descriptor, model.network(), base, zero, card.range(), onExtrapolation);
            potentials.add(potential);
            return potential;
        }
    }

    private Descriptor descriptorFor(Geometry geometry) {
        try {
            return card.composition().oneMolecule()
                    ? card.descriptor()
                    : card.descriptor().forAtoms(geometry.atomicNumbers());
        } catch (IllegalArgumentException e) {
            throw new PotentialException(path + ": " + e.getMessage(), e);
        }
    }

    private static String symbols(Geometry geometry) {
        StringBuilder symbols = new StringBuilder();
        int shown = Math.min(geometry.atomCount(), 20);
        for (int i = 0; i < shown; i++)
            symbols.append(i == 0 ? "" : " ").append(Element.symbol(geometry.atomicNumber(i)));
        return symbols + (shown < geometry.atomCount() ? " … (" + geometry.atomCount() + " atoms)" : "");
    }

    @Override
    public void close() {
        synchronized (potentials) {
            closed = true;
            potentials.forEach(NeuralPotential::close);
            potentials.clear();
        }
        model.close();
    }
}
