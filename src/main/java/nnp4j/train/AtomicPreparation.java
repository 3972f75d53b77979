package nnp4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nnp4j.features.AtomicDescriptor;
import nnp4j.geometry.Element;
import nnp4j.network.AtomicNetworks;
import nnp4j.network.AtomicOnnx;
import nnp4j.network.Mlp;
import nnp4j.potential.AtomInputs;
import nnp4j.potential.Composition;
import nnp4j.potential.FeatureRange;
import nnp4j.potential.Inputs;

/** A perceptron for each element that sees the surroundings of one atom: descriptor, scaling, targets and examples. */
final class AtomicPreparation implements Preparation {
    static final String NOT_LM = "optimizer lm: expected features of a whole molecule, found those of each atom, whose"
            + " networks have too many parameters for it (adam and lbfgs do)";

    /**
     * Scale of the networks' output at the start, since a frame's energy sums it over many atoms: on ethanol it lowered the test
     * errors of forces by 6 %, those of energies by 12 %.
     */
    private static final double FIRST_OUTPUT = 0.2;

    private final TrainingSettings settings;
    private final AtomicDescriptor descriptor;
    private final LiveFeatures live;
    private final List<ElementInputs> inputs;
    private final Target target;
    private final AtomicExamples training;
    private final AtomicExamples validation;

    AtomicPreparation(DataSet data, Split split, TrainingSettings settings, Crew crew) {
        this.settings = settings;
        DataSet fitted = data.subset(split.training());
        boolean forces = data.hasForces() && settings.number(Setting.FORCE_WEIGHT) > 0;
        check(settings, forces);
        int[] elements = fitted.elements();
        checkElements(data, split.validation(), elements);
        checkElements(data, split.test(), elements);
        descriptor = settings.atomicFeatures().descriptor(elements);
        live = LiveFeatures.of(
                descriptor, elements, AtomList.census(data, split.training()).lists());
        target = Target.of(fitted, settings);
        AtomicTable table = AtomicTable.of(descriptor, live, data, split.training(), forces, crew);
        AtomicTable judged = AtomicTable.of(descriptor, live, data, split.validation(), forces, crew);
        inputs = new ArrayList<>();
        for (int e = 0; e < elements.length; e++)
            inputs.add(ElementInputs.of(table, e, live.features()[e], settings.scaledByRange()));
        training = examples(data, split.training(), table, forces);
        validation = examples(data, split.validation(), judged, forces);
    }

    private static void check(TrainingSettings settings, boolean forces) {
        String features = "features " + settings.get(Setting.FEATURES);
        if (forces && !settings.activation().isSmooth())
            throw new TrainingException("activation " + settings.activation().symbol()
                    + ": its slope jumps, so it cannot be fitted to forces (expected tanh, softplus, silu or celu,"
                    + " or force-weight 0)");
        if (settings.hidden().length == 0)
            throw new TrainingException(features + ": expected hidden layers, found none");
        if (!settings.symmetryChoice().isNone())
            throw new TrainingException(
                    features + ": expected symmetry none, since they have the symmetry of like atoms," + " found "
                            + settings.get(Setting.SYMMETRY));
        if (settings.scalingComponents() >= 0)
            throw new TrainingException(
                    features + ": expected scaling standard or range, found " + settings.get(Setting.SCALING));
        if (settings.anchored())
            throw new TrainingException(features + ": expected anchor none, found " + settings.get(Setting.ANCHOR));
        if (!settings.get(Setting.BASE).equals("none"))
            throw new TrainingException(features + ": expected base none, found " + settings.get(Setting.BASE));
        if (settings.method() == TrainingSettings.Method.LM) throw new TrainingException(NOT_LM);
        if (settings.isLinear())
            throw new TrainingException(features + ": expected optimizer adam or lbfgs, found linear");
    }

    private static void checkElements(DataSet data, int[] frames, int[] elements) {
        for (int frame : frames)
            for (int z : data.geometry(frame).atomicNumbers())
                if (Arrays.binarySearch(elements, z) < 0)
                    throw new TrainingException("frame " + data.number(frame) + ": element " + Element.symbol(z)
                            + " is in no training frame; expected another seed or more training frames");
    }

    private AtomicExamples examples(DataSet data, int[] frames, AtomicTable table, boolean forces) {
        for (int i = 0; i < frames.length; i++) {
            BoundAtoms atoms = table.atoms()[i];
            for (int atom = 0; atom < atoms.count(); atom++)
                inputs.get(atoms.element(atom)).apply(table.rows()[i], atoms.start(atom));
        }
        return new AtomicExamples(
                descriptor,
                inputs,
                networks(0),
                table,
                target.energies(data, frames),
                forces ? target.forces(data, frames) : new double[0][]);
    }

    /** A random network of each element. */
    private List<Mlp> networks(long seed) {
        List<Mlp> networks = new ArrayList<>();
        for (int e = 0; e < inputs.size(); e++) {
            int[] widths = settings.widths(live.width(e));
            networks.add(Mlp.random(widths, settings.activation(), seed * 1_000_003L + live.elements()[e])
                    .scaled(FIRST_OUTPUT, 0));
        }
        return networks;
    }

    AtomicExamples training() {
        return training;
    }

    @Override
    public Composition composition() {
        return Composition.anyOf(
                Arrays.stream(live.elements()).mapToObj(Element::symbol).toList());
    }

    /** Scaling is folded into the networks, so the card has none. */
    @Override
    public Inputs inputs() {
        return new AtomInputs(descriptor, ranges(), Map.of());
    }

    /** What the training frames cover of each element's features, by symbol. */
    private Map<String, FeatureRange> ranges() {
        Map<String, FeatureRange> ranges = new TreeMap<>();
        for (int e = 0; e < inputs.size(); e++) {
            int element = live.elements()[e];
            ranges.put(Element.symbol(element), inputs.get(e).range(descriptor.featureCount(element)));
        }
        return ranges;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public double[] start(long seed) {
        double[] parameters = new double[training.parameterCount()];
        int start = 0;
        for (Mlp network : networks(seed)) {
            System.arraycopy(network.parameters(), 0, parameters, start, network.parameterCount());
            start += network.parameterCount();
        }
        return parameters;
    }

    @Override
    public Loss trainingLoss(Crew crew) {
        return new AtomicLoss(training, settings.number(Setting.FORCE_WEIGHT), crew);
    }

    @Override
    public Optional<Loss> validationLoss(Crew crew) {
        return validation.count() == 0
                ? Optional.empty()
                : Optional.of(new AtomicLoss(validation, settings.number(Setting.FORCE_WEIGHT), crew));
    }

    @Override
    public byte[] model(List<double[]> members, Map<String, String> metadata) {
        return AtomicOnnx.model(networks(members), settings.precision(), metadata);
    }

    /** For features as they are, in eV. */
    AtomicNetworks networks(List<double[]> members) {
        Map<Integer, List<Mlp>> networks = new TreeMap<>();
        int start = 0;
        for (int e = 0; e < inputs.size(); e++) {
            int element = live.elements()[e];
            Mlp shape = training.shapes().get(e);
            List<Mlp> list = new ArrayList<>();
            for (double[] member : members)
                list.add(inputs.get(e)
                        .folded(
                                shape.withParameters(Arrays.copyOfRange(member, start, start + shape.parameterCount()))
                                        .scaled(target.spread(), target.shift(Element.symbol(element))),
                                descriptor.featureCount(element)));
            networks.put(element, list);
            start += shape.parameterCount();
        }
        return AtomicNetworks.of(networks);
    }
}
