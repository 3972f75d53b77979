package nnp4j.potential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nnp4j.features.AtomicKernel;
import nnp4j.features.Descriptor;
import nnp4j.geometry.Cell;
import nnp4j.geometry.Element;
import nnp4j.geometry.Geometry;
import nnp4j.geometry.NeighborList;
import nnp4j.network.AtomicModel;
import nnp4j.network.Network;
import nnp4j.network.NetworkException;
import nnp4j.network.OnnxModel;

/**
 * An opened potential file: an ONNX model with a {@link PotentialCard} in its metadata. Immutable and shared by threads;
 * {@link #potentialFor} gives each thread a potential of its own. Closing the file closes all of them.
 */
public final class PotentialFile implements PotentialSource {
    /** Atoms move by half of it, angstrom, before neighbours are searched again. */
    private static final double SKIN = 0.6;

    private final Path path;
    private final PotentialCard card;
    private final Model model;
    private final List<BoundPotential> potentials = new ArrayList<>();
    private boolean closed;

    /** Whichever kind of model the file holds. */
    private sealed interface Model extends AutoCloseable {
        Map<String, String> metadata();

        @Override
        void close();
    }

    private record OfMolecule(OnnxModel onnx) implements Model {
        @Override
        public Map<String, String> metadata() {
            return onnx.metadata();
        }

        @Override
        public void close() {
            onnx.close();
        }
    }

    private record OfAtoms(AtomicModel onnx) implements Model {
        @Override
        public Map<String, String> metadata() {
            return onnx.metadata();
        }

        @Override
        public void close() {
            onnx.close();
        }
    }

    private PotentialFile(Path path, PotentialCard card, Model model) {
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
        return open(
                path,
                () -> AtomicModel.isIn(path)
                        ? new OfAtoms(AtomicModel.open(path))
                        : new OfMolecule(OnnxModel.open(path)));
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
        return open(
                name,
                () -> AtomicModel.isIn(content)
                        ? new OfAtoms(AtomicModel.open(content))
                        : new OfMolecule(OnnxModel.open(content)));
    }

    private static PotentialFile open(Path path, Supplier<Model> opening) {
        Model model;
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

    private static PotentialCard readCard(Path path, Model model) {
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
        checkFits(path, card, model);
        return card;
    }

    private static void checkFits(Path path, PotentialCard card, Model model) {
        if (card.inputs() instanceof MoleculeInputs inputs && model instanceof OfMolecule molecule) {
            if (molecule.onnx().inputSize() != inputs.descriptor().featureCount())
                throw new PotentialException(path + ": the card's descriptor makes "
                        + inputs.descriptor().featureCount() + " features, but the model takes "
                        + molecule.onnx().inputSize());
            return;
        }
        if (!(card.inputs() instanceof AtomInputs inputs && model instanceof OfAtoms atoms))
            throw new PotentialException(
                    path + ": the card and the model do not fit: expected both of molecules or both" + " of atoms");
        if (atoms.onnx().memberCount() != card.ensembleSize() || atoms.onnx().precision() != card.precision())
            throw new PotentialException(path + ": the card tells of " + card.ensembleSize() + " networks, "
                    + card.precision() + ", but the model has "
                    + atoms.onnx().memberCount() + ", " + atoms.onnx().precision());
        for (String element : card.composition().symbols()) {
            int expected = inputs.descriptor()
                    .featureCount(Element.atomicNumber(element).orElseThrow());
            if (atoms.onnx().featureCount(element) != expected)
                throw new PotentialException(path + ": the card's descriptor makes " + expected + " features of "
                        + element + ", but the model takes " + atoms.onnx().featureCount(element));
        }
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
    public BoundPotential potentialFor(Geometry geometry) {
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

    @Override
    public BoundPotential potentialFor(Geometry geometry, Consumer<Extrapolation> onExtrapolation) {
        if (!card.composition().fits(geometry))
            throw new PotentialException(
                    path + ": made for " + card.composition().words() + ", found " + symbols(geometry));
        if (geometry.cell().isPresent()
                && !(card.inputs() instanceof AtomInputs && card.base().isEmpty()))
            throw new PotentialException(path + ": made for a molecule, found a periodic cell");
        Potential base = ZeroPotential.ZERO;
        for (PairTerm term : card.base()) base = base.plus(term.between(geometry.atomCount()));
        double zero = card.energyOffset() + card.atomicEnergies().sum(geometry);
        synchronized (potentials) {
            if (closed) throw new IllegalStateException(path + ": closed");
            BoundPotential potential = card.inputs() instanceof AtomInputs inputs
                    ? ofAtoms(geometry, inputs, base, zero, onExtrapolation)
                    : ofMolecule(geometry, (MoleculeInputs) card.inputs(), base, zero, onExtrapolation);
            potentials.add(potential);
            return potential;
        }
    }

    private BoundPotential ofMolecule(
            Geometry geometry,
            MoleculeInputs inputs,
            Potential base,
            double zero,
            Consumer<Extrapolation> onExtrapolation) {
        Network network = ((OfMolecule) model).onnx().network();
        return new NeuralPotential(
                descriptorFor(geometry, inputs), network, base, zero, inputs.range(), onExtrapolation);
    }

    private BoundPotential ofAtoms(
            Geometry geometry,
            AtomInputs inputs,
            Potential base,
            double zero,
            Consumer<Extrapolation> onExtrapolation) {
        boolean periodic = geometry.cell().map(Cell::isPeriodic).orElse(false);
        AtomicKernel kernel = inputs.descriptor().kernelFor(geometry.atomicNumbers(), periodic);
        AtomicSystem system = new AtomicSystem(geometry, inputs, kernel);
        AtomicRanges ranges = new AtomicRanges(system, inputs);
        NeighborList neighbors = NeighborList.of(geometry, inputs.descriptor().cutoff(), SKIN);
        return new AtomicPotential(
                system,
                new AtomicSurroundings(system, kernel, neighbors, ranges),
                ranges,
                ((OfAtoms) model).onnx().network(system.symbols(), system.columns(), system.inputsAtZero(inputs)),
                base,
                zero,
                onExtrapolation);
    }

    private Descriptor descriptorFor(Geometry geometry, MoleculeInputs inputs) {
        try {
            return card.composition().oneMolecule()
                    ? inputs.descriptor()
                    : inputs.descriptor().forAtoms(geometry.atomicNumbers());
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
    public String place() {
        return path.toString();
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public String levelOfTheory() {
        return card.levelOfTheory();
    }

    @Override
    public OptionalDouble atomsEnergy(Geometry geometry) {
        return card.atomsEnergy(geometry);
    }

    @Override
    public int memberCount() {
        return card.ensembleSize();
    }

    @Override
    public void release(BoundPotential potential) {
        synchronized (potentials) {
            potentials.remove(potential);
        }
        potential.close();
    }

    @Override
    public void close() {
        synchronized (potentials) {
            closed = true;
            potentials.forEach(BoundPotential::close);
            potentials.clear();
        }
        model.close();
    }
}
